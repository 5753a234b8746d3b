// The cursor of the start chart: one moment over all lanes, moved by keys and by a finger, read out of the samples that a real server
// sent (recorded/start_trace.json), and looked at closely.
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { serious_findings } from './axe.js';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

const start_trace = JSON.parse(readFileSync(new URL('recorded/start_trace.json', import.meta.url)));
const { rows } = start_trace.views['race/1/referee'];
/** What the lane's box measured so many milliseconds after the signal: "302.25 N". Its traces begin 500 ms before, one sample a millisecond. */
const measured = (lane, at_ms) => {
  const { samples, scale_micro, interval_ns } = start_trace.http[rows[lane - 1].trace.samples_url];
  expect([interval_ns, rows[lane - 1].trace.begins_us]).toEqual([1_000_000, -500_000]);
  return `${((samples[500 + at_ms] * scale_micro) / 1e6).toFixed(2)} N`;
};

beforeEach(() => {
  server.more = {};
  server.orders = [];
  server.answer = () => ({ kind: 'accepted' });
  server.me = { name: 'A. Moreau', role: 'referee' };
  server.recording = start_trace;
  server.show('scheduled');
});

async function referee(size, more = {}) {
  const opened = await open_page(browser, `${address}/referee.html?race=1`, size, { bypassCSP: true, ...more });
  const { page } = opened;
  await page.waitForFunction(() => document.querySelectorAll('.picture canvas').length === 6 && document.querySelectorAll('.cursor-line small').length === 6);
  const said = async () => (await page.getByRole('slider').getAttribute('aria-valuetext'));
  const moment = () => page.textContent('.bar .moment');
  const worths = () => page.locator('.cursor-line small').allTextContents();
  return { ...opened, said, moment, worths, slider: page.getByRole('slider') };
}
const of_all = (at_ms) => [1, 2, 3, 4, 5, 6].map((lane) => measured(lane, at_ms));

describe('The cursor of a start', () => {
  test.each(['phone', 'wide_tablet', 'desktop'])('is moved by keys, and reads every lane out: %s', async (size) => {
    const { page, complaints, close, said, moment, worths, slider } = await referee(size);
    await slider.focus();
    expect(await moment()).toBe('+0.000000 s');
    expect(await worths()).toEqual(of_all(0));
    await page.keyboard.press('ArrowRight');
    expect(await moment()).toBe('+0.001000 s');
    await page.keyboard.press('Shift+ArrowRight');
    expect(await moment()).toBe('+0.011000 s');
    expect(await worths()).toEqual(of_all(11));
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    expect(await moment()).toBe('−0.011000 s');
    expect(await worths()).toEqual(of_all(-11));
    await page.keyboard.press('ArrowDown');
    expect(await said()).toBe(`−0.011000 s, Lane 2, ${measured(2, -11)}, one sample every 1 ms · its stamps ±0.015 s`);
    await page.keyboard.press('End');
    // The last mark lies between two samples: the nearer one is read, and it says which.
    expect(Math.max(...rows.flatMap((row) => row.quantities.map(({ ns }) => ns)))).toBe(200_181_528);
    expect(await said()).toBe(`+0.200181 s, Lane 2, ${measured(2, 200)}, one sample every 1 ms · nearest sample at +0.200000 s · its stamps ±0.015 s`);
    expect(await page.locator('.bar small').textContent()).toContain('nearest sample at +0.200000 s');
    expect(server.orders).toEqual([]);
    expect(await sticks_out(page)).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  });

  test.each(['phone', 'wide_tablet', 'desktop'])('is put where a finger presses, and drawn along: %s', async (size) => {
    const { page, close, moment, worths, said } = await referee(size);
    const picture = page.locator('.picture').nth(2);
    await picture.evaluate((one) => one.scrollIntoView({ block: 'center' }));
    const box = await picture.boundingBox();
    const onset = await picture.locator('.onset').evaluate((one) => one.getBoundingClientRect().left + 1);
    await page.mouse.move(onset, box.y + 20);
    expect(await moment()).toBe('+0.000000 s');   // passing over moves nothing
    await page.mouse.down();
    const at_ms = Math.round(parseFloat((await moment()).slice(1)) * 1000);
    expect(Math.abs(at_ms - rows[2].trace.onset_us / 1000)).toBeLessThan(2);
    expect(await worths()).toEqual(of_all(at_ms));
    expect(await said()).toContain('Lane 3');
    const line = page.locator('.cursor-line').nth(4);
    const middle = () => line.evaluate((one) => one.getBoundingClientRect().left + one.getBoundingClientRect().width / 2);
    expect(Math.abs(await middle() - onset)).toBeLessThan(3);
    await page.mouse.move(box.x + box.width * 0.25, box.y + 20);
    expect(Math.abs(await middle() - (box.x + box.width * 0.25))).toBeLessThan(3);
    await page.mouse.up();
    await page.keyboard.press('ArrowRight');   // and the keys go on from there
    expect(await worths()).toEqual(of_all(Math.round(parseFloat((await moment()).slice(1)) * 1000)));
    await keep_picture(page, `referee_cursor_${size}`);
    await close();
  });

  test('is one of the twin\'s start too, where no lane has a trace: by whole milliseconds', async () => {
    server.recording = null;
    server.show('review');
    const { page, close } = await open_page(browser, `${address}/referee`, 'desktop');
    const slider = page.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^\+0\.001000 s, Lane \d, no samples here, steps of 1 ms$/);
    await page.keyboard.press('End');
    const view = await page.locator('.chart .mark').evaluateAll((all) => Math.max(...all.map((one) => parseFloat(one.style.left))));
    expect(await page.locator('.cursor-line').first().evaluate((one) => parseFloat(one.style.left))).toBeCloseTo(view, 3);
    await page.keyboard.press('3');   // the digits still choose a lane to decide on
    expect(await page.locator('aside [aria-pressed=true]').count()).toBe(1);
    await close();
  });
});

