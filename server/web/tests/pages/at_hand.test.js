// What an official needs next is in reach, said once, and named by what he knows: a time by hand, crossings without a lane, warnings, where lanes are drawn.
import { expect, test } from 'vitest';
import { Regatta } from '../../dev/regatta.mjs';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

async function open(path, size, moment, more = {}, wait = '[aria-label="Live order"]', options = {}) {
  server.more = more;
  server.show(moment, options);
  server.orders = [];
  const opened = await open_page(browser, `${address}/${path}`, size);
  await opened.page.waitForSelector(wait);
  return opened;
}

const by_hand = (page) => page.getByRole('button', { name: 'Add a time by hand' });

test.each(['tablet', 'wide_tablet', 'upright', 'phone'])('a time by hand is in reach as soon as the race is on, and crossings that come move it nowhere: %s', async (size) => {
  const { page, close } = await open('console', size, 'started');
  const top = async () => (await by_hand(page).boundingBox()).y;
  const seen = await by_hand(page).boundingBox();
  expect(seen.y + seen.height).toBeLessThanOrEqual(page.viewportSize().height);
  server.show('racing_1500');
  await page.locator('.stands', { hasText: 'Racing' }).waitFor();
  const before = await top();
  server.show('finishing');
  await page.waitForSelector('[aria-label="Crossings without a lane"]');
  expect(await top()).toBe(before);
  await keep_picture(page, `at_hand_${size}`);
  await close();
});

test.each(['tablet', 'desktop', 'phone'])('who is named for a crossing has the lane and the code of the crew: %s', async (size) => {
  const { page, complaints, close } = await open('console', size, 'finishing');
  const first = page.locator('[aria-label="Crossings without a lane"] li').first();
  await first.waitFor();
  const names = (await first.locator('.lanes .button').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
  expect(names[2]).toMatch(/^(Lane )?3 ?NED/);
  expect(names.length).toBe(7);
  expect(await sticks_out(page)).toBe(false);
  await keep_picture(page, `at_hand_unnamed_${size}`);
  expect(complaints).toEqual([]);
  await close();
});

test('what is said of each crossing in the same words stands there once, with how often', async () => {
  const [unnamed] = new Regatta('finishing', 1e15).view('race/12/console').warnings;
  const { page, close } = await open('console', 'desktop', 'finishing', { 'race/12/console': { warnings: [unnamed, unnamed, unnamed] } });
  const panel = page.locator('[aria-label="Warnings"]');
  expect((await panel.locator('li').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))).toEqual([`▲ 3 × ${unnamed.text}`]);
  expect(await panel.textContent()).toContain('1 warning');
  await close();
});

test.each([['unofficial', 1], ['official', 0], ['revised', 0]])('a time by hand is offered while a time still counts: %s', async (moment, n) => {
  const { page, close } = await open('console', 'desktop', moment);
  expect(await by_hand(page).count()).toBe(n);
  await close();
});

test('nor is one offered of a race that is off', async () => {
  const { header } = new Regatta('unofficial', 1e15).view('race/12/board');
  const { page, close } = await open('console', 'desktop', 'unofficial', { 'race/12/board': { header: { ...header, state: 'abandoned' } } });
  expect(await by_hand(page).count()).toBe(0);
  await close();
});

test('the boards are turned to a race before it is called under Scoreboard, by holding; to the one that is on they are turned already', async () => {
  const { page, close } = await open('console?race=13', 'desktop', 'unofficial');
  await page.getByRole('button', { name: /^Call/ }).waitFor();
  const panel = page.getByRole('region', { name: 'Scoreboard' });
  const make_current = page.getByRole('dialog').getByRole('button', { name: /^Make race 13 the current one/ });
  await panel.getByRole('button').click();
  await page.getByText('Its start list can be shown before it is called').waitFor();
  await make_current.hover();
  await keep_picture(page, 'at_hand_boards');
  await page.mouse.down();
  await page.getByText('All boards turn to race 13.').waitFor();
  await page.mouse.up();
  expect(server.orders.map(({ command, data }) => [command, data])).toEqual([['select_race', { race: 13 }]]);
  await page.getByRole('button', { name: 'Back to race 12' }).click();
  await panel.getByRole('button').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Show it' }).waitFor();
  expect(await make_current.count()).toBe(0);
  expect(await page.getByRole('dialog').getByRole('button', { name: /the current one/ }).count()).toBe(0);
  await close();
});

test('a race that can be called is called: turning the boards alone is offered where it cannot', async () => {
  const { page, close } = await open('console?race=13', 'desktop', 'unofficial');
  await page.getByText('You look at race 13.').waitFor();
  await page.getByRole('button', { name: /^Call/ }).waitFor();
  expect(await page.getByRole('button', { name: /Make race 13 the current one/ }).count()).toBe(0);
  server.more = { 'race/13/console': { actions: ['set_status'] } };
  server.show('unofficial');
  await page.getByRole('button', { name: /Make race 13 the current one/ }).waitFor();
  await close();
});

test('where no lanes are drawn the words lead to where they are drawn', async () => {
  const rows = { rows: [] };
  const { page, close } = await open('programme?part=entries', 'desktop', 'racing_1500', Object.fromEntries(Array.from({ length: 40 }, (_, k) => [`race/${k}/start_list`, rows])), '[aria-label="Crews in the races"]');
  const panel = page.locator('[aria-label="Crews in the races"]');
  const links = async (event) => {
    await panel.getByRole('button', { name: event, exact: true }).click();
    await panel.getByRole('link', { name: 'No lanes drawn yet' }).first().waitFor();
    return panel.getByRole('link').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  };
  for (const href of await links('LW2x')) expect(href).toBe('programme.html?part=progression&event=LW2x');
  const [other] = (await panel.getByRole('button').allInnerTexts()).filter((event) => event !== 'LW2x');
  for (const href of await links(other)) expect(href).toMatch(/^console\.html\?race=\d+$/);
  await keep_picture(page, 'at_hand_lanes');
  await panel.getByRole('link').first().click();
  await page.waitForURL(/console.*race=/);
  await close();
});
