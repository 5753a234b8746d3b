// What stands beside a result on every page that has room: penalties, wind, records, and who goes on.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Regatta } from '../../dev/regatta.mjs';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

const wind = { text: '+2.1', tenths: 21, legal: false };
const record = { mark: 'WR', kind: 'world', time_text: '6:47.20', holder: 'O. Holder', date: '2019-07-07', eligibility: 'open', text: 'time better, open: zero test', evidence: ['zero_test not known'] };
const best = { mark: 'SB', kind: 'season', time_text: '6:49.00', holder: '', date: '', eligibility: 'eligible', text: 'time better', evidence: [] };
const seat = (lane, crew, code, mark, from) => ({ lane, crew, code, name: code, mark, from });
const progression = {
  event: 'M1x', event_title: "Men's Single Sculls", table: 'world_rowing_2025 1', table_title: 'World Rowing 2025', seed: '8f', waiting: [], ties: [], out: [], places: [], problems: [],
  races: [
    { phase: 'H3', group: 'H', routes: '1->SA/B, q2->SA/B, rest->SC/D', race: 12, rowed: true, lanes: 'settled', seats: [seat(4, 104, 'NZL', 'entry', '')] },
    { phase: 'SA/B', group: 'S', routes: '', race: 20, rowed: true, lanes: 'none', seats: [seat(3, 104, 'NZL', 'by_place', 'H3'), seat(4, 103, 'NED', 'by_time', 'H3'), seat(5, 999, 'USA', 'by_place', 'H4'), seat(2, 101, 'NOR', 'by_place', 'H4')] },
    { phase: 'SC/D', group: 'S', routes: '', race: 21, rowed: true, lanes: 'none', seats: [seat(3, 105, 'POL', 'rest', 'H3')] },
  ],
};

function views(moment, { has_way = true } = {}) {
  const regatta = new Regatta(moment, 1e15);
  const results = regatta.view('race/12/results');
  const console_view = regatta.view('race/12/console');
  const rows = results.rows.map((row) => {
    if (row.crew.lane === 4) return { ...row, records: [record, best] };
    if (row.crew.lane === 3) return { ...row, penalty_text: '+5.00', raw_text: '6:42.52', category: 'C' };
    if (row.crew.lane === 2 && row.time) return { ...row, time: { ...row.time, watches: ['6:51.8', '6:51.9'] } };
    return row;
  });
  return {
    'race/12/results': { wind, rows: rows.map(({ splits, ...row }) => ({ ...row, splits })) },
    'race/12/board': { wind },
    'race/12/console': {
      wind, wants_wind: true, rows: console_view.rows.map((row) => (row.crew.lane === 3 ? { ...row, penalty_us: 5_000_000, penalties: [{ code: 'BUOY', count: 2 }] } : row)),
      exchanges: [{ lane: 5, metres: 1000, text: '-0.12', verdict: 'too_early' }, { lane: 5, metres: 1500, text: '0.20', verdict: 'legal' }],
    },
    meet: { progressions: has_way ? [{ event: 'M1x', topic: 'event/m1x/progression' }] : [] },
    ...(has_way ? { 'event/m1x/progression': progression } : {}),
  };
}

async function open(path, size, moment, wait_for, how) {
  server.more = views(moment, how);
  server.show(moment);
  const opened = await open_page(browser, `${address}/${path}`, size);
  await opened.page.waitForSelector(wait_for);
  return opened;
}
const tidy = (text) => text.replace(/\s+/g, ' ').trim();

