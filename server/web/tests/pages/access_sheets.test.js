// For everybody: what opens over a page. Each dialog is opened by the keyboard, then axe-core reads it in every look, its targets are measured, Tab stays in it
// and shows where it is, and Escape leads back to the button that opened it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { journal_of } from '../../dev/journal.mjs';
import { Regatta } from '../../dev/regatta.mjs';
import { serious_findings } from './axe.js';
import { open_page } from './browser.js';
import { draw_picture, picture } from './finish_picture.js';
import { too_small } from './targets.js';
import { address, browser, server } from './world.js';

const referee = { name: 'A. Moreau', role: 'referee' };
const admin = { name: 'admin', role: 'admin' };
const penalty_kinds = [{ code: 'BUOY', title: 'buoy missed', text: '10 s each time, up to 2 times; more is REPEATED' }];
const settled = { where: 'H by time to FA', crews: ['JPN', 'USA'], numbers: [118, 117], places: 1, in_force: true, actor: 'A. Moreau', reason: 'swim-off', at_us: 0 };
const crew_of_four = { members: ['A. Bow', 'B. Two', 'C. Three', 'D. Stroke', 'E. Cox'], coxed: true };
const reading = (reader, lane_4) => ({
  reader, role: 'judge', at_us: 1_784_884_000_000_000, document: picture.document, sha256: picture.sha256,
  lanes: [[3, 1208], [4, lane_4]].map(([lane, column], k) => ({ lane, column, time_us: 401_000_000 + column * 500, text: `6:${(41 + column / 2000).toFixed(3)}`, place: k + 1 })),
});
const session = (id, own) => ({ id, name: 'A. Moreau', role: 'referee', address: '192.0.2.7', secure: own, age_s: 7200, unused_s: 5, own });
let folder;

/** A press on the button of this name. `of_page`: none that opens a dialog; the way back leads past it. */
const button = (name, more = {}) => ({ find: (page) => page.getByRole('button', { name }).first(), ...more });
const inside = (name, more = {}) => ({ find: (page) => page.getByRole('dialog').last().getByRole('button', { name }).first(), ...more });
const held = (name, of_page = {}) => button(name, { is_held: true, ...of_page });
const place = (selector, more = {}) => ({ find: (page) => page.locator(selector).first(), ...more });
const sheet_of = (lane) => button(`Sheet of lane ${lane}`);

/** The views of the console with more orders and whatever else. */
function console_with(moment, actions, more = {}) {
  const plain = new Regatta(moment, 1e15).view('race/12/console');
  return () => (server.more = { 'race/12/console': { actions: [...plain.actions, ...actions], ...more } });
}
const rows_with = (moment, lane, more) => new Regatta(moment, 1e15).view('race/12/console').rows.map((row) => (row.crew.lane === lane ? { ...row, ...more } : row));

function no_lanes_yet() {
  server.show('start_list');
  const { header } = server.data_of('race/12/board');
  server.more = { meet: { progressions: [] }, 'race/12/board': { header: { ...header, state: 'scheduled' }, rows: [] } };
}
function typed_watch() {
  const wrong = { ...new Regatta('racing_1500', 1e15).console(12).impulses.at(-1), id: 811, point: 'finish', lane: 6, since_start_us: 67_000_000, text: '1:07.0', source: 'hand', by_hand: true, channel: 'Ben', use: 'used', corrected: false };
  server.more = { 'race/12/console': { impulses: [wrong] } };
}
const readers_differ = () => (server.more = { 'race/12/console': { readings: [reading('A. Moreau', 1215), reading('B. Okafor', 1219)], disputed_lanes: [4] } });
const wants_reason = () => (server.answer = ({ reason }) => (reason ? { kind: 'accepted' } : { kind: 'refused', code: 'needs_reason', text: 'Lane 4 has no finish time. Say why it is so.' }));
const locked = () => (server.locked_by = 'correct horse');
const everything = ['give_penalty', 'mark_pad', 'advance_crew', 'set_penalty', 'set_status', 'substitute_members', 'scratch_crew'];
const pads = { has_pads: true, failed_pads: [{ point: 'split 500', lane: null, actor: 'Anna', reason: 'the timer started late' }] };

