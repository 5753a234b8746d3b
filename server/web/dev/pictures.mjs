// Takes the pictures of docs/pages.md: every page at every size that it is made for, of the invented regatta. After a build of the pages:
//   BOWBALL_PAGES_OUT=<built pages> node dev/pictures.mjs [page ...]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { open_browser, open_page, pages_folder } from '../tests/pages/browser.js';
import { draw_picture, picture } from '../tests/pages/finish_picture.js';
import { FakeServer } from './fake-server.mjs';
import { journal_of } from './journal.mjs';
import { small_png } from './small_png.mjs';

const folder = fileURLToPath(new URL('../../../docs/pictures/pages', import.meta.url));
const people = ['phone', 'upright', 'laptop'];
const desks = ['tablet', 'laptop', 'full_hd'];
const referee = { name: 'A. Moreau', role: 'referee' };
const empty_meet = { meet: { name: '', venue: '', races: [], current_race: null, previous_race: null, progressions: [] } };

/** Name, address, moment of the regatta, sizes, what must be there before the shutter; who is signed in, and what is prepared. */
const shots = [
  ['front', '', 'racing_1500', people, '.now .number', { me: null }],
  ['results', 'results?race=12', 'official', people, 'tbody tr', { me: null }],
  ['announcer', 'announcer', 'racing_1500', people, '.calls p', { me: null }],
  ['scoreboard', 'scoreboard', 'racing_1500', ['led', 'hd', 'full_hd', 'uhd'], '.row', { me: null }],
  ['overlay', 'overlay?show=clock,order-tower&when=always&motion=cut', 'racing_1500', ['full_hd'], 'bowball-stage', { me: null, ground: '#2c6e49' }],
  ['sync', 'sync', 'racing_1500', ['laptop'], 'body', { me: null }],
  ['sign-in', 'sign-in', 'racing_1500', ['phone', 'laptop'], 'form', { me: null }],
  ['console', 'console', 'unofficial', ['upright', ...desks], '[aria-label="Live order"]', {}],
  ['referee', 'referee', 'review', ['upright', ...desks], '.lanes .lane', {}],
  ['photo', 'photo?race=12', 'unofficial', desks, '.stage img', {}],
  ['programme', 'programme', 'official', ['phone', ...desks], '.panel', {}],
  ['health', 'health', 'racing_1500', ['phone', ...desks], '.panel', {}],
  ['audit', 'audit', 'revised', ['phone', ...desks], 'ol > li time', { prepare: (server) => (server.journal = journal_of(server.regatta())) }],
  ['setup', 'setup', 'scheduled', ['upright', ...desks], '.panel', { me: { name: 'admin', role: 'admin' }, more: empty_meet }],
  ['print', 'print?what=results&race=12', 'official', ['laptop'], '.paper', {}],
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !shots.some(([page]) => page === name));
if (unknown.length > 0) throw new Error(`no such page: ${unknown.join(', ')}`);
mkdirSync(folder, { recursive: true });
const camera = mkdtempSync(join(tmpdir(), 'bowball-pictures-'));
const server = new FakeServer(pages_folder);
const address = await server.listen();
const browser = await open_browser();
try {
  await draw_picture(browser, join(camera, 'finish_12.png'));
  server.picture_file = join(camera, 'finish_12.png');
  server.picture = picture;
  for (const [name, path, moment, sizes, wait_for, { me = referee, more = {}, ground, prepare }] of shots) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const size of sizes) {
      Object.assign(server, { me, more });
      server.show(moment);
      prepare?.(server);
      const { page, close } = await open_page(browser, `${address}/${path}`, size);
      await page.waitForSelector(wait_for, { state: 'attached' });
      if (ground) await page.evaluate((colour) => (document.documentElement.style.background = colour), ground);   // what is transparent lies over a picture
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(1_500);   // flags, blades and curves come after the rows
      const file = join(folder, `${name}_${size}.png`);
      const bytes = small_png(await page.screenshot());
      writeFileSync(file, bytes);
      console.log(`${name}_${size}.png  ${Math.round(bytes.length / 1000)} kB`);
      await close();
    }
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(camera, { recursive: true });
}
