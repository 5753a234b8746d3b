// Whoever enters a crew, an event or a reason may have written markup: every page shows it as it was written, and none obeys it. Without the
// content policy, which would hide that one did.
import { describe, expect, test, vi } from 'vitest';
import { journal_of } from '../../dev/journal.mjs';
import { open_page } from './browser.js';
import { address, browser, server } from './world.js';

const markup = '<img src="x" onerror="window.obeyed = true"><script>window.obeyed = true</script>"\'`${window.obeyed = true}';
const written_by_people = new Set(['name', 'club', 'title', 'venue', 'reason', 'by', 'text', 'note', 'coach', 'device', 'label', 'phase', 'what', 'message']);
const chief = { name: `admin ${markup}`, role: 'admin' };
const pages = [
  ['front', '', '.now .number', 'racing_1500'], ['results', 'results', 'nav li', 'racing_1500'], ['race_before', 'results?race=12', '[aria-label="Start list"] li', 'start_list'],
  ['race_on', 'results?race=12', 'tbody tr', 'racing_1500'], ['race_official', 'results?race=12', 'tbody tr', 'dead_heat'], ['race_review', 'results?race=12', '.alarm', 'review'],
  ['crew', 'results?crew=103', '.did', 'dead_heat'], ['event', 'results?event=LW2x', 'article', 'official'], ['search', 'results?search=n', 'a.hit', 'official'], ['medals', 'results?medals', 'tbody tr', 'official'],
  ['announcer_on', 'announcer', '.calls p', 'racing_1500'], ['announcer_review', 'announcer', '.calls .alarm', 'review'],
  ['console_before', 'console', '.desk', 'start_list'], ['console_on', 'console', '.desk', 'finishing'], ['console_unofficial', 'console', '.desk', 'unofficial'],
  ['referee_review', 'referee', '.desk, main', 'review'], ['programme', 'programme', 'main', 'official'], ['progression', 'programme?part=progression&event=LW2x', 'main', 'official'],
  ['health', 'health', 'main', 'official'], ['audit', 'audit', 'ol > li time', 'official'], ['print', 'print?what=results&race=12', '.paper', 'official'], ['print_start_list', 'print?what=start_list&race=12', '.paper', 'official'],
  ['scoreboard_before', 'scoreboard', '.row', 'start_list'], ['scoreboard_on', 'scoreboard', '.row', 'racing_1500'], ['scoreboard_official', 'scoreboard', '.row', 'dead_heat'], ['scoreboard_review', 'scoreboard', '.row', 'review'],
  ['overlay_before', 'overlay?show=start-list&when=always', 'bowball-start-list li', 'start_list'], ['overlay_on', 'overlay', 'bowball-order-tower li', 'racing_1500'],
];

/** The same data, as somebody wrote it who means harm. */
function spoil(data, key = '') {
  if (Array.isArray(data)) return data.map((one) => spoil(one, key));
  if (data && typeof data === 'object') return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, spoil(value, name)]));
  return typeof data === 'string' && data !== '' && written_by_people.has(key) ? `${data} ${markup}` : data;
}

/** By its text: its integers are larger than numbers. */
function spoilt_journal() {
  const journal = journal_of(server.regatta());
  for (const row of journal.rows) row.entry = row.entry.replace(/"(name|club|title|reason)":"([^"]+)"/g, (_, key, was) => `"${key}":${JSON.stringify(`${was} ${markup}`)}`);
  return journal;
}

/** What the page has made of it, in shadow trees too. */
const look = (page) => page.evaluate(() => {
  const roots = [document];
  for (let k = 0; k < roots.length; k += 1) roots.push(...[...roots[k].querySelectorAll('*')].map((one) => one.shadowRoot).filter(Boolean));
  const obedient = roots.flatMap((root) => [...root.querySelectorAll('img[src="x"], [onerror], script:not([src])')]).map((one) => one.outerHTML.slice(0, 120));
  const texts = roots.map((root) => (root === document ? document.body : root).textContent).join(' ');
  return { obeyed: window.obeyed ?? false, obedient, shows: texts.includes('<img src="x"') };
});

describe('Markup in what people write', () => {
  test.each(pages)('is text: %s', async (name, path, wait_for, moment) => {
    server.me = chief;
    server.show(moment);
    const data_of = server.data_of;
    server.data_of = function (topic) {
      return spoil(data_of.call(this, topic));
    };
    if (path === 'audit') server.journal = spoilt_journal();
    try {
      const { page, close } = await open_page(browser, `${address}/${path}`, 'desktop', { bypassCSP: true });
      await page.waitForSelector(wait_for);
      await vi.waitFor(async () => expect((await look(page)).shows).toBe(true), { timeout: 20_000, interval: 200 });
      expect(await look(page)).toEqual({ obeyed: false, obedient: [], shows: true });
      await close();
    } finally {
      server.data_of = data_of;
    }
  });

  test('and a page that obeys is seen', async () => {
    server.show('official');
    const { page, close } = await open_page(browser, `${address}/results`, 'desktop', { bypassCSP: true });
    await page.waitForSelector('nav li');
    await page.evaluate((bad) => document.querySelector('main').insertAdjacentHTML('afterbegin', bad), markup);
    await page.waitForFunction(() => window.obeyed);
    expect((await look(page)).obedient.length).toBeGreaterThan(0);
    await close();
  });
});
