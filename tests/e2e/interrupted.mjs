#!/usr/bin/env node
// A race is abandoned by mistake while its crews are on the water, and the timer goes on stamping, on a real `bowball serve`: one order takes
// that back, and the results are those of a reckoning that knows nothing of the mistake. So it is with a re-row that was ordered by mistake, and
// a result that was published too soon leaves the screens. A start of the server anew comes to the same.
//
//   node tests/e2e/interrupted.mjs
import { work_out } from './recording.mjs';
import { Screen, sign_in } from './screen.mjs';
import { expect, expect_equal, on_a_venue, run, sleep, wait_for } from './venue.mjs';

const speed = 60;
const numbers = [1, 2, 3, 4];
let programme = 'name = "Interrupted"\nvenue = "Lake"\ncourse_m = 1000\n[[events]]\ncode = "TT"\ntitle = "Time trial"\n';
for (const number of numbers) programme += `[[crews]]\nid = ${number}\nevent = "TT"\ncode = "N${number}"\nname = "Number ${number}"\n`;
for (const race of [1, 2]) programme += `[[races]]\nnumber = ${race}\nevent = "TT"\nphase = "R${race}"\nrules = "time_trial"\nlanes = [${numbers}]\n`;

/** Ticks of 0.1 ms since midnight, and what it stamped as recording.mjs reads it. */
class Timer {
  constructor(line) {
    this.line = line;
    this.began = performance.now();
    this.truth = [];
  }

