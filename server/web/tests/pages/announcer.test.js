import { expect, test } from 'vitest';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

async function open(size, moment) {
  server.me = null;
  server.show(moment);
  const opened = await open_page(browser, `${address}/announcer`, size);
  await opened.page.waitForSelector('.calls p');
  return opened;
}
const said = async (page) => (await page.locator('.calls p').allTextContents()).map((text) => text.replace(/[\u2068\u2069]/g, ''));

test.each(['phone', 'upright', 'laptop'])('goes through a race without anybody touching it: %s', async (size) => {
  const { page, complaints, close } = await open(size, 'start_list');
  await page.waitForSelector('.who');
  expect(await page.locator('.who').count()).toBe(6);
  await keep_picture(page, `announcer_before_${size}`);
  server.show('racing_1500');
  await page.waitForFunction(() => document.querySelector('.calls p').textContent.includes('leads'));
  expect((await said(page))[0]).toBe('At 1500 m NZL Tāne Wihongi leads, 0.58 s ahead of NED Sjoerd van der Veen.');
  expect((await page.locator('.code b').allTextContents()).slice(0, 3)).toEqual(['NZL', 'NED', 'POL']);
  expect(await sticks_out(page)).toBe(false);
  await keep_picture(page, `announcer_${size}`, { fullPage: true });
  server.show('review');
  await page.waitForSelector('.calls .alarm');
  expect(await said(page)).toEqual(['The start is under review. Name nobody.']);
  expect((await page.locator('.rank').allTextContents()).join('').trim()).toBe('');
  server.show('official');
  await page.waitForFunction(() => document.querySelector('.calls p').textContent.includes('wins'));
  expect(await said(page)).toEqual(['NZL Tāne Wihongi wins in 6:46.11, 1.40 s ahead of NED Sjoerd van der Veen.']);
  expect(complaints).toEqual([]);
  await close();
});

test('has what the crews did before in the event, and not what they did elsewhere', async () => {
  server.show('start_list');
  const meet = server.data_of('meet');
  const sheet = server.data_of('race/11/results');
  server.more = {
    meet: { races: meet.races.map((race) => (race.race === 11 ? { ...race, event: 'M1x', phase: 'H1' } : race)) },
    'race/11/results': { header: { ...sheet.header, event: 'M1x', phase: 'H1' }, rows: sheet.rows.map((row, k) => (k === 0 ? { ...row, crew: { ...row.crew, crew: 104 } } : row)) },
  };
  const { page, close } = await open('laptop', 'start_list');
  await page.waitForFunction(() => document.body.textContent.includes('So far'));
  expect(await page.locator('li', { hasText: 'Tāne Wihongi' }).textContent()).toMatch(/So far: Heat 1 – 1, 7:27\.21/);
  expect(await page.locator('li', { hasText: 'So far' }).count()).toBe(1);
  const best = page.locator('li', { hasText: 'Tāne Wihongi' }).getByText(/^Best in this event: 7:27\.21 now beaten$/);
  expect(await best.count(), 'nothing is beaten before the finish').toBe(0);
  server.show('official');
  await best.waitFor();
  expect(await page.getByText('now beaten').count()).toBe(1);
  await keep_picture(page, 'announcer_best');
  server.more = {};
  await close();
});
