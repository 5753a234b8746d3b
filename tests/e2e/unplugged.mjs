#!/usr/bin/env node
// A timer is pulled out in mid-race, in the middle of a line, and plugged in again, while a real `bowball serve` runs. What
// the timer then sends from its memory (ALGE: RSM, lines marked m) is taken, each impulse once; what it does not send again
// is missing from the result and asked for, and the health view says that the timer was away.
//
//   node tests/e2e/unplugged.mjs
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import '../../server/web/src/text/english_officials.js';
import { verdict_of } from '../../server/web/src/health/verdict.js';
import { journal_rows, work_out } from './recording.mjs';
import { Screen, sign_in } from './screen.mjs';
import { expect, expect_equal, on_a_venue, run, sleep, wait_for } from './venue.mjs';

const speed = 60;
const numbers = [1, 2, 3, 4, 5, 6];
const seven_o_clock = 7 * 3600 * 10_000;  // 0.1 ms

let programme = 'name = "Unplugged"\nvenue = "Lake"\ncourse_m = 1000\n[[events]]\ncode = "TT"\ntitle = "Time trial"\n';
for (const number of numbers) programme += `[[crews]]\nid = ${number}\nevent = "TT"\ncode = "N${number}"\nname = "Number ${number}"\n`;
for (const race of [1, 2]) programme += `[[races]]\nnumber = ${race}\nevent = "TT"\nphase = "R${race}"\nrules = "time_trial"\nlanes = [${numbers}]\n`;

/** A timer on a line that can be pulled out. It stamps whether anybody listens or not, and keeps what it stamped until it is switched off. */
class Timer {
  constructor(venue) {
    this.venue = venue;
    this.device = join(venue.folder, 'timer');  // as udev names an adapter, wherever it is plugged in
    this.began = performance.now();
    this.truth = [];   // every stamp, as recording.mjs reads them
    this.memory = [];
    this.asked = 0;
    this.sent = 0;     // bytes
  }

  get now() {
    return seven_o_clock + Math.round((performance.now() - this.began) * speed * 10);
  }

  async plug_in() {
    this.line = await this.venue.terminal();
    rmSync(this.device, { force: true });
    symlinkSync(this.line.device, this.device);
    this.listening = setInterval(() => this.listen(), 20).unref();
    this.answered = 0;
  }

  async unplug() {
    clearInterval(this.listening);
    await this.line.end();
    this.line = null;
  }

  /** RSM: the memory, and a footer. */
  listen() {
    const commands = this.line.heard().split('\r').filter((command) => command === 'RSM').length;
    for (; this.answered < commands; ++this.answered) {
      ++this.asked;
      for (const text of this.memory) this.send(`m${text}\r`);
      this.send('  ALGE-TIMING\r  TIMY V 1982\r20-10-04  16:54\r');
    }
  }

  send(text) {
    this.sent += text.length;
    this.line.write(text);
  }

