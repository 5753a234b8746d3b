// The finish judge's page: lines are put, dragged and stepped on the picture; readers are compared; what is ordered names columns, never times.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serious_findings } from './axe.js';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { columns, draw_picture, picture } from './finish_picture.js';
import { address, browser, server } from './world.js';

let folder;
const topic = 'race/12/console';
const reading = (reader, by_lane, more = {}) => ({
  reader, role: 'judge', at_us: 1_784_884_000_000_000, document: picture.document, sha256: picture.sha256,
  lanes: Object.entries(by_lane).map(([lane, column]) => ({
    lane: Number(lane), column, time_us: 401_000_000 + column * 500, text: `6:${(41 + column / 2000).toFixed(3)}`, place: 1 + Object.values(by_lane).filter((other) => other < column).length,
  })), ...more,
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bowball-photo-'));
  await draw_picture(browser, join(folder, 'finish_12.png'));
});
beforeEach(() => {
  server.me = { name: 'A. Moreau', role: 'judge' };
  server.picture_file = join(folder, 'finish_12.png');
  server.picture = picture;
  server.more = {};
  server.orders.length = 0;
});
afterAll(() => {
  server.picture = null;
  server.more = {};
  if (folder) rmSync(folder, { recursive: true });
});

const open = async (size, more) => {
  server.show('unofficial');
  const opened = await open_page(browser, `${address}/photo?race=12`, size, more);
  await opened.page.waitForFunction(() => document.querySelector('.stage img')?.naturalWidth > 0 && !document.querySelector('.stage .away'));
  return opened;
};
const orders = () => server.orders.filter(({ command }) => command === 'read_photo');
const column_of = (page, lane) => page.getByRole('slider', { name: `Lane ${lane}`, exact: true }).getAttribute('aria-valuenow').then(Number);
const press_at = async (page, column) => {
  const box = await page.locator('.stage img').boundingBox();
  await page.mouse.click(box.x + ((column + 0.5) * box.width) / picture.width, box.y + box.height / 2);
};
const rows = async (page) => (await page.locator('[aria-label="My reading"] tbody tr').allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());

