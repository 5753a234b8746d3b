import { describe, expect, test } from 'vitest';
import { keep_picture, open_page } from './browser.js';
import { address, browser, server } from './world.js';

async function board(size, moment, options) {
  server.show(moment, options);
  const opened = await open_page(browser, `${address}/scoreboard`, size);
  await opened.page.waitForSelector('.row');
  return opened;
}

/** Rows, or parts of them, that stick out of the screen or of one another. */
const misfits = (page) =>
  page.evaluate(() => {
    const boxes = [...document.querySelectorAll('.row')].map((row) => row.getBoundingClientRect());
    const outside = boxes.filter((box) => box.top < 0 || box.left < 0 || box.bottom > innerHeight + 1 || box.right > innerWidth + 1).length;
    const cut = [...document.querySelectorAll('.row .time, .row .rank, .row .code, header .clock')].filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0).length;
    return { outside, cut, scrolls: document.documentElement.scrollHeight > innerHeight + 1 };
  });

describe('Scoreboard', () => {
  test.each([['led', 6, 'racing_1500'], ['led', 9, 'nine_lanes'], ['hd', 6, 'racing_1500'], ['full_hd', 9, 'nine_lanes'], ['uhd', 6, 'racing_1500'], ['tablet', 6, 'racing_1500']])(
    'shows every lane without scrolling: %s, %d lanes', async (size, lanes, moment) => {
      const { page, complaints, close } = await board(size, moment);
      expect(await page.locator('.row').count()).toBe(lanes);
      expect(await misfits(page)).toEqual({ outside: 0, cut: 0, scrolls: false });
      await keep_picture(page, `scoreboard_${size}_${lanes}`);
      expect(complaints).toEqual([]);
      await close();
    });

  test.each(['start_list', 'racing_1500', 'review'])('on a small wall has no text that nobody reads: %s', async (moment) => {
    const { page, close } = await board('led', moment);
    await page.evaluate(() => document.fonts.ready);
    const sizes = await page.evaluate(() => [...document.querySelectorAll('.number small, .row .name, .row .code, header .title, header .banner')].map((node) => [node.className || node.localName, parseFloat(getComputedStyle(node).fontSize)]));
    expect(sizes.filter(([, size]) => size < 8)).toEqual([]);
    if (moment === 'start_list') expect(Math.min(...sizes.filter(([name]) => name.startsWith('name')).map(([, size]) => size))).toBeGreaterThanOrEqual(11);
    expect(await misfits(page)).toEqual({ outside: 0, cut: 0, scrolls: false });
    await keep_picture(page, `scoreboard_led_${moment}`);
    await close();
  });

  test.each(['led', 'hd', 'full_hd'])('keeps its rows as far from the head as from one another: %s', async (size) => {
    const { page, close } = await board(size, 'review');
    const [head, ...rows] = await page.locator('header, .row').evaluateAll((all) => all.map((node) => node.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })));
    expect(rows[0].top - head.bottom).toBeGreaterThanOrEqual(rows[1].top - rows[0].bottom - 0.5);
    await close();
  });

  test('shows a head race in pages that can be read, the leaders first', async () => {
    const { page, close } = await board('full_hd', 'head_race');
    expect(await page.textContent('.page')).toBe('1 to 10 of 64');
    expect(await page.locator('.row .rank').allTextContents()).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    expect(await misfits(page)).toEqual({ outside: 0, cut: 0, scrolls: false });
    await keep_picture(page, 'scoreboard_head_race');
    await page.waitForFunction(() => document.querySelector('.page').textContent === '11 to 20 of 64');
    await page.waitForFunction(() => document.querySelector('.row .rank').textContent === '11');
    await close();
  });

  test('runs its clock in tenths and stops on the text of the server', async () => {
    const { page, close } = await board('hd', 'racing_1500');
    await page.waitForFunction(() => /^5:\d\d\.\d$/.test(document.querySelector('.clock').textContent));
    const first = await page.textContent('.clock');
    await page.waitForFunction((text) => document.querySelector('.clock').textContent !== text, first);
    server.show('unofficial');
    await page.waitForFunction(() => document.querySelector('.clock').textContent === '6:46.11');
    expect(await page.textContent('.mark')).toContain('Unofficial');
    await close();
  });

  test('leads from the start list over the splits to the official result', async () => {
    const { page, close } = await board('hd', 'start_list');
    expect(await page.locator('.row .code').allTextContents()).toEqual(['NOR', 'GRE', 'NED', 'NZL', 'POL', 'ITA']);
    expect(await page.textContent('header')).toContain('At the start');
    server.show('racing_1500');
    await page.waitForSelector('.row.first');
    expect(await page.textContent('.row.first')).toContain('5:04.90');
    expect(await page.textContent('header .place')).toBe('1500 m');
    expect(await page.locator('.row.behind .time').allTextContents()).toEqual(['3:28.37']);
    server.show('dead_heat');
    await page.waitForSelector('.mark.official');
    expect((await page.locator('.row .rank').allTextContents()).map((text) => text.trim())).toEqual(['1=', '1=', '3', '4', '', '']);
    expect(await page.locator('.hand small').textContent()).toBe('h');
    await keep_picture(page, 'scoreboard_dead_heat');
    await close();
  });

  test('shows a start under review, and a recall, over everything else', async () => {
    const { page, close } = await board('hd', 'review', { simulated: true });
    expect(await page.textContent('.banner')).toBe('Start under review');
    expect(await page.textContent('.demo')).toContain('simulated');
    await keep_picture(page, 'scoreboard_review');
    server.show('recalled');
    await page.waitForFunction(() => document.querySelector('.banner')?.textContent === 'Recall');
    expect(await page.locator('.row .rank').count()).toBe(0);
    await keep_picture(page, 'scoreboard_recall');
    await close();
  });

  test('keeps the race before in sight', async () => {
    const { page, close } = await board('full_hd', 'start_list');
    await page.waitForSelector('.before .one');
    expect(await page.locator('.before .one').count()).toBe(6);
    expect(await page.textContent('.before')).toContain('AUS 7:27.21');
    await close();
  });

  test('holds the last truth and says since when, when contact is lost', async () => {
    const { page, close } = await board('hd', 'racing_1500');
    server.cut();
    await page.waitForSelector('.age .age');
    expect(await page.textContent('.age .age')).toMatch(/^No contact since \d\d:\d\d:\d\d\./);
    expect(await page.locator('.row').count()).toBe(6);
    expect(await page.locator('.clock.old').count()).toBe(1);
    await keep_picture(page, 'scoreboard_lost');
    await close();
    server.mend();
  });
});
