#!/usr/bin/env node
// A box with force sensors starts a real race of `bowball serve`: its traces come over TCP, are judged, and stand as curves on the
// referee's page in Chromium; the samples over HTTP are those that the box sent. Before it, the same box is tried in a
// test of inputs, which no race knows of.
//
//   node tests/e2e/start_trace.mjs                      a check
//   node tests/e2e/start_trace.mjs --record FILE        and keeps what the server sent, for the tests of the pages
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { Screen, sign_in } from './screen.mjs';
import { build_folder, expect, expect_equal, on_a_venue, packages, program, shots_folder, sleep, wait_for } from './venue.mjs';

const record_to = process.argv.includes('--record') ? process.argv[process.argv.indexOf('--record') + 1] : null;
const executable = process.env.BOWBALL_CHROMIUM ?? '/usr/bin/chromium-headless-shell';
/** Milliseconds from the signal to the push; lane 6 never pushes. */
const reactions_ms = { 1: 182, 2: 71, 3: 145, 4: 203, 5: 160 };
const interval_us = 1000;

const crc = crc32 ?? ((text) => {
  let value = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    value ^= byte;
    for (let bit = 0; bit < 8; ++bit) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return (~value) >>> 0;
});
const sealed = (text) => `$${text}*${crc(text).toString(16).toUpperCase().padStart(8, '0')}\r\n`;

/** 500 ms of set force with its noise, then a push that grows with the square of the time, as legs do. */
function samples_of(lane) {
  const samples = [];
  let hiss = lane * 7919;
  for (let ms = -500; ms < 1000; ms += interval_us / 1000) {
    hiss = (Math.imul(hiss, 1664525) + 1013904223) >>> 0;
    const since = Math.max(0, ms - (reactions_ms[lane] ?? Infinity));
    samples.push(1200 + ((hiss >>> 28) - 8) + Math.min(9000, Math.round(0.9 * since * since)));
  }
  return samples;
}

/** A box on its own clock: microseconds since it was switched on. */
class Box {
  constructor(port) {
    this.began = process.hrtime.bigint();
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('error', () => {});
    this.socket.unref();
    this.beat = setInterval(() => this.say(`CLOCK,${this.now_us()}`), 200).unref();   // a test that fails must end
  }
  now_us() {
    return Number((process.hrtime.bigint() - this.began) / 1000n) + 3_600_000_000;
  }
  say(text) {
    this.socket.write(sealed(text));
  }
  edge(channel) {
    const at = this.now_us();
    this.say(`EDGE,${channel},${at},20`);
    return at;
  }
  trace(lane, signal_us) {
    const samples = samples_of(lane);
    for (let first = 0; first < samples.length; first += 500) {
      const part = Buffer.alloc(1000);
      samples.slice(first, first + 500).forEach((count, k) => part.writeInt16LE(count, 2 * k));
      this.say(`TRACE,lane ${lane},${signal_us - 500_000},${interval_us * 1000},N,250000,50,${samples.length},${first},${part.toString('base64')}`);
    }
  }
  close() {
    clearInterval(this.beat);
    this.socket.destroy();
  }
}

const free_port = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

let programme = 'name = "Trace"\nvenue = "Lake"\ncourse_m = 2000\n[[events]]\ncode = "M1x"\ntitle = "Men\'s Single Sculls"\n';
for (let crew = 1; crew <= 6; ++crew) programme += `[[crews]]\nid = ${crew}\nevent = "M1x"\ncode = "C${crew}"\nname = "Crew ${crew}"\n`;
programme += '[[races]]\nnumber = 1\nevent = "M1x"\nphase = "H1"\nlanes = [1, 2, 3, 4, 5, 6]\n';

