import { describe, expect, test } from 'vitest';
import { hold, keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

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
    expect(await page.textContent('main')).toContain('H2 place 4: USA, JPN for 1 place; they row again.');
    await keep_picture(page, `progression_${size}`);
    expect(complaints).toEqual([]);
    await close();
  });

  test('draws a round only when the button was held', async () => {
    const { page, close } = await desk('desktop', 'progression');
    await page.getByRole('button', { name: /^Draw/ }).click();
    expect(server.orders).toEqual([]);
    await hold(page, /^Draw/);
    await page.waitForFunction(() => document.body.textContent.includes('FA is drawn: race 18.'));
    expect(server.orders.at(-1)).toMatchObject({ command: 'draw_next_round', data: { race: 18 } });
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

  test.each(['tablet', 'desktop'])('a list is looked at, then accepted whole: %s', async (size) => {
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

  test('who may not import is told so', async () => {
    const { page, close } = await desk('desktop', 'entries');
    await page.waitForFunction(() => document.body.textContent.includes('signed in as admin'));
    expect(await page.locator('input[type=file]').count()).toBe(0);
    await close();
  });
});
