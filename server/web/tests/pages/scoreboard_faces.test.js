// What the scoreboard shows while no race is under way: programme and medals, by themselves in turn or on a wall of their own.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serious_findings } from './axe.js';
import { keep_picture, open_page, stop_time } from './browser.js';
import { address, browser, server } from './world.js';

const walls = ['led', 'hd', 'full_hd', 'uhd'];
const each_ms = 11_000;
const noon_us = Date.UTC(2026, 6, 4, 12) * 1000;

beforeEach(() => {
  server.heartbeat_ms = 3_600_000;
});
afterEach(() => {
  server.more = {};
});

/** The invented regatta at noon of one day, wherever and whenever this runs. `change`: of the races. */
function show(moment, change = (races) => races) {
  server.moment = moment;
  server.options = {};
  const { races } = server.regatta().meet();
  const moved_us = noon_us - races.find(({ race }) => race === 12).scheduled_us;
  const at_noon = (race) => ({ ...race, scheduled_us: race.scheduled_us + moved_us, ...(race.first_scheduled_us ? { first_scheduled_us: race.first_scheduled_us + moved_us } : {}) });
  server.more = { ...server.more, meet: { races: change(races.map(at_noon)) } };
  server.show(moment);
}

async function open(query, size, wait_for, more = {}) {
  const opened = await open_page(browser, `${address}/scoreboard${query}`, size, { timezoneId: 'UTC', bypassCSP: true, ...more });
  await opened.page.waitForSelector(wait_for);
  await opened.page.evaluate(() => document.fonts.ready);
  return opened;
}

/** Parts that are cut, or that stick out of the wall. */
const misfits = (page) => page.evaluate(() => {
  const name = (node) => `${node.className || node.localName} "${node.textContent.trim().slice(0, 60)}"`;
  const parts = [...document.querySelectorAll('main h1, main header p, .line, .line > *, .won, .won > *, main table tr, main td, main th')].filter((node) => node.getClientRects().length > 0 && !node.closest('.out-of-sight') && !node.classList.contains('out-of-sight'));
  return parts.filter((node) => {
    const box = node.getBoundingClientRect();
    return node.scrollHeight - node.clientHeight > parseFloat(getComputedStyle(node).fontSize) / 2 && getComputedStyle(node).display !== 'inline' && getComputedStyle(node).overflow === 'hidden'
      || node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0 || box.left < 0 || box.top < 0 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
  }).map(name);
});

/** How tall a capital letter of each is, of the wall's height. */
const letters = (page, selector) => page.locator(selector).evaluateAll((all) => {
  const pen = document.createElement('canvas').getContext('2d');
  return all.map((node) => {
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(node);
    pen.font = `${fontWeight} 1000px ${fontFamily}`;
    return (pen.measureText('H').actualBoundingBoxAscent / 1000) * (parseFloat(fontSize) / innerHeight);
  });
});

const tidy = (text) => text.replace(/\s+/g, ' ').trim();
const heads = async (page) => tidy(await page.locator('main header').innerText());

