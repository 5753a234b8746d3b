// How far the second system and the watches are from the first, crew by crew; and what is beyond the rules in words.
import { expect, test } from 'vitest';
import { Regatta } from '../../dev/regatta.mjs';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

const plain = new Regatta('unofficial', 1e15).view('race/12/console');

/** The finish of a lane as another saw it, so many microseconds after system A. */
function beside(lane, later_us, more) {
  const main = plain.impulses.find((one) => one.point === 'finish' && one.lane === lane && one.use === 'used');
  return { ...main, id: 9000 + lane + later_us, use: 'confirming', at_us: main.at_us + later_us, since_start_us: main.since_start_us + later_us, ...more };
}
const b = { source: 'b', device: 'finish box B' };
const watch = { source: 'hand', device: '', by_hand: true };

async function desk(size, more) {
  server.more = { 'race/12/console': more };
  server.show('unofficial');
  const opened = await open_page(browser, `${address}/console`, size);
  await opened.page.waitForSelector('[aria-label="Systems A and B"]');
  return opened;
}

test.each(['tablet', 'desktop', 'phone'])('each crew has its difference with a sign, and what the rules do not let pass is said in words: %s', async (size) => {
  const impulses = [...plain.impulses, beside(3, 3_490, b), beside(3, -82_900, watch), beside(3, 41_000, watch), beside(5, -61_200, b), beside(4, 120_000, { ...b, point: 'split 1500' })];
  const warnings = [...plain.warnings, { kind: 'systems_differ', lane: 5, text: 'Lane 5: systems A and B differ by 0.061 s at finish.' }, { kind: 'systems_differ', lane: 3, text: 'Lane 3: systems A and B differ by 0.070 s at split 500.' }];
  const { page, complaints, close } = await desk(size, { impulses, warnings });
  const rows = page.locator('[aria-label="Each crew at the finish"] tbody tr');
  expect((await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim())).toEqual(['Lane 3 NED +0.003 −0.08 +0.04', 'Lane 5 POL −0.061 –', '▲ more than the rules let pass']);
  expect(await rows.first().locator('.by-hand').first().evaluate((one) => getComputedStyle(one, '::after').content)).toBe('"h"');
  expect(await sticks_out(page)).toBe(false);
  await rows.first().scrollIntoViewIfNeeded();
  await keep_picture(page, `differences_${size}`);
  expect(complaints).toEqual([]);
  await close();
});

test('where one system alone saw the crews there is nothing to compare', async () => {
  const { page, close } = await desk('desktop', {});
  expect(await page.locator('[aria-label="Each crew at the finish"]').count()).toBe(0);
  await close();
});
