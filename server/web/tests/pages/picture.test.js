// The photo-finish picture on the console: shown with its time scale, a line for each lane where it was read, and what is said
// where it cannot be shown. The picture is drawn here, so that a pixel tells whether a line stands on its column.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { columns, draw_picture, picture } from './finish_picture.js';
import { address, browser, server } from './world.js';

let folder;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bowball-picture-'));
  await draw_picture(browser, join(folder, 'finish_12.png'));
});
beforeEach(() => {
  server.me = { name: 'A. Moreau', role: 'referee' };
  server.picture_file = join(folder, 'finish_12.png');
  server.picture_is_changed = false;
  server.picture = picture;
});
afterAll(() => {
  server.picture = null;
  if (folder) rmSync(folder, { recursive: true });
});

const shown = (page) => page.waitForFunction(() => document.querySelector('.stage img')?.naturalWidth > 0 && !document.querySelector('.stage .away'));
/** Of each lane: how many columns its line is off the column that was read, as pixels on the page say. */
const off_by = (page) => page.evaluate((wanted) => {
  const image = document.querySelector('.stage img').getBoundingClientRect();
  const scale = image.width / 6000;
  return Object.fromEntries([...document.querySelectorAll('.stage .line')].map((line) => {
    const box = line.getBoundingClientRect();
    return [line.dataset.lane, ((box.left + box.right) / 2 - image.left) / scale - 0.5 - wanted[line.dataset.lane]];
  }));
}, columns);

describe('A photo-finish picture', () => {
  test.each(['desktop', 'tablet', 'phone'])('opens from the race, whole, with each lane on its column: %s', async (size) => {
    server.show('unofficial');
    const { page, complaints, close } = await open_page(browser, `${address}/console`, size);
    await page.getByRole('button', { name: /^Photo: where/ }).click();
    await shown(page);
    const off = await off_by(page);
    expect(Object.keys(off)).toEqual(['1', '2', '3', '4', '5', '6']);
    const column_px = await page.evaluate(() => document.querySelector('.stage img').getBoundingClientRect().width / 6000);
    for (const columns_off of Object.values(off)) expect(Math.abs(columns_off * column_px)).toBeLessThanOrEqual(1);
    const labels = await page.locator('.stage .label').allTextContents();
    expect(labels).toContain('3 6:41.604');
    expect(labels).toContain('4 6:41.607');
    expect(await page.evaluate(() => {
      const boxes = [...document.querySelectorAll('.stage .label')].map((one) => one.getBoundingClientRect());
      return boxes.some((a, i) => boxes.some((b, k) => k > i && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1));
    })).toBe(false);
    const ticks = await page.locator('.stage .axis span').allTextContents();
    expect(ticks.length).toBeGreaterThanOrEqual(2);
    expect(ticks.every((text) => /^6:4[1-4](\.\d)?$/.test(text))).toBe(true);
    const rows = await page.locator('dialog tbody tr').allTextContents();
    expect(rows[1].replace(/\s+/g, ' ')).toContain('4,112 6:43.056500 µs');
    expect(rows[4]).toContain('does not count');
    expect(await page.locator('dialog').textContent()).toContain('2,000 lines a second, column 0 at 6:41.000');
    expect(await page.locator('dialog').textContent()).toContain(picture.sha256);
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `console_picture_${size}`);
    expect(complaints).toEqual([]);
    await close();
  });

  test.each(['desktop', 'tablet'])('opens from the crew\'s row at its column, and goes closer: %s', async (size) => {
    server.show('unofficial');
    const { page, complaints, close } = await open_page(browser, `${address}/console`, size);
    await page.getByRole('button', { name: 'Sheet of lane 2' }).waitFor();
    await keep_picture(page, `console_with_picture_${size}`);
    expect(await page.getByRole('button', { name: 'Photo of lane 5' }).count(), 'a judge has read lane 5').toBe(0);
    if (size === 'desktop') await page.getByRole('button', { name: 'Photo of lane 2' }).click();
    else {
      await page.getByRole('button', { name: 'Sheet of lane 2' }).click();
      await page.getByRole('button', { name: 'Photo of the finish' }).click();
    }
    await shown(page);
    const is_in_the_middle = () => page.waitForFunction(() => {
      const stage = document.querySelector('.stage').getBoundingClientRect();
      const line = document.querySelector('.stage .line[data-lane="2"]').getBoundingClientRect();
      return Math.abs((line.left + line.right) / 2 - (stage.left + stage.right) / 2) < 3;
    });
    await is_in_the_middle();
    for (let i = 0; i < 3; ++i) await page.getByRole('button', { name: 'Closer' }).click();
    await page.waitForFunction(() => document.querySelector('.stage img').getBoundingClientRect().width === 48_000);
    await is_in_the_middle();
    for (const columns_off of Object.values(await off_by(page))) expect(Math.abs(columns_off)).toBeLessThan(0.3);
    await keep_picture(page, `console_picture_close_${size}`);
    const box = await page.locator('.stage .line[data-lane="2"]').boundingBox();
    const stage = await page.locator('.stage').boundingBox();
    await page.mouse.move(box.x + 1, stage.y + stage.height / 2);
    await page.waitForFunction(() => document.querySelector('.pointed').textContent === 'Column 4112: 6:43.0560');
    await page.getByRole('button', { name: 'Lane 3', exact: true }).click();
    await page.waitForFunction(() => Math.abs(document.querySelector('.stage .line[data-lane="3"]').getBoundingClientRect().left - document.querySelector('.stage').getBoundingClientRect().left) < innerWidth);
    const near = await page.locator('.stage .axis span').allTextContents();
    expect(near.length).toBeLessThan(40);
    await page.getByRole('button', { name: 'Whole' }).click();
    expect(complaints).toEqual([]);
    await close();
  });

  test('that was changed since is refused in words, and its readings stand', async () => {
    server.picture_is_changed = true;
    server.show('unofficial');
    const { page, close } = await open_page(browser, `${address}/console`, 'desktop');
    await page.getByRole('button', { name: /^Photo: where/ }).click();
    expect(await page.locator('.stage [role=alert]').textContent()).toContain('is not the one that was read');
    expect(await page.locator('.stage .label').count()).toBe(6);
    await keep_picture(page, 'console_picture_changed');
    await close();
  });

  test('that the browser cannot read is said', async () => {
    server.picture_file = join(folder, 'broken.png');
    writeFileSync(server.picture_file, 'no picture');
    server.show('unofficial');
    const { page, close } = await open_page(browser, `${address}/console`, 'desktop');
    await page.getByRole('button', { name: /^Photo: where/ }).click();
    expect(await page.locator('.stage [role=alert]').textContent()).toContain('This browser cannot show it');
    await close();
  });

  test('is not offered where none was imported', async () => {
    server.picture = null;
    server.show('unofficial');
    const { page, close } = await open_page(browser, `${address}/console`, 'desktop');
    await page.waitForSelector('[aria-label="Result"]');
    expect(await page.getByRole('button', { name: /^Photo(:| of)/ }).count()).toBe(0);
    await close();
  });
});
