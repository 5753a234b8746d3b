// What an official takes back from its note, by the one order that undoes it.
import { beforeEach, describe, expect, test } from 'vitest';
import { Regatta } from '../../dev/regatta.mjs';
import { open_page } from './browser.js';
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
});