describe('Marks of a result', () => {
  let me;
  beforeAll(() => (me = server.me));
  beforeEach(() => (server.me = me));
  afterAll(() => (server.more = {}));

  test.each(['laptop', 'phone'])('the results page says who goes on, what records are touched, what was added, and the wind: %s', async (size) => {
    server.me = null;
    const { page, complaints, close } = await open('results?race=12', size, 'official', '.goes-on');
    const row = (code) => page.locator('tbody tr', { hasText: code });
    expect(await row('NZL').locator('.goes-on').textContent()).toBe('Q');
    expect(await row('NED').locator('.goes-on').textContent()).toBe('q');
    expect(await page.locator('.goes-on').count()).toBe(2);  // neither the rest nor who came from another heat
    expect(tidy(await row('NZL').locator('.crew').textContent())).toContain('WR World record 6:47.20, O. Holder: time better, open: zero test');
    expect(tidy(await row('NED').locator('.crew').textContent())).toContain('Amstel · C raw 6:42.52, penalty +5.00');
    expect(tidy(await row('GRE').locator('.crew').textContent())).toContain('watches 6:51.8, 6:51.9');
    expect(tidy(await page.textContent('main .state'))).toContain('Wind +2.1 m/s too much for a record');
    expect(await page.locator('dl[aria-label="Marks"] div').allTextContents()).toEqual(expect.arrayContaining(['Qgoes on by its place', 'qgoes on by its time']));
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `marks_results_${size}`, { fullPage: true });
    expect(complaints).toEqual([]);
    await close();
  });

  test('an event without a table has nobody who goes on', async () => {
    server.me = null;
    const { page, close } = await open('results?race=12', 'laptop', 'official', 'tbody tr', { has_way: false });
    await page.waitForFunction(() => document.body.textContent.includes('World record'));
    expect(await page.locator('.goes-on').count()).toBe(0);
    await close();
  });

  test.each(['wide_tablet', 'desktop', 'phone'])('the console has them in its order and its head: %s', async (size) => {
    const { page, complaints, close } = await open('console', size, 'official', '[aria-label="Live order"] .goes-on');
    const row = (code) => page.locator('[aria-label="Live order"] tbody tr', { hasText: code }).locator('.crew');
    expect(tidy(await row('NZL').textContent())).toContain('Q WR? SB');
    expect(tidy(await row('NED').textContent())).toContain('BUOY 2 × +5 s q');
    expect(tidy(await row('POL').textContent())).toContain('exchange at 1000 m -0.12');
    expect(tidy(await row('POL').textContent())).not.toContain('1500');
    expect(tidy(await page.textContent('main header.panel'))).toContain('Wind +2.1 m/s too much for a record');
    expect(await sticks_out(page)).toBe(false);
    const order = page.locator('[aria-label="Live order"]');
    expect(await order.evaluate((panel) => panel.scrollWidth <= panel.clientWidth + 1)).toBe(true);
    await keep_picture(page, `marks_console_${size}`);
    expect(complaints).toEqual([]);
    await close();
  });

  test('the console says that a wind is missing once the race is in', async () => {
    server.more = { 'race/12/console': { wants_wind: true } };
    server.show('unofficial');
    const { page, close } = await open_page(browser, `${address}/console`, 'desktop');
    await page.waitForSelector('[aria-label="Live order"]');
    expect(await page.textContent('main header.panel')).toContain('No wind was entered');
    await close();
  });

  test.each(['led', 'hd', 'full_hd', 'tablet'])('the scoreboard has them where there is room, and nothing is cut: %s', async (size) => {
    const { page, complaints, close } = await open('scoreboard', size, 'official', '.row .goes-on');
    const row = (code) => page.locator('.row', { hasText: code });
    expect(tidy(await row('NZL').locator('.name').textContent())).toContain('Q WR? SB');
    expect(tidy(await row('NED').locator('.name').textContent())).toContain('q +5.00 s');
    expect(tidy(await page.textContent('header'))).toContain('Wind +2.1 m/s');
    // A name that needs a third line would lose it.
    const cut = await page.evaluate(() => [...document.querySelectorAll('.row .name:has(.goes-on)')].filter((part) => part.scrollHeight - part.clientHeight > parseFloat(getComputedStyle(part).fontSize) / 2).map((part) => part.textContent));
    expect(cut).toEqual([]);
    await keep_picture(page, `marks_scoreboard_${size}`);
    expect(complaints).toEqual([]);
    await close();
  });

  test('the scoreboard shows no mark of a sheet while crews are on their way', async () => {
    const { page, close } = await open('scoreboard', 'hd', 'racing_1500', '.row.first');
    await page.waitForFunction(() => document.querySelector('header').textContent.includes('Wind'));
    expect(await page.locator('.goes-on, .record, .penalty').count()).toBe(0);
    await close();
  });

  test.each(['laptop', 'tablet', 'phone'])("the referee's page has penalties beside the crew, and the wind: %s", async (size) => {
    const { page, complaints, close } = await open('referee.html', size, 'official', '[aria-label=Measured] tbody tr');
    expect(tidy(await page.locator('[aria-label=Measured] tbody tr', { hasText: 'NED' }).locator('.crew').textContent())).toMatch(/BUOY 2 × ?\+5 s/);
    expect(tidy(await page.textContent('[aria-label="About this start"]'))).toContain('Wind+2.1 m/s');
    expect(await sticks_out(page)).toBe(false);
    await page.locator('[aria-label=Measured]').scrollIntoViewIfNeeded();
    await keep_picture(page, `marks_referee_${size}`);
    expect(complaints).toEqual([]);
    await close();
  });
});
