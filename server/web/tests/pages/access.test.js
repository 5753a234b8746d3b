// For everybody: axe-core over every page in every look, the keyboard alone, and targets that a cold finger hits.
import { describe, expect, test } from 'vitest';
import { journal_of } from '../../dev/journal.mjs';
import { serious_findings } from './axe.js';
import { keep_picture, open_page } from './browser.js';
import { too_small } from './targets.js';
import { address, browser, server } from './world.js';

const referee = { name: 'A. Moreau', role: 'referee' };
const admin = { name: 'admin', role: 'admin' };
const pages = [
  ['front', '', '.now .number', 'racing_1500', null], ['results', 'results', 'nav li', 'racing_1500', null], ['race_before', 'results?race=12', '[aria-label="Start list"] li', 'start_list', null],
  ['race_on', 'results?race=12', 'tbody tr', 'racing_1500', null], ['race_official', 'results?race=12', 'tbody tr', 'dead_heat', null], ['race_review', 'results?race=12', '.alarm', 'review', null],
  ['crew', 'results?crew=103', '.did', 'dead_heat', null], ['event', 'results?event=LW2x', 'article', 'official', null], ['search', 'results?search=n', 'a.hit', 'official', null], ['medals', 'results?medals', 'tbody tr', 'official', null],
  ['announcer_on', 'announcer', '.calls p', 'racing_1500', null], ['announcer_review', 'announcer', '.calls .alarm', 'review', null],
  ['sign_in', 'sign-in', 'form', 'official', null],
  ['console_before', 'console', '.desk', 'start_list', referee], ['console_on', 'console', '.desk', 'finishing', referee], ['console_unofficial', 'console', '.desk', 'unofficial', referee],
  ['referee_review', 'referee', '.desk, main', 'review', referee], ['referee', 'referee', 'main', 'racing_500', referee],
  ['programme', 'programme', 'main', 'official', admin], ['progression', 'programme?part=progression&event=LW2x', 'main', 'official', admin], ['entries', 'programme?part=entries', 'main', 'official', admin],
  ['health', 'health', 'main', 'official', referee], ['audit', 'audit', 'ol > li time', 'official', referee],
  ['photo', 'photo?race=12', '.panel', 'dead_heat', referee], ['setup', 'setup', '.panel', 'official', admin], ['sync', 'sync', 'main', 'racing_1500', null],
  ['print', 'print?what=results&race=12', '.paper', 'dead_heat', referee], ['print_case', 'print?what=case&race=12', '.paper', 'review', referee],
];
const boards = [['scoreboard_before', 'start_list'], ['scoreboard_on', 'racing_1500'], ['scoreboard_official', 'dead_heat'], ['scoreboard_review', 'review']];

async function open([name, path, wait_for, moment, me], size, more) {
  server.me = me;
  server.show(moment);
  if (path === 'audit') server.journal = journal_of(server.regatta());
  const opened = await open_page(browser, `${address}/${path}`, size, { bypassCSP: true, ...more });
  await opened.page.waitForSelector(wait_for);
  await opened.page.evaluate(() => document.fonts.ready);
  return opened;
}

/** What is read aloud without being asked for, but an answer to a press: its first words. */
const live_regions = (page) => page.evaluate(() => [...document.querySelectorAll('[role=status], [role=alert], [role=log], [aria-live]:not([aria-live=off])')]
  .filter((node) => !node.closest('button')).map((node) => `${node.localName} "${node.textContent.trim().slice(0, 40)}"`));

/** What choosing a look does to a page, as the last test of this file sees. */
const wear = (page, look) => page.evaluate((chosen) => (document.documentElement.dataset.look = chosen), look);