  text_of(number, channel, ticks) {
    const two = (n) => String(n).padStart(2, '0');
    const seconds = Math.floor(ticks / 10_000);
    const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${String(ticks % 10_000).padStart(4, '0')}`;
    return `${String(number).padStart(4, '0')} ${channel}  ${time} 00`;
  }

  /** `letters`: how many of the line leave before the plug is pulled. */
  stamp(number, channel, letters = 99) {
    const ticks = this.now;
    const text = this.text_of(number, channel, ticks);
    this.truth.push({ flag: ' ', number, channel, by_hand: false, ticks, at: ticks / 10_000 });
    this.memory.push(text);
    if (this.line) this.send(` ${text}\r`.slice(0, letters));
  }

  switch_off() {
    this.memory = [];
  }
}

const shown = (view) => Object.fromEntries(view.rows.filter((row) => row.time).map((row) => [row.crew.lane, { text: row.time.text, rank: row.rank }]));
const expected = (results) => Object.fromEntries([...results].map(([number, { text, rank }]) => [number, { text, rank }]));
const device_of = (official) => official.view('health')?.devices[0];

/** All start, 1 and 2 finish, the plug is pulled while 3's line leaves, 4 and 5 finish unheard, and it is plugged in again. */
async function race_with_an_absence(timer, official, race) {
  await official.order('arm_race', { race });
  await sleep(100);   // the timer's first line tells when it was sent to 15 ms only
  for (const number of numbers) {
    timer.stamp(number, 'C0');
    await sleep(100);
  }
  await sleep(500);
  for (const number of [1, 2]) {
    timer.stamp(number, 'C1');
    await sleep(200);  // other than between the starts: no two times lie close together
  }
  await wait_for('two at the finish', () => Object.keys(shown(official.view(`race/${race}/results`))).length === 2, 20);
  timer.stamp(3, 'C1', 14);
  await wait_for('half a line at the server', () => device_of(official).bytes === timer.sent, 20);
  await timer.unplug();
  await wait_for('the loss on the health view', () => device_of(official).state === 'lost', 20);
  for (const number of [5, 4]) {
    timer.stamp(number, 'C1');
    await sleep(200);
  }
}

async function plugged_in_again(timer, official, absences) {
  await timer.plug_in();
  await wait_for('the timer to be back', () => device_of(official).state !== 'lost' && device_of(official).absences === absences, 20);
  timer.stamp(6, 'C1');
  await wait_for('the timer to be understood', () => device_of(official).state === 'live', 20);
}

await on_a_venue('unplugged', async (venue) => {
  const timer = new Timer(venue);
  await timer.plug_in();
  venue.write('programme.toml', programme);
  const config = `[meet]\nprogramme = "programme.toml"\n[log]\nlevel = "error"
[[devices]]\nname = "timer"\ndriver = "alge_timy"\nlink = "serial://${timer.device}?baud=9600"\nsettings = { commands = "RSM" }
[[channels]]\ndevice = "timer"\nchannel = "C0"\npoint = "start_signal"\nnumber_is_lane = true
[[channels]]\ndevice = "timer"\nchannel = "C1"\npoint = "finish"\nnumber_is_lane = true\n`;
  const server = await venue.start('serve', '--config', venue.write('bowball.toml', config), '--speed', String(speed));
  const official = await Screen.open(server.address, ['health', 'race/*/results', 'race/*/console'], { cookie: await sign_in(server.address, server.code) });
  await wait_for('the timer to be asked for its memory', () => timer.asked === 1, 20);
  const seen = () => journal_rows(venue.journal, 'impulse_seen').map((row) => `${row.data.impulse.channel} ${row.data.impulse.stamp.ticks_ns / 100_000}`).sort();
  const stamped = (stamps) => stamps.map((one) => `${one.channel} ${one.ticks}`).sort();

  // The timer keeps what it stamped: all of it is there in the end, each once.
  await race_with_an_absence(timer, official, 1);
  await plugged_in_again(timer, official, 1);
  const [first] = work_out(timer.truth);
  const complete = await wait_for('six results', () => Object.keys(shown(official.view('race/1/results'))).length === 6 && official.view('race/1/results'), 20);
  expect_equal(shown(complete), expected(first.results), 'results of race 1, two of them stamped while nobody listened');
  expect_equal(timer.asked, 2, 'times that the timer was asked for its memory');
  expect_equal(seen(), stamped(timer.truth), 'impulses in the journal');
  let device = device_of(official);
  expect_equal(device.last_complaint, `the line broke off: " ${timer.text_of(3, 'C1', timer.truth.find((one) => one.number === 3 && one.channel === 'C1').ticks).slice(0, 13)}"`, 'what is said of the line that broke off');
  expect(device.away_until_us - device.away_from_us > 0, 'from when to when it was away');
  await official.order('publish_result', { race: 1 });
  await official.order('confirm_result', { race: 1, accept_warnings: true }, 'compared with the strip');
  console.log(`race 1: away for ${Math.round((device.away_until_us - device.away_from_us) / 1e6)} s of the race, each impulse in the journal once, six results equal to the independent reckoning`);

  // The timer was switched off meanwhile and has forgotten: nothing is invented, and it is said.
  const before = timer.truth.length;
  await race_with_an_absence(timer, official, 2);
  timer.switch_off();
  await plugged_in_again(timer, official, 2);
  const heard = timer.truth.filter((one, i) => i < before || one.channel === 'C0' || [1, 2, 6].includes(one.number));
  const second = work_out(heard).at(-1);
  await wait_for('three results', () => Object.keys(shown(official.view('race/2/results'))).length === 3, 20);
  expect_equal(shown(official.view('race/2/results')), expected(second.results), 'results of race 2');
  expect_equal(seen(), stamped(heard), 'impulses in the journal');
  device = device_of(official);
  expect(['live', 'quiet'].includes(device.state), `it is there: ${device.state}`);   // a minute is a second at this speed
  expect_equal([device.absences, device.missed_impulses], [2, 0], 'the health view: it was away twice and is back');
  const verdict = verdict_of(official.view('health'));
  expect(verdict.tone === 'doubt' && verdict.text.includes('Working again: timer was away for'), `what stands at the top of the health page: ${verdict.text}`);
  const id = official.send_order('publish_result', { race: 2 });
  const refused = await wait_for('an answer', () => official.answers.get(id), 20);
  expect(refused.kind === 'refused' && refused.text.includes('lane 3, 4, 5'), `it is not published without 3, 4 and 5: ${JSON.stringify(refused)}`);

  // The strip of paper has them: typed in by hand, and marked as such.
  const [anchor] = journal_rows(venue.journal, 'impulse_seen').slice(-1).map(({ data: { impulse } }) => impulse.stamp);
  for (const one of timer.truth.slice(before).filter((stamp) => !heard.includes(stamp)))
    await official.order('add_impulse', { race: 2, point: 'finish', lane: one.number, at_us: Math.round((anchor.at_ns + one.ticks * 100_000 - anchor.ticks_ns) / 1000) }, 'from the paper strip');
  const whole = work_out(timer.truth).at(-1);
  const typed = await wait_for('six results', () => Object.keys(shown(official.view('race/2/results'))).length === 6 && official.view('race/2/results'), 20);
  const ranks = (rows) => Object.entries(rows).map(([number, { rank }]) => [number, rank]);
  expect_equal(ranks(shown(typed)), ranks(expected(whole.results)), 'places of race 2 with the strip');
  for (const row of typed.rows) {
    // A typed time goes through the clocks' mapping, a pair of the timer's own stamps does not.
    const off_us = Math.abs(row.time.time_us - whole.results.get(row.crew.lane).net * 100);
    expect(off_us <= (row.time.by_hand ? 200_000 : 0), `lane ${row.crew.lane} of race 2 is ${off_us} us off`);
  }
  expect_equal(typed.rows.filter((row) => row.time.by_hand).map((row) => row.crew.lane).sort(), [3, 4, 5], 'times marked as taken by hand');
  await official.order('publish_result', { race: 2 });
  await official.order('confirm_result', { race: 2, accept_warnings: true }, 'three from the strip');
  await wait_for('the official result', () => official.view('race/2/results').header.status === 'official', 20);
  console.log('race 2: three finishes lost with the memory, refused without them, typed in from the strip and marked');

  expect_equal(await venue.stop(server), { code: 0, signal: null }, 'end of the server');
  expect_equal((await run('verify', venue.journal)).code, 0, 'bowball verify');
  expect_equal(server.err, '', 'complaints of the server');
});
