#!/usr/bin/env node
// Two officials at two consoles on one race, in Chromium on a real `bowball serve`: both name the same crossing, both make it void, both let it count again, at
// the same moment. What the server says is held back from both screens until both have given their order: neither can know of the other. Then both show the same
// truth, nothing is there twice, who came second is told, and nobody undoes what the other did.
//
//   node tests/e2e/two_consoles.mjs
import { join } from 'node:path';
import { in_chromium } from './chromium.mjs';
import { Screen } from './screen.mjs';
import { add_account, serve_small_meet, sign_in_by_password } from './small_meet.mjs';
import { expect, expect_equal, on_a_venue, run, shots_folder, wait_for } from './venue.mjs';

const people = ['anna', 'ben'];

const tidy = (text) => text.replace(/\s+/g, ' ').trim();

/** Somebody at a console of his own, from whom what the server says can be held back. */
class Desk {
  static async of(browser, address, name) {
    const [key, value] = (await sign_in_by_password(address, name)).split('=');
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, reducedMotion: 'reduce', locale: 'en-GB' });
    await context.addCookies([{ name: key, value, url: address }]);
    const desk = new Desk(name, await context.newPage());
    await desk.page.routeWebSocket(/\/live/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((frame) => server.send(frame));
      server.onMessage((frame) => (desk.held ? desk.held.push({ frame, socket }) : socket.send(frame)));
    });
    await desk.page.goto(`${address}/console.html?race=1`);
    await desk.page.locator('[aria-label="Live order"]').waitFor();
    return desk;
  }
  constructor(name, page) {
    Object.assign(this, { name, page, held: null, complaints: [] });
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && this.complaints.push(message.text()));
    page.on('pageerror', (error) => this.complaints.push(String(error)));
  }
  hold_back() {
    this.held = [];
  }
  let_in() {
    const frames = this.held;
    this.held = null;
    for (const { frame, socket } of frames) socket.send(frame);
  }
  async text(selector) {
    return tidy((await this.page.locator(selector).allInnerTexts()).join(' '));
  }
  async sees(selector, what) {
    await wait_for(`${what} at ${this.name}'s console`, async () => what.test(await this.text(selector)), 20).catch(async (error) => {
      throw new Error(`${error.message}; there stands: ${await this.text('body')}`);
    });
  }
  /** Each line of the crossings, and of the order. */
  async truth() {
    return JSON.stringify([await this.text('[aria-label="Crossings"] tbody'), await this.text('[aria-label="Live order"] tbody'), await this.page.locator('[aria-label="Crossings without a lane"] li').count()]);
  }
  undo() {
    return this.page.locator('.note').getByRole('button', { name: 'Undo' });
  }
  async put_notes_away() {
    while ((await this.page.locator('.note .cross').count()) > 0) await this.page.locator('.note .cross').first().click();
  }
  press(name) {
    return this.page.getByRole('dialog').getByRole('button', { name }).click();
  }
  picture(what) {
    return this.page.screenshot({ path: join(shots_folder, `two_consoles_${what}_${this.name}.png`) });
  }
}

class Both {
  constructor(official, desks, journal) {
    Object.assign(this, { official, desks, journal });
  }
  /** What the journal says that these two did with a crossing, in its order: [kind, who, lane]. */
  async entries(crossing) {
    const { rows } = await this.journal();
    return rows.map(({ entry }) => JSON.parse(entry)).filter(({ actor, kind, data }) => people.includes(actor.name) && /^impulse_(assigned|voided|restored)$/.test(kind) && data.impulse === crossing)
      .map(({ actor, kind, data }) => [kind, actor.name, data.lane]);
  }
  /** Both act while neither hears of the other; `came()` says that the server has both orders. */
  async at_once(acts, came) {
    for (const desk of this.desks) desk.hold_back();
    await Promise.all(this.desks.map((desk, k) => acts(desk, k)));
    await wait_for('both orders', came, 20);
    for (const desk of this.desks) desk.let_in();
  }
  /** Both screens come to say the same, and what the server has. */
  async agree(what, is_right) {
    await wait_for(`both consoles to say the same of ${what}`, async () => {
      const [one, other] = await Promise.all(this.desks.map((desk) => desk.truth()));
      return one === other && is_right(one);
    }, 20).catch(async (error) => {
      throw new Error(`${error.message}\n${(await Promise.all(this.desks.map((desk) => desk.truth()))).join('\n')}`);
    });
  }
}

