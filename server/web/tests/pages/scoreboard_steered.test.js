// What officials chose for the scoreboards: every face of it, at once, and the message in any script as large as the wall allows.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serious_findings } from './axe.js';
import { keep_picture, open_page } from './browser.js';
import { address, browser, server } from './world.js';

const walls = ['led', 'hd', 'full_hd', 'uhd'];
const told = {
  short: 'Lunch',
  lines: 'Racing is delayed: wind\nNext race 14:20\nBoats stay ashore',
  longest: 'The finals of the eights are moved to Sunday 09:30. Crews leave the water at the lower pontoon, and medals are given at the grandstand ten minutes after each of the finals. We thank you for waiting now!',
  chinese: '比赛因大风推迟\n下一场 14:20',
  arabic: 'تأجلت السباقات بسبب الرياح\nالسباق التالي 14:20',
  mixed: 'Start 14:20 غداً\nالسباق 12 (NED)',
};

beforeEach(() => {
  server.show('official');
});
afterEach(() => {
  server.steer({ shows: 'automatic' });
});

async function open(query, size, wait_for) {
  const opened = await open_page(browser, `${address}/scoreboard${query}`, size, { timezoneId: 'UTC', bypassCSP: true });
  await opened.page.waitForSelector(wait_for);
  await opened.page.evaluate(() => document.fonts.ready);
  return opened;
}

/** Of the message: the size of its letters and of the wall, pixels; which characters of it are outside the wall; whether a larger size would fit. */
const measured = (page) => page.evaluate(() => {
  const words = document.querySelector('.words');
  const room = document.querySelector('.room').getBoundingClientRect();
  const ink = document.createRange();
  const outside = [];
  for (const line of words.children) {
    const text = line.firstChild;
    for (let k = 0; k < text.length; k += 1) {
      ink.setStart(text, k);
      ink.setEnd(text, k + 1);
      const box = ink.getBoundingClientRect();
      if (box.width > 0 && (box.left < room.left - 1 || box.right > room.right + 1 || box.top < room.top - 1 || box.bottom > room.bottom + 1)) outside.push(text.data[k]);
    }
  }
  const size = parseFloat(words.style.fontSize);
  words.style.fontSize = `${size + 1}px`;
  const has_room = words.offsetHeight <= room.height && [...words.children].every((line) => line.scrollWidth <= line.clientWidth);
  words.style.fontSize = `${size}px`;
  return { size, height: innerHeight, outside: outside.join(''), has_room };
});

describe('The steered scoreboard', () => {
  test.each(walls)('a message is as large as fits: %s', async (size) => {
    server.steer({ shows: 'message', text: 'Hello' });
    const { page, complaints, close } = await open('', size, '.words p');
    for (const [name, text] of Object.entries(told)) {
      server.steer({ shows: 'message', text });
      await expect.poll(async () => (await page.locator('.words p').allTextContents()).join('\n')).toBe(text);
      const { size: letters, height, outside, has_room } = await measured(page);
      expect({ outside, has_room }, name).toEqual({ outside: '', has_room: false });
      // A capital is 0.7 of its size: 4.5 % of the wall's height is read from 30 m on a wall 2 m high, as the other faces are.
      expect(letters * 0.7 / height, name).toBeGreaterThanOrEqual(0.045);
      await keep_picture(page, `scoreboard_message_${name}_${size}`);
    }
    expect(await serious_findings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('each line has the direction of its own script', async () => {
    server.steer({ shows: 'message', text: `${told.arabic}\nLunch` });
    const { page, close } = await open('', 'hd', '.words p');
    expect(await page.locator('.words p').evaluateAll((all) => all.map((line) => getComputedStyle(line).direction))).toEqual(['rtl', 'rtl', 'ltr']);
    await close();
  });

  test('a word that is longer than the wall is broken, and nothing of it is lost', async () => {
    server.steer({ shows: 'message', text: 'W'.repeat(200) });
    const { page, close } = await open('', 'led', '.words p');
    expect((await measured(page)).outside).toBe('');
    await close();
  });

  test('markup is text', async () => {
    server.steer({ shows: 'message', text: '<img src="x" onerror="window.obeyed = true">' });
    const { page, close } = await open('', 'hd', '.words p');
    expect(await page.locator('.words p').textContent()).toBe('<img src="x" onerror="window.obeyed = true">');
    expect(await page.evaluate(() => [window.obeyed ?? false, document.querySelectorAll('.words img').length])).toEqual([false, 0]);
    await close();
  });

  test('obeys at once, a race on the water or not, and goes back by itself', async () => {
    server.show('racing_1500');
    const { page, close } = await open('', 'hd', '.row');
    for (const [order, wait_for] of [[{ shows: 'medals' }, '.won'], [{ shows: 'message', text: 'Storm' }, '.words p'], [{ shows: 'schedule' }, '.line'], [{ shows: 'race' }, '.row'], [{ shows: 'message', text: 'Storm' }, '.words p'], [{ shows: 'automatic' }, '.row']]) {
      server.steer(order);
      await page.waitForSelector(wait_for);
    }
    await close();
  });

  test('the race stays where it would turn, and a face that this page does not know is none', async () => {
    const { page, close } = await open('', 'hd', '.row');
    await page.clock.install();
    server.steer({ shows: 'race' });
    await page.clock.runFor(60_000);
    expect(await page.locator('.row').count()).toBeGreaterThan(0);
    server.steer({ shows: 'video' });
    await page.clock.runFor(11_500);
    await page.waitForSelector('.line, .won, .row');
    await close();
  });

  test.each([['?show=schedule', '.line'], ['?show=race', '.row'], ['?race=12', '.row']])('an address with %s keeps its screen', async (query, selector) => {
    const { page, close } = await open(query, 'hd', selector);
    const free = await open('', 'hd', '.row');
    server.steer({ shows: 'message', text: 'Lunch' });
    await free.page.waitForSelector('.words p');
    await page.waitForTimeout(300);
    expect([await page.locator(selector).count() > 0, await page.locator('.words').count()]).toEqual([true, 0]);
    await free.close();
    await close();
  });

  test('without contact the message stays, and how old it is stands below', async () => {
    server.steer({ shows: 'message', text: 'Lunch' });
    const { page, close } = await open('', 'led', '.words p');
    server.cut();
    await page.waitForSelector('footer .age .age');
    expect(await page.locator('.words p').textContent()).toBe('Lunch');
    expect((await measured(page)).outside).toBe('');
    await keep_picture(page, 'scoreboard_message_cut_led');
    server.mend();
    await close();
  });

  test('grows and shrinks with the wall and with what is said', async () => {
    server.steer({ shows: 'message', text: 'Lunch' });
    const { page, close } = await open('', 'hd', '.words p');
    const { size: large } = await measured(page);
    await page.setViewportSize({ width: 384, height: 192 });
    await expect.poll(async () => (await measured(page)).size).toBeLessThan(large / 3);
    await page.setViewportSize({ width: 1280, height: 720 });
    await expect.poll(async () => (await measured(page)).size).toBe(large);
    server.steer({ shows: 'message', text: told.longest });
    await expect.poll(async () => (await measured(page)).size).toBeLessThan(large / 2);
    expect((await measured(page)).outside).toBe('');
    await close();
  });
});
