// The field for a reason says whether one is needed, and for which orders; what is not said is not sent; and whoever writes one knows that everybody can read it.
import { beforeEach, describe, expect, test } from 'vitest';
import { journal_of } from '../../dev/journal.mjs';
import { Regatta } from '../../dev/regatta.mjs';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

const plain = (moment) => new Regatta(moment, 1e15).view('race/12/console');
const label = (page) => page.getByRole('dialog').locator('.field label');
const in_public = 'Everybody can read it.';

async function console_of(moment, more = {}, size = 'wide_tablet') {
  server.more = { 'race/12/console': { ...plain(moment), ...more } };
  server.show(moment);
  const opened = await open_page(browser, `${address}/console`, size);
  await opened.page.waitForSelector('[aria-label="Live order"]');
  return opened;
}

beforeEach(() => {
  server.me = { name: 'A. Moreau', role: 'referee' };
  server.answer = () => ({ kind: 'accepted' });
  server.orders = [];
});

describe("A lane's sheet", () => {
  test.each(['phone', 'wide_tablet'])('says which of its orders want a reason: %s', async (size) => {
    const { actions, rows } = plain('unofficial');
    const of_lane_3 = (row) => (row.crew.lane === 3 ? { ...row, card: 'yellow', barred_by: 9, may_row: false } : row);
    const { page, close } = await console_of('unofficial', { actions: [...actions, 'advance_crew'], rows: rows.map(of_lane_3) }, size);
    await page.click('[aria-label="Sheet of lane 2"]');
    expect(await label(page).textContent()).toBe('Reason (needed for: Next round)');
    await page.keyboard.press('Escape');
    await page.click('[aria-label="Sheet of lane 3"]');
    expect(await label(page).textContent()).toBe('Reason (needed for: Let it row, Withdraw a card, Next round, Objection)');
    expect(await page.getByRole('button', { name: /^Uphold it/ }).isDisabled()).toBe(true);
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `reasons_lane_${size}`);
    await page.getByRole('dialog').getByRole('button', { name: /^DSQ/ }).click();
    expect(await label(page).textContent()).toBe('Reason (needed)');
    await close();
  });

  test('sends an objection that comes too late not again before a reason stands there', async () => {
    const { page, close } = await console_of('unofficial');
    server.answer = ({ reason }) => (reason ? { kind: 'accepted' } : { kind: 'refused', code: 'needs_reason', text: 'Give a reason to take an objection that comes after the protest window has closed.' });
    await page.click('[aria-label="Sheet of lane 2"]');
    expect(await label(page).textContent()).toBe('Reason (if there is one)');
    const objects = page.getByRole('button', { name: 'The crew objects' });
    await objects.click();
    await page.getByRole('alert').getByText('after the protest window has closed').waitFor();
    expect(await label(page).textContent()).toBe('Reason (needed)');
    expect(await objects.isDisabled()).toBe(true);
    await page.getByRole('dialog').getByLabel(/^Reason/).fill('their radio was out');
    await objects.click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(server.orders.map(({ command, reason }) => [command, reason ?? ''])).toEqual([['raise_objection', ''], ['raise_objection', 'their radio was out']]);
    await close();
  });
});

test('lanes that were drawn are changed with a reason only', async () => {
  server.me = { name: 'admin', role: 'admin' };
  server.more = {};
  server.show('official');
  server.journal = journal_of(server.regatta());
  server.show('start_list');
  const { header, rows } = server.data_of('race/12/board');
  server.more = { meet: { progressions: [] }, 'race/12/board': { header: { ...header, state: 'scheduled' }, rows } };
  const { page, close } = await open_page(browser, `${address}/console?race=12`, 'wide_tablet');
  await page.getByRole('button', { name: /^Crews and lanes/ }).click();
  const set = page.getByRole('button', { name: 'Set these lanes' });
  await page.getByRole('combobox', { name: /^Lane of/ }).first().waitFor();
  expect(await label(page).textContent()).toContain('if there is one');
  expect(await set.isDisabled(), 'as they stand').toBe(false);
  const free = page.getByRole('combobox', { name: `Lane of ${rows[0].crew.name}` });
  await free.selectOption('8');
  expect(await label(page).textContent()).toContain('(needed)');
  expect(await set.isDisabled()).toBe(true);
  await page.getByRole('dialog').getByLabel(/^Reason/).fill('buoys of its lane are gone');
  await set.click();
  await page.getByText('Race 12 has its lanes.').waitFor();
  expect(server.orders.map(({ command, reason }) => [command, reason])).toEqual([['draw_lanes', 'buoys of its lane are gone']]);
  await close();
});

test('where readers of a picture differ, the desk enters no place without a reason', async () => {
  const { page, close } = await console_of('unofficial', { disputed_lanes: [4] });
  await page.getByRole('button', { name: 'Photo finish…' }).click();
  expect(await label(page).textContent()).toContain('(needed)');
  const enter = page.getByRole('button', { name: 'Enter the reading' });
  expect(await enter.isDisabled()).toBe(true);
  await page.getByRole('dialog').getByLabel(/^Reason/).fill('bow ball, not its shadow');
  await enter.click();
  await page.waitForSelector('dialog', { state: 'detached' });
  expect(server.orders.map(({ command, reason }) => [command, reason])).toEqual([['read_photo', 'bow ball, not its shadow']]);
  await close();
});

describe('A reason', () => {
  test('that stands in the public log is written where that is said', async () => {
    const { page, close } = await console_of('unofficial');
    await page.click('[aria-label="Sheet of lane 2"]');
    const field = page.getByRole('dialog').getByLabel(/^Reason/);
    const said = await field.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${said}"]`).textContent()).toBe(in_public);
    await page.keyboard.press('Escape');
    server.answer = () => ({ kind: 'refused', code: 'needs_reason', text: 'Give a reason.' });
    server.more = { 'race/12/console': { ...plain('start_list'), actions: ['give_attention'] } };
    server.show('start_list');
    const attention = page.getByRole('button', { name: /^Attention/ });
    await attention.hover();
    await page.mouse.down();
    await page.getByRole('dialog').getByText(in_public).waitFor();
    await page.mouse.up();
    await close();
  });

  test('of a referee too, whose verdicts everybody sees', async () => {
    server.more = {};
    server.show('review');
    const { page, close } = await open_page(browser, `${address}/referee`, 'laptop');
    await page.locator('[aria-label=Decision]').getByText(in_public).waitFor();
    await keep_picture(page, 'reasons_referee');
    await close();
  });
});
