// The photo-finish picture on the console: shown with its time scale, a line for each lane where it was read, and what is said
// where it cannot be shown. The picture is drawn here, so that a pixel tells whether a line stands on its column.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

let folder;
const columns = { 1: 3300, 2: 4112, 3: 1208, 4: 1215, 5: 5890, 6: 2650 };
const picture = {
  run: 2, document: 'finish_12.png', sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', url: '/api/v1/pictures/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  width: 6000, height: 900, column_0_us: 401_000_000, lines_per_s: 2000,
  lanes: Object.entries(columns).map(([lane, column]) => {
    const time_us = 401_000_000 + column * 500;
    const s = time_us / 1e6;
    return { lane: Number(lane), column, time_us, text: `${Math.floor(s / 60)}:${(Math.floor((s % 60) * 1000 + 1e-6) / 1000).toFixed(3).padStart(6, '0')}`, resolution_ns: 500_000, counts: lane !== '5' };
  }),
};

/** Water, with a white bow of so many columns behind each lane's column. */
async function draw_picture(file) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const bytes = await page.evaluate(async ([width, height, lanes]) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const pen = canvas.getContext('2d');
    const water = pen.createLinearGradient(0, 0, 0, height);
    water.addColorStop(0, '#5b7f93');
    water.addColorStop(1, '#2c4c5e');
    pen.fillStyle = water;
    pen.fillRect(0, 0, width, height);
    for (const [lane, column] of lanes) {
      const y = lane * 130 - 40;
      pen.fillStyle = '#ffffff';
      pen.beginPath();
      pen.moveTo(column, y);
      pen.lineTo(column + 500, y - 18);
      pen.lineTo(column + 500, y + 18);
      pen.fill();
    }
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
    const all = new Uint8Array(await blob.arrayBuffer());
    let text = '';
    for (let i = 0; i < all.length; i += 32768) text += String.fromCharCode(...all.subarray(i, i + 32768));
    return btoa(text);
  }, [picture.width, picture.height, Object.entries(columns).map(([lane, column]) => [Number(lane), column])]);
  await context.close();
  writeFileSync(file, Buffer.from(bytes, 'base64'));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bowball-picture-'));
  await draw_picture(join(folder, 'finish_12.png'));
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