describe('The photo-finish page', () => {
  test.each(['laptop', 'tablet', 'upright'])('is read lane by lane, stepped by key and kept: %s', async (size) => {
    const { page, complaints, close } = await open(size);
    expect(await page.textContent('main')).toContain('One column is one time step: 0.5 ms');
    expect(await page.getByRole('slider').count(), 'whoever reads begins with an empty picture').toBe(0);
    for (const lane of [1, 2, 3, 4]) await press_at(page, columns[lane]);
    expect(await page.getByRole('slider').count()).toBe(4);
    await page.getByRole('button', { name: 'Lane 3', exact: true }).click();
    await page.waitForFunction(() => document.querySelector('.stage img').getBoundingClientRect().width === 12_000);
    const before = await column_of(page, 3);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowLeft');
    expect(await column_of(page, 3)).toBe(before - 9);
    for (let left = columns[3] - (before - 9); left !== 0; left -= Math.sign(left)) await page.keyboard.press(left > 0 ? 'ArrowRight' : 'ArrowLeft');
    await page.keyboard.press('4');
    for (let left = columns[4] - (await column_of(page, 4)); left !== 0; left -= Math.sign(left)) await page.keyboard.press(left > 0 ? 'ArrowRight' : 'ArrowLeft');
    await keep_picture(page, `photo_${size}`);
    const read = await rows(page);
    expect(read[0]).toMatch(/^1.*NED.*1208.*6:41\.6040/);
    expect(read[1]).toMatch(/^2.*1215.*6:41\.6075 \+3\.5 ms/);
    expect(await sticks_out(page)).toBe(false);
    await page.getByRole('button', { name: 'Keep my reading' }).click();
    await page.waitForSelector('.notes .note');
    const [{ data, reason }] = orders();
    expect([data.kept, data.picture, data.race, reason ?? '']).toEqual([true, picture.sha256, 12, '']);
    expect(data.rows.slice(0, 2)).toEqual([
      { lane: 3, column: 1208, place: 1, time_us: null, status: '', remark: '' }, { lane: 4, column: 1215, place: 2, time_us: null, status: '', remark: '' },
    ]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('a line is dragged by its number, with a finger, and stays on its column', async () => {
    const { page, close } = await open('tablet', { hasTouch: true });
    await press_at(page, 3000);
    const box = await page.getByRole('slider', { name: 'Lane 1' }).boundingBox();
    expect(box.height).toBeGreaterThanOrEqual(44);
    const film = await page.locator('.stage img').boundingBox();
    const from = await column_of(page, 1);
    const session = await page.context().newCDPSession(page);
    const touch = (type, x) => session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y: box.y + 10 }] });
    await touch('touchStart', box.x + 60);
    await touch('touchMove', box.x + 90);
    await touch('touchMove', box.x + 160);
    await touch('touchEnd', 0);
    const moved = (await column_of(page, 1)) - from;
    expect(Math.abs(moved - (100 * picture.width) / film.width)).toBeLessThanOrEqual(picture.width / film.width + 1);
    await close();
  });

  test('one column is a dead heat, two neighbours only where it is declared', async () => {
    server.more = { [topic]: { readings: [reading('A. Moreau', { 3: 1208, 4: 1209, 1: 3300 })] } };
    const { page, close } = await open('laptop');
    await page.getByRole('checkbox', { name: /Lanes 3 and 4 are one column \(0.5 ms\) apart/ }).check();
    expect((await rows(page)).map((text) => /^\d(dead heat)?Lane ?\d/.exec(text)?.[0])).toEqual(['1dead heatLane3', '1dead heatLane4', '3Lane1']);
    await page.getByRole('button', { name: 'Lane 4 one column later' }).click();
    expect((await rows(page))[1]).toMatch(/^2Lane/);
    await page.getByRole('button', { name: 'Lane 4 one column earlier' }).click();
    await page.getByRole('button', { name: 'Lane 4 one column earlier' }).click();
    expect((await rows(page))[1]).toMatch(/^1dead heat/);
    await close();
  });

  test("what others read is not shown before one's own is kept", async () => {
    server.more = { [topic]: { readings: [reading('B. Okafor', { 3: 1208, 4: 1215 })] } };
    const { page, close } = await open('laptop');
    const readers = page.locator('[aria-label="Readers"]');
    expect(await readers.textContent()).toContain('B. Okafor');
    expect(await readers.textContent()).not.toContain('1208');
    expect(await page.getByRole('button', { name: 'Enter the reading' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Compare without reading myself' }).click();
    expect(await readers.textContent()).toContain('1208');
    await page.getByRole('button', { name: 'Enter the reading' }).click();
    await page.waitForSelector('.notes .note');
    expect(orders()[0].data.kept).toBeUndefined();
    expect(orders()[0].data.rows.map(({ lane, place }) => [lane, place])).toEqual([[3, 1], [4, 2]]);
    await close();
  });

  test.each(['laptop', 'tablet', 'upright'])('readers who differ have nothing proposed; a judge cannot choose, a referee does and says why: %s', async (size) => {
    server.more = { [topic]: { readings: [reading('A. Moreau', { 3: 1208, 4: 1215, 1: 3300 }), reading('B. Okafor', { 3: 1208, 4: 1219, 1: 3301 })], disputed_lanes: [4] } };
    const judge = await open(size);
    const readers = judge.page.locator('[aria-label="Readers"]');
    expect(await readers.textContent()).toContain('Readers differ about lane 4');
    expect(await readers.textContent()).toContain('▲ 4 columns');
    expect(await judge.page.getByRole('button', { name: /Enter the reading|^Choose/ }).count()).toBe(0);
    await readers.scrollIntoViewIfNeeded();
    await keep_picture(judge.page, `photo_differ_${size}`);
    expect(await sticks_out(judge.page)).toBe(false);
    await judge.close();
    server.me = { name: 'C. Ito', role: 'referee' };
    const { page, close } = await open(size);
    await page.getByRole('button', { name: 'Compare without reading myself' }).click();
    await page.getByRole('button', { name: /^Choose .*Okafor/ }).click();
    expect(await page.getByRole('button', { name: 'Choose this reading' }).isDisabled()).toBe(true);
    await page.getByRole('textbox').fill('bow ball, not its shadow');
    await page.getByRole('button', { name: 'Choose this reading' }).click();
    await page.waitForSelector('.notes .note');
    expect(orders()[0]).toMatchObject({ reason: 'bow ball, not its shadow (as B. Okafor read it)', data: { rows: [{ lane: 3, column: 1208 }, { lane: 4, column: 1219 }, { lane: 1, column: 3301 }] } });
    await close();
  });

  test('says what to do where there is no picture', async () => {
    server.picture = null;
    server.show('unofficial');
    const { page, complaints, close } = await open_page(browser, `${address}/photo?race=12`, 'tablet');
    await page.getByRole('heading', { name: 'No picture of this start' }).waitFor();
    expect(await page.getByRole('link', { name: 'health page' }).getAttribute('href')).toBe('health.html');
    expect(complaints).toEqual([]);
    await close();
  });

  test('has no serious finding, by day and by night', async () => {
    server.more = { [topic]: { readings: [reading('A. Moreau', { 3: 1208, 4: 1215 }), reading('B. Okafor', { 3: 1208, 4: 1219 })], disputed_lanes: [4], photo_entered: { actor: 'C. Ito', at_us: 1_784_884_000_000_000, reason: 'clear' } } };
    for (const look of ['day', 'night', 'sun']) {
      const { page, close } = await open('laptop', { bypassCSP: true });
      await page.evaluate((name) => (document.documentElement.dataset.look = name), look);
      expect(await serious_findings(page), look).toEqual([]);
      await close();
    }
  });
});
