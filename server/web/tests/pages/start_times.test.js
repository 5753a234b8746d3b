// Crews that start one after the other: when each is due stands on the start list, the console and the scoreboard.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Regatta } from '../../dev/regatta.mjs';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

const first_us = new Date(2026, 6, 4, 9, 59, 30).getTime() * 1000;
const start = (row) => {
  const k = row.crew.lane - 1;
  return { due_us: first_us + k * 30e6, after_us: k * 30e6, after_text: `${Math.floor(k / 2)}:${k % 2 ? '30' : '00'}`, from: 3 + (k % 2) };
};
const clocks = ['09:59:30', '10:00:00', '10:00:30', '10:01:00', '10:01:30', '10:02:00'];

/** Its time in the programme is past: only the order of the crews is known, and how far they are apart. */
const without_clock = ({ due_us, ...rest }) => rest;

function staggered(moment, only = () => true, shown = (one) => one) {
  const plain = new Regatta(moment, 1e15);
  const rows = (topic) => ({ rows: plain.view(topic).rows.map((row) => (only(row) ? { ...row, start: shown(start(row)) } : row)) });
  return { 'race/12/start_list': rows('race/12/start_list'), 'race/12/board': rows('race/12/board'), 'race/12/console': rows('race/12/console') };
}

async function open(path, size, moment, wait_for, only, shown) {
  server.more = staggered(moment, only, shown);
  server.show(moment);
  const opened = await open_page(browser, `${address}/${path}`, size);
  await opened.page.waitForSelector(wait_for);
  return opened;
}
const tidy = (text) => text.replace(/\s+/g, ' ').trim();

beforeAll(() => {
  server.me = { name: 'A. Moreau', role: 'referee' };
});
afterAll(() => (server.more = {}));

describe('A start one after the other', () => {
  test.each(['phone', 'laptop'])('stands on the start list of the results page: %s', async (size) => {
    const { page, complaints, close } = await open('results?race=12', size, 'scheduled', '[aria-label="Start list"] .start');
    const texts = (await page.locator('[aria-label="Start list"] .start').allTextContents()).map(tidy);
    expect(texts).toEqual(clocks.map((clock, k) => `${clock}+${Math.floor(k / 2)}:${k % 2 ? '30' : '00'}, Lane ${3 + (k % 2)}`));
    expect(await sticks_out(page)).toBe(false);
    expect(complaints).toEqual([]);
    await keep_picture(page, `start_times_results_${size}`);
    await close();
  });

  test.each(['tablet', 'phone'])('stands on the console until the crew has a time: %s', async (size) => {
    const { page, complaints, close } = await open('console', size, 'start_list', '[aria-label="Live order"] .due');
    expect((await page.locator('[aria-label="Live order"] .due').allTextContents()).sort()).toEqual(clocks);
    expect(await sticks_out(page)).toBe(false);
    expect(complaints).toEqual([]);
    await keep_picture(page, `start_times_console_${size}`);
    await close();
  });

  test.each(['led', 'hd'])('stands on the scoreboard in the place of the club: %s', async (size) => {
    const { page, complaints, close } = await open('scoreboard', size, 'start_list', '.row .start');
    expect(await page.locator('.row .start').allTextContents()).toEqual(clocks.slice(0, await page.locator('.row .start').count()));
    expect(await page.locator('.row .start').evaluateAll((all) => all.filter((one) => one.scrollWidth > one.parentElement.clientWidth + 1).length)).toBe(0);
    expect(complaints).toEqual([]);
    await keep_picture(page, `start_times_scoreboard_${size}`);
    await close();
  });

  test('stands as a span after the first crew while its time is not set', async () => {
    const { page, close } = await open('results?race=12', 'phone', 'scheduled', '[aria-label="Start list"] .start', undefined, without_clock);
    const texts = (await page.locator('[aria-label="Start list"] .start').allTextContents()).map(tidy);
    expect(texts.slice(0, 3)).toEqual(['+0:00Lane 3', '+0:30Lane 4', '+1:00Lane 3']);
    await close();
  });

  test('is not spoken of where all start together', async () => {
    const { page, close } = await open('results?race=12', 'phone', 'scheduled', '[aria-label="Start list"] li', () => false);
    expect(await page.locator('[aria-label="Start list"] .start').count()).toBe(0);
    await close();
  });
});
