#!/usr/bin/env node
// The main job on real input: the recorded bytes of a real timer, through a pseudo-terminal, at their own pace, into a
// real `bowball serve`; then the journal, the live feed, a screen in Chromium and an independent reckoning must agree.
//
//   node tests/e2e/real_timer.mjs [recording] [--speed N]
//
// The recording is a plain dump of an ALGE timer or a .cap file; without one it is the ski race morning of the shared
// recordings, and the test is skipped with a line if that is not there. `--speed 1` plays it as slowly as it was; the
// usual 150 makes a minute of the morning, on a server whose clocks run as much faster.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { journal_rows, read_recording, read_records, work_out } from './recording.mjs';
import { data_bytes, Screen, sign_in } from './screen.mjs';
import { expect, expect_equal, on_a_venue, packages, run, shared_folder, shots_folder, sleep, wait_for } from './venue.mjs';

const options = process.argv.slice(2);
const speed = Number(options.includes('--speed') ? options.splice(options.indexOf('--speed'), 2)[1] : 150);
const recording = options[0] ?? join(shared_folder, 'real/alge-tdc8001/2020-02-02-morning.dump');
if (!existsSync(recording)) {
  console.log(`SKIPPED: ${recording} is not here. The shared recordings stand beside the checkout; BOWBALL_SHARED_DATA names another place.`);
  process.exit(77);
}

const pieces = read_recording(recording);
const records = read_records(pieces);
const runs = work_out(records);
const numbers = [...new Set(runs.flatMap((one) => [...one.starts.keys()]))].sort((a, b) => a - b);

function programme() {
  let text = 'name = "Played back"\nvenue = "Where it was recorded"\ncourse_m = 1000\nfirst_race = 2026-07-24T08:00:00Z\n[[events]]\ncode = "TT"\ntitle = "Time trial"\n';
  for (const number of numbers) text += `[[crews]]\nid = ${number}\nevent = "TT"\ncode = "N${number}"\nname = "Number ${number}"\n`;
  runs.forEach((one, i) => {
    const lanes = Array.from({ length: numbers.at(-1) }, (_, lane) => (one.starts.has(lane + 1) ? lane + 1 : 0));
    text += `[[races]]\nnumber = ${i + 1}\nevent = "TT"\nphase = "R${i + 1}"\ntitle = "Run ${i + 1}"\nrules = "time_trial"\nlanes = [${lanes}]\n`;
  });
  return text;
}

const config = (device) => `
[meet]
programme = "programme.toml"
[log]
level = "warn"
[[devices]]
name = "timer"
driver = "alge_timy"
link = "serial://${device}?baud=9600"
[[channels]]
device = "timer"
channel = "C0"
point = "start_signal"
number_is_lane = true
[[channels]]
device = "timer"
channel = "C1"
point = "finish"
number_is_lane = true
`;

/** What officials do between the runs: {at, do}, by the timer's clock. */
function officials_plan(official) {
  const plan = [];
  runs.forEach((one, i) => {
    const race = i + 1;
    // Early enough that a busy machine, on which a tenth of a second is half a minute of the morning, arms before the first start.
    const before = Math.max((one.quiet_from + one.begins) / 2, one.begins - 120);
    plan.push({ at: before, act: () => official.order('arm_race', { race }) });
    const after = i + 1 < runs.length ? one.ends + (runs[i + 1].begins - one.ends) / 4 : Infinity;
    plan.push({ at: after, act: () => make_official(official, one, race) });
  });
  return plan;
}

async function make_official(official, one, race) {
  for (const number of one.starts.keys())
    if (!one.finishes.has(number)) await official.order('set_status', { race, lane: number, status: 'DNF' }, 'did not come to the finish');
  await official.order('publish_result', { race });
  await official.order('confirm_result', { race, accept_warnings: true }, 'times in the beam without a number looked at');
}

