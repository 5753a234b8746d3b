// A meet without a table of rounds: who rows where is set by hand on the console. And what holds for every held button there: lifting the finger
// is no tap on what has come under it.
import { describe, expect, test } from 'vitest';
import { journal_of } from '../../dev/journal.mjs';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

async function empty_race(size, phase = 'H3') {
  server.me = { name: 'admin', role: 'admin' };
  server.orders = [];
  server.more = {};
  server.show('official');
  server.journal = journal_of(server.regatta());
  server.show('start_list');
  const { header } = server.data_of('race/12/board');
  server.more = { meet: { progressions: [] }, 'race/12/board': { header: { ...header, phase, state: 'scheduled' }, rows: [] } };
  const opened = await open_page(browser, `${address}/console?race=12`, size);
  await opened.page.getByRole('button', { name: /^Crews and lanes/ }).click();
  await opened.page.getByRole('combobox', { name: /^Lane of/ }).first().waitFor();
  return opened;
}

describe('Lanes by hand', () => {
  test.each(['wide_tablet', 'phone'])('are set for the crews that are entered: %s', async (size) => {
    const { page, complaints, close } = await empty_race(size);
    const lanes = page.getByRole('combobox', { name: /^Lane of/ });
    const set = page.getByRole('button', { name: 'Set these lanes' });
    expect(await set.isDisabled(), 'nobody has a lane yet').toBe(true);
    await lanes.nth(0).selectOption('4');
    await lanes.nth(1).selectOption('4');
    expect(await page.getByRole('alert').textContent()).toContain('Two crews have lane 4.');
    expect(await set.isDisabled()).toBe(true);
    await lanes.nth(1).selectOption('2');
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `lanes_by_hand_${size}`);
    await set.click();
    await page.getByText('Race 12 has its lanes.').waitFor();
    const [{ command, data }] = server.orders;
    expect(command).toBe('draw_lanes');
    expect(data.race).toBe(12);
    expect(data.lanes.map(({ lane }) => lane).sort()).toEqual([2, 4]);
    expect(new Set(data.lanes.map(({ crew }) => crew)).size).toBe(2);
    expect(complaints).toEqual([]);
    await close();
  });

  test.each(['wide_tablet', 'phone'])('are set by one tap for all, in the order of the list: %s', async (size) => {
    const { page, close } = await empty_race(size, 'FA');
    const n = await page.getByRole('combobox', { name: /^Lane of/ }).count();
    await page.getByRole('button', { name: `Lanes 1 to ${n} in this order` }).click();
    await page.getByRole('button', { name: 'Set these lanes' }).click();
    await page.getByText('Race 12 has its lanes.').waitFor();
    const [{ data }] = server.orders;
    expect(data.lanes.map(({ lane }) => lane)).toEqual(Array.from({ length: n }, (_, k) => k + 1));
    expect(new Set(data.lanes.map(({ crew }) => crew)).size).toBe(n);
    await close();
  });

  test('are set one by one where the round has another race: the list is of both', async () => {
    const { page, close } = await empty_race('wide_tablet');
    expect(await page.getByRole('button', { name: /^Lanes 1 to/ }).count()).toBe(0);
    await close();
  });

  test('a crew that no list named is entered there, under a number of its own', async () => {
    const { page, close } = await empty_race('wide_tablet');
    const before = await page.getByRole('combobox', { name: /^Lane of/ }).count();
    await page.getByRole('textbox', { name: 'Short name' }).fill('KON 2');
    await page.getByRole('button', { name: 'Enter the crew' }).click();
    await page.getByText('KON 2 is entered.').first().waitFor();
    expect(await page.getByRole('combobox', { name: /^Lane of/ }).count()).toBe(before + 1);
    const [{ command, data }] = server.orders;
    expect(command).toBe('enter_crew');
    const known = server.journal.rows.map(({ entry }) => JSON.parse(entry)).filter(({ kind }) => kind === 'crew_entered').map((one) => one.data.crew);
    expect(data.crew.code).toBe('KON 2');
    expect(known).not.toContain(data.crew.crew);
    await close();
  });
});

describe('A button that was held', () => {
  test('is let go without a tap on what has come under the finger, and the next press counts', async () => {
    server.me = { name: 'A. Moreau', role: 'referee' };
    server.more = {};
    server.orders = [];
    server.show('attention');
    const { page, close } = await open_page(browser, `${address}/console`, 'wide_tablet');
    await page.getByRole('button', { name: /Start Press/ }).hover();
    await page.mouse.down();
    await page.waitForSelector('.note');
    await page.evaluate(() => {
      window.taps = 0;
      window.addEventListener('click', () => (window.taps += 1));
    });
    await page.mouse.up();
    await page.waitForTimeout(50);
    expect(await page.evaluate(() => window.taps)).toBe(0);
    await page.waitForTimeout(200);
    await page.mouse.down();
    await page.mouse.up();
    expect(await page.evaluate(() => window.taps)).toBe(1);
    expect(server.orders.map(({ command }) => command)).toEqual(['order_start']);
    await close();
  });
});
