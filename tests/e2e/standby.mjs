#!/usr/bin/env node
// The drill of a takeover: the first server is killed between split and finish, an official lets the standby take over, and the race goes on there
// with nothing lost that was shown. Then two servers that both believe they lead: the old one, stopped and woken, finds out and refuses. Then back.
//
//   node tests/e2e/standby.mjs
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { free_port, Hub } from './hub.mjs';
import { journal_rows } from './recording.mjs';
import { data_bytes, Screen, sign_in } from './screen.mjs';
import { TimerOnTheNet } from './timer_on_the_net.mjs';
import { expect, expect_equal, on_a_venue, packages, run, shots_folder, sleep, Venue, wait_for } from './venue.mjs';

const executable = process.env.BOWBALL_CHROMIUM ?? '/usr/bin/chromium-headless-shell';
if (!existsSync(executable)) {
  console.log('no Chromium here');
  process.exit(77);
}
const numbers = [1, 2, 3, 4];
let programme = 'name = "Takeover"\nvenue = "Lake"\ncourse_m = 10\n[[events]]\ncode = "TT"\ntitle = "Time trial"\n';
for (const number of numbers) programme += `[[crews]]\nid = ${number}\nevent = "TT"\ncode = "N${number}"\nname = "Number ${number}"\n`;
for (const race of [1, 2, 3]) programme += `[[races]]\nnumber = ${race}\nevent = "TT"\nphase = "R${race}"\nrules = "time_trial"\nlanes = [${numbers}]\n`;

const config = (hub, timer, port, more = '') => `[server]\nport = ${port}\ntls = false\n[meet]\nprogramme = "programme.toml"\n[log]\nlevel = "info"
[relay]\nurl = "nats://127.0.0.1:${hub.port}"\nmeet = "lake"\nentries = "whole"\n[standby]\npages = "http://127.0.0.1:${port}"\n${more}
[[devices]]\nname = "timer"\ndriver = "alge_timy"\nlink = "${timer.link}"
[[channels]]\ndevice = "timer"\nchannel = "C0"\npoint = "start_signal"\nnumber_is_lane = true
[[channels]]\ndevice = "timer"\nchannel = "C1"\npoint = "finish"\nnumber_is_lane = true\n`;

/** One of the two computers of a venue: a data folder, a port that stays, whoever serves there. */
class Place {
  constructor(venue, hub, timer, port, more) {
    Object.assign(this, { venue, port, cookie: null });
    venue.write('programme.toml', programme);
    this.file = venue.write('bowball.toml', config(hub, timer, port, more));
  }
  async start(...more) {
    this.server = await this.venue.start('serve', '--config', this.file, '--port', String(this.port), ...more);
    if (this.server.code) this.cookie = await sign_in(this.server.address, this.server.code);
    return this;
  }
  get address() {
    return this.server.address;
  }
  async get(path) {
    const answer = await fetch(`${this.address}${path}`, { headers: { Cookie: this.cookie } });
    return answer.ok ? answer.json() : null;
  }
  open(topics, since) {
    return Screen.open(this.address, topics, { cookie: this.cookie, since });
  }
  /** A standby that has everything. */
  ready() {
    return wait_for('a standby that is ready', async () => {
      const state = await this.get('/api/v1/standby').catch(() => null);
      return state?.ready && state.behind === 0 && state;
    }, 30);
  }
  async take_over(reason) {
    const answer = await fetch(`${this.address}/api/v1/standby/take_over`, { method: 'POST', headers: { Cookie: this.cookie }, body: JSON.stringify({ reason }) });
    return { status: answer.status, ...(await answer.json()) };
  }
  /** An order over plain HTTP: accepted or refused. */
  async command(command, data) {
    const answer = await fetch(`${this.address}/api/v1/commands`, { method: 'POST', headers: { Cookie: this.cookie }, body: JSON.stringify({ id: randomUUID(), command, data, reason: '' }) });
    return answer.json();
  }
  /** A connection of an official to the server that leads here now. */
  leads(epoch_before) {
    return wait_for('an official at the server that took over', async () => {
      const official = await this.open(['race/*/results', 'health', 'meet', 'log']).catch(() => null);
      if (official && official.hello.epoch !== epoch_before && (await this.get('/api/v1/standby').catch(() => null)) === null) return official;
      official?.close();
      return null;
    }, 30);
  }
}

const finished = (screen, race) => (screen.view(`race/${race}/results`)?.rows ?? []).filter((row) => row.time).length;
const since_ms = (began) => Math.round(performance.now() - began);