/** Sends the bytes with the gaps that they had, and gives the officials their turns. */
async function play(terminal, plan) {
  const first = pieces[0].at;
  const began = performance.now();
  const moment = async (at) => {
    const wait = ((at - first) * 1000) / speed - (performance.now() - began);
    if (wait > 0.5) await sleep(wait);
  };
  let turn = 0;
  for (const piece of pieces) {
    while (turn < plan.length && plan[turn].at < piece.at) {
      await moment(plan[turn].at);
      await plan[turn++].act();
    }
    await moment(piece.at);
    terminal.write(Buffer.from(piece.bytes, 'latin1'));
  }
  return plan.slice(turn);
}

function check_journal(venue) {
  const impulses = records.filter((record) => record.channel.startsWith('C'));
  const reported = impulses.filter((record) => record.flag !== 'c' && record.flag !== 'm');
  const seen = journal_rows(venue.journal, 'impulse_seen').map((row) => `${row.data.impulse.channel} ${row.data.impulse.stamp.ticks_ns / 100_000}`);
  expect_equal(seen, reported.map((record) => `${record.channel} ${record.ticks}`), 'impulses in the journal, in the order in which the timer sent them');
  expect_equal(journal_rows(venue.journal, 'impulse_voided').length, impulses.filter((record) => record.flag === 'c').length, 'impulses that the timer cleared');
  console.log(`journal: ${seen.length} impulses, each as the timer sent it`);
}

function check_results(view, one, race) {
  const wrong = [];
  for (const row of view.rows) {
    const number = row.crew.lane;
    const expected = one.results.get(number);
    const got = row.time && { text: row.time.text, rank: row.rank };
    if (JSON.stringify(got) !== JSON.stringify(expected ? { text: expected.text, rank: expected.rank } : null))
      wrong.push(`number ${number}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)} ${row.status}`);
    if (!expected) expect_equal(row.status, 'DNF', `number ${number} did not finish`);
    if (expected) expect_equal(row.time.by_hand, one.by_hand.has(number), `number ${number}: marked as taken by hand`);
    if (one.device.has(number) && expected) expect_equal(Math.floor(expected.net / 100) * 100, one.device.get(number), `number ${number}: the timer's own run time`);
  }
  expect(wrong.length === 0, `run ${race}: results differ from ${basename(recording)}\n  ${wrong.join('\n  ')}`);
  expect_equal(view.rows.length, one.starts.size, `run ${race}: as many rows as starters`);
  expect_equal(view.header.status, 'official', `run ${race}: status`);
  console.log(`run ${race}: ${one.finishes.size} results of ${one.starts.size} starters, best ${view.rows[0].time.text} by number ${view.rows[0].crew.lane}; equal to the independent reckoning`);
}

async function check_replay(venue, screen) {
  const verified = await run('verify', venue.journal);
  expect_equal(verified.code, 0, `bowball verify: ${verified.out}${verified.err}`);
  const [once, twice] = [await run('replay', venue.journal), await run('replay', venue.journal)];
  expect_equal(once.code, 0, once.err);
  expect(once.out === twice.out, 'two replays differ');
  runs.forEach((_, i) => {
    for (const topic of [`race/${i + 1}/results`, `race/${i + 1}/board`, `race/${i + 1}/start_list`]) {
      const line = once.out.split('\n').find((text) => text.startsWith(`{"topic":"${topic}"`));
      expect(data_bytes(line) === data_bytes(screen.views.get(topic).text), `${topic}: replay and live feed differ\n  replay ${line}\n  feed   ${screen.views.get(topic).text}`);
    }
  });
  console.log(`journal: ${verified.out.trim()} Its replay gives the screens' views to the byte.`);
}

