// Orders that only some rule sets know, and those about a crew: where an official looks for them, and never in one tap.
import { beforeEach, describe, expect, test } from 'vitest';
import { Regatta } from '../../dev/regatta.mjs';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

const penalty_kinds = [
  { code: 'BUOY', title: 'buoy missed', text: '10 s each time, up to 2 times; more is REPEATED' },
  { code: 'REPEATED', title: 'buoys missed again and again', text: '60 s each time, up to once; more is DSQ' },
  { code: 'INTERFERENCE', title: "in another crew's way", text: '60 s each time, up to once; more is DSQ' },
];

/** The console of race 12 in a moment, with more orders and whatever else the view holds. */
async function desk(size, moment, orders, more = {}) {
  const plain = new Regatta(moment, 1e15).view('race/12/console');
  server.more = { 'race/12/console': { actions: [...plain.actions, ...orders], ...more } };
  server.show(moment);
  server.orders = [];
  const opened = await open_page(browser, `${address}/console`, size);
  await opened.page.waitForSelector('[aria-label="Live order"]');
  return opened;
}

/** Rows of the console, one of them with more. */
function rows_with(moment, lane, more) {
  return new Regatta(moment, 1e15).view('race/12/console').rows.map((row) => (row.crew.lane === lane ? { ...row, ...more } : row));
}

const given = () => server.orders.map(({ command, data, reason }) => ({ command, data, reason: reason ?? '' }));
const button = (page, name) => page.getByRole('dialog').getByRole('button', { name });

beforeEach(() => {
  server.answer = () => ({ kind: 'accepted' });
});

