#!/usr/bin/env node
// A day by the keyboard alone, in Chromium on a real `bowball serve`: one official takes a race from its call to its official result and to its paper, with a false
// start between, which a referee recalls and decides. Nobody touches a mouse, and nothing is focused by a script: Tab, digits, Space, Enter, Escape, and letters. Wherever
// the keyboard comes to, it can be seen that it is there, and what it stands on is in sight.
//
//   node tests/e2e/keyboard.mjs
import { join } from 'node:path';
import { in_chromium } from './chromium.mjs';
import { Screen } from './screen.mjs';
import { add_account, password, serve_small_meet } from './small_meet.mjs';
import { expect, expect_equal, on_a_venue, run, shots_folder, sleep, wait_for } from './venue.mjs';

const most_tabs = 120;

/** Where the keyboard is, as a person sees it: its name, whether a ring shows it, and whether it is in sight. Runs in the page. */
function look_at_focus() {
  const node = document.activeElement;
  if (!node || node === document.body) return { name: '', is_none: true };
  const { outlineStyle, outlineWidth, pointerEvents } = getComputedStyle(node);
  const { left, top, right, bottom } = node.getBoundingClientRect();
  const hit = document.elementFromPoint((left + right) / 2, Math.min((top + bottom) / 2, innerHeight - 1));
  const name = (node.getAttribute('aria-label') || node.labels?.[0]?.innerText || node.innerText || node.title || '').replace(/\s+/g, ' ').trim();
  return {
    name, tag: node.localName, is_disabled: Boolean(node.disabled), is_in_dialog: node.closest('dialog') !== null, has_ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    under: hit === null || node.contains(hit) || hit.contains(node) ? '' : `${hit.localName}.${hit.className} of ${hit.closest('section, .notes, header, footer')?.getAttribute('aria-label') ?? hit.closest('.notes, section, header')?.className}`,
    is_in_sight: top < innerHeight && bottom > 0 && left < innerWidth && right > 0 && hit !== null && (pointerEvents === 'none' || node.contains(hit) || hit.contains(node)),   // what lets the pointer through is not hit where it lies
  };
}