describe('The zoom of a start', () => {
  const span = (page) => page.locator('.bar output').textContent();
  const lefts = (page) => page.locator('.cursor-line').evaluateAll((all) => all.map((one) => parseFloat(one.style.left)));

  test.each(['phone', 'wide_tablet', 'desktop'])('goes about the cursor, by key and by button, and back to the whole: %s', async (size) => {
    const { page, complaints, close, slider, worths } = await referee(size);
    const whole = page.getByRole('button', { name: 'Whole view' });
    expect(await whole.isDisabled()).toBe(true);
    await slider.focus();
    for (let k = 0; k < 6; ++k) await page.keyboard.press('Shift+ArrowRight');
    const before = await lefts(page);
    const wide = await span(page);
    await page.keyboard.press('+');
    await page.getByRole('button', { name: 'Zoom in' }).click();
    expect(parseFloat(await span(page))).toBeCloseTo(parseFloat(wide) / 4, 3);
    for (const [k, left] of (await lefts(page)).entries()) expect(left).toBeCloseTo(before[k], 3);
    for (let k = 0; k < 6; ++k) await page.getByRole('button', { name: 'Zoom in' }).click();
    expect(await span(page)).toBe('10 ms in sight');
    expect(await worths()).toEqual(of_all(60));
    const marks = await page.locator('.axis.bottom span').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ left, right }) => [left, right]));
    expect(marks.length).toBeGreaterThanOrEqual(2);
    for (let k = 1; k < marks.length; ++k) expect(marks[k][0]).toBeGreaterThan(marks[k - 1][1]);
    await slider.focus();
    for (let k = 0; k < 3; ++k) await page.keyboard.press('Shift+ArrowRight');   // the cursor is never out of sight
    expect(await page.locator('.cursor-line').count()).toBe(6);
    expect(await worths()).toEqual(of_all(90));
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `referee_zoom_${size}`);
    await page.keyboard.press('-');
    expect(await span(page)).toBe('20 ms in sight');
    await whole.click();
    expect(await span(page)).toBe(wide);
    expect(complaints).toEqual([]);
    await close();
  });

  test.each([['phone', 3], ['wide_tablet', 4]])('has buttons that a cold finger hits: %s', async (size, count) => {
    const { page, close } = await referee(size);
    const buttons = page.locator('.bar button:visible');
    for (const box of await buttons.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ width, height }) => [width, height]))) expect(Math.min(...box)).toBeGreaterThanOrEqual(44);
    expect(await buttons.count()).toBe(count);
    await close();
  });

  test('and the cursor pass axe in every look', async () => {
    const { page, close } = await referee('wide_tablet');
    const found = {};
    for (const look of ['day', 'night', 'sun']) {
      await page.evaluate((chosen) => localStorage.setItem('bowball.look', chosen), look);
      await page.reload();
      await page.waitForFunction((chosen) => document.documentElement.dataset.look === chosen && document.querySelectorAll('.cursor-line small').length === 6, look);
      await page.getByRole('slider').focus();
      await page.keyboard.press('End');
      found[look] = await serious_findings(page);
      await keep_picture(page, `referee_cursor_${look}`);
    }
    expect(found).toEqual({ day: [], night: [], sun: [] });
    await close();
  });
});
