// A time tells where it comes from: on the results page in the reader's language and without names, on the console with them.
import { beforeEach, describe, expect, test } from 'vitest';
import { journal_of } from '../../dev/journal.mjs';
import { serious_findings } from './axe.js';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

beforeEach(() => {
  server.me = null;
  server.show('official');
  server.journal = journal_of(server.regatta());
});

async function ask(path, lane, size, more = {}) {
  const opened = await open_page(browser, `${address}/${path}`, size, more);
  await opened.page.locator('tbody tr').filter({ hasText: lane }).locator('.whence').first().click();
  await opened.page.waitForSelector('dialog section');
  return { ...opened, dialog: opened.page.locator('dialog') };
}

describe('Where a time comes from', () => {
  test.each(['phone', 'tablet', 'desktop'])('everybody may ask, in his language; nobody is named: %s', async (size) => {
    const { page, dialog, complaints, close } = await ask('results?race=12&lang=de', 'Wihongi', size);
    const text = await dialog.innerText();
    expect(text).toContain('Woher diese Zeit kommt: 6:46.11');
    expect(text).toMatch(/Startsignal[\s\S]*start box C0[\s\S]*Uhr 2/);
    expect(text).toMatch(/Ziel[\s\S]*finish box C1/);
    expect(text).toContain('Eine Uhr gab beides');
    expect(text).toContain('Auch gesehen von');
    expect(text).toMatch(/Anlage B, finish box B: \+0\.0027 s/);
    expect(text).toContain('Rowing, World Rowing style (rowing, Fassung 1): veröffentlicht auf 0.01 s, der Rest entfällt');
    expect(text).toContain('Nach Rules of Racing 75.');
    expect(text).toContain('Nach Rules of Racing 74.');
    expect(text).toContain('geht höchstens 20 Millionstel falsch, nachgestellt um 0.000012 s, seit sie gesehen wurde; die Zeitachse des Ortes: ihr Gang ist nicht angegeben');
    expect(text).toMatch(/Offizielles Ergebnis, Siegel 9f2c41ab9f2c, Wettkampfrichter/);
    expect(text).not.toMatch(/Keller|Moreau/);
    expect(await dialog.locator('a').count(), 'no way to what only officials see').toBe(0);
    expect(await sticks_out(page)).toBe(false);
    expect(await dialog.evaluate((one) => one.scrollWidth <= one.clientWidth + 1)).toBe(true);
    await keep_picture(page, `provenance_results_${size}`);
    expect(complaints).toEqual([]);
    await close();
  });

  test('a split can be asked about too; what cannot be traced is said to be so', async () => {
    const { dialog, close } = await ask('results?race=12', 'van der Veen', 'desktop');
    await dialog.getByRole('button', { name: '1500 m' }).click();
    expect(await dialog.innerText()).toMatch(/1500 m[\s\S]*finish box C1/);
    expect(await dialog.innerText()).toContain('By Rules of Racing 75.');
    expect(await dialog.innerText(), 'a place is decided at the finish').not.toContain('Rules of Racing 74');
    expect(await dialog.innerText()).toMatch(/Time penalty 5 s, Judge, [\d:]+\. Reason: umpire 3: wash/);
    await close();
    server.journal.rows = server.journal.rows.filter(({ entry }) => !/"kind":"impulse_seen".*"point":"finish","lane":3/.test(entry));
    const again = await ask('results?race=12', 'van der Veen', 'desktop');
    expect(await again.dialog.innerText()).toContain('No two impulses of the log make exactly this time.');
    await again.close();
  });

  test.each(['tablet', 'desktop'])('on the console persons are named, and each entry leads to the journal: %s', async (size) => {
    server.me = { name: 'A. Moreau', role: 'referee' };
    const { page, dialog, close } = await ask('console?race=12', 'Wihongi', size);
    const text = await dialog.innerText();
    expect(text).toMatch(/Official result, sealed 9f2c41ab9f2c, M\. Keller/);
    const finish = server.journal.rows.find(({ entry }) => /"kind":"impulse_seen".*"point":"finish","lane":4.*"source":"a"/.test(entry)).seq;
    expect(await dialog.locator(`a[href="audit.html?entry=${finish}"]`).count()).toBe(1);
    await keep_picture(page, `provenance_console_${size}`);
    await page.evaluate(() => (document.documentElement.dataset.look = 'night'));
    await keep_picture(page, `provenance_console_${size}_night`);
    await close();
  });

  test('the arming may lie far back: it is looked for, and no further than that', async () => {
    server.me = { name: 'A. Moreau', role: 'referee' };
    const later = server.journal.rows.length;
    for (let k = 0; k < 1200; k += 1) server.journal.impulse(server.now_us(), 'split 500', 1, { device: '1500 m', channel: 'C1' });
    server.asked_journal = [];
    const { dialog, close } = await ask('console?race=12', 'Wihongi', 'desktop');
    expect(await dialog.innerText()).toContain('finish box C1');
    expect(server.journal.rows.length - later).toBe(1200);
    expect(server.asked_journal.length).toBeLessThanOrEqual(4);
    await close();
  });

  test('the keyboard opens and closes it', async () => {
    const { page, close } = await open_page(browser, `${address}/results?race=12`, 'desktop');
    await page.waitForSelector('.whence');
    await page.locator('.whence').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog section');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    await close();
  });

  test.each(['phone', 'desktop'])('has no serious finding: %s', async (size) => {
    const { page, close } = await ask('results?race=12', 'Wihongi', size, { bypassCSP: true });
    for (const look of ['', 'night', 'sun']) {
      await page.evaluate((one) => (one ? (document.documentElement.dataset.look = one) : delete document.documentElement.dataset.look), look);
      expect(await serious_findings(page), look).toEqual([]);
    }
    await close();
  });
});