describe('Orders of some sports', () => {
  test('what the rule set of the race does not know is not offered', async () => {
    const { page, close } = await desk('desktop', 'unofficial', []);
    const result = await page.textContent('[aria-label=Result]');
    expect(result).not.toMatch(/Wind|Pads/);
    await page.click('[aria-label="Sheet of lane 4"]');
    const sheet = await page.textContent('dialog');
    expect(sheet).not.toMatch(/pad|Penalties/);
    expect(sheet).toContain('Time penalty');
    await close();
  });

  test.each(['wide_tablet', 'desktop', 'phone'])('a penalty by the schedule is counted, then given: %s', async (size) => {
    const { page, complaints, close } = await desk(size, 'unofficial', ['give_penalty'], { penalty_kinds, rows: rows_with('unofficial', 4, { penalties: [{ code: 'INTERFERENCE', count: 1 }] }) });
    await page.click('[aria-label="Sheet of lane 4"]');
    expect(await page.textContent('dialog')).toContain('10 s each time, up to 2 times; more is REPEATED');
    await page.click('[aria-label="INTERFERENCE: one less"]');
    await page.click('[aria-label="BUOY: one more"]');
    await page.click('[aria-label="BUOY: one more"]');
    expect(await button(page, 'Take INTERFERENCE back').count()).toBe(0);  // one kind at a time: nothing that was chosen is forgotten
    expect(server.orders).toEqual([]);
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `orders_penalty_${size}`);
    await button(page, 'Give BUOY 2 ×, all told').click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(given()).toEqual([{ command: 'give_penalty', data: { race: 12, lane: 4, code: 'BUOY', count: 2 }, reason: '' }]);
    await page.click('[aria-label="Sheet of lane 4"]');
    await page.click('[aria-label="INTERFERENCE: one less"]');
    await button(page, 'Take INTERFERENCE back').click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(given().at(-1).data).toEqual({ race: 12, lane: 4, code: 'INTERFERENCE', count: 0 });
    expect(complaints).toEqual([]);
    await close();
  });

  test('a penalty that is refused says so in the words of the server, and the sheet stays', async () => {
    const { page, close } = await desk('desktop', 'unofficial', ['give_penalty'], { penalty_kinds });
    server.answer = () => ({ kind: 'refused', code: 'wrong_state', text: 'Race 12 is official. Reopen it first.' });
    await page.click('[aria-label="Sheet of lane 4"]');
    await page.click('[aria-label="BUOY: one more"]');
    await button(page, 'Give BUOY 1 ×, all told').click();
    await page.waitForSelector('dialog .refusal');
    expect(await page.textContent('dialog .refusal')).toContain('Not done. Race 12 is official. Reopen it first.');
    await close();
  });

  test.each(['wide_tablet', 'desktop', 'phone'])('a pad is set aside from the sheet of its lane, with a reason: %s', async (size) => {
    const { page, complaints, close } = await desk(size, 'unofficial', ['mark_pad'], { has_pads: true, failed_pads: [{ point: 'split 500', lane: null, actor: 'Anna', reason: 'the timer started late' }] });
    await page.click('[aria-label="Sheet of lane 3"]');
    await button(page, 'Its pad failed…').click();
    const set = button(page, 'Set the pad of lane 3 aside');
    expect(await set.isDisabled()).toBe(true);
    await page.fill('dialog textarea', 'soft touch');
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `orders_pad_${size}`);
    await set.evaluate((one) => {
      one.click();
      one.click();   // a double click is one order
    });
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(given()).toEqual([{ command: 'mark_pad', data: { race: 12, point: 'finish', lane: 3, failed: true }, reason: 'soft touch' }]);
    expect(complaints).toEqual([]);
    await close();
  });

  test("a whole heat's pads are set aside and counted again", async () => {
    const { page, close } = await desk('desktop', 'unofficial', ['mark_pad'], { has_pads: true, failed_pads: [{ point: 'finish', lane: null, actor: 'Anna', reason: 'the timer started late' }] });
    await page.getByRole('button', { name: 'Pads: 1 set aside…' }).click();
    expect(await button(page, 'Set aside already').isDisabled()).toBe(true);
    await button(page, '1000 m').click();
    const back = button(page, 'Take back: Whole heat, finish');
    expect(await back.isDisabled()).toBe(true);
    await page.fill('dialog textarea', 'the video shows it');
    await back.click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(given()).toEqual([{ command: 'mark_pad', data: { race: 12, point: 'finish', lane: null, failed: false }, reason: 'the video shows it' }]);
    await page.getByRole('button', { name: 'Pads: 1 set aside…' }).click();
    await button(page, '1000 m').click();
    await page.fill('dialog textarea', 'no power');
    await button(page, 'Set all pads aside').click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(given().at(-1).data).toEqual({ race: 12, point: 'split 1000', lane: null, failed: true });
    await close();
  });

  test.each(['wide_tablet', 'desktop', 'phone'])('a wind is entered with its direction: %s', async (size) => {
    const { page, complaints, close } = await desk(size, 'unofficial', ['enter_wind'], { wants_wind: true, wind: { text: '+2.1', tenths: 21, legal: false } });
    await page.getByRole('button', { name: 'Wind +2.1 m/s…' }).click();
    const field = page.getByRole('dialog').getByLabel('Metres per second, as the gauge says');
    await field.fill('1.83');
    expect(await button(page, 'Enter the wind').isDisabled()).toBe(true);
    await button(page, '− from ahead').click();
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `orders_wind_${size}`);
    await button(page, 'Enter −1.83 m/s').click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(given()).toEqual([{ command: 'enter_wind', data: { race: 12, speed_mm_s: -1830 }, reason: '' }]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('a wind with its sign needs no direction, rubbish is no wind, and a reading can be taken back', async () => {
    const { page, close } = await desk('desktop', 'unofficial', ['enter_wind'], { wants_wind: true, wind: { text: '+2.1', tenths: 21, legal: false } });
    const open = () => page.getByRole('button', { name: 'Wind +2.1 m/s…' }).click();
    await open();
    const field = page.getByRole('dialog').getByLabel('Metres per second, as the gauge says');
    for (const rubbish of ['fast', '1.8345', '+-2']) {
      await field.fill(rubbish);
      expect(await button(page, 'Enter the wind').isDisabled(), rubbish).toBe(true);
    }
    await field.fill('+2,03');
    await button(page, 'Enter +2.03 m/s').click();
    await page.waitForSelector('dialog', { state: 'detached' });
    await open();
    await button(page, 'Take +2.1 back').click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(given().map(({ data }) => data.speed_mm_s)).toEqual([2030, null]);
    await close();
  });
});