/** Somebody with a keyboard and a screen. Keys are counted; where they led is kept. */
class Person {
  constructor(name, page) {
    Object.assign(this, { name, page, keys: 0, unseen: new Set(), complaints: [] });
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && this.complaints.push(message.text()));
    page.on('pageerror', (error) => this.complaints.push(String(error)));
  }
  static async at(browser, address, name, wanted) {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', locale: 'en-GB' })).newPage();
    const person = new Person(name, page);
    await page.goto(`${address}/sign-in?next=${wanted}`);
    await page.waitForSelector('[name=username]');
    await person.tab_to(/^Name$/);
    await page.keyboard.type(name);
    await person.tab_to(/^Password$/);
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/${wanted}`);
    person.complaints.length = 0;   // before the sign-in the server says that nobody is signed in: 401
    return person;
  }
  async key(key) {
    this.keys += 1;
    await this.page.keyboard.press(key);
  }
  async here() {
    const one = await this.page.evaluate(look_at_focus);
    if (!one.is_none && !(one.has_ring && one.is_in_sight)) this.unseen.add(`${one.tag} "${one.name}"${one.has_ring ? '' : ', no ring'}${one.is_in_sight ? '' : `, out of sight ${one.under && 'under '}${one.under}`}`);
    return one;
  }
  /** Tab by Tab, from where the keyboard is; or back with Shift. */
  async tab_to(name, key = 'Tab') {
    const passed = [];
    for (let k = 0; k < most_tabs; k += 1) {
      const one = k === 0 ? await this.page.evaluate(look_at_focus) : await this.here();
      if (name.test(one.name)) return;
      if (k > 0) passed.push(one.name.slice(0, 40));
      await this.key(key);
    }
    throw new Error(`no Tab leads ${this.name} to ${name}: ${passed.join(' | ')}`);
  }
  async enter(name, key) {
    await this.tab_to(name, key);
    await this.key('Enter');
  }
  /** Held until the order of it was given. */
  async hold(name, what, until, key) {
    await this.page.waitForFunction((pattern) => [...document.querySelectorAll('button:enabled')].some((one) => new RegExp(pattern).test(one.innerText.replace(/\s+/g, ' ').trim())), name.source);
    await this.tab_to(name, key);
    this.keys += 1;
    await this.page.keyboard.down('Enter');
    await wait_for(what, until, 20);
    await this.page.keyboard.up('Enter');
  }
  async write(name, text) {
    await this.tab_to(name);
    await this.page.keyboard.type(text);
  }
  sheet(is_there = true) {
    return this.page.getByRole('dialog').waitFor({ state: is_there ? 'visible' : 'detached' });
  }
  picture(what) {
    return this.page.screenshot({ path: join(shots_folder, `keyboard_${this.name}_${what}.png`) });
  }
}

const stage = (official, state) => [`race 1 ${state}`, () => official.view('race/1/board')?.header.state === state];

async function start(starter, official, is_first) {
  if (is_first) await starter.hold(/Call Press/, ...stage(official, 'called'));
  await starter.hold(/Arm Press/, ...stage(official, 'at_start'));
  await starter.hold(/Attention Press/, ...stage(official, 'attention'));
  await starter.hold(/Start now/, 'the start', () => official.view('race/1/board').started_us !== null);
}

/** From the recall to the decision; nothing sensed it, so a word of why is wanted. */
async function false_start(referee, official) {
  await referee.hold(/Recall: False start/, ...stage(official, 'recalled'));
  await referee.key('2');
  await referee.write(/^Reason \(/, 'went before the signal');
  await referee.picture('chosen');
  await referee.hold(/False start: lane 2/, 'the decision', () => official.view('race/1/referee').decisions.some(({ verdict }) => verdict === 'upheld'), 'Shift+Tab');
  const [decided] = official.view('race/1/referee').decisions.filter(({ verdict }) => verdict === 'upheld');
  expect_equal([decided.responsible, decided.actor, decided.reason], [[2], 'ben', 'went before the signal'], 'the decision');
}

/** Four bows cross; each is named by a digit, the oldest first. */
async function finish(official, judge) {
  const order = [3, 1, 4, 2];
  await sleep(2500);   // nobody is faster than the rules think possible, not even over ten metres
  for (const [k] of order.entries()) await official.order('add_impulse', { race: 1, point: 'finish', lane: null, at_us: official.view('race/1/board').started_us + 2_000_000 + 100_000 * k }, 'the beam');
  await wait_for('four crossings', () => official.view('race/1/console').impulses.filter(({ use }) => use === 'unnamed').length === 4, 20);
  await judge.page.getByText('Keys 1–9 name the first').waitFor();
  for (const [k, lane] of order.entries()) {
    await judge.key(String(lane));
    await wait_for(`lane ${lane} has a time`, () => official.view('race/1/board').rows.filter((row) => row.finished).length === k + 1, 20);
  }
}

/** Out of its sheet, with a word of why; back on the button that opened it. */
async function disqualify(judge, official) {
  await judge.enter(/^Sheet of lane 4$/);
  await judge.sheet();
  await judge.enter(/^DSQ/);
  await judge.write(/^Reason \(/, 'took the water of lane 3');
  await judge.picture('status');
  await judge.enter(/^Set DSQ/, 'Shift+Tab');
  await judge.sheet(false);
  await wait_for('the status', () => official.view('race/1/board').rows.find((row) => row.crew.lane === 4).status === 'DSQ', 20);
  expect_equal((await judge.here()).name, 'Sheet of lane 4', 'where the keyboard is once the sheet was put away');
}

async function official_result(judge, official) {
  const status = (wanted) => () => official.view('race/1/results')?.header.status === wanted;
  await judge.hold(/Publish unofficial/, 'the unofficial result', status('unofficial'));
  await judge.enter(/^Make official…$/);
  await judge.sheet();
  await judge.picture('confirm');
  if ((await judge.page.locator('dialog input[type=checkbox]').count()) > 0) {
    await judge.tab_to(/I have looked at/);
    await judge.key('Space');
    await judge.write(/^Reason \(/, 'looked at, and right');
  }
  await judge.enter(/^Make official$|^Official in spite of that$/);
  await wait_for('the official result', status('official'), 20);
  await judge.sheet(false);
  expect_equal(official.view('race/1/results').rows.map((row) => [row.crew.lane, row.rank ?? null]), [[3, 1], [1, 2], [2, 3], [4, null]], 'the official result');
  await judge.enter(/^Print result$/);
  await judge.page.waitForURL('**/print.html?what=results&race=1');
  await judge.page.locator('.paper').waitFor();
  await judge.picture('print');
}

await on_a_venue('keyboard', async (venue) => {
  const { server, cookie } = await serve_small_meet(venue, 'Keyboard', 'distance_m = 10\n');
  for (const name of ['anna', 'ben']) await add_account(server, cookie, name, 'referee');
  const official = await Screen.open(server.address, ['meet', 'race/*/board', 'race/*/results', 'race/*/referee', 'race/*/console', 'log'], { cookie });
  await in_chromium('keyboard', async (browser) => {
    const anna = await Person.at(browser, server.address, 'anna', 'console.html?race=1');
    const ben = await Person.at(browser, server.address, 'ben', 'referee.html?race=1');
    await start(anna, official, true);
    ben.keys = 0;
    await false_start(ben, official);
    await start(anna, official, false);
    await finish(official, anna);
    await disqualify(anna, official);
    await official_result(anna, official);
    console.log(`keys: anna ${anna.keys} from the call to the paper; ben ${ben.keys} from the recall to the decision`);
    for (const person of [anna, ben]) {
      expect_equal([...person.unseen], [], `where it cannot be seen that ${person.name}'s keyboard is there`);
      expect_equal(person.complaints, [], `complaints of ${person.name}'s browser`);
    }
  });
  await venue.stop(server);
  const verified = await run('verify', venue.journal);
  expect(verified.code === 0, `bowball verify: ${verified.out}${verified.err}`);
});
