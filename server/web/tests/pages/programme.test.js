import { beforeEach, describe, expect, test } from 'vitest';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entry_report, progression_of } from '../../dev/progression.mjs';
import { hold, keep_picture, open_page, press, sticks_out, stop_time } from './browser.js';
import { address, browser, server } from './world.js';

beforeEach(() => {
  server.more = {};
  server.answer = () => ({ kind: 'accepted' });
});

async function desk(size, part, options = {}) {
  server.show('racing_1500', options);
  server.orders = [];
  server.lists = [];
  server.list_answer = null;
  const opened = await open_page(browser, `${address}/programme?part=${part}`, size);
  await opened.page.waitForSelector(part === 'progression' ? '.rounds' : part === 'schedule' ? '.race' : 'input[type=file], .panel .soft', { state: 'attached' });
  return opened;
}

describe('Progression', () => {
  test.each(['tablet', 'desktop', 'phone'])('shows rounds with seats, marks and where each came from: %s', async (size) => {
    const { page, complaints, close } = await desk(size, 'progression');
    expect(await sticks_out(page)).toBe(false);
    const final = page.locator('[aria-label="Final A"]');
    expect((await final.locator('tr').nth(2).innerText()).replaceAll(/\s+/g, ' ')).toBe('3 IRL Q from H1');
    expect(await page.textContent('main')).toContain('Waiting for results: FB');
    expect(await page.textContent('main')).toContain('H2 place 4 to FA: USA, JPN are level, and 1 of them goes on. Hold a re-row, and enter its order.');
    await keep_picture(page, `progression_${size}`);
    expect(complaints).toEqual([]);
    await close();
  });

  test('settles a tie in the order in which the crews are named, all of them', async () => {
    const { page, complaints, close } = await desk('desktop', 'progression');
    const tie = page.getByRole('group', { name: 'Tie H2 place 4 to FA' });
    expect(await tie.getByRole('button', { name: /^Put/ }).count()).toBe(0);
    await tie.getByRole('button', { name: '1. JPN' }).click();
    await tie.getByRole('button', { name: '2. USA' }).click();
    await tie.getByRole('button', { name: /^Put/ }).click();
    await page.waitForFunction(() => document.body.textContent.includes('Settled: JPN, USA.'));
    expect(server.orders[0]).toMatchObject({ command: 'settle_tie', data: { event: 'LW2x', where: 'H2 place 4 to FA', crews: [118, 117] } });
    await keep_picture(page, 'progression_settled');
    expect(complaints).toEqual([]);
    await close();
  });

  const settled = { where: 'H by time to FA', crews: ['JPN', 'USA'], numbers: [118, 117], places: 1, in_force: true, actor: 'A. Moreau', reason: 'swim-off', at_us: 0 };

  test('says how a tie was settled, by whom and why, and takes it back once the changes are accepted', async () => {
    server.more = { 'event/lw2x/progression': { settled: [settled, { ...settled, where: 'H1 place 2 to FA', places: 0, in_force: false }] } };
    const { page, complaints, close } = await desk('desktop', 'progression');
    const list = page.getByRole('list', { name: 'Settled ties' });
    const lines = await list.getByRole('listitem').allInnerTexts();
    expect(lines[0].replaceAll(/\s+/g, ' ')).toContain('H by time to FA: JPN, USA; the first of them goes on. A. Moreau: swim-off');
    expect(lines[1]).toContain('tied there no more');
    const text = 'FA (race 18) is drawn already. Carried out now it changes: JPN out of FA.';
    server.answer = ({ reason, data }) => {
      if (!reason) return { kind: 'refused', code: 'needs_reason', text: 'Give a reason to take back how a tie was settled.' };
      return data.accept_changes ? { kind: 'accepted' } : { kind: 'refused', code: 'needs_consent', text };
    };
    await list.getByRole('button', { name: 'Take it back…' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('the wrong heat');
    await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
    await page.getByRole('dialog').getByText(text).waitFor();
    expect(server.orders).toHaveLength(2);
    await keep_picture(page, 'progression_consent');
    await page.getByRole('dialog').getByRole('button', { name: 'Accept the changes' }).click();
    await page.waitForFunction(() => document.body.textContent.includes('H by time to FA: settled no more.'));
    expect(server.orders[2]).toMatchObject({ command: 'settle_tie', data: { event: 'LW2x', where: 'H by time to FA', crews: [118, 117], settled: false, accept_changes: true }, reason: 'the wrong heat' });
    expect(complaints).toEqual([]);
    await close();
  });

  test('draws a round only when the button was held', async () => {
    const { page, close } = await desk('desktop', 'progression');
    await page.getByRole('button', { name: /^Draw/ }).click();
    await hold(page, /^Draw/);
    await page.waitForFunction(() => document.body.textContent.includes('FA is drawn: race 18.'));
    expect(server.orders).toHaveLength(1);
    expect(server.orders[0]).toMatchObject({ command: 'draw_next_round', data: { race: 18 } });
    await close();
  });

  test.each([['another official has drawn it meanwhile', { lanes: 'agree' }], ['it became another race', { race: 21 }]])('a hold comes to nothing when %s', async (_, change) => {
    const { page, complaints, close } = await desk('desktop', 'progression');
    await stop_time(page);
    await press(page, /^Draw/);
    const { races } = progression_of();
    server.more = { 'event/lw2x/progression': { races: races.map((race) => (race.phase === 'FA' ? { ...race, ...change } : race)) } };
    server.show('racing_1500');
    await page.locator('[aria-label="Final A"]', { hasText: change.race ? 'race 21' : 'Drawn' }).waitFor();
    await page.clock.runFor(5_000);
    await page.mouse.up();
    expect(server.orders).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('shows two problems of the same words', async () => {
    server.more = { 'event/lw2x/progression': { problems: ['A crew has no lane.', 'A crew has no lane.'] } };
    const { page, complaints, close } = await desk('desktop', 'progression');
    expect(await page.getByText('A crew has no lane.').count()).toBe(2);
    expect(complaints).toEqual([]);
    await close();
  });

  test('says what a revised result would change before it does, and asks why when it is drawn anew', async () => {
    const { page, complaints, close } = await desk('desktop', 'progression', { revised: true });
    const final = page.locator('[aria-label="Final A"]');
    expect(await page.textContent('main')).toContain('A result has changed who rows where.');
    expect(await final.locator('tr.changed s').allInnerTexts()).toEqual(['POL', 'SUI']);
    await keep_picture(page, 'progression_revised');
    server.answer = (order) => (order.reason === '' ? { kind: 'refused', code: 'needs_reason', text: 'Give a reason to replace the lanes that were drawn.' } : { kind: 'accepted' });
    await hold(page, /Draw anew/);
    await page.fill('dialog textarea', 'heat 2 was revised');
    await page.locator('dialog .button').last().click();
    await page.waitForFunction(() => document.body.textContent.includes('FA is drawn'));
    server.answer = () => ({ kind: 'accepted' });
    expect(server.orders.at(-1)).toMatchObject({ command: 'draw_next_round', data: { race: 18 }, reason: 'heat 2 was revised' });
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('Schedule', () => {
  test.each(['tablet', 'phone'])('shows the old time beside the new one and why: %s', async (size) => {
    const { page, complaints, close } = await desk(size, 'schedule');
    expect(await sticks_out(page)).toBe(false);
    const moved = page.locator('.race', { hasText: 'thunder' });
    expect(await moved.locator('.time s').count()).toBe(1);
    expect(await page.locator('.race.off', { hasText: 'Postponed: fog' }).count()).toBe(1);
    await keep_picture(page, `schedule_${size}`, { fullPage: true });
    expect(complaints).toEqual([]);
    await close();
  });

  test('a delay is of the race and those after it, and says why', async () => {
    const { page, close } = await desk('desktop', 'schedule');
    await page.click('[aria-label="Change the time of race 14"]');
    const button = page.locator('dialog footer .button').last();
    expect(await button.isDisabled()).toBe(true);
    await page.fill('dialog input[type=number]', '20');
    await page.fill('dialog textarea', 'thunder');
    await keep_picture(page, 'schedule_delay');
    await button.click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(server.orders.at(-1)).toMatchObject({ command: 'delay_from', data: { race: 14, minutes: 20, last: null }, reason: 'thunder' });
    await close();
  });

  test('a double click delays once', async () => {
    const { page, close } = await desk('desktop', 'schedule');
    await page.click('[aria-label="Change the time of race 14"]');
    await page.fill('dialog textarea', 'thunder');
    await page.locator('dialog footer .button').last().evaluate((button) => {
      button.click();
      button.click();
    });
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(server.orders).toHaveLength(1);
    await close();
  });

  test('a new time may be of another day, and is none where a field is empty', async () => {
    const { page, close } = await desk('desktop', 'schedule');
    await page.click('[aria-label="Change the time of race 14"]');
    const button = page.locator('dialog footer .button').last();
    await page.fill('dialog textarea', 'fog');
    await page.fill('dialog input[type=number]', '');
    expect(await button.isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'New time' }).first().click();
    await page.fill('dialog input[type=time]', '');
    expect(await button.isDisabled()).toBe(true);
    await page.fill('dialog input[type=time]', '09:40');
    await page.fill('dialog input[type=date]', '');
    expect(await button.isDisabled()).toBe(true);
    await page.fill('dialog input[type=date]', '2026-07-25');
    await keep_picture(page, 'schedule_new_time');
    await button.click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(server.orders.at(-1)).toMatchObject({ command: 'reschedule_race', data: { race: 14, scheduled_at_us: new Date(2026, 6, 25, 9, 40).getTime() * 1000 } });
    await close();
  });

  test('the sheet follows its race: what the race takes no more is not ordered', async () => {
    const { page, close } = await desk('desktop', 'schedule');
    await page.click('[aria-label="Change the time of race 14"]');
    await page.fill('dialog textarea', 'fog');
    const plain = server.regatta().view('meet');
    const with_14 = (change) => (server.more = { meet: { races: plain.races.map((race) => (race.race === 14 ? { ...race, ...change } : race)) } });
    const button = page.locator('dialog footer .button').last();
    with_14({ state: 'postponed' });
    server.show('racing_1500');
    await page.getByText('The race is now: Postponed. Choose what is to be done.').waitFor();
    expect(await button.isDisabled()).toBe(true);
    expect(await page.locator('dialog .choices button').allTextContents()).toEqual(['New time', 'Cancel']);
    with_14({ state: 'running' });
    server.show('racing_1500');
    await page.getByText('The race is now: Racing. Its time stays.').waitFor();
    expect(await button.isDisabled()).toBe(true);
    await close();
  });

  test('races of another day are named with it', async () => {
    const plain = server.regatta().view('meet');
    server.more = { meet: { races: plain.races.map((race) => (race.race === 17 ? { ...race, scheduled_us: race.scheduled_us + 24 * 3600e6 } : race)) } };
    const { page, close } = await desk('desktop', 'schedule');
    await page.click('[aria-label="Change the time of race 14"]');
    const options = await page.locator('dialog select option').allTextContents();
    expect(options.find((text) => text.startsWith('race 17'))).toMatch(/, \w{3} \d+ \w+ \d\d:\d\d$/);
    expect(options.find((text) => text.startsWith('race 15'))).toMatch(/2, \d\d:\d\d$/);
    await close();
  });

  test('two races exchange their times', async () => {
    const { page, close } = await desk('desktop', 'schedule');
    await page.click('[aria-label="Change the time of race 14"]');
    await page.getByRole('button', { name: 'Swap' }).first().click();
    await page.selectOption('dialog select', '13');
    await page.fill('dialog textarea', 'crews double up');
    await page.locator('dialog footer .button').last().click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(server.orders.at(-1)).toMatchObject({ command: 'order_races', data: { races: [14, 13] } });
    await close();
  });
});

describe('Entries', () => {
  const file = { name: 'entries.csv', mimeType: 'text/csv', buffer: Buffer.from('Event;NOC\nM1x;EST\n') };

  test.each(['tablet', 'desktop', 'phone'])('a list is looked at, then accepted whole: %s', async (size) => {
    server.me = { name: 'O. Ganiser', role: 'admin' };
    const { page, complaints, close } = await desk(size, 'entries');
    await page.setInputFiles('input[type=file]', file);
    await page.waitForSelector('[aria-label=Report]');
    const report = await page.textContent('[aria-label=Report]');
    expect(report).toContain('2 new · 1 changed · 4 as they were · 2 not understood');
    expect(report).toContain('Line 9 Bow number "first" is no whole number.');
    expect(report).toContain('Known, and not on the list');
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `entries_${size}`, { fullPage: true });
    const button = page.getByRole('button', { name: /^Accept/ });
    expect(await button.isDisabled()).toBe(true);   // late entries need words
    expect(server.lists.map((one) => one.path)).toEqual(['/api/v1/entries/check']);
    await page.fill('[aria-label=Accept] textarea', 'the jury allows it');
    await button.click();
    await page.waitForFunction(() => document.body.textContent.includes('entries.csv is imported.'));
    expect(server.lists.at(-1)).toMatchObject({ path: '/api/v1/entries/accept', parameters: { plan: 'ab'.repeat(32), name: 'entries.csv', reason: 'the jury allows it' }, text: 'Event;NOC\nM1x;EST\n' });
    expect(complaints).toEqual([]);
    server.me = { name: 'A. Moreau', role: 'referee' };
    await close();
  });

  test('a report that is no longer true is made anew, and said', async () => {
    server.me = { name: 'O. Ganiser', role: 'admin' };
    const { page, close } = await desk('desktop', 'entries');
    server.list_answer = [409, { code: 'wrong_state', text: 'The meet has changed since the list was looked at.' }];
    await page.setInputFiles('input[type=file]', file);
    await page.fill('[aria-label=Accept] textarea', 'why not');
    await page.getByRole('button', { name: /^Accept/ }).click();
    await page.waitForSelector('.refusal');
    expect(await page.textContent('.refusal')).toContain('The meet has changed');
    expect(server.lists.map((one) => one.path.split('/').pop())).toEqual(['check', 'accept', 'check']);
    server.me = { name: 'A. Moreau', role: 'referee' };
    await close();
  });

  const as_admin = async () => {
    server.me = { name: 'O. Ganiser', role: 'admin' };
    const opened = await desk('desktop', 'entries');
    return {
      ...opened,
      close: async () => {
        server.me = { name: 'A. Moreau', role: 'referee' };
        server.hold_lists = null;
        await opened.close();
      },
    };
  };
  const until_came = (count) => expect.poll(() => server.lists.length).toBe(count);

  test('what is said of a list that was put away is not shown, nor its reason kept', async () => {
    const { page, complaints, close } = await as_admin();
    await page.setInputFiles('input[type=file]', file);
    await page.fill('[aria-label=Accept] textarea', 'of the first list');
    server.hold_lists = [];
    await page.setInputFiles('input[type=file]', { ...file, name: 'second.csv' });
    await until_came(2);
    await page.setInputFiles('input[type=file]', { ...file, name: 'third.csv' });
    await until_came(3);
    const [second, third] = server.hold_lists;
    third([200, { ...entry_report, rows: 3 }]);
    await page.getByText('3 rows, Windows-1252.').waitFor();
    expect(await page.inputValue('[aria-label=Accept] textarea')).toBe('');
    const answered = page.waitForResponse((response) => response.url().includes('/check'));
    second([200, { ...entry_report, rows: 2 }]);
    await (await answered).finished();
    await page.evaluate(() => new Promise((done) => setTimeout(done)));
    expect(await page.textContent('[aria-label=Report]')).toContain('3 rows, Windows-1252.');
    expect(complaints).toEqual([]);
    await close();
  });

  test('while a list is being accepted no other is chosen, and it is sent once', async () => {
    const { page, close } = await as_admin();
    await page.setInputFiles('input[type=file]', file);
    await page.fill('[aria-label=Accept] textarea', 'the jury allows it');
    server.hold_lists = [];
    await page.getByRole('button', { name: /^Accept/ }).evaluate((button) => {
      button.click();
      button.click();
    });
    await until_came(2);
    expect(await page.locator('input[type=file]').isDisabled()).toBe(true);
    server.hold_lists[0]([200, { kind: 'accepted', seq: 101 }]);
    await page.getByText('entries.csv is imported.').waitFor();
    expect(await page.locator('input[type=file]').isDisabled()).toBe(false);
    expect(server.lists).toHaveLength(2);
    await close();
  });

  test('a file that was edited since must be chosen again, and can be', async () => {
    const { page, close } = await as_admin();
    const path = join(tmpdir(), `bowball_entries_${process.pid}.csv`);
    const choose = async () => {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('input[type=file]')]);
      expect(await page.inputValue('input[type=file]')).toBe('');   // else the same name again would be no change
      await chooser.setFiles(path);
    };
    writeFileSync(path, 'Event;NOC\nM1x;EST\n');
    await choose();
    await page.fill('[aria-label=Accept] textarea', 'the jury allows it');
    writeFileSync(path, 'Event;NOC\nM1x;EST\nM1x;LAT\n');
    await page.getByRole('button', { name: /^Accept/ }).click();
    await page.waitForSelector('.refusal');
    expect(await page.textContent('.refusal')).toContain('was changed, moved or deleted since it was chosen. Choose it again.');
    expect(await page.locator('[aria-label=Accept]').count()).toBe(0);
    await choose();
    await page.waitForSelector('[aria-label=Report]');
    expect(server.lists.at(-1).text).toBe('Event;NOC\nM1x;EST\nM1x;LAT\n');
    await close();
  });

  test('a look at another part keeps the list, its report and its reason', async () => {
    const { page, close } = await as_admin();
    await page.setInputFiles('input[type=file]', file);
    await page.fill('[aria-label=Accept] textarea', 'the jury allows it');
    await page.getByRole('button', { name: 'Schedule' }).click();
    await page.waitForSelector('.race');
    await page.getByRole('button', { name: 'Entries' }).click();
    expect(await page.textContent('[aria-label=Report]')).toContain('2 new');
    expect(await page.inputValue('[aria-label=Accept] textarea')).toBe('the jury allows it');
    expect(server.lists).toHaveLength(1);
    await close();
  });

  test('a crew that is not on the list is scratched from the report, with a reason', async () => {
    const { page, complaints, close } = await as_admin();
    await page.setInputFiles('input[type=file]', file);
    await page.getByRole('button', { name: 'Scratch M1x ITA Matteo Colombo' }).click();
    const button = page.getByRole('button', { name: 'Scratch the crew' });
    expect(await button.isDisabled()).toBe(true);
    await page.fill('dialog textarea', 'ill');
    await keep_picture(page, 'entries_scratch');
    await button.click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(server.orders.map(({ command, data, reason }) => ({ command, data, reason }))).toEqual([{ command: 'scratch_crew', data: { crew: 106 }, reason: 'ill' }]);
    expect(await page.textContent('[aria-label=Report] .absent')).toContain('scratched');
    expect(complaints).toEqual([]);
    await close();
  });

  test('who may not import is told so', async () => {
    const { page, close } = await desk('desktop', 'entries');
    await page.waitForFunction(() => document.body.textContent.includes('signed in as admin'));
    expect(await page.locator('input[type=file]').count()).toBe(0);
    await close();
  });
});
