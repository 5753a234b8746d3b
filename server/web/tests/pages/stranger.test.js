// What whoever has never seen these pages stumbled over in trials: English words of the server, starts of other races, lists after an import.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { open_page } from './browser.js';
import { address, browser, server } from './world.js';

async function open(path, { moment = 'dead_heat', size = 'tablet', role = 'admin', wait_for = 'main .panel, .panel' } = {}) {
  server.me = { name: 'A. Moreau', role };
  server.show(moment, { simulated: true });
  const opened = await open_page(browser, `${address}/${path}`, size);
  await opened.page.waitForSelector(wait_for);
  await opened.page.waitForSelector('header .link.ok');
  return opened;
}

/** What a reader sees, but for sentences and names that say of themselves that they are of another language. */
const read = (page) => page.evaluate(() => {
  const copy = document.body.cloneNode(true);
  for (const other of copy.querySelectorAll('[lang=en], bdi, script, style, option')) other.remove();
  return copy.textContent;
});

const english = /\b(re-row|re-run|run-off|suspect|undecided|unnamed|warning|official|unofficial|running|recalled|false start|reaction|lane|silent|lost|live|connected|upheld|dismissed|no_blame|by hand|unmatched|objection)\b/gi;

describe.each(['de', 'zh'])('In the language %s', (language) => {
  test.each([['console', 'unofficial'], ['console', 'dead_heat'], ['console', 'review'], ['referee', 'review'], ['referee', 'dead_heat'], ['health', 'racing_1500']])('no English word of the server stands in a sentence: %s, %s', async (path, moment) => {
    server.more = { 'race/12/console': { words: { rerow: 're-run', tie_rerow: 'run-off' } } };
    const { page, close } = await open(`${path}?lang=${language}`, { moment });
    expect((await read(page)).match(english) ?? []).toEqual([]);
    await close();
    server.more = {};
  });
});

test('a warning says in the language of the page what it is about, and what the server says as it came', async () => {
  const { page, close } = await open('console?lang=de', { moment: 'unofficial' });
  const panel = page.locator('section.loud');
  expect(await panel.innerText()).toContain('Offener Einspruch');
  expect(await panel.locator('[lang=en]').last().innerText()).toBe('Lane 3 objects. Resolve the objection first.');
  await close();
});

describe('A start that waits for a decision', () => {
  test('is named on a desk that looks at another race, and one tap away', async () => {
    const { page, close } = await open('console?race=14', { moment: 'review', wait_for: 'a.stop' });
    const link = page.getByRole('alert').filter({ hasText: 'Race 12' });
    expect(await link.innerText()).toContain('its start must be decided');
    await link.click();
    await page.waitForURL('**/referee*race=12');
    await close();
  });

  test('is named where it is shown, once', async () => {
    const { page, close } = await open('console', { moment: 'review', wait_for: '.review' });
    expect(await page.locator('.review').innerText()).toContain('Race 12');
    expect(await page.locator('main > [role=alert]:not(.review) > a.stop').count()).toBe(0);
    await close();
  });
});

test('The head leads to the announcer\'s page, and whoever may set the venue up to that', async () => {
  for (const [role, has_setup] of [['admin', 1], ['judge', 0]]) {
    const { page, close } = await open('console', { role });
    expect(await page.locator('header nav a[href="announcer.html"]').count()).toBe(1);
    expect(await page.locator('header nav a[href="setup.html"]').count()).toBe(has_setup);
    await close();
  }
});

describe('Entries', () => {
  test('say race by race who is in which lane', async () => {
    const { page, close } = await open('programme?part=entries', { wait_for: '.races li b' });
    const crew = server.regatta().start_list(12).rows[0].crew;
    const { event } = server.regatta().header_of(12);
    await page.getByRole('button', { name: event, exact: true }).click();
    await page.waitForFunction(() => /Race 12/.test(document.querySelector('.races')?.innerText));
    const race = page.locator('.races section').filter({ hasText: 'Race 12' });
    await race.locator('li b').first().waitFor();
    expect(await race.innerText()).toContain(crew.name);
    await close();
  });

  test('offer a list to begin with', async () => {
    const { page, close } = await open('programme?part=entries');
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator('a[download]').click()]);
    expect(readFileSync(await file.path(), 'utf8').split('\r\n')[0]).toBe('event,code,noc,club,name,bow number,1,2,cox');
    await close();
  });
});

test.each([['de', 'Administrator'], ['fr', 'administrateur']])('the front page calls a role what the desks call it: %s', async (language, word) => {
  server.me = { name: 'A. Moreau', role: 'admin' };
  const { page, close } = await open_page(browser, `${address}/?lang=${language}`, 'tablet');
  await page.waitForSelector('main footer button');
  expect(await page.locator('main footer p').first().innerText()).toContain(word);
  await page.goto(`${address}/console?lang=${language}`);
  await page.waitForSelector('header .me');
  expect(await page.locator('header .me').innerText()).toContain(word);
  await close();
});

test('the start explains the marks that stand in it: where no sensor saw anything, none', async () => {
  const key = async () => {
    const { page, close } = await open('referee?race=12', { moment: 'review', wait_for: '.chart .lane' });
    const said = await page.locator('.key li').allInnerTexts();
    await close();
    return said;
  };
  expect((await key()).join()).toContain('uncertainty, 95 %');
  server.more = { 'race/12/referee': { rows: server.regatta().referee(12).rows.map((row) => ({ ...row, quantities: [] })) } };
  expect(await key()).toEqual([]);
  server.more = {};
});