describe('Faces of the scoreboard', () => {
  test.each(walls)('the programme: %s', async (size) => {
    show('official');
    const { page, complaints, close } = await open('?show=schedule', size, '.line');
    expect(await page.locator('.line time').allTextContents()).toEqual(['12:10', '12:20', '12:30', '12:45', '13:00']);
    expect(await page.locator('.line .number').allTextContents()).toEqual(['13', '14', '15', '16', '17']);
    expect(await page.locator('.line .what').allInnerTexts()).toEqual([
      "Men's Single Sculls, Heat 4", "Lightweight Women's Double Sculls, Semifinal A/B 1", "Lightweight Women's Double Sculls, Semifinal A/B 2 5 min later", "PR1 Men's Single Sculls, Final A Postponed", "Men's Eight, Final A",
    ]);
    expect(await misfits(page)).toEqual([]);
    expect(await serious_findings(page)).toEqual([]);
    await keep_picture(page, `scoreboard_schedule_${size}`);
    expect(complaints).toEqual([]);
    await close();
  });

  test.each(walls)('medallists and the table of medals: %s', async (size) => {
    show('official');
    const { page, complaints, close } = await open('?show=medals', size, '.won');
    expect(await heads(page)).toBe("Men's Double Sculls Medals");
    expect((await page.locator('.won').allInnerTexts()).map(tidy)).toEqual(['Gold NED Netherlands', 'Gold NZL New Zealand', 'Bronze NZL New Zealand 2']);
    expect(await misfits(page)).toEqual([]);
    expect(await serious_findings(page)).toEqual([]);
    await keep_picture(page, `scoreboard_medals_${size}`);
    await page.waitForSelector('main table');
    expect((await page.locator('main tbody tr').allInnerTexts()).map(tidy)).toEqual(['1 NZL 2 0 1 3', '2 NED 1 1 0 2', '3= GRE 0 1 0 1', '3= POL 0 1 0 1', '5 NOR 0 0 1 1']);
    expect(await misfits(page)).toEqual([]);
    expect(await serious_findings(page)).toEqual([]);
    await keep_picture(page, `scoreboard_medal_table_${size}`);
    expect(complaints).toEqual([]);
    await close();
  });

  // A letter is read from 30 m when it is 90 mm tall: 3 mm for each metre. Times and names of programme and medals are 4.5 % of the wall's height, so a wall
  // 2 m high is enough. Of a race all lanes are shown at once, for a lane that is missing must be seen: there times and codes are as tall, names 3.3 %,
  // read from 30 m on a wall 2.75 m high, from 22 m on one of 2 m.
  test.each(walls)('letters are tall enough for 30 m: %s', async (size) => {
    show('official');
    const programme = await open('?show=schedule', size, '.line');
    for (const what of ['.line time', '.line .number', '.line .what', '.line .note']) expect(Math.min(...(await letters(programme.page, what))), what).toBeGreaterThanOrEqual(0.045);
    await programme.close();
    const medals = await open('?show=medals', size, '.won');
    for (const what of ['.won .code', '.won .who']) expect(Math.min(...(await letters(medals.page, what))), what).toBeGreaterThanOrEqual(0.045);
    await medals.page.waitForSelector('main table');
    for (const what of ['td.team', 'td.many']) expect(Math.min(...(await letters(medals.page, what))), what).toBeGreaterThanOrEqual(0.045);
    await medals.close();
    const race = await open('?show=race', size, '.row .time');
    for (const what of ['.row .time', '.row .code', '.clock']) expect(Math.min(...(await letters(race.page, what))), what).toBeGreaterThanOrEqual(0.045);
    expect(Math.min(...(await letters(race.page, '.row .name')))).toBeGreaterThanOrEqual(0.033);
    await race.close();
  });

  test('what has no room is on another page, not smaller', async () => {
    const many = (races) => [...races.slice(0, 4), ...Array.from({ length: 12 }, (_, k) => ({ ...races[4], race: 13 + k, scheduled_us: races[4].scheduled_us + k * 600e6 }))];
    show('racing_1500', many);
    const { page, close } = await open('', 'full_hd', '.row');
    await stop_time(page);
    show('official', many);
    await page.waitForSelector('.mark.official');
    await page.clock.runFor(2 * each_ms);
    const first = await page.locator('.line .number').allTextContents();
    expect(first).toEqual(['13', '14', '15', '16']);
    expect(await heads(page)).toBe('Programme Sat 4 July 1 to 4 of 12');
    expect(Math.min(...(await letters(page, '.line .what')))).toBeGreaterThanOrEqual(0.045);
    await page.clock.runFor(each_ms);
    expect(await page.locator('.line .number').allTextContents()).toEqual(['17', '18', '19', '20']);
    // The third page is for a wall of its own: what is far off is no news between two races.
    await page.clock.runFor(each_ms);
    expect(await heads(page)).toContain('Medals');
    await close();
  });

  test.each(['en', 'de', 'fr', 'it', 'es', 'zh'])('no name of an event is cut in %s: it has two lines, or is called by its code', async (language) => {
    const longest = [["Lightweight Women's Quadruple Sculls", 'LW4x'], ["PR3 Mixed Coxed Four", 'PR3 Mix4+'], ["Lightweight Men's Coxless Four", 'LM4-'], ['Under 23 Mixed Masters Coxed Quadruple Sculls with a long name of a sponsor on top of it, second division', 'U23X']];
    show('official', (races) => races.map((race, k) => (k > 3 && k < 8 ? { ...race, event_title: longest[k - 4][0], event: longest[k - 4][1], phase: 'SA/B2', first_scheduled_us: race.scheduled_us - 900e6 } : race)));
    for (const size of ['led', 'full_hd']) {
      const { page, close } = await open('?show=schedule', size, '.line', { locale: language });
      await page.waitForFunction(() => [...document.querySelectorAll('.what')].some((what) => what.textContent.startsWith('U23X')));
      expect(await misfits(page)).toEqual([]);
      await close();
    }
  });

  test('by themselves, one after the other: result, start list, programme, medals', async () => {
    show('racing_1500');
    const { page, complaints, close } = await open('', 'full_hd', '.row');
    await stop_time(page);
    await page.clock.runFor(3 * each_ms);
    expect(await heads(page), 'a race that is on').toContain('Heat 3');
    show('official');
    await page.waitForSelector('.mark.official');
    expect(await heads(page)).toContain('Heat 3');
    await page.clock.runFor(each_ms - 100);
    expect(await heads(page), 'not yet').toContain('Heat 3');
    await page.clock.runFor(100);
    expect(await heads(page)).toContain('Heat 4');
    expect(await page.locator('.row').count()).toBe(6);
    expect(tidy(await page.textContent('.before')), 'the newest result').toContain('Race 12');
    const seen = [];
    for (let k = 0; k < 4; k += 1) {
      await page.clock.runFor(each_ms);
      seen.push(await heads(page));
    }
    expect(seen[0]).toBe('Programme Sat 4 July');
    expect(seen.slice(1, 3)).toEqual(["Men's Double Sculls Medals", 'Medals']);
    expect(seen[3]).toContain('Heat 3');
    expect(complaints).toEqual([]);
    await close();
  });

  test('a race that begins has the board at once, and keeps it until its result is out', async () => {
    show('racing_1500');
    const { page, close } = await open('', 'hd', '.row');
    await stop_time(page);
    show('official');
    await page.waitForSelector('.mark.official');
    await page.clock.runFor(2 * each_ms);
    await page.waitForSelector('.line');
    for (const moment of ['start_list', 'started', 'review', 'recalled', 'finished']) {
      show(moment);
      await page.waitForSelector('.row');
      for (let k = 0; k < 3; k += 1) await page.clock.fastForward(each_ms);
      expect(await page.locator('.row').count(), moment).toBe(6);
      expect(await heads(page), moment).toContain('Heat 3');
    }
    await close();
  });

  test('no medals, no face of medals; on a wall of its own it says so', async () => {
    server.more = { 'meet/medals': { rows: [], medals: [] } };
    show('racing_1500');
    const { page, close } = await open('', 'hd', '.row');
    await stop_time(page);
    show('official');
    await page.waitForSelector('.mark.official');
    await page.clock.runFor(3 * each_ms);
    expect(await heads(page)).toContain('Heat 3');
    await close();
    const wall = await open('?show=medals', 'hd', 'main header');
    await wall.page.waitForFunction(() => document.body.innerText.includes('No final is official yet.'));
    await wall.close();
  });

  test('a wall that was given a face stays on it, and one that was given the race', async () => {
    show('racing_1500');
    const wall = await open('?show=schedule', 'hd', '.line.current');
    expect(tidy(await wall.page.locator('.line.current').innerText())).toBe("12:00 12 Men's Single Sculls, Heat 3 Racing");
    await wall.close();
    const race = await open('?show=race', 'hd', '.row');
    await stop_time(race.page);
    show('official');
    await race.page.waitForSelector('.mark.official');
    await race.page.clock.runFor(3 * each_ms);
    expect(await heads(race.page)).toContain('Heat 3');
    await race.close();
  });

  test('holds the last truth and says since when, on every face', async () => {
    show('official');
    const { page, close } = await open('?show=schedule', 'led', '.line');
    server.cut();
    await page.waitForSelector('.age .age');
    expect(await page.locator('.line').count()).toBe(5);
    await keep_picture(page, 'scoreboard_schedule_lost');
    await close();
    server.mend();
  });
});
