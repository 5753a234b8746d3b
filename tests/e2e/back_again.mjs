#!/usr/bin/env node
// Pages come back by themselves, in Chromium on a real `bowball serve`. In mid-race the server is killed and started again on its port and its
// journal; then every page is put to sleep as a tablet is: its process halted, its link dead without a word, its steady clock standing still,
// while the race goes on. Meanwhile each says how old its truth is and keeps it; then it has the truth, and its clock is that of a new page.
//
//   node tests/e2e/back_again.mjs
import { join } from 'node:path';
import { in_chromium } from './chromium.mjs';
import { Proxy } from './proxy.mjs';
import { Screen } from './screen.mjs';
import { add_account, serve_small_meet, sign_in_by_password } from './small_meet.mjs';
import { expect, expect_equal, on_a_venue, shots_folder, sleep, wait_for } from './venue.mjs';

const topics = ['meet', 'race/*/board', 'race/*/results'];

/** Each page: where it is, where crews stand on it, what says that it is old, its clock. */
const pages = {
  scoreboard: { path: 'scoreboard?race=1', rows: 'main .row', old: '.age .age', clock: '.clock' },
  results: { path: 'results?race=1', rows: 'main tbody', old: '.age', clock: '.clock' },
  overlay: { path: 'overlay?show=clock,order-tower,status&motion=cut&race=1', rows: 'bowball-order-tower ol', old: '.note.lost', clock: 'bowball-clock .clock' },
  console: { path: 'console.html?race=1', rows: '[aria-label="Live order"] tbody', old: '.lost', clock: '.clock', is_officials: true },
  referee: { path: 'referee.html?race=1', rows: '[aria-label="Measured"] tbody', old: '.lost', clock: null, is_officials: true },
};

/** The steady clock of a computer stands still while that sleeps; the time of day goes on. */
const sleeps_like_a_tablet = () => {
  const steady = performance.now.bind(performance);
  let slept = 0;
  let since = null;
  performance.now = () => (since ?? steady()) - slept;
  window.fall_asleep = () => (since = steady());
  window.wake_up = () => {
    slept += steady() - since;
    since = null;
  };
};

class Reader {
  /** Of a crew that came by 500 m: its time; the graphic how far it is behind, the referee's page what officials gave it. */
  says(lane, split) {
    if (this.name === 'overlay') return split.gap_text || split.text;
    return this.name === 'referee' ? `+${lane} s` : split.text;
  }
  static async at(browser, name, address, cookie) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', locale: 'en-GB' });
    if (pages[name].is_officials) {
      const [key, value] = cookie.split('=');
      await context.addCookies([{ name: key, value, url: address }]);
    }
    const page = await context.newPage();
    await page.addInitScript(sleeps_like_a_tablet);
    page.setDefaultTimeout(30_000);
    await page.goto(`${address}/${pages[name].path}`);
    return new Reader(name, page);
  }
  constructor(name, page) {
    Object.assign(this, { name, page, ...pages[name] });
  }
  async text(selector) {
    return (await this.page.locator(selector).allInnerTexts()).join(' ').replace(/\s+/g, ' ').trim();
  }
  async shows(what) {
    await wait_for(`${what} on the ${this.name} page`, async () => (await this.text(this.rows)).includes(what), 40).catch(async (error) => {
      throw new Error(`${error.message}; there stands: ${await this.text('body')}`);
    });
  }
  async is_fresh() {
    await this.page.locator(this.old).first().waitFor({ state: 'detached' });
  }
  /** Once it had the time to look at its clocks: it does every second. */
  async says_that_it_is_old() {
    await this.page.evaluate(() => new Promise((done) => setTimeout(done, 1500)));
    return (await this.page.locator(this.old).count()) > 0;
  }
  /** In tenths of a second. */
  async tenths() {
    const [, minutes, seconds] = /(?:(\d+):)?(\d+\.\d)/.exec(await this.text(this.clock));
    return Math.round((Number(minutes ?? 0) * 60 + Number(seconds)) * 10);
  }
}

const open_all = async (browser, address, cookie) => {
  const all = [];
  for (const name of Object.keys(pages)) all.push(await Reader.at(browser, name, address, cookie));
  return all;
};

async function race_time_us(address) {
  const screen = await Screen.open(address, ['meet']);
  screen.close();
  return screen.hello.sent_us;
}

const split_of = (official, lane) => official.view('race/1/results')?.rows.find((row) => row.crew.lane === lane).splits[0] ?? {};

/** A crew comes by 500 m and is given seconds, as many as its lane; returns what became of it at 500 m. */
async function at_500(official, address, lane) {
  await official.order('add_impulse', { race: 1, point: 'split 500', lane, at_us: await race_time_us(address) }, 'seen from the launch');
  await official.order('set_penalty', { race: 1, lane, penalty_us: lane * 1_000_000 }, 'late at the start');
  return wait_for(`the time of lane ${lane}`, () => split_of(official, lane).text && split_of(official, lane), 20);
}

