// The audit page: every entry in a sentence, newest first; what an auditor chooses; the entry as it stands; ten thousand of them.
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { journal_of } from '../../dev/journal.mjs';
import { serious_findings } from './axe.js';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

beforeEach(() => {
  server.me = { name: 'A. Moreau', role: 'referee' };
  server.show('revised');
  server.journal = journal_of(server.regatta());
  server.has_journal_file = true;
});

async function audit(size, search = '', more = {}) {
  const opened = await open_page(browser, `${address}/audit${search}`, size, more);
  await opened.page.waitForSelector('ol > li time');
  return opened;
}
const rows = (page) => page.locator('ol > li');
const all_here = (page) => page.getByText('the whole journal is here').waitFor();

describe('The audit page', () => {
  test.each(['phone', 'tablet', 'desktop'])('tells who did what, when and why: %s', async (size) => {
    const { page, complaints, close } = await audit(size);
    await all_here(page);
    const text = await page.locator('ol').innerText();
    expect(text).toContain('A. Moreau (referee) decided on race 12: a false start, lane 5 responsible; looked at entry');
    expect(text).toContain('Bow of lane 5 clearly over before green.');
    expect(await rows(page).first().innerText()).toContain('made the result of race 12 official, revision 1');
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `audit_${size}`);
    for (const look of ['night', 'sun']) {
      await page.evaluate((one) => (document.documentElement.dataset.look = one), look);
      await keep_picture(page, `audit_${size}_${look}`);
    }
    expect(complaints).toEqual([]);
    await close();
  });

  test('ties together what was undone, replaced, and agreed to by a second person', async () => {
    const { page, close } = await audit('desktop');
    await all_here(page);
    const row = (words) => rows(page).filter({ hasText: words }).first();
    expect(await row('showed a yellow card to lane 2').innerText()).toMatch(/undone by A\. Moreau, entry \d+/);
    expect(await row('took attention back').innerText()).toMatch(/undoes J\. Brandt, entry \d+/);
    expect(await row('reopened the official result').innerText()).toMatch(/agrees with A\. Moreau, entry \d+/);
    const link = row('asked for a second person').getByRole('button', { name: 'agreed to by' });
    const seq = /entry (\d+)/.exec(await link.innerText())[1];
    await link.click();
    await page.waitForSelector('.raw');
    expect(await page.locator('li.open').innerText()).toContain('reopened the official result');
    expect(new URL(page.url()).searchParams.get('entry')).toBe(seq);
    await close();
  });

  test.each(['phone', 'desktop'])('shows an entry as it stands, with a hash that anybody can reckon: %s', async (size) => {
    const { page, close } = await audit(size);
    await all_here(page);
    await rows(page).first().getByRole('button', { name: 'Entry' }).click();
    const line = await page.locator('.raw pre').innerText();
    const [own, before] = await page.locator('.raw dd').allInnerTexts();
    expect(line).toBe(server.journal.rows.at(-1).entry);
    expect(createHash('sha256').update(Buffer.from(before, 'hex')).update(line).digest('hex')).toBe(own);
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `audit_raw_${size}`);
    await close();
  });

  test('narrows to a race, with the impulses that its desks list; to a person; to kinds; to words', async () => {
    // The console of this race lists one impulse of the journal.
    const finish = server.journal.rows.find(({ entry }) => /"kind":"impulse_seen".*"point":"finish"/.test(entry)).seq;
    server.more = { 'race/12/console': { impulses: [{ ...server.regatta().impulses()[0], id: finish }] } };
    const { page, close } = await audit('desktop', '?race=12');
    await all_here(page);
    await rows(page).filter({ hasText: 'saw finish, lane' }).first().waitFor();
    expect(await rows(page).filter({ hasText: /box saw/ }).count()).toBe(1);
    expect(await rows(page).filter({ hasText: 'declared the event' }).count()).toBe(0);
    await page.locator('label', { hasText: 'Race' }).locator('select').first().selectOption('');
    await page.locator('label', { hasText: 'Person' }).locator('select').selectOption('S. Ott');
    expect(await rows(page).count()).toBe(3);
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.getByRole('button', { name: 'Results', exact: true }).click();
    expect(await rows(page).filter({ hasText: 'set DNS' }).count()).toBe(1);
    expect(await rows(page).filter({ hasText: 'recalled' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.keyboard.press('Escape');
    await page.locator('h1').click();
    await page.keyboard.press('/');
    await page.keyboard.type('umpire 3');
    await page.waitForFunction(() => document.querySelectorAll('ol > li').length === 2);
    expect(new URL(page.url()).searchParams.get('text')).toBe('umpire 3');
    await page.reload();
    await all_here(page);
    expect(await rows(page).count(), 'as the address says').toBe(2);
    server.more = {};
    await close();
  });

  test('brings new entries as they come, and leaves a page of older ones where it is', async () => {
    const { page, close } = await audit('desktop');
    await all_here(page);
    const before = await rows(page).count();
    server.enter(server.now_us(), { name: 'J. Brandt', role: 'starter' }, 'race_called', { race: 13 }, 'wind has dropped');
    await rows(page).filter({ hasText: 'called race 13 to the start' }).waitFor();
    expect(await rows(page).count()).toBe(Math.min(100, before + 1));
    expect(await rows(page).first().innerText()).toContain('wind has dropped');
    await close();
  });

  test('holds ten thousand entries and shows a hundred', async () => {
    server.journal = journal_of(server.regatta(), 10_000);
    const { page, complaints, close } = await audit('tablet');
    await all_here(page);
    expect(await page.locator('p.count').innerText()).toMatch(/^100\d\d of 100\d\d entries/);
    expect(await rows(page).count()).toBe(100);
    const first = await rows(page).first().innerText();
    await page.getByRole('button', { name: /\d+ older/ }).click();
    expect(await rows(page).count()).toBe(100);
    expect(await rows(page).first().innerText()).not.toBe(first);
    server.enter(server.now_us(), { name: 'J. Brandt', role: 'starter' }, 'race_called', { race: 13 });
    await page.getByRole('button', { name: '101 newer' }).waitFor();
    await page.getByRole('button', { name: 'Newest' }).click();
    expect(await rows(page).first().innerText()).toContain('called race 13');
    await page.getByLabel('Words').fill('lakeside');
    await page.waitForFunction(() => document.querySelectorAll('ol > li').length === 1);
    expect(await rows(page).first().innerText()).toContain('opened the meet');
    expect(complaints).toEqual([]);
    await close();
  });

  test('reads the public log where the server keeps no file, and says what is missing', async () => {
    server.has_journal_file = false;
    const { page, close } = await open_page(browser, `${address}/audit`, 'desktop');
    await page.getByText('From the public log').waitFor();
    const text = await page.locator('ol').innerText();
    expect(text).toContain('The referee decided on race 12: a false start');
    expect(text).not.toContain('Moreau');
    await rows(page).first().getByRole('button', { name: 'Entry' }).click();
    expect(await page.locator('.raw').innerText()).toContain('for officials of a server that keeps a journal file');
    await close();
  });

  test('says that contact is lost, and goes on when it is back', async () => {
    const { page, close } = await audit('desktop');
    await all_here(page);
    server.cut();
    await page.getByText('No contact since').first().waitFor();
    server.mend();
    server.enter(server.now_us(), { name: 'J. Brandt', role: 'starter' }, 'race_called', { race: 13 });
    await rows(page).filter({ hasText: 'called race 13 to the start' }).waitFor();
    await close();
  });

  test.each(['phone', 'desktop'])('has no serious finding, open entry and all looks: %s', async (size) => {
    const { page, close } = await audit(size, '?entry=20', { bypassCSP: true });
    await page.waitForSelector('.raw pre');
    for (const look of ['', 'night', 'sun']) {
      await page.evaluate((one) => (one ? (document.documentElement.dataset.look = one) : delete document.documentElement.dataset.look), look);
      expect(await serious_findings(page), look).toEqual([]);
    }
    await close();
  });
});
