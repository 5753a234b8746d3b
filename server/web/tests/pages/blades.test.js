import { describe, expect, test } from 'vitest';
import { open_page } from './browser.js';
import { address, browser, server } from './world.js';

const fill_of = (page, code) => page.locator('tbody tr, li').filter({ hasText: code }).first().evaluate((row) => row.querySelector('svg g path')?.getAttribute('fill') ?? null);

describe('Blades', () => {
  test.each([['results?race=12', 'official', 'tbody tr svg'], ['announcer', 'racing_1500', 'ol li svg']])('stand beside the codes of those who have one, and nowhere else: %s', async (path, moment, wait_for) => {
    server.me = null;
    server.show(moment);
    const { page, complaints, close } = await open_page(browser, `${address}/${path}`, 'laptop');
    await page.waitForSelector(wait_for);
    expect(await fill_of(page, 'NZL')).toBe('#101010');
    expect(await fill_of(page, 'GRE')).toBe(null);
    expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
    await close();
  });

  test('a meet\'s own file is drawn, and one that is none leaves the flags', async () => {
    for (const [body, fill] of [[JSON.stringify({ blades: { Amstel: { field: '#ffffff', pattern: 'tip', colours: ['#ff6600'] }, NED: { field: '#000000' } } }), '#ffffff'], ['<html>', null]]) {
      server.me = null;
      server.show('official');
      const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
      const page = await context.newPage();
      await page.route('**/blades.json', (route) => route.fulfill({ body, contentType: 'application/json' }));
      await page.goto(`${address}/results?race=12`);
      await page.waitForSelector('tbody tr img');
      if (fill) await page.waitForSelector('tbody tr svg');
      expect(await fill_of(page, 'NED')).toBe(fill);
      await context.close();
    }
  });
});
