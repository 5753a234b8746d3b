// What an official takes back from its note, by the one order that undoes it.
import { beforeEach, describe, expect, test } from 'vitest';
import { Regatta } from '../../dev/regatta.mjs';
import { keep_picture, open_page } from './browser.js';
import { address, browser, server } from './world.js';

const plain = new Regatta('racing_1500', 1e15).view('race/12/console');

async function desk(more = {}) {
  server.more = { 'race/12/console': more };
  server.show('racing_1500');
  server.orders = [];
  const opened = await open_page(browser, `${address}/console`, 'wide_tablet');
  await opened.page.waitForSelector('[aria-label="Live order"]');
  return opened;
}

const button = (page, name) => page.getByRole('dialog').getByRole('button', { name });

beforeEach(() => {
  server.answer = () => ({ kind: 'accepted' });
});

describe('Undo in a note', () => {
  test('a crossing is made void, and changed, and from the note it is as it was', async () => {
    const { page, close } = await desk();
    const undo = () => page.locator('.note').getByRole('button', { name: 'Undo' }).click();
    const [crossing] = plain.impulses.filter(({ use }) => use === 'used').sort((a, b) => b.at_us - a.at_us);
    const { id, point, lane, text } = crossing;
    const other = lane === 2 ? 3 : 2;
    const change = page.getByRole('button', { name: `Change crossing ${text}` }).first();
    await change.click();
    await button(page, 'Void it').click();
    await page.getByText(`Crossing ${text} is void.`).waitFor();
    await undo();
    await page.getByText(`Crossing ${text} counts again.`).waitFor();
    await change.click();
    await button(page, new RegExp(`^${other} `)).click();
    await button(page, 'Change it').click();
    await page.getByText(`Crossing ${text} is changed: ${point === 'finish' ? 'finish' : point.replace('split ', '')}`).waitFor();
    expect(await page.locator('.notes').textContent()).toContain(`lane ${other}.`);
    await undo();
    await page.getByText(`lane ${lane}.`).waitFor();
    expect(server.orders.map(({ command, data }) => [command, data])).toEqual([
      ['void_impulse', { impulse: id }], ['restore_impulse', { impulse: id }],
      ['assign_impulse', { impulse: id, race: 12, point, lane: other }], ['assign_impulse', { impulse: id, race: 12, point, lane }],
    ]);
    await close();
  });

  test('back in the race, and out again from the note: with the word of why', async () => {
    const { page, close } = await desk({ rows: plain.rows.map((row) => (row.crew.lane === 2 ? { ...row, status: 'DSQ' } : row)) });
    await page.click('[aria-label="Sheet of lane 2"]');
    await button(page, 'In the race').click();
    await page.getByRole('dialog').getByLabel(/^Reason/).fill('It was lane 3.');
    await button(page, 'Take the status away').click();
    await page.locator('.note').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => server.orders.map(({ data, reason }) => [data.status, reason])).toEqual([['', 'It was lane 3.'], ['DSQ', 'It was lane 3.']]);
    await close();
  });

  const rows_with = (more) => plain.rows.map((row) => (row.crew.lane === 2 ? { ...row, ...more } : row));
  const given = () => server.orders.map(({ command, data, reason }) => [command, data, reason ?? '']);
  const undo = (page) => page.locator('.note').getByRole('button', { name: 'Undo' });

  /** As the server would show it after the order. */
  function turn(more) {
    server.more = { 'race/12/console': { ...server.more['race/12/console'], ...more } };
    server.show('racing_1500');
  }

  test('seconds that were added are as many as before, and so is a penalty by the schedule', async () => {
    const penalty_kinds = [{ code: 'BUOY', title: 'buoy missed', text: '10 s each time, up to 2 times; more is REPEATED' }];
    const { page, close } = await desk({ actions: [...plain.actions, 'give_penalty'], penalty_kinds, rows: rows_with({ penalty_us: 5_000_000, penalties: [{ code: 'BUOY', count: 1 }] }) });
    await page.click('[aria-label="Sheet of lane 2"]');
    await page.getByRole('dialog').getByLabel('Penalty in seconds').fill('15');
    await button(page, 'Add 15 s').click();
    await undo(page).click();
    await page.getByText('Lane 2: penalty 5 s.').waitFor();
    await page.click('[aria-label="Sheet of lane 2"]');
    await page.click('[aria-label="BUOY: one more"]');
    await button(page, 'Give BUOY 2 ×, all told').click();
    await undo(page).click();
    await expect.poll(given).toEqual([
      ['set_penalty', { race: 12, lane: 2, penalty_us: 15_000_000 }, ''], ['set_penalty', { race: 12, lane: 2, penalty_us: 5_000_000 }, ''],
      ['give_penalty', { race: 12, lane: 2, code: 'BUOY', count: 2 }, ''], ['give_penalty', { race: 12, lane: 2, code: 'BUOY', count: 1 }, ''],
    ]);
    await close();
  });

  test('a card that was withdrawn, which wants a word of why, is shown again', async () => {
    const { page, close } = await desk({ rows: rows_with({ card: 'yellow' }) });
    await page.click('[aria-label="Sheet of lane 2"]');
    expect(await button(page, 'Withdraw a card').isDisabled()).toBe(true);
    await page.getByRole('dialog').getByLabel(/^Reason/).fill('It was lane 3.');
    await button(page, 'Withdraw a card').click();
    await undo(page).click();
    await expect.poll(given).toEqual([['withdraw_card', { race: 12, lane: 2 }, 'It was lane 3.'], ['show_card', { race: 12, lane: 2, colour: 'yellow' }, 'It was lane 3.']]);
    await close();
  });

  test('a red card that was withdrawn and leaves a yellow may have been either: no Undo is offered', async () => {
    const { page, close } = await desk({ rows: rows_with({ card: 'red' }) });
    await page.click('[aria-label="Sheet of lane 2"]');
    await page.getByRole('dialog').getByLabel(/^Reason/).fill('It was lane 3.');
    await button(page, 'Withdraw a card').click();
    await page.locator('.note').waitFor();
    turn({ rows: rows_with({ card: 'yellow' }) });
    await page.getByText('Changed since: nothing to undo').waitFor();
    expect(await undo(page).count()).toBe(0);
    await close();
  });

  test('what somebody else has changed meanwhile is no longer undone, and that is said', async () => {
    const { page, close } = await desk({ rows: rows_with({ card: '' }) });
    await page.click('[aria-label="Sheet of lane 2"]');
    await button(page, /Yellow$/).click();
    await button(page, /^Show it: /).click();
    await undo(page).waitFor();
    turn({ rows: rows_with({ card: 'yellow' }) });
    await page.waitForTimeout(300);
    expect(await undo(page).count()).toBe(1);
    turn({ rows: rows_with({ card: '' }) });   // another judge has withdrawn it
    await page.getByText('Changed since: nothing to undo').waitFor();
    expect(await undo(page).count()).toBe(0);
    await keep_picture(page, 'undo_changed_since');
    expect(given().length).toBe(1);
    await close();
  });

  test('a pad, a wind and a replacement are taken back from their notes', async () => {
    const proposal = new Regatta('unofficial', 1e15).view('race/12/console').proposals[0];
    const { page, close } = await desk({ actions: [...plain.actions, 'mark_pad', 'enter_wind'], has_pads: true, wants_wind: true, wind: { text: '+2.1', tenths: 21, legal: false }, proposals: [proposal] });
    const fill = (why) => page.getByRole('dialog').getByLabel(/^Reason/).fill(why);
    await page.click('[aria-label="Sheet of lane 3"]');
    await button(page, 'Its pad failed…').click();
    await fill('soft touch');
    await button(page, 'Set the pad of lane 3 aside').click();
    await undo(page).click();
    await page.getByText('pad counts again.').waitFor();
    await page.getByRole('button', { name: 'Wind +2.1 m/s…' }).click();
    await page.getByRole('dialog').getByLabel('Metres per second, as the gauge says').fill('-1.2');
    await button(page, 'Enter −1.2 m/s').click();
    await undo(page).click();
    await page.locator('.note').getByText('wind +2.1 m/s').waitFor();
    await page.getByRole('button', { name: 'Replace lane 5' }).click();
    await fill('A was covered');
    await button(page, 'Accept it').click();
    const entry = server.seq;
    await undo(page).click();
    await page.getByText('is withdrawn.').waitFor();
    const pad = { race: 12, point: 'finish', lane: 3 };
    const { point, lane, impulse, correction_us } = proposal;
    expect(given()).toEqual([
      ['mark_pad', { ...pad, failed: true }, 'soft touch'], ['mark_pad', { ...pad, failed: false }, 'soft touch'],
      ['enter_wind', { race: 12, speed_mm_s: -1200 }, ''], ['enter_wind', { race: 12, speed_mm_s: 2100 }, ''],
      ['accept_replacement', { race: 12, point, lane, impulse, correction_us }, 'A was covered'], ['withdraw_replacement', { race: 12, replacement: entry }, 'A was covered'],
    ]);
    await close();
  });
});
