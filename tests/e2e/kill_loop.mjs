#!/usr/bin/env node
// kill -9 again and again on one regatta: each life of the server goes on from the journal that the one before left, some are killed
// while they still open it, and each must have, to the byte, every log entry that an earlier life showed, and every order that one accepted
// as recorded. A machine that is busy elsewhere may keep the journal waiting for over 0.4 s: who is killed while NOT RECORDED is followed by a new epoch.
//
//   node tests/e2e/kill_loop.mjs [cycles] [seed]       1000 for a long run
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dice } from './dice.mjs';
import { data_bytes, Screen, sign_in } from './screen.mjs';
import { expect, expect_equal, on_a_venue, program, run, sleep, wait_for } from './venue.mjs';

/** In ./check 50, if it takes four minutes; with an argument so many, however long. */
const cycles = Number(process.argv[2] ?? 50);
const seconds = process.argv[2] ? Infinity : 240;
const seed = Number(process.argv[3] ?? randomInt(1 << 30));
const random = dice(seed);
/** A regatta begins anew after so many: else the last ones would read a week of racing. */
const cycles_of_a_regatta = 50;
const speed = 200;
const total = { killed: 0, in_opening: 0, unrecorded: 0, shown: 0, compared: 0, impulses: 0, orders: 0 };

/** What all lives before this one showed and accepted. */
class Memory {
  events = new Map();   // seq -> bytes of the log entry
  orders = new Map();   // id -> seq
  highest = 0;          // newest entry that any frame was about
  is_over = false;      // its numbers: the newest life was killed while NOT RECORDED
  fresh = 0;            // newest entry that a life has been asked for again

  /** What a life that was killed showed; of one that was NOT RECORDED then, no more than the log and what was accepted as recorded. */
  keep(screen, official, is_unrecorded) {
    for (const [seq, text] of screen.events) {
      if (!this.events.has(seq)) {
        ++total.shown;
        total.impulses += text.includes('"impulse_seen"') ? 1 : 0;
      }
      this.events.set(seq, data_bytes(text));
    }
    this.is_over = is_unrecorded;
    if (!is_unrecorded) for (const text of screen.frames) this.highest = Math.max(this.highest, JSON.parse(text).seq);
    this.highest = Math.max(this.highest, ...screen.events.keys());
    for (const [id, answer] of official?.answers ?? []) if (answer.kind === 'accepted' && answer.recorded !== false) this.orders.set(id, answer.seq);
  }
}

/** Killed while it opens the journal, before anybody can ask it. */
async function kill_in_opening(venue) {
  const child = spawn(program, ['demo', '--speed', String(speed), '--port', '0', '--data', venue.data], { stdio: 'ignore' });
  const over = new Promise((resolve) => child.once('exit', resolve));
  await sleep(random() * 120);
  child.kill('SIGKILL');
  await over;
  ++total.in_opening;
}

/** Each life marks its own epoch, in two places. */
const is_unrecorded = (venue, epoch) => existsSync(`${venue.journal}.${epoch}.not-recorded`) || existsSync(join(tmpdir(), `bowball-${epoch}-journal.sqlite.not-recorded`));

async function one_life(venue, memory) {
  const server = await venue.start('demo', '--speed', String(speed));
  // Numbers of an epoch that is over mean nothing any more; what was on its log is looked for in the life after.
  const is_new = memory.epoch !== undefined && memory.is_over;
  const since = Math.max(0, memory.fresh - 5);
  memory.fresh = is_new ? 0 : memory.highest;
  const screen = await Screen.open(server.address, ['meet', 'race/*/board', 'race/*/results', 'log'], memory.epoch && !is_new ? { since: `${memory.epoch}:${since}` } : {});
  if (is_new) expect(screen.hello.epoch !== memory.epoch, 'a new epoch after a life that was killed while NOT RECORDED');
  else expect_equal(screen.hello.epoch, memory.epoch ?? screen.hello.epoch, 'it is the same journal');
  memory.epoch = screen.hello.epoch;
  const official = await Screen.open(server.address, ['meet'], { cookie: await sign_in(server.address, server.code) });
  const wanted = is_new ? [] : [...memory.events.keys()].filter((seq) => seq > since);
  if (wanted.length > 0) {
    const last = Math.max(...wanted);
    await wait_for(`log entry ${last}, which the life before showed`, () => screen.events.has(last));
    for (const seq of wanted) expect_equal(screen.events.get(seq) && data_bytes(screen.events.get(seq)), memory.events.get(seq), `log entry ${seq} after a kill`);
    total.compared += wanted.length;
  }
  for (const [id, seq] of [...memory.orders].slice(-3)) {
    const answer = await official.order('open_meet', { name: 'again', venue: '', course_m: 2000 }, 'again', id);
    expect_equal([answer.seq, answer.repeated], [seq, true], `order ${id}, accepted before the kill`);
  }
  official.answers.clear();
  const until = Date.now() + random() * 900;
  for (let number = 0; Date.now() < until; ++number) {
    official.send_order('open_meet', { name: `Meet ${number}`, venue: 'Lake', course_m: 2000 }, 'for the test');
    await sleep(Math.min(60, Math.max(0, until - Date.now())));
  }
  server.child.kill('SIGKILL');
  await server.over;
  await wait_for('the end of the connections', () => screen.closed && official.closed);
  const before = memory.orders.size;
  const unrecorded = is_unrecorded(venue, memory.epoch);
  total.unrecorded += unrecorded ? 1 : 0;
  memory.keep(screen, official, unrecorded);
  total.orders += memory.orders.size - before;
}

async function check_journal(venue, memory) {
  const verified = await run('verify', venue.journal);
  expect_equal(verified.code, 0, `bowball verify after a kill: ${verified.out}${verified.err}`);
  const entries = Number(/(\d+) entries/.exec(verified.out)[1]);
  expect(memory.highest <= entries, `entry ${memory.highest} was shown, the journal ends at ${entries}`);
}

const began = Date.now();
const is_time = () => Date.now() < began + seconds * 1000;
console.log(`${cycles} kills, seed ${seed}`);
while (total.killed < cycles && is_time() && !process.exitCode) {
  await on_a_venue('kill-loop', async (venue) => {
    const memory = new Memory();
    for (let cycle = 0; cycle < cycles_of_a_regatta && total.killed < cycles && is_time(); ++cycle) {
      if (random() < 0.2) await kill_in_opening(venue);
      else await one_life(venue, memory);
      ++total.killed;
      if (memory.epoch) await check_journal(venue, memory);
    }
    // The last one's, and everything that was ever shown.
    memory.fresh = 0;
    await one_life(venue, memory);
    if (!memory.is_over) return;
    memory.fresh = 0;
    for (let more = 0; more < 2; ++more) await one_life(venue, memory);
  });
}
console.log(`${total.killed} kills in ${((Date.now() - began) / 1000).toFixed(0)} s, ${total.in_opening} of them while the journal was being opened, ${total.unrecorded} while NOT RECORDED: ` +
  `${total.shown} log entries shown, ${total.impulses} of them impulses, ${total.orders} orders accepted; ${total.compared} compared after a kill`);
if (!process.exitCode && (total.shown === 0 || total.orders === 0 || total.impulses === 0)) {
  console.error('FAILED: nothing was shown that could have been lost');
  process.exitCode = 1;
}
if (!process.exitCode && total.killed < cycles) {
  console.error(`FAILED: there was time for ${total.killed} kills of ${cycles}`);
  process.exitCode = 1;
}
if (process.exitCode) console.error(`the seed was ${seed}: node tests/e2e/kill_loop.mjs ${cycles} ${seed}`);