/** The clock runs on between those of a page that is opened anew, read before and after it. */
async function clocks_are_right(browser, address, readers) {
  const judge = await Reader.at(browser, 'scoreboard', address);
  await judge.is_fresh();
  for (const reader of readers.filter(({ clock }) => clock)) {
    // On a busy computer one of them may have been drawn a moment ago; a clock that is wrong never agrees.
    let read;
    const agrees = async () => {
      read = [await judge.tenths(), await reader.tenths(), await judge.tenths()];
      return read[0] - 2 <= read[1] && read[1] <= read[2] + 2;
    };
    await wait_for(`the ${reader.name} page's clock`, agrees, 10).catch((error) => {
      throw new Error(`${error.message}: it says ${read[1] / 10} s, that of a new page ${read[0] / 10} s before and ${read[2] / 10} s after it`);
    });
  }
  await judge.page.context().close();
}

/** What stood there stands there, with its age in words; nothing turns to keep people waiting. */
async function keeps_its_truth(reader, what) {
  await reader.page.locator(reader.old).first().waitFor();
  expect(/No (contact|data) since \d+:\d\d:\d\d/i.test(await reader.text(reader.old)), `the ${reader.name} page says since when: ${await reader.text(reader.old)}`);
  expect((await reader.text(reader.rows)).includes(what), `the ${reader.name} page keeps ${what}`);
  expect_equal(await reader.page.locator('[aria-busy=true], progress, [class*=spin]').count(), 0, `what keeps people waiting on the ${reader.name} page`);
  await reader.page.screenshot({ path: join(shots_folder, `back_again_${reader.name}_old.png`) });
}

async function restarted_in_mid_race(browser, venue, config, server, official, cookie) {
  const { address } = server;
  const readers = await open_all(browser, address, cookie);
  const before = await at_500(official, address, 3);
  for (const reader of readers) await reader.shows(reader.says(3, before));
  await clocks_are_right(browser, address, readers);

  server.child.kill('SIGKILL');
  await server.over;
  for (const reader of readers) await keeps_its_truth(reader, reader.says(3, before));

  const again = await venue.start('serve', '--config', config, '--port', new URL(address).port);
  expect_equal(again.address, address, 'where it is');
  // Who was signed in still is: nobody types a password in mid-race because a process died.
  const new_official = await Screen.open(address, topics, { cookie });
  await wait_for('the race as it was', () => split_of(new_official, 3).text === before.text, 20);
  const after = await at_500(new_official, address, 1);
  for (const reader of readers) {
    await reader.shows(reader.says(1, after));
    await reader.shows(reader.says(3, before));
    await reader.is_fresh();
  }
  await clocks_are_right(browser, address, readers);
  for (const reader of readers) await reader.page.context().close();
  console.log(`restarted in mid-race: ${readers.map(({ name }) => name).join(', ')} kept ${before.text} with its age, and have ${after.text} by themselves`);
  return { server: again, official: new_official, cookie };
}

async function slept_in_mid_race(browser, { server, official, cookie }) {
  const link = await Proxy.to(Number(new URL(server.address).port));
  const address = `http://127.0.0.1:${link.port}`;
  const readers = await open_all(browser, address, cookie);
  for (const reader of readers) {
    await reader.shows(reader.says(1, split_of(official, 1)));
    await reader.is_fresh();
    await reader.page.evaluate(() => window.fall_asleep());
  }
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  expect(renderers.length > 0, 'the processes of the pages');
  link.lose();
  for (const id of renderers) process.kill(id, 'SIGSTOP');
  const meanwhile = await at_500(official, server.address, 4).finally(async () => {
    await sleep(4000);   // less than the silence after which a page doubts by itself
    for (const id of renderers) process.kill(id, 'SIGCONT');
  });
  for (const reader of readers) await reader.page.evaluate(() => window.wake_up());
  // The link is still away: a page that waits for the silence to be noticed shows for seconds as true what was so before it slept.
  const old = await Promise.all(readers.map((reader) => reader.says_that_it_is_old()));
  expect_equal(readers.filter((_, k) => !old[k]).map(({ name }) => name), [], 'pages that woke and do not say that they are old');
  for (const reader of readers) expect(!(await reader.text(reader.rows)).includes(reader.says(4, meanwhile)), `the ${reader.name} page slept`);
  link.let_in();
  for (const reader of readers) {
    await reader.shows(reader.says(4, meanwhile));
    await reader.is_fresh();
  }
  await clocks_are_right(browser, address, readers);
  for (const reader of readers) await reader.page.context().close();
  link.close();
  console.log(`slept: ${readers.map(({ name }) => name).join(', ')} have ${meanwhile.text}, which was stamped meanwhile, and the time`);
}

await on_a_venue('back-again', async (venue) => {
  const { server, config, cookie: admin } = await serve_small_meet(venue, 'Back again');
  await add_account(server, admin, 'anna', 'referee');
  const cookie = await sign_in_by_password(server.address, 'anna');
  const official = await Screen.open(server.address, topics, { cookie });
  await official.order('call_race', { race: 1 });
  await official.order('arm_race', { race: 1 });
  // Crews that are on their way for two minutes may be at 500 m.
  await official.order('add_impulse', { race: 1, point: 'start_signal', lane: null, at_us: (await race_time_us(server.address)) - 120e6 }, 'by the watch');
  await wait_for('the race on its way', () => official.view('race/1/board')?.clock_runs, 20);

  await in_chromium('back_again', async (browser) => {
    const world = await restarted_in_mid_race(browser, venue, config, server, official, cookie);
    await slept_in_mid_race(browser, world);
    await venue.stop(world.server);
  });
});