async function two_places(name, test, more = '') {
  await on_a_venue(name, async (venue) => {
    const other = new Venue(`${name}-2`);
    const places = [];
    const timer = await TimerOnTheNet.open();
    try {
      const hub = await Hub.start(venue);
      const [one, two] = [await free_port(), await free_port()];
      const elsewhere = (port) => `others = ["http://127.0.0.1:${port}"]\n${more}`;
      const first = await new Place(venue, hub, timer, one, elsewhere(two)).start();
      const second = await new Place(other, hub, timer, two, elsewhere(one)).start('--standby');
      places.push(first, second);
      await test({ hub, timer, first, second });
    } catch (error) {
      console.error(`data of the second server: ${other.data}`);
      for (const place of places) console.error(`--- ${place.port}, ended ${JSON.stringify(place.server?.ended)}:\n${place.server?.err.split('\n').slice(-15).join('\n')}`);
      other.keep = true;
      throw error;
    } finally {
      timer.close();   // else a test that failed never ends
      await other.close(other.keep);
    }
  });
}

/** Pages as people have them. */
async function with_browser(test) {
  const browser = await packages('playwright-core').chromium.launch({ executablePath: executable, args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic'] });
  try {
    return await test(browser);
  } finally {
    await browser.close();
  }
}

/** A page with every frame that it is sent, and from where. */
async function open_page(browser, place, path, cookie) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  if (cookie) {
    const [name, value] = cookie.split('=');
    await context.addCookies([{ name, value, url: place.address }]);
  }
  const page = await context.newPage();
  page.heard = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => page.heard.push({ from: new URL(socket.url()).port, frame: JSON.parse(payload) })));
  page.setDefaultTimeout(20_000);
  await page.goto(`${place.address}/${path}`);
  return page;
}

async function take_over_on_the_page(browser, place, reason) {
  const page = await open_page(browser, place, 'health', place.cookie);
  await page.getByText('This server stands by').waitFor();
  await page.getByLabel('Reason').fill(reason);
  await page.screenshot({ path: join(shots_folder, 'standby_health.png') });
  await page.getByRole('button', { name: 'Take over' }).hover();
  await page.mouse.down();
  await wait_for('the button to be full', () => page.getByText('This server stands by').count().then((count) => count === 0), 20);
  await page.mouse.up();
  await wait_for('the health page at the server that leads', () => page.heard.some(({ frame }) => frame.kind === 'hello' && frame.role === 'leading'), 20);
  return page;
}

async function start_all(timer, official, race) {
  await official.order('arm_race', { race });
  // The first line of a timer tells when it was sent to 15 ms only: a start that close to the arming may be from before it.
  await sleep(100);
  for (const number of numbers) {
    timer.stamp(number, 'C0');
    await sleep(60);
  }
  await sleep(400);   // nobody is faster than the rules think possible, not even over ten metres
}

async function finish(timer, who) {
  for (const number of who) {
    timer.stamp(number, 'C1');
    await sleep(130);
  }
}

/** What was shown at one server is at the other, to the byte. */
async function nothing_is_lost(shown, place) {
  const hello = await (await fetch(`${place.address}/api/v1/health`)).json();
  const again = await place.open(['log'], `${hello.epoch}:0`);
  const newest = Math.max(...shown.events.keys());
  await wait_for(`entry ${newest} at the server that took over`, () => again.events.has(newest), 20);
  for (const [seq, text] of shown.events) expect_equal(again.events.get(seq) && data_bytes(again.events.get(seq)), data_bytes(text), `log entry ${seq}, shown before the takeover`);
  again.close();
  return shown.events.size;
}