await on_a_venue('trace', async (venue) => {
  const port = await free_port();
  let config = `[meet]\nprogramme = "programme.toml"\n[log]\nlevel = "error"\n[[devices]]\nname = "blocks"\ndriver = "start_trace"\nlink = "tcp-listen://127.0.0.1:${port}"\n`;
  config += '[[channels]]\ndevice = "blocks"\nchannel = "signal"\npoint = "start_signal"\n';
  for (let lane = 1; lane <= 6; ++lane) config += `[[channels]]\ndevice = "blocks"\nchannel = "lane ${lane}"\npoint = "first_motion"\nlane = ${lane}\n`;
  venue.write('programme.toml', programme);
  const config_file = venue.write('bowball.toml', config);
  await press_without_a_server(venue, config_file, port);
  const server = await venue.start('serve', '--config', config_file);
  const cookie = await sign_in(server.address, server.code);
  const official = await Screen.open(server.address, ['meet', 'health', 'inputs', 'race/*/referee', 'race/*/start', 'race/*/board', 'race/*/console'], { cookie });
  const get = (path, headers = {}) => fetch(server.address + path, { headers });
  const box = new Box(port);
  await wait_for('the clock of the box', () => official.view('health')?.devices[0]?.clock_state.match(/locked|stable/), 60);

  // A test of inputs: pressed, shown, and no race's.
  await official.order('begin_input_test', {}, 'before the first race');
  box.edge('signal');
  await wait_for('the start button on the page', () => official.view('inputs')?.impulses.length === 1, 20);
  const [pressed] = official.view('inputs').impulses;
  expect_equal([pressed.device, pressed.channel, pressed.point], ['blocks', 'signal', 'start_signal'], 'the impulse of the test');
  await official.order('arm_race', { race: 1 });
  await wait_for('the end of the test', () => official.view('inputs').testing === false, 20);
  expect_equal(official.view('race/1/board').started_us, null, 'a test starts no race');
  console.log(`test of inputs: start button shown, ±${pressed.uncertainty_us} us; ended by the arming, race 1 has not started`);

  // The start. A trace is a race's if it was armed when the trace began, half a second before the signal.
  await official.order('give_attention', { race: 1 });
  await sleep(1000);
  await official.order('order_start', { race: 1 });
  const signal = box.edge('signal');
  await wait_for('the start', () => official.view('race/1/board').started_us !== null, 20);
  for (let lane = 1; lane <= 6; ++lane) box.trace(lane, signal);
  const view = await wait_for('all traces', () => {
    const now = official.view('race/1/referee');
    return now.rows.every((row) => row.trace) && now;
  }, 20);
  for (const [lane, ms] of Object.entries(reactions_ms)) {
    const { trace } = view.rows[lane - 1];
    expect(Math.abs(trace.onset_us - ms * 1000) <= trace.uncertainty_us, `lane ${lane}: onset ${trace.onset_us} us ±${trace.uncertainty_us}, pushed at ${ms} ms`);
    expect(trace.counts, `lane ${lane}: the trace counts`);
    expect(Math.abs(trace.begins_us + 500_000) < 1000, `lane ${lane}: begins ${trace.begins_us}`);
  }
  expect_equal(view.rows[5].trace.problem, 'Nothing reached the level.', 'lane 6 never pushed');
  expect(view.recall_requested, 'lane 2 moved after 71 ms: a recall is asked for');
  const start_row = official.view('race/1/start').rows[1];
  expect_equal([start_row.trace.algorithm, start_row.trace.onset_us, start_row.trace.samples_url], ['baseline_sigma', view.rows[1].trace.onset_us, undefined], 'the public view of lane 2: its samples are for officials');
  console.log(`traces: ${Object.entries(reactions_ms).map(([lane, ms]) => `lane ${lane} ${ms} ms read ${view.rows[lane - 1].trace.onset_us / 1000} ±${view.rows[lane - 1].trace.uncertainty_us / 1000}`).join('; ')}`);

  // The samples.
  const http = {};
  for (const row of view.rows) {
    const answer = await get(row.trace.samples_url, { Cookie: cookie });
    expect_equal(answer.status, 200, row.trace.samples_url);
    const sent = await answer.json();
    expect_equal([sent.samples, sent.interval_ns, sent.unit, sent.scale_micro], [samples_of(row.crew.lane), interval_us * 1000, 'N', 250_000], `samples of lane ${row.crew.lane}`);
    expect_equal((await get(row.trace.samples_url, { Cookie: cookie, 'If-None-Match': answer.headers.get('etag') })).status, 304, 'asked for again');
    http[row.trace.samples_url] = sent;
  }
  expect_equal((await get(view.rows[0].trace.samples_url)).status, 401, 'a stranger asks for samples');
  console.log('samples over HTTP: as the box sent them; 304 when asked again; 401 for a stranger');

  // What if. Lane 3 pushed after 145 ms: late enough for the race, too early for a limit of 150 ms.
  for (const query of ['', '?reaction_threshold_ms=150', '?algorithm=absolute_threshold']) {
    const answer = await get(`/api/v1/races/1/what_if${query}`, { Cookie: cookie });
    expect_equal(answer.status, 200, `what if ${query}`);
    http[`/api/v1/races/1/what_if${query}`] = await answer.json();
  }
  const stricter = http['/api/v1/races/1/what_if?reaction_threshold_ms=150'];
  expect_equal(stricter.rows.filter((row) => row.differs).map((row) => [row.crew.lane, row.now.faults, row.then.faults]), [[3, [], ['reaction']]], 'a limit of 150 ms');
  const absolute = http['/api/v1/races/1/what_if?algorithm=absolute_threshold'].rows[1];
  expect(absolute.then.reaction_ns > absolute.now.reaction_ns, 'an absolute threshold is crossed later than the onset');
  expect_equal(official.view('race/1/referee').rows[2].faults, [], 'the race itself is as it was');
  expect_equal((await get('/api/v1/races/1/what_if?algorithm=magic', { Cookie: cookie })).status, 400, 'an algorithm that there is not');
  expect_equal((await get('/api/v1/races/1/what_if')).status, 401, 'a stranger asks what if');
  console.log(`what if: a limit of 150 ms finds lane 3 as well; lane 2 by an absolute threshold ${absolute.then.reaction_text} instead of ${absolute.now.reaction_text}`);

  await look(server.address, cookie, view);
  if (record_to) {
    const views = Object.fromEntries(['meet', 'race/1/referee', 'race/1/console', 'race/1/start', 'inputs'].map((topic) => [topic, official.view(topic)]));
    writeFileSync(record_to, `${JSON.stringify({ views, http }).replaceAll('],"', '],\n"')}\n`);
    console.log(`recorded: ${record_to}`);
  }
  box.close();
  official.close();
  await venue.stop(server);
});

