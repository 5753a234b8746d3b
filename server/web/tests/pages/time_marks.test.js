// A time that the main system did not measure bears the same mark wherever it stands: on pages, boards, graphics and paper.
import { afterAll, beforeEach, expect, test } from 'vitest';
import { Regatta } from '../../dev/regatta.mjs';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

const plain = new Regatta('official', 1e15);
const [winner, second] = plain.view('race/12/board').rows;
const with_times = (rows, ...times) => rows.map((row) => {
  const k = [winner, second].findIndex((one) => one.crew.crew === row.crew.crew);
  return k < 0 || !times[k] ? row : { ...row, time: { ...row.time, ...times[k] } };
});
const of_second = { source: 'b' };
const by_hand = { source: 'hand', by_hand: true };
const text_of = winner.time.text;
const tidy = (text) => text.replace(/\s+/g, ' ').trim();

/** The winner's and the second crew's time are of these. */
function times(...how) {
  const of = (topic) => ({ rows: with_times(plain.view(topic).rows, ...how) });
  server.more = { 'race/12/board': of('race/12/board'), 'race/12/results': of('race/12/results') };
  server.show('official');
}

let me;
beforeEach(() => (me ??= server.me));
afterAll(() => {
  server.me = me;
  server.more = {};
});

const places = [
  ['console', 'desktop', '[aria-label="Live order"] tbody tr'], ['results?race=12', 'phone', '.rows tbody tr, table tbody tr'], ['scoreboard', 'led', 'main, body'], ['scoreboard', 'full_hd', 'main, body'],
  ['announcer', 'laptop', 'main'], ['print?what=results&race=12', 'laptop', 'table.list'], ['', 'laptop', '.now'], ['overlay?show=result&race=12', 'full_hd', 'body'],
];

test.each(places)('B stands behind what the second system alone saw: %s, %s', async (path, size, where) => {
  times(of_second);
  const { page, close } = await open_page(browser, `${address}/${path}`, size);
  await page.getByText(new RegExp(`${text_of.replace('.', '\\.')}\\sB`)).first().waitFor();
  expect(await page.locator(where).count()).toBeGreaterThan(0);
  expect(await sticks_out(page)).toBe(false);
  await keep_picture(page, `time_mark_b_${path.replace(/\W.*/, '') || 'front'}_${size}`);
  await close();
});

test('the front page and the foot of the board mark a time by hand', async () => {
  times(by_hand);
  const front = await open_page(browser, `${address}/`, 'laptop');
  const leader = front.page.locator('.now .by-hand');
  await leader.waitFor();
  expect(await leader.evaluate((one) => getComputedStyle(one, '::after').content)).toBe('"h"');
  await keep_picture(front.page, 'time_mark_hand_front');
  await front.close();
  const before = plain.view('race/11/board').rows;
  server.more = { 'race/11/board': { rows: before.map((row, k) => (k === 0 ? { ...row, time: { ...row.time, ...by_hand } } : row)) } };
  server.show('racing_1500');
  const board = await open_page(browser, `${address}/scoreboard`, 'full_hd');
  await board.page.locator('footer .one', { hasText: `${before[0].time.text}h` }).waitFor();
  await keep_picture(board.page, 'time_mark_hand_board');
  server.more = {};
  await board.close();
});

test.each(['hd', 'full_hd', 'uhd'])('a board that shows a time by hand says what its letter means, and says it of no other: %s', async (size) => {
  times(by_hand);
  const { page, close } = await open_page(browser, `${address}/scoreboard`, size);
  const said = page.locator('header .hand');
  await said.waitFor();
  expect(await said.textContent()).toBe('h timed by hand');
  const [word, line] = await Promise.all([said.boundingBox(), page.locator('header .sub').boundingBox()]);
  expect(word.x + word.width, 'whole').toBeLessThanOrEqual(line.x + line.width + 1);
  await keep_picture(page, `time_mark_hand_said_${size}`);
  await page.setViewportSize({ width: 384, height: 192 });
  expect(await said.isVisible(), 'a small wall has no room for it').toBe(false);
  times(of_second);
  await page.getByText(/\sB/).first().waitFor();
  expect(await said.count()).toBe(0);
  await close();
});

test('the announcer says how the winner was timed, and the results page what the marks mean', async () => {
  times(by_hand, of_second);
  const said = await open_page(browser, `${address}/announcer`, 'laptop');
  await said.page.getByText(`wins in ${text_of} (timed by hand)`).waitFor();
  expect(await said.page.locator('li', { hasText: winner.crew.name }).locator('.time').textContent()).toContain('timed by hand');
  await said.close();
  const results = await open_page(browser, `${address}/results?race=12`, 'laptop');
  await results.page.getByText('of the second system alone').waitFor();
  expect(tidy(await results.page.textContent('main'))).toContain('timed by hand');
  await results.close();
});