describe('Orders about a crew', () => {
  test.each(['wide_tablet', 'desktop', 'phone'])('somebody else takes a seat, with a reason: %s', async (size) => {
    const rows = rows_with('scheduled', 2, { members: ['A. Bow', 'B. Two', 'C. Three', 'D. Stroke', 'E. Cox'], coxed: true });
    const { page, complaints, close } = await desk(size, 'scheduled', [], { rows });
    await page.click('[aria-label="Sheet of lane 2"]');
    await button(page, 'Who sits in the boat…').click();
    await page.getByRole('dialog').getByLabel('Seat 2').fill('F. Spare');
    await page.getByRole('dialog').getByLabel('Cox').fill('');
    await page.fill('dialog textarea', 'ill');
    const change = button(page, /^Change/);
    expect(await change.isDisabled()).toBe(true);
    await page.getByRole('dialog').getByLabel('Cox').fill('E. Cox');
    expect(await page.textContent('dialog')).toContain('instead of B. Two');
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `orders_substitute_${size}`);
    await change.click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(given()).toEqual([{ command: 'substitute_members', data: { crew: 102, members: ['A. Bow', 'F. Spare', 'C. Three', 'D. Stroke', 'E. Cox'] }, reason: 'ill' }]);
    expect(complaints).toEqual([]);
    await close();
  });

  test.each(['wide_tablet', 'phone'])('a crew leaves its event, and comes back, each with a reason: %s', async (size) => {
    const { page, close } = await desk(size, 'scheduled', [], { rows: rows_with('scheduled', 3, { scratched: true }) });
    await page.click('[aria-label="Sheet of lane 2"]');
    await button(page, 'Leaves the event…').click();
    expect(await button(page, 'Scratch the crew').isDisabled()).toBe(true);
    await page.fill('dialog textarea', 'ill');
    await keep_picture(page, `orders_scratch_${size}`);
    await button(page, 'Scratch the crew').click();
    await page.waitForSelector('dialog', { state: 'detached' });
    await page.click('[aria-label="Sheet of lane 3"]');
    await button(page, 'Back in the event…').click();
    await page.fill('dialog textarea', 'the doctor agrees');
    await button(page, 'Take the scratch back').click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(given()).toEqual([
      { command: 'scratch_crew', data: { crew: 102 }, reason: 'ill' }, { command: 'scratch_crew', data: { crew: 103, scratched: false }, reason: 'the doctor agrees' }]);
    await close();
  });

  test.each(['wide_tablet', 'phone'])('a card is shown with two touches, never with one, and taken back from its note: %s', async (size) => {
    const { page, close } = await desk(size, 'racing_1500', []);
    await page.click('[aria-label="Sheet of lane 2"]');
    await page.getByRole('dialog').getByRole('button', { name: /Yellow$/ }).click();
    await page.waitForTimeout(200);
    expect(given()).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: /^Show it: / }).click();
    await page.locator('.note').getByRole('button', { name: 'Undo' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.note').length >= 1);
    await expect.poll(() => given().map(({ command }) => command)).toEqual(['show_card', 'withdraw_card']);
    expect(given()[0].data).toEqual({ race: 12, lane: 2, colour: 'yellow' });
    await close();
  });

  test.each([[/^EXC/, /^Set EXC/, 'set_status'], [/^DSQ/, /^Set DSQ/, 'set_status'], [/Red$/, /^Show it: /, 'show_card']])('what puts a crew out of the race wants a word of why: %s', async (choice, act, command) => {
    const { page, close } = await desk('wide_tablet', 'racing_1500', []);
    await page.click('[aria-label="Sheet of lane 2"]');
    const field = page.getByRole('dialog').getByLabel(/^Reason/);
    expect(await page.textContent('dialog .field label')).toContain('if there is one');
    await button(page, choice).click();
    expect(await page.textContent('dialog .field label')).toContain('needed');
    expect(await button(page, act).isDisabled()).toBe(true);
    await field.fill('  ');
    expect(await button(page, act).isDisabled()).toBe(true);
    await field.fill('Left its lane and took the water of lane 3.');
    await keep_picture(page, `orders_reason_${command}`);
    await button(page, act).click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(given().map((order) => [order.command, order.reason])).toEqual([[command, 'Left its lane and took the water of lane 3.']]);
    await close();
  });

  test('an objection is upheld or rejected by holding, with a word of why, never in one tap', async () => {
    const { page, close } = await desk('wide_tablet', 'unofficial', []);
    for (const [name, upheld] of [[/^Uphold it/, true], [/^Reject it/, false]]) {
      server.orders = [];
      await page.click('[aria-label="Sheet of lane 3"]');
      const one = button(page, name);
      expect(await one.isDisabled()).toBe(true);
      await page.getByRole('dialog').getByLabel(/^Reason/).fill('seen on the video');
      await one.click();
      await page.getByText('Hold it longer').waitFor();
      expect(server.orders).toEqual([]);
      await keep_picture(page, 'orders_objection');
      await one.hover();
      await page.mouse.down();
      await expect.poll(given).toEqual([{ command: 'resolve_objection', data: { race: 12, lane: 3, upheld }, reason: 'seen on the video' }]);
      await page.mouse.up();
      await page.waitForSelector('dialog', { state: 'detached' });
    }
    await close();
  });

  test('what says how a crew fared wants none', async () => {
    const { page, close } = await desk('wide_tablet', 'racing_1500', []);
    await page.click('[aria-label="Sheet of lane 2"]');
    await button(page, /^DNF/).click();
    expect(await button(page, /^Set DNF/).isDisabled()).toBe(false);
    await close();
  });

  test('what is refused stands in sight at the foot of the sheet', async () => {
    const { page, close } = await desk('wide_tablet', 'racing_1500', []);
    server.answer = () => ({ kind: 'refused', code: 'wrong_state', text: 'Race 12 is official. Reopen it first.' });
    await page.click('[aria-label="Sheet of lane 2"]');
    await page.getByRole('dialog').getByRole('button', { name: /^DNF/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^Set DNF/ }).click();
    const refusal = page.locator('dialog .refusal');
    await refusal.waitFor();
    const seen = await refusal.evaluate((one) => { const { top, bottom } = one.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight && document.elementFromPoint(innerWidth / 2, (top + bottom) / 2)?.closest('.refusal') !== null; });
    expect(seen).toBe(true);
    server.answer = () => ({ kind: 'accepted' });
    await close();
  });

  test('nobody leaves a boat that is on its way', async () => {
    const { page, close } = await desk('desktop', 'racing_1500', []);
    await page.click('[aria-label="Sheet of lane 2"]');
    expect(await page.textContent('dialog')).not.toMatch(/Who sits in the boat|Leaves the event/);
    await close();
  });

  test.each(['wide_tablet', 'phone'])('watches of several people are typed by one: %s', async (size) => {
    const { page, close } = await desk(size, 'finished', []);
    await page.getByRole('button', { name: 'Add a time by hand' }).click();
    await page.getByRole('dialog').getByLabel('Lane').selectOption({ label: '3 NED' });
    for (const [whose, time] of [['Ben', '6:47.5'], ['Cleo', '6:47.6'], ['', '6:47.4']]) {
      await page.getByRole('dialog').getByLabel('Whose watch').fill(whose);
      await page.getByRole('dialog').getByLabel('Time since the start').fill(time);
      if (whose === 'Cleo') await keep_picture(page, `orders_watches_${size}`);
      await button(page, 'Add').click();
      await page.waitForFunction(() => document.querySelector('dialog [aria-label="Time since the start"]').value === '');
    }
    expect(given().map(({ command, data }) => [command, data.time_us, data.lane, data.watch])).toEqual([
      ['add_watch_time', 407_500_000, 3, 'Ben'], ['add_watch_time', 407_600_000, 3, 'Cleo'], ['add_watch_time', 407_400_000, 3, undefined],
    ]);
    expect(await sticks_out(page)).toBe(false);
    await close();
  });
});