/** The board in Chromium, with a name: the health view is to say how late its pictures are. */
async function open_board(address) {
  const { chromium } = packages('playwright-core');
  const browser = await chromium.launch({ executablePath: process.env.BOWBALL_CHROMIUM ?? '/usr/bin/chromium-headless-shell', args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic'] });
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.goto(`${address}/scoreboard?screen=Finish%20tower`);
  return { browser, page };
}

async function check_board({ page }, official) {
  const best = [...runs.at(-1).results].filter(([, result]) => result.rank === 1);
  for (const [number, { text }] of best) {
    await page.waitForFunction(([code, time]) => document.body.innerText.includes(code) && document.body.innerText.includes(time), [`N${number}`, text], { timeout: 20_000 });
  }
  mkdirSync(shots_folder, { recursive: true });
  const shot = join(shots_folder, `scoreboard_${basename(recording).replace(/\W/g, '_')}.png`);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: shot });
  console.log(`scoreboard in Chromium: number ${best[0][0]}, ${best[0][1].text}; picture ${shot}`);
  const display = await wait_for('the board on the health view', () => official.view('health')?.displays.find((one) => one.name === 'Finish tower' && one.edges > 0), 30);
  expect_equal([display.state, display.address, display.delay_us], ['shown', '127.0.0.1', 0], 'the board on the health view');
  // Not compared with how long views took to arrive: those percentiles are of all views, and on a busy machine another one is in the middle.
  expect(display.edge_us_p50 > -display.clock_uncertainty_us, `a picture is older than its impulse: ${JSON.stringify(display)}`);
  console.log(`on the health view: ${display.reports} reports, picture ${display.painted_us_p50 / speed} us of real time after sending (half), of ${display.edges} impulses ${display.edge_us_p50 / speed} us`);
}

await on_a_venue('timer', async (venue) => {
  console.log(`${basename(recording)}: ${records.length} records, ${runs.length} run(s), ${numbers.length} starters, played at speed ${speed}`);
  const terminal = await venue.terminal();
  venue.write('programme.toml', programme());
  const server = await venue.start('serve', '--config', venue.write('bowball.toml', config(terminal.device)), '--speed', String(speed));
  console.log(`to watch it: ${server.address}/scoreboard`);
  const official = await Screen.open(server.address, ['health'], { cookie: await sign_in(server.address, server.code) });
  const screen = await Screen.open(server.address, ['meet', 'race/*/board', 'race/*/results', 'race/*/start_list', 'log']);
  const board = await open_board(server.address);
  try {
    await wait_for('the timer to be connected', () => official.view('health')?.devices.some((device) => ['open', 'live'].includes(device.state)));
    await wait_for('the programme', () => screen.view('meet')?.races.length === runs.length);

    const still_to_do = await play(terminal, officials_plan(official));
    const sent = pieces.reduce((sum, piece) => sum + piece.bytes.length, 0);
    await wait_for(`${sent} bytes at the server`, () => official.view('health')?.devices[0].bytes === sent);
    for (const turn of still_to_do) await turn.act();
    for (let race = 1; race <= runs.length; ++race) {
      const view = await wait_for(`the official result of run ${race}`, () => screen.view(`race/${race}/results`)?.header.status === 'official' && screen.view(`race/${race}/results`), 20);
      check_results(view, runs[race - 1], race);
    }
    check_journal(venue);
    await check_board(board, official);
  } finally {
    await board.browser.close();
  }
  const recorded = readdirSync(join(venue.data, 'recordings')).map((name) => read_recording(join(venue.data, 'recordings', name)).map((piece) => piece.bytes).join(''));
  expect_equal(recorded, [pieces.map((piece) => piece.bytes).join('')], "the recorder's bytes");
  expect_equal(await venue.stop(server), { code: 0, signal: null }, 'end of the server');
  await check_replay(venue, screen);
  const complaints = server.err.split('\n').filter((line) => line !== '');
  const of_jumps = complaints.filter((line) => line.includes("This computer's time of day was set"));
  expect_equal(complaints.filter((line) => !of_jumps.includes(line)), [], 'complaints of the server');
  expect_equal(of_jumps.length > 0, Boolean(process.env.BOWBALL_PRELOAD), 'complaints of a clock that jumps (jumping_clock.c)');
});