/** `bowball devices --test`: the button shows on the terminal. */
async function press_without_a_server(venue, config_file, port) {
  const child = spawn(program, ['devices', '--test', '--config', config_file, '--quit-after', '60'], { stdio: ['ignore', 'pipe', 'inherit'] });
  venue.children.push(child);
  let out = '';
  child.stdout.on('data', (piece) => (out += piece));
  const over = new Promise((resolve) => child.once('exit', resolve));
  await wait_for('devices --test', () => out.includes('Press the start button now'), 20);
  let box = null;
  await wait_for('the box at the port', async () => {
    box?.close();
    box = new Box(port);
    await sleep(300);
    return !box.socket.destroyed && box.socket.readyState === 'open';
  }, 20);
  box.edge('signal');
  await wait_for('the start button on the terminal', () => /blocks: .* s {2}signal {2}start_signal/.test(out), 20);
  box.edge('lamp');
  await wait_for('the input that no plan names', () => /blocks: .* s {2}lamp {2}NO TIMING POINT/.test(out), 20);
  box.close();
  child.kill('SIGINT');
  expect_equal(await over, 0, 'exit status of devices --test');
  console.log(`devices --test: ${out.split('\n').find((line) => line.includes('start_signal'))}`);
}

/** The page that a referee sees, at both widths. */
async function look(address, cookie, view) {
  const { chromium } = packages('playwright-core');
  const browser = await chromium.launch({ executablePath: executable, args: ['--headless', '--no-sandbox', '--disable-gpu'] });
  mkdirSync(shots_folder, { recursive: true });
  try {
    for (const [width, height] of [[1440, 900], [1024, 768]]) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme: 'light', reducedMotion: 'reduce' });
      const [name, value] = cookie.split('=');
      await context.addCookies([{ name, value, url: address }]);
      const page = await context.newPage();
      const complaints = [];
      page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(`${address}/referee.html?race=1`);
      await page.waitForFunction(() => document.querySelectorAll('.picture canvas').length === 6, null, { timeout: 30_000 });
      await sleep(200);
      const onsets = await page.locator('.picture .onset').count();
      const captions = await page.locator('figcaption').allTextContents();
      expect_equal(onsets, 5, 'marks of onsets');
      expect(captions[5].includes('Nothing reached the level.'), `caption of lane 6: ${captions[5]}`);
      expect(captions[1].includes(view.rows[1].trace.parameters), `caption of lane 2: ${captions[1]}`);
      expect_equal(complaints, [], 'complaints of the browser');
      const path = join(shots_folder, `start_trace_${width}.png`);
      await page.screenshot({ path, fullPage: true });
      console.log(`referee's page in Chromium: 6 curves, 5 onsets; picture ${path.replace(build_folder, 'build')}`);
      await context.close();
    }
  } finally {
    await browser.close();
  }
}
