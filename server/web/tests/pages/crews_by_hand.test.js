// Crews that no list named, where entries are: typed, corrected, scratched; and the same in the dialog that sets lanes.
import { afterEach, describe, expect, test } from 'vitest';
import { journal_of } from '../../dev/journal.mjs';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

afterEach(() => {
  server.more = {};
  server.journal = null;
  server.answer = () => ({ kind: 'accepted' });
});

function with_journal(role) {
  server.me = { name: 'A. Moreau', role };
  server.orders = [];
  server.show('official');
  server.journal = journal_of(server.regatta());
  return server.journal.rows.map(({ entry }) => JSON.parse(entry)).filter(({ kind }) => kind === 'crew_entered').map(({ data }) => data);
}

const given = () => server.orders.map(({ command, data, reason }) => ({ command, data, reason }));

describe('Entries', () => {
  async function entries(size, role = 'admin') {
    const known = with_journal(role);
    const { event } = known[0];
    const opened = await open_page(browser, `${address}/programme?part=entries&event=${event}`, size);
    await opened.page.getByText('Crews by hand').click();
    await opened.page.locator('details.panel li').first().waitFor();
    return { ...opened, known, event, of_event: known.filter((crew) => crew.event === event) };
  }

  test.each(['tablet', 'phone'])('take a crew that is typed, under a number of its own: %s', async (size) => {
    const { page, complaints, known, event, of_event, close } = await entries(size);
    const rows = page.locator('details.panel li');
    expect(await rows.count()).toBe(of_event.length);
    await page.getByRole('textbox', { name: 'Short name' }).fill('KON 2');
    await page.getByRole('textbox', { name: 'Who sits in it' }).fill('Kim Ada, Bo Li');
    await page.getByRole('button', { name: 'Enter the crew' }).click();
    await page.getByText('KON 2 is entered.').first().waitFor();
    const [{ command, data }] = given();
    expect(command).toBe('enter_crew');
    expect(data.crew).toMatchObject({ event, code: 'KON 2', name: 'KON 2', members: ['Kim Ada', 'Bo Li'] });
    expect(known.map(({ crew }) => crew)).not.toContain(data.crew.crew);
    expect(await rows.count()).toBe(of_event.length + 1);
    expect(await page.evaluate(() => document.activeElement.value), 'ready for the next one').toBe('');
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `crews_by_hand_${size}`, { fullPage: true });
    expect(complaints).toEqual([]);
    await close();
  });

  test('are corrected under the same number, and leave with a reason', async () => {
    const { page, of_event: [first], close } = await entries('tablet');
    await page.getByRole('button', { name: `Correct ${first.name}`, exact: true }).click();
    const row = page.locator('details.panel li').first();
    await row.getByRole('textbox', { name: 'Name of the crew' }).fill('Another name');
    await row.getByRole('button', { name: 'Correct the crew' }).click();
    await page.getByText('Another name is corrected.').first().waitFor();
    const { command, data } = given()[0];
    expect([command, data.crew.crew, data.crew.name, data.crew.code]).toEqual(['enter_crew', first.crew, 'Another name', first.code]);
    await page.getByRole('button', { name: 'Correct Another name' }).click();
    await row.getByRole('button', { name: 'Leaves the event…' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('ill');
    await page.getByRole('dialog').getByRole('button', { name: 'Scratch the crew' }).click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(given()[1]).toEqual({ command: 'scratch_crew', data: { crew: first.crew }, reason: 'ill' });
    expect(await row.innerText()).toContain('scratched');
    await close();
  });

  test('offer a judge to scratch, and say who enters', async () => {
    const { page, close } = await entries('tablet', 'judge');
    expect(await page.getByRole('textbox', { name: 'Short name' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Leaves the event…' }).count()).toBeGreaterThan(0);
    expect(await page.locator('details.panel').innerText()).toContain('by whoever is signed in as admin');
    await close();
  });
});

describe('Crews and lanes', () => {
  async function sheet(size) {
    with_journal('admin');
    server.show('start_list');
    const { header } = server.data_of('race/12/board');
    server.more = { meet: { progressions: [] }, 'race/12/board': { header: { ...header, state: 'scheduled' }, rows: [] } };
    const opened = await open_page(browser, `${address}/console?race=12`, size);
    await opened.page.getByRole('button', { name: /^Crews and lanes/ }).click();
    await opened.page.getByRole('combobox', { name: /^Lane of/ }).first().waitFor();
    return opened;
  }

  test.each(['wide_tablet', 'phone'])('begin in their first field, and a crew is corrected there: %s', async (size) => {
    const { page, close } = await sheet(size);
    await expect.poll(() => page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? '')).toMatch(/^Lane of/);
    await page.getByRole('button', { name: /^Correct / }).first().click();
    const row = page.getByRole('dialog').locator('li').first();
    await row.getByRole('textbox', { name: 'Short name' }).fill('NEW');
    await keep_picture(page, `crews_and_lanes_${size}`);
    await row.getByRole('button', { name: 'Correct the crew' }).click();
    await row.getByText('NEW').waitFor();
    const { command, data } = given()[0];
    expect([command, data.crew.code]).toEqual(['enter_crew', 'NEW']);
    expect('scratched' in data.crew).toBe(false);
    expect(await sticks_out(page)).toBe(false);
    await close();
  });
});
