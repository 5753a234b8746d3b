#!/usr/bin/env node
// A day of racing at 60 times life while screens come and go: resident memory and descriptors stay where they were. Once the demonstration's
// nine races are over an official has them rowed again, one after the other: called, started, published and made official by orders, timed by its devices.
//
//   node tests/e2e/soak.mjs [seconds] [seed]        by hand; 900 is a day of fifteen hours
//
// The server keeps every fact of a meet in memory, and the newest of the log for who comes back; so memory grows with entries, and only with
// them. Figures are printed; asserted is that nothing grows with clients, and that an entry costs no more than its bound.
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { dice } from './dice.mjs';
import { Screen, sign_in } from './screen.mjs';
import { expect, on_a_venue, run, sleep, wait_for } from './venue.mjs';

const seconds = Number(process.argv[2] ?? 40);
const seed = Number(workerData?.seed ?? process.argv[3] ?? randomInt(1 << 30));
const random = dice(seed);
const crowd = 40;
/** KiB an entry may cost: in the state, in the log's ring, and what the allocator keeps in between. Measured are 1 to 7. */
const most_per_entry = 12;
/** KiB that freed memory may lie about in. */
const slack = 24 * 1024;

const field = (pid, name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);

function look(pid, screen) {
  return {
    at: Date.now(),
    resident: field(pid, 'VmRSS'),
    threads: field(pid, 'Threads'),
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    entries: Math.max(0, ...screen.events.keys()),
  };
}
const say = (word, one) => console.log(`${word}: ${(one.resident / 1024).toFixed(1)} MiB resident, ${one.descriptors} descriptors, ${one.threads} threads, entry ${one.entries}`);

/** Screens that come, stay a while and go: some say goodbye, some are cut off, some never say what they want. */
async function churn(address, state) {
  while (!state.over) {
    const topics = random() < 0.5 ? ['race/*/board', 'race/*/results', 'meet'] : ['log', 'current/board'];
    try {
      const screen = await Screen.open(address, topics);
      ++state.visits;
      await sleep(random() * 400);
      if (random() < 0.5) screen.close();
      else screen.socket.terminate();
      if (random() < 0.3) await (await fetch(`${address}/api/v1/health`)).text();
      await sleep(random() * 400);
    } catch (error) {
      if (!state.over) state.failed = String(error);
      return;
    }
  }
}

/** The crowd, on a thread of its own: it must not keep the official and the watcher waiting. Until it is told that it is over. */
async function be_the_crowd() {
  const state = { over: false, visits: 0, failed: '' };
  parentPort.once('message', () => (state.over = true));
  const telling = setInterval(() => parentPort.postMessage(state), 1000);
  await Promise.all(Array.from({ length: crowd }, () => churn(workerData.address, state)));
  clearInterval(telling);
  parentPort.postMessage(state);
}

/** What the crowd says of itself: {visits, failed}. */
function gather(address) {
  const told = { visits: 0, failed: '' };
  const worker = new Worker(new URL(import.meta.url), { workerData: { address, seed } });
  worker.on('message', (said) => Object.assign(told, said));
  worker.on('error', (error) => (told.failed = String(error)));
  const leave = () => new Promise((left) => {
    worker.once('exit', left);
    worker.postMessage('leave');
  });
  return { told, leave };
}

const state_of = (official, race) => official.view(`race/${race}/board`)?.header.state;

/** Until somebody says that it is over; what the rules stop on the way (a false start, a boat that breaks) is abandoned. */
async function row_again_and_again(official, state) {
  const is_over = (race) => ['official', 'revised', 'abandoned'].includes(state_of(official, race));
  const races = Array.from({ length: 9 }, (_, k) => k + 1);
  while (!state.over && !races.every(is_over)) await sleep(200);
  for (let number = 0; !state.over; ++number) {
    const race = races[number % races.length];
    try {
      if (state_of(official, race) !== 'abandoned') await official.order('reopen_result', { race }, 'to be rowed again');
      await official.order('order_rerow', { race, lanes: [] }, 'for the test');
      for (const command of ['call_race', 'arm_race', 'give_attention', 'order_start']) await official.order(command, { race });
      await wait_for(`race ${race} to come in`, () => state.over || ['finished', 'recalled'].includes(state_of(official, race)), 20);
      await official.order('publish_result', { race });
      await official.order('confirm_result', { race, accept_warnings: true }, 'for the test');
      ++state.rowed;
    } catch (error) {
      if (state.over) return;
      ++state.stopped;
      state.why = error.message;
      await official.order('abandon_race', { race }, 'for the test').catch(() => undefined);
      await sleep(500);
    }
  }
}