/** Name, page, moment, who sits there, how the world is; then what is pressed, in its order. */
const sheets = [
  ['keys', 'console', 'racing_1500', referee, null, button('Keys: ?')],
  ['keys_audit', 'audit', 'official', referee, null, button('Keys: ?')],
  ['lane', 'console', 'racing_1500', referee, null, sheet_of(2)],
  ['lane_all', 'console', 'unofficial', referee, console_with('unofficial', everything, { ...pads, penalty_kinds, rows: rows_with('unofficial', 4, { card: 'yellow', objection: true, penalties: [{ code: 'BUOY', count: 1 }] }) }), sheet_of(4)],
  ['lane_barred', 'console', 'barred', referee, null, sheet_of(2)],
  ['lane_out', 'console', 'racing_1500', referee, null, sheet_of(2), inside(/^DSQ/, { opens_none: true })],
  ['pads_of_a_lane', 'console', 'unofficial', referee, console_with('unofficial', ['mark_pad'], pads), sheet_of(3), inside('Its pad failed…')],
  ['pads', 'console', 'unofficial', referee, console_with('unofficial', ['mark_pad'], pads), button('Pads: 1 set aside…')],
  ['substitute', 'console', 'scheduled', referee, console_with('scheduled', [], { rows: rows_with('scheduled', 2, crew_of_four) }), sheet_of(2), inside('Who sits in the boat…')],
  ['scratch', 'console', 'scheduled', referee, null, sheet_of(2), inside('Leaves the event…')],
  ['wind', 'console', 'unofficial', referee, console_with('unofficial', ['enter_wind'], { wants_wind: true, wind: { text: '+2.1', tenths: 21, legal: false } }), button('Wind +2.1 m/s…')],
  ['crossing', 'console', 'finishing', referee, null, button('Change crossing')],
  ['crossing_unnamed', 'console', 'finishing', referee, null, button('More for this crossing')],
  ['crossing_of_a_watch', 'console', 'racing_1500', referee, typed_watch, button('Change crossing 1:07.0')],
  ['replacement', 'console', 'unofficial', referee, null, button('Replace lane 5')],
  ['times_by_hand', 'console', 'racing_1500', referee, null, button('Add a time by hand')],
  ['photo_places', 'console', 'unofficial', referee, null, button('Photo finish…')],
  ['picture', 'console', 'unofficial', referee, () => (server.picture = picture), button(/^Photo: where/)],
  ['picture_of_a_lane', 'console', 'unofficial', referee, () => (server.picture = picture), sheet_of(2), inside('Photo of the finish')],
  ['video', 'console', 'finished', referee, null, button(/^Video of crossing/)],
  ['confirm', 'console', 'unofficial', referee, null, button('Make official…')],
  ['reopen', 'console', 'official', referee, null, button('Reopen…')],
  ['rerow', 'console', 'finished', referee, null, button('Re-row…')],
  ['abandon', 'console', 'finished', referee, null, button('Abandon…')],
  ['withdraw', 'console', 'unofficial', referee, console_with('unofficial', ['withdraw_result']), button('Take the result back…')],
  ['why', 'console', 'finished', referee, wants_reason, held(/^Publish unofficial/)],
  ['board', 'console', 'racing_1500', referee, null, place('[aria-label=Scoreboard] button')],
  ['board_message', 'console', 'racing_1500', referee, null, place('[aria-label=Scoreboard] button'), inside('Message', { opens_none: true })],
  ['where_a_time_comes_from', 'console', 'unofficial', referee, null, place('.whence')],
  ['account', 'console', 'unofficial', referee, () => (server.sessions = [session('aa', true), session('bb', false)]), place('.me')],
  ['password_again', 'console', 'unofficial', referee, locked, place('.me.locked')],
  ['lanes', 'console?race=12', 'start_list', admin, no_lanes_yet, button(/^Crews and lanes/)],
  ['lanes_scratch', 'console?race=12', 'start_list', admin, no_lanes_yet, button(/^Crews and lanes/), inside(/^Correct /, { opens_none: true }), inside('Leaves the event…')],
  ['results_whence', 'results?race=12', 'official', null, null, place('.whence')],
  ['referee_why', 'referee', 'review', referee, wants_reason, held(/^Recall/)],
  ['referee_video', 'referee', 'review', referee, null, button('Start line')],
  ['schedule', 'programme?part=schedule', 'racing_1500', referee, null, button('Change the time of race 14')],
  ['schedule_swap', 'programme?part=schedule', 'racing_1500', referee, null, button('Change the time of race 14'), inside('Swap', { opens_none: true })],
  ['tie_taken_back', 'programme?part=progression&event=LW2x', 'racing_1500', referee, () => {
    wants_reason();
    server.more = { 'event/lw2x/progression': { settled: [settled] } };
  }, button('Take it back…')],
  ['entries_scratch', 'programme?part=entries&event=M1x', 'official', admin, null, place('summary:has-text("Crews by hand")', { opens_none: true }), button(/^Correct /, { opens_none: true }), button('Leaves the event…')],
  ['photo_reader', 'photo?race=12', 'unofficial', { name: 'C. Ito', role: 'referee' }, () => {
    server.picture = picture;
    readers_differ();
  }, button('Compare without reading myself', { opens_none: true }), button(/^Choose .*Okafor/)],
  ['setup_password_again', 'setup', 'unofficial', admin, () => (server.accounts = [admin, referee]), button(/People/, { opens_none: true }), place('[aria-label=People] td button', { before: locked })],
];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bowball-sheets-'));
  await draw_picture(browser, join(folder, 'finish_12.png'));
  server.picture_file = join(folder, 'finish_12.png');
});
beforeEach(() => Object.assign(server, { more: {}, picture: null, locked_by: null, sessions: [], orders: [], answer: () => ({ kind: 'accepted' }) }));
afterAll(() => folder && rmSync(folder, { recursive: true }));