await two_places('takeover', ({ timer, first, second }) => with_browser(async (browser) => {
  const official = await first.open(['race/*/results', 'log', 'meet']);
  const epoch = official.hello.epoch;
  expect_equal((await second.ready()).epoch, epoch, 'the journal that the standby copies');
  const board = await Screen.open(second.address, ['race/1/results', 'meet']);
  const at_standby = await second.open(['health']);
  await wait_for('the health of the standby', () => at_standby.view('health')?.relay?.state === 'standby', 20);
  at_standby.send_order('arm_race', { race: 1 }, '', 'at-the-standby');
  const refused = await wait_for('an answer of the standby', () => at_standby.answers.get('at-the-standby'), 20);
  expect(refused.kind === 'refused' && refused.text.includes('standby'), `orders at the standby: ${JSON.stringify(refused)}`);
  const strange = await new Promise((resolve) => get({ host: '127.0.0.1', port: second.port, path: '/api/v1/health', headers: { host: 'evil.example' } }, (answer) => resolve(answer.resume().statusCode)));
  expect_equal(strange, 421, 'what the standby says to who asks it by a name that is not its own, as the first server does');

  const scoreboard = await open_page(browser, first, 'scoreboard');
  const console_page = await open_page(browser, first, 'console', first.cookie);
  await start_all(timer, official, 1);
  await finish(timer, [2, 1]);
  await wait_for('two at the finish', () => finished(official, 1) === 2 && finished(board, 1) === 2, 20);
  await second.ready();
  const without_reason = await second.take_over('');
  expect_equal(without_reason.code, 'needs_reason', 'a takeover without a reason');

  first.server.child.kill('SIGKILL');
  await first.server.over;
  const killed = performance.now();
  timer.stamp(4, 'C1');   // nobody leads: the standby alone hears it, on its own line
  const taken = await second.take_over('the first server is in the lake');
  expect_equal(taken.status, 200, `the order to take over: ${JSON.stringify(taken)}`);
  const after = await second.leads(epoch);
  await after.order('select_race', { race: 1 });
  const acts = since_ms(killed);
  const again = await Screen.open(second.address, ['race/1/results']);
  await wait_for('what was shown, and what the standby heard', () => finished(again, 1) === 3, 20);
  timer.stamp(3, 'C1');
  await wait_for('a screen that moves', () => finished(again, 1) === 4, 20);
  console.log(`killed between two finishes: after ${acts} ms an official has given an order that was carried out, after ${since_ms(killed)} ms a screen has moved`);
  await wait_for('the scoreboard to find the server that leads', () => scoreboard.heard.some(({ from, frame }) => from === String(second.port) && frame.epoch === after.hello.epoch && frame.topic?.endsWith('board')), 60);
  const found = since_ms(killed);
  await wait_for('the page of an official to go there', () => console_page.url().startsWith(second.address), 60);
  console.log(`pages whose server was gone found the other one: a scoreboard after ${found} ms, an official's by ${since_ms(killed)} ms`);
  const lost = await nothing_is_lost(official, second);
  console.log(`${lost} log entries that the first server had shown are there, to the byte`);

  expect_equal(journal_rows(second.venue.journal, 'impulse_seen').length, timer.stamps.length, 'impulses in the journal, each once: both servers heard those before the kill');
  // By the timer's own clock, whichever server heard it.
  const of = (number, channel) => timer.stamps.find((one) => one.number === number && one.channel === channel).ticks;
  for (const row of again.view('race/1/results').rows) {
    const number = row.crew.lane;
    // To the tick where the second server's first line from the timer came soon enough to know its clock again; within what is stated for the time in any case.
    const off = Math.abs(row.time.time_us - (of(number, 'C1') - of(number, 'C0')) * 100);
    expect(off <= row.time.uncertainty_us, `time of number ${number}, started at the one server and finished at the other: off by ${off} us, stated ${row.time.uncertainty_us} us`);
  }
  await after.order('publish_result', { race: 1 });
  await after.order('confirm_result', { race: 1, accept_warnings: true }, 'compared with the strip');

  // Return: the first one follows the journal of the second, and takes it back while that one runs.
  await first.start('--standby');
  const follows = await first.ready();
  expect_equal(follows.epoch, after.hello.epoch, 'the first server follows the journal that took over from it');
  await take_over_on_the_page(browser, first, 'the first computer is dry again');
  const home = await first.leads(follows.epoch);
  await wait_for('the second server to send its clients to the one that leads', () => after.closed, 20);
  const left = await second.open(['health']);
  expect_equal(left.hello.role, 'superseded', 'what the second server says of itself');
  await wait_for('the second server to say so', () => left.view('health')?.relay?.state === 'superseded', 20);
  const answer = await second.command('select_race', { race: 2 });
  expect(answer.kind === 'refused' && answer.text.includes(`Its pages: http://127.0.0.1:${first.port}`), `an order at the second server: ${JSON.stringify(answer)}`);
  await start_all(timer, home, 2);
  await finish(timer, numbers);
  await wait_for('a race at the first server', () => finished(home, 2) === 4, 20);
  expect_equal(await first.venue.stop(first.server), { code: 0, signal: null }, 'end of the first server');
  const head = /head (\d+):([0-9a-f]{64})/.exec((await run('verify', first.venue.journal)).out);
  expect(head, 'the chain holds over both takeovers');
  const takeovers = journal_rows(first.venue.journal, 'server_started').filter((row) => row.command_id?.startsWith('takeover '));
  expect_equal(takeovers.map((row) => row.reason.split('.')[0]), ['the first server is in the lake', 'the first computer is dry again'], 'takeovers in the journal');
  console.log(`returned to the first server; the journal holds over both takeovers: ${head[1]} entries`);
  expect_equal(await second.venue.stop(second.server), { code: 0, signal: null }, 'end of the second server');
}));