if (!isMainThread) await be_the_crowd();
else console.log(`${seconds} s, seed ${seed}`);
if (isMainThread) await on_a_venue('soak', async (venue) => {
  const server = await venue.start('demo', '--speed', '60');
  const watcher = await Screen.open(server.address, ['log', 'meet']);
  watcher.take = function (text) {   // a day of frames would be this program's memory
    const frame = JSON.parse(text);
    if (frame.kind === 'event') {
      this.newest = frame.seq;
      this.gaps = (this.gaps ?? 0) + (frame.seq <= (this.before ?? 0) ? 1 : 0);
      this.before = frame.seq;
      this.events.clear();
      this.events.set(frame.seq, '');
    } else if (frame.kind === 'hello') this.hello = frame;
  };
  const state = { over: false, rowed: 0, stopped: 0, why: '' };
  const official = await Screen.open(server.address, ['meet', 'race/*/board'], { cookie: await sign_in(server.address, server.code) });
  const alone = look(server.child.pid, watcher);
  const racing = row_again_and_again(official, state);
  const visitors = gather(server.address);
  const warm_up = Math.min(60, seconds / 4);
  await sleep(warm_up * 1000);
  const first = look(server.child.pid, watcher);
  say('warm', first);
  const most = [0, 0];   // descriptors, in the first half and in the second
  const half = first.at + ((seconds - warm_up) * 1000) / 2;
  while (Date.now() < first.at + (seconds - warm_up) * 1000) {
    await sleep(Math.min(15_000, seconds * 50));
    const now = look(server.child.pid, watcher);
    most[now.at < half ? 0 : 1] = Math.max(most[now.at < half ? 0 : 1], now.descriptors);
    if (seconds > 100) say('then', now);
    expect(!visitors.told.failed, `a screen could not come in: ${visitors.told.failed}`);
  }
  const last = look(server.child.pid, watcher);
  state.over = true;
  await Promise.all([visitors.leave(), racing]);
  // Who left is gone; the server has no one but the watcher.
  await wait_for('the descriptors of those who left', () => look(server.child.pid, watcher).descriptors <= alone.descriptors + 4);
  const empty = look(server.child.pid, watcher);
  say('last', last);
  say('after all have left', empty);
  const entries = last.entries - first.entries;
  const per_entry = (last.resident - first.resident) / Math.max(1, entries);
  console.log(`${visitors.told.visits} visits, ${state.rowed} races rowed again and ${state.stopped} stopped on the way${state.why ? ` (${state.why})` : ''}, ${entries} entries; ${per_entry.toFixed(2)} KiB an entry, most descriptors ${most.join(', then ')}`);
  expect(entries > 0 && (seconds < 300 || entries > seconds), `${entries} entries in ${seconds} s: that is no racing`);
  expect(!watcher.closed && watcher.gaps === 0, 'the watcher lost its place');
  expect(last.resident <= first.resident + slack + entries * most_per_entry, `memory grew from ${first.resident} to ${last.resident} KiB over ${entries} entries`);
  // A connection to which goodbye was said stays for two seconds, so that the goodbye is read.
  expect(Math.max(...most) <= alone.descriptors + 4 * crowd, `${Math.max(...most)} descriptors for ${crowd} clients`);
  expect(most[1] <= most[0] + crowd, `descriptors grew from ${most[0]} to ${most[1]} for ${crowd} clients`);
  expect(empty.threads <= alone.threads + 2, `threads grew from ${alone.threads} to ${empty.threads}`);
  official.close();
  watcher.close();
  await venue.stop(server);
  const verified = await run('verify', venue.journal);
  expect(verified.code === 0, `bowball verify: ${verified.out}${verified.err}`);
});
if (process.exitCode) console.error(`the seed was ${seed}: node tests/e2e/soak.mjs ${seconds} ${seed}`);
