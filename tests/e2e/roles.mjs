#!/usr/bin/env node
// The day of each who has a page, in Chromium on a real `bowball serve`: from the sign-in to the official result of a heat with a false
// start. Starter, referee, timekeeper, finish judge and chief judge work on their own screens; a broadcaster's picture and a spectator's
// phone follow without a touch. Each touch of an official is counted: from the recall to the decision a referee has at most four.
//
//   node tests/e2e/roles.mjs
import { existsSync, mkdirSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { Screen, sign_in } from './screen.mjs';
import { expect, expect_equal, on_a_venue, packages, shots_folder, sleep, source_folder, wait_for } from './venue.mjs';

const executable = process.env.BOWBALL_CHROMIUM ?? '/usr/bin/chromium-headless-shell';
if (!existsSync(executable) || !crc32) {
  console.log(crc32 ? 'no Chromium here' : 'this Node has no zlib.crc32');
  process.exit(77);
}

/** As the issue has it: from the recall to the decision. */
const most_of_referee = 4;
const lanes = [1, 2, 3, 4];
const password = 'as long as it must be';
const roles = { starter: 'starter', timekeeper: 'timekeeper', finish_judge: 'judge', referee: 'referee', chief_judge: 'referee' };

/** Start and finish equipment in one box, on its own clock: lights, a force sensor at each lane, a beam at the line. */
class Box {
  constructor(port) {
    this.began = process.hrtime.bigint();
    this.socket = connect(port, '127.0.0.1').unref();
    this.socket.on('error', () => {});
    this.beat = setInterval(() => this.say(`CLOCK,${this.now_us()}`), 200).unref();
  }
  now_us() {
    return Number((process.hrtime.bigint() - this.began) / 1000n) + 3_600_000_000;
  }
  say(text) {
    this.socket.write(`$${text}*${crc32(text).toString(16).toUpperCase().padStart(8, '0')}\r\n`);
  }
  edge(channel) {
    const at = this.now_us();
    this.say(`EDGE,${channel},${at},20`);
    return at;
  }
  /** Set force, then the push of a crew so many milliseconds after the signal. */
  push(lane, signal_us, after_ms) {
    const samples = Buffer.alloc(3000);
    for (let k = 0; k < 1500; k += 1) samples.writeInt16LE(1200 + ((k * 7919 * lane) % 13) - 6 + Math.min(9000, Math.round(0.9 * Math.max(0, k - 500 - after_ms) ** 2)), 2 * k);
    for (const first of [0, 500, 1000]) this.say(`TRACE,lane ${lane},${signal_us - 500_000},1000000,N,250000,50,1500,${first},${samples.subarray(2 * first, 2 * first + 1000).toString('base64')}`);
  }
}

const free_port = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

/** Somebody at a screen. Every touch is counted: a press, a hold, a key, a box ticked, a text. */
class Person {
  constructor(role, page) {
    Object.assign(this, { role, page, touches: 0, complaints: [] });
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && this.complaints.push(message.text()));
    page.on('pageerror', (error) => this.complaints.push(String(error)));
  }
  button(name) {
    return this.page.getByRole('button', { name }).first();
  }
  async press(name) {
    this.touches += 1;
    await this.button(name).click();
  }
  /** Until the order of it was given: `until` says so. Nobody puts a finger on what still moves: on a slow machine lanes come in one by one. */
  async hold(name, until) {
    this.touches += 1;
    const button = this.page.locator('button:enabled', { hasText: name }).first();
    const place = async () => JSON.stringify(await button.boundingBox());
    for (let before = await place(), tries = 0; tries < 20; ++tries) {
      await sleep(300);
      const now = await place();
      if (now === before) break;
      before = now;
    }
    await button.hover();
    await this.page.mouse.down();
    await until();
    await this.page.mouse.up();
  }
  async key(key) {
    this.touches += 1;
    await this.page.keyboard.press(key);
  }
  async write(where, text) {
    this.touches += 1;
    await this.page.fill(where, text);
  }
  async sees(text) {
    await this.page.getByText(text).first().waitFor();
  }
  picture(name) {
    return this.page.screenshot({ path: join(shots_folder, `roles_${this.role}_${name}.png`) });
  }
}

/** Name and password on the sign-in page; then the page that was wanted. */
async function signed_in(browser, address, role, wanted) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', locale: 'en-GB' })).newPage();
  const person = new Person(role, page);
  await page.goto(`${address}/sign-in?next=${wanted}`);
  await person.write('[name=username]', role);
  await person.write('[name=password]', password);
  await person.press('Sign in');
  await page.waitForURL(`**/${wanted}`);
  person.complaints.length = 0;   // before the sign-in the server says that nobody is signed in: 401
  return person;
}

async function watching(browser, role, address, viewport) {
  const page = await (await browser.newContext({ viewport, reducedMotion: 'reduce', locale: 'en-GB' })).newPage();
  const person = new Person(role, page);
  await page.goto(address);
  return person;
}

