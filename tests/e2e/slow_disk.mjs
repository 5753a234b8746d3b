#!/usr/bin/env node
// The disk of the journal does not answer any more, in mid-race, under the real program: every official page says NOT RECORDED, races, impulses
// and orders go on from memory, the public log waits; when the disk is back everything is written, once and in order. A server that is killed while
// it hangs loses nothing that it had said was recorded; one that is stopped ends and says in which file is what could not be written; one that is
// started says what it waits for. Then the same on a disk whose every sync takes 50 to 500 ms.
//
//   node tests/e2e/slow_disk.mjs
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { data_bytes, Screen, sign_in } from './screen.mjs';
import { build_folder, expect, expect_equal, on_a_venue, run, sleep, wait_for } from './venue.mjs';

const library = process.env.BOWBALL_HANGING_SHARE ?? join(build_folder, 'tests', 'e2e', 'libhanging_share.so');
if (process.env.BOWBALL_SANITIZED) {
  console.log('SKIPPED: a sanitizer must be loaded first');
  process.exit(77);
}
const topics = ['health', 'meet', 'race/*/board', 'log'];

class Disk {
  constructor(venue) {
    this.venue = venue;
    this.flag = join(venue.folder, 'hangs');
  }
  hang = () => writeFileSync(this.flag, '');
  slow = (least_ms, most_ms) => writeFileSync(this.flag, `${least_ms} ${most_ms}`);
  mend = () => rmSync(this.flag, { force: true });
  async start(command, ...more) {
    Object.assign(process.env, { LD_PRELOAD: library, BOWBALL_HANG_FOLDER: this.venue.data, BOWBALL_HANG_WHILE: this.flag });
    const started = this.venue.start(command, ...more);
    delete process.env.LD_PRELOAD;
    return started;
  }
}

async function racing(disk) {
  const server = await disk.start('demo', '--speed', '60');
  const official = await Screen.open(server.address, topics, { cookie: await sign_in(server.address, server.code) });
  await wait_for('a race', () => official.events.size > 20);
  await wait_for('the health view', () => official.view('health')?.recorded === true);
  return { server, official };
}
const order = (official, name) => official.order('open_meet', { name, venue: 'Lake', course_m: 2000 }, 'for the test');
const newest = (screen) => Math.max(...screen.events.keys());
const impulses = (screen) => [...screen.events.values()].filter((text) => text.includes('"impulse_seen"')).length;
/** Every public entry that was shown, in order and once, is what the feed promises; what it leaves out, it leaves out everywhere. */
async function expect_journal(venue, orders) {
  const verified = await run('verify', venue.journal);
  expect_equal(verified.code, 0, `bowball verify: ${verified.out}${verified.err}`);
  const entries = Number(/(\d+) entries/.exec(verified.out)[1]);
  for (const { seq } of orders) expect(seq <= entries, `order ${seq} was accepted, the journal ends at ${entries}`);
}

await on_a_venue('slow-disk', async (venue) => {
  const disk = new Disk(venue);
  const { server, official } = await racing(disk);

  // As long as an officer looks for a cable.
  const noticed = [];
  const orders = [];
  let memory_impulses = 0;
  for (const seconds of [1, 5, 2]) {
    disk.hang();
    const began = Date.now();
    orders.push(await order(official, `while it hangs for ${seconds} s`));
    expect_equal(orders.at(-1).recorded, false, 'what the official is told of an order that only memory has');
    await wait_for('NOT RECORDED', () => official.view('health').recorded === false, 20);
    noticed.push(Date.now() - began);
    expect(official.view('health').journal_text.includes('has not answered'), `the health view says why: ${official.view('health').journal_text}`);
    const last = newest(official);
    const [seen, frames] = [impulses(official), official.frames.length];
    await sleep(seconds * 1000);
    expect(official.frames.length > frames, 'nothing was shown while the disk hung');
    orders.push(await order(official, 'and another one'));
    expect_equal(orders.at(-1).recorded, false, 'another order');
    expect_equal(newest(official), last, 'newest entry of the public log while nothing is recorded');
    const in_memory_until = orders.at(-1).seq;
    disk.mend();
    await wait_for('the disk to be back', () => official.view('health').recorded === true, 20);
    await wait_for('the last order in the log', () => official.events.has(orders.at(-1).seq), 20);
    memory_impulses += impulses(official) - seen;
    expect(newest(official) >= in_memory_until, 'the log has not caught up');
  }
  for (const { seq } of orders) expect(official.events.has(seq), `order ${seq} is not in the log`);
  expect(memory_impulses > 0, 'no impulse came while the disk hung');
  const after = await order(official, 'after it');
  expect_equal(after.recorded, undefined, 'an order that is recorded');
  console.log(`NOT RECORDED was on the feed ${noticed.join(', ')} ms after the disk began to hang; ${orders.length} orders and ${memory_impulses} impulses meanwhile, all written afterwards`);

  // A disk that is merely slow.
  disk.slow(50, 500);
  const slowly = [];
  for (let i = 0; i < 15; ++i) slowly.push(await order(official, `slow ${i}`));
  disk.mend();
  await wait_for('everything to be recorded', () => official.view('health').recorded === true, 20);
  await wait_for('the last order in the log', () => official.events.has(slowly.at(-1).seq), 20);
  for (const { seq } of slowly) expect(official.events.has(seq), `order ${seq} is not in the log`);
  expect_equal(official.disorder.join(', '), '', 'log entries that came twice or out of order');
  console.log(`each sync taking 50 to 500 ms: ${slowly.length} orders, ${slowly.filter((one) => one.recorded === false).length} of them recorded later than they were answered`);
  official.close();
  expect_equal((await venue.stop(server)).code, 0, 'exit status');
  await expect_journal(venue, [...orders, ...slowly]);
});