/** By keys; `window.opened_by` is where the focus was before the last dialog came. */
async function press(page, { find, is_held = false, opens_none = false, before = () => {} }) {
  const one = find(page);
  await one.focus();
  before();
  const open_before = await page.locator('dialog[open]').count();
  await page.evaluate(() => (window.pressed = document.activeElement));
  const dialogs = await page.locator('dialog').elementHandles();
  if (is_held) {
    await page.keyboard.down('Enter');
    await page.waitForSelector('dialog[open]');
    await page.keyboard.up('Enter');
  } else await page.keyboard.press('Enter');
  if (opens_none) return;
  await page.waitForFunction((known) => [...document.querySelectorAll('dialog[open]')].some((each) => !known.includes(each)), dialogs);
  // One that lies over another leads back into that; one that takes its place, to what opened the first.
  if (await page.locator('dialog[open]').count() > open_before) await page.evaluate(() => (window.opened_by = window.pressed));
}

/** Once round by Tab: what was met outside the topmost dialog, what of it does not show that the keyboard is there, and what can be pressed but was not met. */
async function walk(page) {
  const stops = await page.evaluate(() => {
    const top = [...document.querySelectorAll('dialog[open]')].at(-1);
    const words = (node) => `${node.localName} "${(node.getAttribute('aria-label') ?? node.textContent).trim().slice(0, 40)}"`;
    window.met = new Set([document.activeElement]);
    window.walk = { outside: [], unseen: [] };
    window.all = [...top.querySelectorAll('a[href], button, select, input:not([type=hidden]), textarea, summary, video')].filter((node) => !node.disabled && node.tabIndex >= 0 && node.checkVisibility());
    document.addEventListener('focusin', ({ target }) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(target);
      if (!top.contains(target)) window.walk.outside.push(words(target));
      else if (!window.met.has(target) && (outlineStyle === 'none' || parseFloat(outlineWidth) < 2)) window.walk.unseen.push(words(target));
      window.met.add(target);
    });
    window.missed = () => window.all.filter((node) => !window.met.has(node)).map(words);
    return window.all.reduce((n, { localName }) => n + (localName === 'video' ? 12 : 1), 4);
  });
  for (let k = 0; k < stops; k += 1) await page.keyboard.press('Tab');
  return page.evaluate(() => ({ ...window.walk, missed: window.missed() }));
}

describe('What opens over a page: axe finds nothing serious, a cold finger hits, the keyboard stays in it and comes back', () => {
  test.each(sheets)('%s', async (_, path, moment, me, set_up, ...presses) => {
    server.me = me;
    server.show('official');
    server.journal = journal_of(server.regatta());
    server.show(moment);
    set_up?.();
    const { page, close } = await open_page(browser, `${address}/${path}`, me ? 'tablet' : 'phone', { bypassCSP: true, hasTouch: true, isMobile: true });
    page.setDefaultTimeout(20_000);
    for (const one of presses) await press(page, one);
    const top = page.locator('dialog[open]').last();
    await expect.poll(() => top.evaluate((one) => one.contains(document.activeElement)), 'the focus is in it').toBe(true);
    await page.waitForLoadState('networkidle');
    expect.soft(await too_small(page, 'dialog[open]'), 'lower than 44 px').toEqual([]);
    const found = {};
    for (const look of ['day', 'night', 'sun']) {
      await page.evaluate((chosen) => (document.documentElement.dataset.look = chosen), look);
      found[look] = await serious_findings(page, 'dialog[open]');
    }
    expect.soft(found).toEqual({ day: [], night: [], sun: [] });
    expect.soft(await walk(page)).toEqual({ outside: [], unseen: [], missed: [] });
    const open_before = await page.locator('dialog[open]').count();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('dialog[open]').count(), 'Escape puts it away').toBe(open_before - 1);
    const back = await page.evaluate(() => [document.activeElement === window.opened_by, `${document.activeElement.localName} "${document.activeElement.textContent.trim().slice(0, 40)}"`]);
    expect.soft(back, 'the focus is back where it was').toEqual([true, back[1]]);
    expect(server.orders.filter(({ command, reason }) => !reason && command !== 'publish_result' && command !== 'recall_race' && command !== 'settle_tie'), 'nothing was ordered').toEqual([]);
    await close();
  });
});