  stamp(number, channel) {
    const ticks = 7 * 3600 * 10_000 + Math.round((performance.now() - this.began) * speed * 10);
    this.truth.push({ flag: ' ', number, channel, by_hand: false, ticks, at: ticks / 10_000 });
    const two = (n) => String(n).padStart(2, '0');
    const seconds = Math.floor(ticks / 10_000);
    const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${String(ticks % 10_000).padStart(4, '0')}`;
    this.line.write(` ${String(number).padStart(4, '0')} ${channel}  ${time} 00\r`);
  }

  async stamp_all(some, channel) {
    for (const number of some) {
      this.stamp(number, channel);
      await sleep(channel === 'C0' ? 100 : 200);
    }
  }
}

const shown = (view) => Object.fromEntries((view?.rows ?? []).filter((row) => row.time).map((row) => [row.crew.lane, { text: row.time.text, rank: row.rank }]));
const expected = (results) => Object.fromEntries([...results].map(([number, { text, rank }]) => [number, { text, rank }]));
const state_of = (official, race) => official.view(`race/${race}/results`)?.header.state;

await on_a_venue('interrupted', async (venue) => {
  const line = await venue.terminal();
  const timer = new Timer(line);
  venue.write('programme.toml', programme);
  const config = venue.write('bowball.toml', `[meet]\nprogramme = "programme.toml"\n[log]\nlevel = "error"
[[devices]]\nname = "timer"\ndriver = "alge_timy"\nlink = "serial://${line.device}?baud=9600"
[[channels]]\ndevice = "timer"\nchannel = "C0"\npoint = "start_signal"\nnumber_is_lane = true
[[channels]]\ndevice = "timer"\nchannel = "C1"\npoint = "finish"\nnumber_is_lane = true\n`);
  const server = await venue.start('serve', '--config', config, '--speed', String(speed));
  const topics = ['race/*/results', 'race/*/console'];
  const official = await Screen.open(server.address, topics, { cookie: await sign_in(server.address, server.code) });
  const seen = (race, count) => wait_for(`${count} results of race ${race}`, () => Object.keys(shown(official.view(`race/${race}/results`))).length === count, 20);
  const can = (race, order) => wait_for(`${order} to be offered`, () => official.view(`race/${race}/console`)?.actions.includes(order), 20);
  const refused = async (order, race) => {
    const id = official.send_order(order, { race }, 'a slip of the finger');
    return (await wait_for('an answer', () => official.answers.get(id), 20)).text ?? '';
  };

  await official.order('arm_race', { race: 1 });
  await sleep(100);   // the timer's first line tells when it was sent to 15 ms only
  await timer.stamp_all(numbers, 'C0');
  await sleep(500);
  await timer.stamp_all([2], 'C1');
  await seen(1, 1);
  await official.order('abandon_race', { race: 1 }, 'race 2 was meant');
  await wait_for('it is abandoned', () => state_of(official, 1) === 'abandoned', 20);
  await timer.stamp_all([1, 4], 'C1');
  await wait_for('two crossings of no race', () => official.view('race/1/console').impulses.filter(({ use }) => use === 'after_close').length === 2, 20);
  expect_equal(Object.keys(shown(official.view('race/1/results'))), ['2'], 'nobody has a time by them while it is abandoned');
  await can(1, 'withdraw_abandonment');
  await official.order('withdraw_abandonment', { race: 1 }, 'race 2 was meant');
  await seen(1, 3);
  await timer.stamp_all([3], 'C1');
  await seen(1, 4);
  const [first] = work_out(timer.truth);
  expect_equal(shown(official.view('race/1/results')), expected(first.results), 'results of race 1, two of them stamped while it was abandoned');
  expect(/^Race 1 is not abandoned\./.test(await refused('withdraw_abandonment', 1)), 'it is taken back once');

  await official.order('publish_result', { race: 1 });
  await wait_for('the unofficial result', () => state_of(official, 1) === 'unofficial', 20);
  await can(1, 'withdraw_result');
  await official.order('withdraw_result', { race: 1 }, 'before the judges had signed');
  await wait_for('the race as it stood', () => state_of(official, 1) === 'finished', 20);
  await official.order('publish_result', { race: 1 });
  await official.order('confirm_result', { race: 1, accept_warnings: true }, 'compared with the strip');
  await wait_for('the official result', () => state_of(official, 1) === 'official', 20);
  expect(/^Race 1 is official\. Reopen it first\./.test(await refused('withdraw_result', 1)), 'what is official is reopened');
  console.log('race 1: abandoned by mistake in mid-race and taken back, published too soon and taken back, four results equal to the independent reckoning');

  await official.order('arm_race', { race: 2 });
  await sleep(100);   // the timer's first line tells when it was sent to 15 ms only
  await timer.stamp_all(numbers, 'C0');
  await sleep(500);
  await timer.stamp_all([1], 'C1');
  await seen(2, 1);
  await official.order('order_rerow', { race: 2, lanes: [] }, 'the wrong button');
  await timer.stamp_all([2, 3, 4], 'C1');
  await can(2, 'withdraw_rerow');
  await official.order('withdraw_rerow', { race: 2 }, 'the wrong button');
  await seen(2, 4);
  const second = work_out(timer.truth).at(-1);
  expect_equal(shown(official.view('race/2/results')), expected(second.results), 'results of race 2, three of them stamped while it was to be rowed again');
  console.log('race 2: a re-row ordered by mistake and taken back, four results equal to the independent reckoning');

  const before = [1, 2].map((race) => shown(official.view(`race/${race}/results`)));
  expect_equal(await venue.stop(server), { code: 0, signal: null }, 'end of the server');
  expect_equal(server.err, '', 'complaints of the server');
  expect_equal((await run('verify', venue.journal)).code, 0, 'bowball verify');
  const anew = await venue.start('serve', '--config', config, '--speed', String(speed));
  const screen = await Screen.open(anew.address, topics);
  await wait_for('the results of both races', () => [1, 2].every((race) => Object.keys(shown(screen.view(`race/${race}/results`))).length === 4), 20);
  expect_equal([1, 2].map((race) => shown(screen.view(`race/${race}/results`))), before, 'what a server that is started anew makes of the journal');
  expect_equal(await venue.stop(anew), { code: 0, signal: null }, 'end of the server that was started anew');
});