/** From the call to a running race, by the four buttons of the console. Returns the stamp of the signal. */
async function start(starter, official, box, is_first) {
  const state = (wanted) => () => wait_for(`race 1 ${wanted}`, () => official.view('race/1/board')?.header.state === wanted, 20);
  if (is_first) await starter.hold('Call', state('called'));
  await starter.hold('Arm', state('at_start'));
  await starter.hold('Attention', state('attention'));
  await sleep(1000);   // a trace begins half a second before the signal
  let signal = 0;
  await starter.hold(/4 Start/, async () => {
    await wait_for('the order to start', () => [...official.events.values()].filter((text) => text.includes('"start_ordered"')).length === (is_first ? 1 : 2), 20);
    signal = box.edge('signal');
  });
  await wait_for('the start', () => official.view('race/1/board').started_us !== null, 20);
  return signal;
}

/** The referee is told of it, recalls, and decides. Counted from the recall. */
async function false_start(referee, official, box, signal) {
  for (const lane of lanes) box.push(lane, signal, lane === 2 ? 71 : 150 + 10 * lane);
  await referee.sees('Recall asked for');
  await referee.picture('asked');
  referee.touches = 0;
  await referee.hold('Recall', () => wait_for('the recall', () => official.view('race/1/board').header.state === 'recalled', 20));
  await referee.key('2');
  await referee.hold('False start: lane 2', () => wait_for('the decision', () => official.view('race/1/referee').decisions.some(({ verdict }) => verdict === 'upheld'), 20));
  expect(referee.touches <= most_of_referee, `from the recall to the decision a referee touched the screen ${referee.touches} times; ${most_of_referee} are allowed`);
  const decided = official.view('race/1/referee').decisions.find(({ verdict }) => verdict === 'upheld');
  expect_equal([decided.responsible, decided.actor], [[2], 'referee'], 'who is responsible, and who decided');
  expect(official.view('race/1/referee').rows[1].cards.length === 1, 'lane 2 carries a card');
  await referee.picture('decided');
  return referee.touches;
}

/** Four bows cross the beam; the timekeeper names each by one key, the oldest first. */
async function finish(timekeeper, official, box) {
  const order = [3, 1, 4, 2];
  for (const lane of order) {
    box.edge('line');
    await sleep(300 + 40 * lane);
  }
  await wait_for('four crossings', () => official.view('race/1/console').impulses.filter((impulse) => impulse.point === 'finish').length === 4, 20);
  await timekeeper.sees('Keys 1–9 name the first');
  await timekeeper.picture('crossings');
  timekeeper.touches = 0;
  for (const [k, lane] of order.entries()) {
    await timekeeper.key(String(lane));
    await wait_for(`lane ${lane} has a time`, () => official.view('race/1/board').rows.filter((row) => row.finished).length === k + 1, 20);
  }
  expect_equal(timekeeper.touches, lanes.length, 'one key for each crossing');
  expect_equal(official.view('race/1/board').rows.map((row) => row.crew.lane), order, 'the order of the line');
}

async function official_result(finish_judge, chief_judge, official) {
  await finish_judge.sees('Publish unofficial');
  finish_judge.touches = 0;
  await finish_judge.hold('Publish unofficial', () => wait_for('the unofficial result', () => official.view('race/1/results')?.header.status === 'unofficial', 20));
  await finish_judge.picture('published');

  chief_judge.touches = 0;
  await chief_judge.press('Make official…');
  const sheet = chief_judge.page.getByRole('dialog');
  await sheet.waitFor();
  await chief_judge.picture('confirm');
  const care = sheet.locator('input[type=checkbox]');
  if (await care.count()) {
    chief_judge.touches += 1;
    await care.check();
    await chief_judge.write('dialog textarea', 'looked at, and right');
  }
  await chief_judge.press(/^Make official$|^Official in spite of that$/);
  await wait_for('the official result', () => official.view('race/1/results').header.status === 'official', 20);
}