await on_a_venue('killed-while-it-hangs', async (venue) => {
  const disk = new Disk(venue);
  const { server, official } = await racing(disk);
  const safe = await order(official, 'safe');
  await wait_for('it on the log', () => official.events.has(safe.seq));
  disk.hang();
  const lost = await order(official, 'in memory alone');
  expect_equal(lost.recorded, false, 'what was said of it');
  await wait_for('NOT RECORDED', () => official.view('health').recorded === false, 20);
  await sleep(1500);
  const epoch = official.hello.epoch;
  const shown = new Map(official.events);
  server.child.kill('SIGKILL');
  await server.over;
  disk.mend();
  await expect_journal(venue, [safe]);
  const next = await disk.start('demo', '--speed', '60');
  const again = await Screen.open(next.address, ['meet', 'log'], { since: `${epoch}:0` });
  expect(again.hello.epoch !== epoch, `entry ${lost.seq} was shown as not recorded, and its number is given again: there must be a new epoch`);
  again.close();
  const anew = await Screen.open(next.address, ['meet', 'log'], { since: `${again.hello.epoch}:0` });
  await wait_for('the log of before', () => anew.events.has(Math.max(...shown.keys())));
  for (const [seq, text] of shown) expect_equal(anew.events.has(seq) && data_bytes(anew.events.get(seq)), data_bytes(text), `log entry ${seq} after the kill`);
  expect_equal(anew.disorder.join(', '), '', 'log entries that came twice or out of order after the kill');
  console.log(`killed while it hung: all ${shown.size} entries that the log had shown are there, to the byte`);
  anew.close();
  await venue.stop(next);
});

await on_a_venue('stopped-while-it-hangs', async (venue) => {
  const disk = new Disk(venue);
  let server = await disk.start('serve');
  const screen = await Screen.open(server.address, ['health'], { cookie: await sign_in(server.address, server.code) });
  const epoch = screen.hello.epoch;
  disk.hang();
  await order(screen, 'spilled');
  await wait_for('NOT RECORDED', () => screen.view('health')?.recorded === false, 20);
  const began = Date.now();
  server.child.kill('SIGINT');
  const file = await wait_for('the name of the file', () => /are in (\S+)\. Keep that file/.exec(server.err)?.[1], 60);
  expect(!file.startsWith(venue.data), `${file} is not on the disk that hangs`);
  expect(readFileSync(file, 'utf8').includes('"spilled"'), `${file} has what could not be written`);
  await Promise.race([server.over, sleep(60_000)]);
  expect(server.ended, 'a server that is stopped ends though its disk hangs');
  expect_equal(server.ended.code, 0, 'its exit status');
  console.log(`stopped while it hung: ended after ${((Date.now() - began) / 1000).toFixed(1)} s, exit status ${server.ended.code}`);

  // And it is started while it hangs.
  setTimeout(disk.mend, 6500);
  server = await disk.start('serve');
  expect(server.err.includes('is not open after 5 s'), `whoever starts it is told what it waits for: ${server.err}`);
  const third = await Screen.open(server.address, ['meet'], {});
  expect(third.hello.epoch !== epoch, 'what was shown is not in the journal: there must be a new epoch');
  await venue.stop(server);
  if (existsSync(file)) rmSync(file);
});
