#!/usr/bin/env node
// Two WebSocket libraries that share no code with Bowball or with each other visit a real demo, with and without compression.
// Each must hear what plain HTTP gives, and come back to the log where it left. (Chromium does so in the tests of the pages.)
//
//   node tests/contract/interoperability.mjs
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, expect_equal, on_a_venue, source_folder, wait_for } from '../e2e/venue.mjs';

const speed = 100;
const visitors = {
  'npm ws': [process.execPath, 'visit_ws.mjs'],
  // Debian's own, which has Debian's python3-websockets.
  'python3-websockets': ['/usr/bin/python3', 'visit_websockets.py'],
};

async function visit(name, address, how, since, last) {
  const [program, script] = visitors[name];
  const url = `${address.replace('http', 'ws')}/live`;
  const { stdout } = await promisify(execFile)(program, [join(source_folder, 'tests', 'contract', script), url, how, since, String(last)], { maxBuffer: 64 * 1024 * 1024, timeout: 120_000 });
  return JSON.parse(stdout);
}

const get = async (address, path) => (await fetch(`${address}/api/v1/${path}`)).json();

/** Handshake, both kinds of ping, and the goodbye. */
function check_manners(who, how, report) {
  expect_equal(report.hello.kind, 'hello', `${who}: the first frame`);
  expect(how === 'deflate' ? report.extension.startsWith('permessage-deflate') : report.extension === '', `${who}: the extension "${report.extension}"`);
  expect_equal(report.pong, 'are you there?', `${who}: the answer to a ping of the protocol`);
  expect_equal(report.clock.t0, 42, `${who}: the answer to a probe of the clock`);
  expect(report.clock.t2_us >= report.clock.t1_us, `${who}: a probe was received before it was answered`);
  expect_equal(report.closed, 1000, `${who}: the code that answers its close`);
}

/** As far as `last`, none missed, none twice, and each as HTTP gives it. */
function check_log(who, report, after, log, last) {
  let before = after;
  for (const frame of report.entries) {
    expect_equal(frame.prev, before, `${who}: the entry before ${frame.seq}`);
    expect_equal(frame, log.get(frame.seq), `${who}: entry ${frame.seq}`);
    before = frame.seq;
  }
  expect(before >= last, `${who}: the log ends at ${before}, before ${last}`);
}

async function log_of(address) {
  const { epoch } = await get(address, 'health');
  const log = new Map();
  for (let last = 0; ;) {
    const page = await get(address, `log?since=${epoch}:${last}`);
    if (page.length === 0) return log;
    for (const frame of page) log.set(frame.seq, frame);
    last = page.at(-1).seq;
  }
}

async function check_views(who, address, report) {
  const lists = Object.keys(report.views).filter((topic) => topic.endsWith('/start_list'));
  expect(lists.length > 2, `${who}: start lists of the races: ${lists}`);
  const official = await get(address, 'views/race/1/results');
  expect_equal(report.views['race/1/results'].data, official.data, `${who}: the official result of race 1`);
}

/** Twice: the second visit resumes after half of what the first one heard. */
async function two_visits(address, name, how) {
  const who = `${name}, ${how}`;
  const held = [...(await log_of(address)).values()];
  const last = held.at(-1).seq;
  const half = held[Math.floor(held.length / 2)];
  const first = await visit(name, address, how, `${half.epoch}:0`, last);
  const second = await visit(name, address, how, `${half.epoch}:${half.seq}`, last);
  const log = await log_of(address);
  for (const report of [first, second]) {
    check_manners(who, how, report);
    await check_views(who, address, report);
    // What is large shrinks to a quarter, what is small stays as it is and has a header.
    const is_smaller = report.bytes_read < report.characters;
    expect_equal(is_smaller, how === 'deflate', `${who}: ${report.bytes_read} bytes for ${report.characters} characters`);
  }
  check_log(who, first, 0, log, last);
  check_log(who, second, half.seq, log, last);
  return `${who}: ${first.entries.length} and ${second.entries.length} entries, ${first.bytes_read} bytes for ${first.characters} characters`;
}

await on_a_venue('interoperability', async (venue) => {
  const { address } = await venue.start('demo', '--speed', String(speed));
  await wait_for('the official result of race 1', async () => (await get(address, 'views/race/1/results')).data?.header.status === 'official', 200);
  for (const name of Object.keys(visitors)) {
    for (const how of ['plain', 'deflate']) console.log(await two_visits(address, name, how));
  }
});