/** Anna says lane 1, Ben lane 2, both by one key. The later order stands; whose came first is told, and has no Undo that would take away the other's. */
async function both_name(both, crossing) {
  const { official, desks } = both;
  for (const desk of desks) await desk.sees('[aria-label="Crossings without a lane"]', /Whose is it/);
  await both.at_once((desk, k) => desk.page.keyboard.press(String(k + 1)), async () => (await both.entries(crossing)).length === 2);
  const entries = await both.entries(crossing);
  expect_equal(entries.map(([kind, , lane]) => [kind, lane]).sort(), [['impulse_assigned', 1], ['impulse_assigned', 2]], 'both names are in the journal, each once');
  const [[, first], [, second, lane]] = entries;
  expect_equal([first, second].sort(), people, 'each under the name of who gave it');
  const finished = () => official.view('race/1/board').rows.filter((row) => row.finished).map((row) => row.crew.lane);
  await wait_for('the later name', () => JSON.stringify(finished()) === JSON.stringify([lane]), 20);
  await both.agree('the crossing that both named', (truth) => truth.endsWith(',0]'));
  const [beaten, winner] = [first, second].map((name) => desks.find((desk) => desk.name === name));
  await beaten.sees('.notes', /Changed since: nothing to undo/);
  expect_equal(await beaten.undo().count(), 0, `what ${first} can undo of what ${second} named`);
  await winner.sees('.notes', new RegExp(`is lane ${lane}`));
  expect_equal(await winner.undo().count(), 1, `${second} can take the name back`);
  for (const desk of desks) await desk.picture('named');
  console.log(`named at once: ${first} first, then ${second}: lane ${lane} has the time, ${first} reads "${await beaten.text('.notes .note')}"`);
  for (const desk of desks) await desk.put_notes_away();
  return lane;
}

/** Both have the sheet open and press the same button. One order is carried out; the other is refused in a sentence, and its sheet says what the crossing is by now. */
async function both_change(both, crossing, lane, { name, kind, says, refusal, use }) {
  const { desks } = both;
  const before = (await both.entries(crossing)).length;
  for (const desk of desks) {
    await desk.page.locator('[aria-label="Crossings"]').getByRole('button', { name: /^Change crossing/ }).first().click();
    await desk.page.getByRole('dialog').waitFor();
  }
  const is_answered = (desk) => desk.held.some(({ frame }) => /"kind":"(accepted|refused)"/.test(frame));
  await both.at_once((desk) => desk.press(name), async () => (await both.entries(crossing)).length > before && desks.every(is_answered));
  const refused = await wait_for('the refusal', async () => {
    const found = [];
    for (const desk of desks) if ((await desk.page.locator('dialog .refusal').count()) > 0) found.push(desk);
    return found.length > 0 && found;
  }, 20);
  expect_equal(refused.length, 1, 'one of two is refused');
  const [second] = refused;
  const first = desks.find((desk) => desk !== second);
  await second.sees('dialog .refusal', refusal);
  await second.sees('dialog .soft', use);
  await second.picture(kind);
  await first.page.getByRole('dialog').waitFor({ state: 'detached' });
  await first.sees('.notes', says);
  console.log(`${name} at once: ${first.name} did it, ${second.name} reads "${await second.text('dialog .refusal')}" in a sheet that says "${await second.text('dialog p.soft')}"`);
  await second.page.keyboard.press('Escape');
  await second.page.getByRole('dialog').waitFor({ state: 'detached' });
  const entries = (await both.entries(crossing)).slice(before);
  expect_equal(entries.map(([its_kind, who]) => [its_kind, who]), [[kind, first.name]], 'the journal has it once, of who did it');
  const counts = kind === 'impulse_restored';
  await wait_for('the order after it', () => both.official.view('race/1/board').rows.some((row) => row.crew.lane === lane && row.finished) === counts, 20);
  await both.agree(`the crossing that both would ${name}`, () => true);
  for (const desk of desks) await desk.sees('[aria-label="Crossings"] tbody', use);
  for (const desk of desks) await desk.put_notes_away();
}

await on_a_venue('two-consoles', async (venue) => {
  const { server, cookie } = await serve_small_meet(venue, 'Two consoles', 'distance_m = 10\n');
  for (const name of people) await add_account(server, cookie, name, 'timekeeper');
  const official = await Screen.open(server.address, ['meet', 'race/*/board', 'race/*/console', 'log'], { cookie });
  await official.order('call_race', { race: 1 });
  await official.order('arm_race', { race: 1 });
  const now_us = official.hello.sent_us;
  await official.order('add_impulse', { race: 1, point: 'start_signal', lane: null, at_us: now_us - 120e6 }, 'by the watch');
  await wait_for('the race on its way', () => official.view('race/1/board')?.clock_runs, 20);
  await official.order('add_impulse', { race: 1, point: 'finish', lane: null, at_us: now_us - 60e6 }, 'seen from the tower');
  const { id: crossing } = await wait_for('the crossing', () => official.view('race/1/console')?.impulses.find(({ use }) => use === 'unnamed'), 20);

  await in_chromium('two_consoles', async (browser) => {
    const desks = [];
    for (const name of people) desks.push(await Desk.of(browser, server.address, name));
    const journal = async () => (await fetch(`${server.address}/api/v1/journal`, { headers: { Cookie: cookie } })).json();
    const both = new Both(official, desks, journal);
    const lane = await both_name(both, crossing);
    await both_change(both, crossing, lane, { name: 'Void it', kind: 'impulse_voided', says: /is void\./, refusal: /Not done\. The impulse is void already\./, use: /void/i });
    await both_change(both, crossing, lane, { name: 'Restore it', kind: 'impulse_restored', says: /counts again/, refusal: /Not done\. The impulse is not void\./, use: /used/i });
    for (const desk of desks) expect_equal(desk.complaints, [], `complaints of ${desk.name}'s browser`);
  });
  await venue.stop(server);
  const verified = await run('verify', venue.journal);
  expect(verified.code === 0, `bowball verify: ${verified.out}${verified.err}`);
});