describe('Axe finds nothing serious, a cold finger hits', () => {
  test.each(pages)('%s, by day and by night, in the sun', async (...one) => {
    const { page, close } = await open(one, one[4] ? 'tablet' : 'phone', { hasTouch: true, isMobile: true });
    expect(await too_small(page), 'lower than 44 px').toEqual([]);
    const found = { day: await serious_findings(page) };
    if (!one[4]) expect(await live_regions(page), 'read aloud to everybody').toEqual(/^results/.test(one[1]) ? ['p ""'] : []);
    for (const look of ['night', 'sun']) {
      await wear(page, look);
      found[look] = await serious_findings(page);
      if (['results', 'race_official', 'console_on', 'referee_review', 'health'].includes(one[0])) await keep_picture(page, `look_${look}_${one[0]}`);
    }
    expect(found).toEqual({ day: [], night: [], sun: [] });
    await close();
  });

  test.each(boards)('%s', async (name, moment) => {
    const { page, close } = await open([name, 'scoreboard', '.row', moment, null], 'full_hd');
    expect(await serious_findings(page)).toEqual([]);
    expect(await live_regions(page)).toEqual([]);
    await close();
  });

  test('and it does find something: grey on white, a picture without words', async () => {
    const { page, close } = await open(pages[0], 'phone');
    await page.evaluate(() => document.querySelector('main').insertAdjacentHTML('afterbegin', '<p style="background:#fff;color:#ccc">pale</p><img src="./bowball.svg">'));
    expect((await serious_findings(page)).map((found) => found.split(':')[0])).toEqual(expect.arrayContaining(['color-contrast', 'image-alt']));
    await close();
  });
});

describe('What is read aloud to an official', () => {
  test('is nothing while the race goes on and nobody presses; a danger at once', async () => {
    const { page, close } = await open(['console', 'console', '.desk', 'racing_500', referee], 'tablet');
    await page.evaluate(() => {
      window.read_aloud = [];
      new MutationObserver((changes) => changes.forEach(({ target, addedNodes }) => {
        const near = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
        const of = near(target)?.closest('[role=status], [role=alert], [role=log], [aria-live]');
        const added = [...addedNodes].flatMap((node) => (node.nodeType === Node.ELEMENT_NODE ? [node, ...node.querySelectorAll('*')] : [])).filter((node) => node.matches('[role=status], [role=alert]'));
        window.read_aloud.push(...[...(of ? [of] : []), ...added].map((node) => node.textContent.trim()));
      })).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    server.show('racing_1500');
    await expect.poll(() => page.evaluate(() => document.body.textContent.includes('1500'))).toBe(true);
    server.show('finishing');
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    expect(await page.evaluate(() => window.read_aloud)).toEqual([]);
    server.more = { health: { recorded: false, journal_text: 'The disk is full.' } };
    server.show('finishing');
    await expect.poll(() => page.evaluate(() => window.read_aloud.join(' '))).toContain('NOT RECORDED');
    server.more = {};
    await close();
  });
});

describe('The keyboard alone', () => {
  test('leads from the programme to a race, its crew, and back', async () => {
    const { page, close } = await open(pages[1], 'phone');
    const focus = async (selector) => {
      for (let k = 0; k < 60; k += 1) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`No Tab leads to ${selector}`);
    };
    await focus('a.line[href$="race=12"]');
    // Where the keyboard is can be seen.
    expect(await page.evaluate(() => getComputedStyle(document.activeElement).outlineWidth)).toBe('3px');
    await page.keyboard.press('Enter');
    await page.waitForSelector('tbody tr');
    await focus('a.crew-name');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.did');
    await focus('main button');
    await page.keyboard.press('Space');
    expect(await page.getByRole('button', { name: 'Following' }).count()).toBe(1);
    await page.goBack();
    await page.waitForSelector('tbody tr');
    await close();
  });

  test('chooses a look, and it is kept', async () => {
    const { page, close } = await open(pages[1], 'phone');
    await page.getByLabel('Look').focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.getAttribute('html', 'data-look')).toBe('sun');
    await page.reload();
    await page.waitForSelector('nav li');
    expect(await page.getAttribute('html', 'data-look')).toBe('sun');
    server.me = referee;
    await page.goto(`${address}/console`);
    await page.waitForSelector('.desk');
    expect(await page.getAttribute('html', 'data-look')).toBe('sun');
    await close();
  });
});