await two_places('two-writers', async ({ hub, timer, first, second }) => {
  const official = await first.open(['race/*/results', 'log', 'health']);
  const epoch = official.hello.epoch;
  await start_all(timer, official, 1);
  await second.ready();
  first.server.child.kill('SIGSTOP');   // not dead: it will go on where it was
  await wait_for('the standby to miss it', async () => (await second.get('/api/v1/standby')).first_server_age_ms > 3500, 20);
  const taken = await second.take_over('the first server does not answer');
  expect_equal(taken.status, 200, `the order to take over: ${JSON.stringify(taken)}`);
  const leading = await second.leads(epoch);
  await finish(timer, [1, 2]);
  await wait_for('two finishes at the server that leads', () => finished(leading, 1) === 2, 20);

  const woken = performance.now();
  first.server.child.kill('SIGCONT');
  let accepted = 0;
  await wait_for('the old server to know who leads', async () => {
    const answer = await first.command('select_race', { race: 2 });
    accepted += answer.kind === 'accepted' ? 1 : 0;
    return answer.kind === 'refused' && answer.text.includes('Another server has taken this meet over') && answer;
  }, 20);
  console.log(`two that lead: the old one, woken, said who leads after ${since_ms(woken)} ms, and took no order before`);
  expect_equal(accepted, 0, 'orders that the old server accepted when it woke');
  await finish(timer, [3, 4]);
  await wait_for('four finishes at the server that leads', () => finished(leading, 1) === 4, 20);
  await wait_for('what came meanwhile in the journal of the old one', () => journal_rows(first.venue.journal, 'impulse_seen').length >= 6, 20);

  const copy = join(first.venue.folder, 'copy.sqlite');
  const pulled = await run('pull', '--nats', `nats://127.0.0.1:${hub.port}`, '--epoch', epoch, 'lake', copy);
  expect_equal(pulled.code, 0, `the stream of the old journal: ${pulled.err}`);
  expect(pulled.out.includes(`has ${taken.seq} entries`), `the old stream ends with entry ${taken.seq}, which took over: ${pulled.out}`);
  await first.venue.stop(first.server);
  await second.venue.stop(second.server);
  const head = /--head (\d+:[0-9a-f]{64})/.exec(pulled.out)[1];
  expect_equal((await run('verify', second.venue.journal, '--head', head)).code, 0, 'the journal that leads goes on from the end of the old stream');
  console.log('nothing was appended behind the takeover, and the journal that leads goes on from it');
});

// By itself: who does not reach the hub takes no orders, and the standby leads only after that.
await two_places('by-itself', async ({ hub, timer, first, second }) => {
  const official = await first.open(['race/*/results', 'log', 'health']);
  await wait_for('the programme', async () => (await first.command('select_race', { race: 1 })).kind === 'accepted', 20);
  await hub.kill();
  const cut = performance.now();
  const yields = await wait_for('a server that yields', async () => {
    const answer = await first.command('select_race', { race: 2 });
    return answer.kind === 'refused' && answer;
  }, 20);
  expect(yields.text.includes('has not reached the hub for 5 s'), `what it says: ${yields.text}`);
  console.log(`without the hub, orders were refused after ${since_ms(cut)} ms`);
  await hub.start();
  await wait_for('orders to be taken again', async () => (await first.command('select_race', { race: 1 })).kind === 'accepted', 20);
  expect_equal((await second.ready()).epoch, official.hello.epoch, 'nobody has taken over meanwhile');

  await start_all(timer, official, 1);
  await finish(timer, [1, 2]);
  await wait_for('two finishes', () => finished(official, 1) === 2, 20);
  await second.ready();
  first.server.child.kill('SIGKILL');
  await first.server.over;
  const killed = performance.now();
  await finish(timer, [3, 4]);
  const leading = await second.leads(official.hello.epoch);
  await wait_for('four finishes, two of them while nobody led', () => finished(leading, 1) === 4, 20);
  console.log(`the first server killed, the standby led by itself after ${since_ms(killed)} ms, with what its own line had brought`);
  await second.venue.stop(second.server);
}, 'yield_after_s = 5\ntake_over_after_s = 8\n');