await on_a_venue('roles', async (venue) => {
  mkdirSync(shots_folder, { recursive: true });
  const port = await free_port();
  let programme = 'name = "Roles"\nvenue = "Lake"\ncourse_m = 2000\n[[events]]\ncode = "M1x"\ntitle = "Men\'s Single Sculls"\n';
  for (const lane of lanes) programme += `[[crews]]\nid = ${lane}\nevent = "M1x"\ncode = "${['NOR', 'GER', 'NZL', 'NED'][lane - 1]}"\nname = "Crew ${lane}"\n`;
  programme += '[[races]]\nnumber = 1\nevent = "M1x"\nphase = "H1"\ndistance_m = 10\nlanes = [1, 2, 3, 4]\n';
  let config = `[meet]\nprogramme = "programme.toml"\nrules = "${join(source_folder, 'config/rules')}"\n[log]\nlevel = "error"\n[[devices]]\nname = "box"\ndriver = "start_trace"\nlink = "tcp-listen://127.0.0.1:${port}"\n`;
  config += '[[channels]]\ndevice = "box"\nchannel = "signal"\npoint = "start_signal"\n[[channels]]\ndevice = "box"\nchannel = "line"\npoint = "finish"\n';
  for (const lane of lanes) config += `[[channels]]\ndevice = "box"\nchannel = "lane ${lane}"\npoint = "first_motion"\nlane = ${lane}\n`;
  venue.write('programme.toml', programme);
  const server = await venue.start('serve', '--config', venue.write('bowball.toml', config));
  const cookie = await sign_in(server.address, server.code);
  for (const [name, role] of Object.entries(roles)) {
    const answer = await fetch(`${server.address}/api/v1/accounts`, { method: 'POST', headers: { Cookie: cookie, 'content-type': 'application/json', origin: server.address }, body: JSON.stringify({ name, role, password }) });
    expect_equal(answer.status, 200, `an account for the ${name}: ${answer.status === 200 ? '' : await answer.text()}`);
  }
  const official = await Screen.open(server.address, ['meet', 'health', 'race/*/board', 'race/*/results', 'race/*/referee', 'race/*/console', 'log'], { cookie });
  const box = new Box(port);
  await wait_for('the clock of the box', () => official.view('health')?.devices[0]?.clock_state.match(/locked|stable/), 60);

  const { chromium } = packages('playwright-core');
  const browser = await chromium.launch({ executablePath: executable, args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic'] });
  try {
    const spectator = await watching(browser, 'spectator', `${server.address}/results`, { width: 390, height: 844 });
    const broadcaster = await watching(browser, 'broadcaster', `${server.address}/overlay?show=clock,order-tower,start-banner,result,status&motion=cut&screen=truck`, { width: 1920, height: 1080 });
    const starter = await signed_in(browser, server.address, 'starter', 'console.html?race=1');
    const referee = await signed_in(browser, server.address, 'referee', 'referee.html?race=1');
    const timekeeper = await signed_in(browser, server.address, 'timekeeper', 'console.html?race=1');
    const finish_judge = await signed_in(browser, server.address, 'finish_judge', 'console.html?race=1');
    const chief_judge = await signed_in(browser, server.address, 'chief_judge', 'console.html?race=1');
    starter.touches = 0;

    const bad = await start(starter, official, box, true);
    const touches = await false_start(referee, official, box, bad);
    await spectator.page.goto(`${server.address}/results?race=1`);
    await spectator.sees('Recalled');
    await broadcaster.page.getByText(/false start/i).first().waitFor();
    await broadcaster.picture('false_start');

    const good = await start(starter, official, box, false);
    for (const lane of lanes) box.push(lane, good, 170 + 10 * lane);
    await spectator.sees(/Started|Racing/);
    await sleep(2500);   // nobody is faster than the rules think possible, not even over ten metres
    await finish(timekeeper, official, box);
    await official_result(finish_judge, chief_judge, official);

    await spectator.sees('Official');
    const told = (await spectator.page.locator('tbody tr').allTextContents()).map((text) => /NOR|GER|NZL|NED/.exec(text)?.[0]).filter(Boolean);
    expect_equal(told, ['NZL', 'NOR', 'NED', 'GER'], 'the result on a phone');
    await spectator.picture('official');
    await broadcaster.page.getByText(/✓\s*Official/).first().waitFor();
    await broadcaster.picture('official');
    await chief_judge.sees('Reopen…');
    console.log(`touches: starter ${starter.touches} for two starts; referee ${touches} from the recall to the decision; timekeeper ${timekeeper.touches} for four crossings; finish judge ${finish_judge.touches}; chief judge ${chief_judge.touches}; broadcaster and spectator none`);

    // Who did what stands in the journal, by the names of those who did it.
    await chief_judge.page.goto(`${server.address}/audit`);
    await chief_judge.page.getByText('the whole journal is here').waitFor();
    const journal = (await chief_judge.page.textContent('ol')).replace(/\s+/g, ' ');
    for (const sentence of ['starter (starter) called race 1 to the start', 'referee (referee) recalled race 1', 'referee (referee) decided on race 1: a false start, lane 2 responsible', 'starter (starter) ordered the start of race 1, start 2',
      'timekeeper (timekeeper) said what impulse', 'finish_judge (judge) published the unofficial result of race 1', 'chief_judge (referee) made the result of race 1 official']) expect(journal.includes(sentence), `the audit page says "${sentence}": ${journal}`);
    for (const person of [spectator, broadcaster, starter, referee, timekeeper, finish_judge, chief_judge]) expect_equal(person.complaints.filter((text) => !/40[14]/.test(text)), [], `complaints of the ${person.role}'s browser`);
  } catch (error) {
    for (const [k, context] of browser.contexts().entries()) for (const page of context.pages()) await page.screenshot({ path: join(shots_folder, `roles_failed_${k}.png`) });
    throw error;
  } finally {
    await browser.close();
  }
  await venue.stop(server);
});
