#!/usr/bin/env node
// Too little of what a system gives: files for a hundred, and memory for nothing more than what is there. Screens beyond are refused at
// the door; a demo races on, officials come in, and no entry is missing.
//
//   node tests/e2e/scarce.mjs
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Screen, sign_in } from './screen.mjs';
import { expect, expect_equal, on_a_venue, packages, run, sleep, wait_for } from './venue.mjs';

const WebSocket = packages('ws');
const limit = (pid, what) => execFileSync('prlimit', ['--pid', String(pid), what]);
const kib = (pid, name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);

/** A screen that tells how it fared: 'in', or the code or status with which it was sent away. */
function come(address, close) {
  return new Promise((resolve) => {
    const socket = new WebSocket(address.replace('http', 'ws') + '/live', 'bowball.v1');
    close.push(() => socket.terminate());
    socket.on('open', () => socket.send(JSON.stringify({ kind: 'subscribe', topics: ['race/*/board'] })));
    socket.on('message', (bytes) => bytes.includes('"hello"') && resolve('in'));
    socket.on('unexpected-response', (_, answer) => resolve(`status ${answer.statusCode}`));
    socket.on('close', (code) => resolve(`code ${code}`));
    socket.on('error', (error) => resolve(error.code ?? error.message));
    setTimeout(() => resolve('no answer'), 15_000);
  });
}

async function flood(address, count, close) {
  const fates = {};
  for (const fate of await Promise.all(Array.from({ length: count }, () => come(address, close)))) fates[fate] = (fates[fate] ?? 0) + 1;
  return fates;
}

/** Entries come without a gap while `what` goes on. */
async function races_on(watcher, what) {
  const before = Math.max(0, ...watcher.events.keys());
  await wait_for(`entries ${what}`, () => Math.max(...watcher.events.keys()) > before + 5);
}

await on_a_venue('scarce', async (venue) => {
  // Files: the hard limit, which no program may raise, is as low as a badly made service has it.
  const server = await venue.start_within('nofile=300:300', 'demo', '--speed', '60');
  const cookie = await sign_in(server.address, server.code);
  const watcher = await Screen.open(server.address, ['log', 'meet', 'health'], { cookie });
  const close = [];
  const fates = await flood(server.address, 600, close);
  console.log(`600 screens, files for 300: ${JSON.stringify(fates)}`);
  expect(fates.in > 20, 'as many came in as there is room for');
  expect(!fates['no answer'] && !fates.ECONNRESET, `whoever did not come in was told so: ${JSON.stringify(fates)}`);
  await races_on(watcher, 'under the flood');
  const official = await Screen.open(server.address, ['meet'], { cookie });
  await official.order('open_meet', { name: 'under the flood', venue: 'Lake', course_m: 2000 }, 'for the test');
  expect_equal(watcher.view('health').recorded, true, 'the journal has its files');
  const devices = watcher.view('health').devices.filter((one) => one.state !== 'open' && one.state !== 'live');
  expect_equal(devices.map((one) => one.name), [], 'devices that lost their files');
  for (const end of close.splice(0)) end();
  await wait_for('the places to be free again', async () => (await come(server.address, close)) === 'in');
  for (const end of close.splice(0)) end();

  // Memory: not a page more than now.
  const pid = server.child.pid;
  const size = kib(pid, 'VmSize') * 1024;
  limit(pid, `--as=${size}:unlimited`);
  const hungry = await flood(server.address, 300, close);
  console.log(`300 screens, no memory beyond ${(size / 1048576).toFixed(0)} MiB of address space: ${JSON.stringify(hungry)}`);
  await races_on(watcher, 'without memory');
  await sleep(2000);
  limit(pid, '--as=unlimited:unlimited');
  for (const end of close.splice(0)) end();
  await wait_for('all to be recorded', () => watcher.view('health').recorded === true);
  await races_on(watcher, 'with memory again');
  const seqs = [...watcher.events.keys()];
  expect(seqs.every((seq, i) => i === 0 || seq > seqs[i - 1]), 'the log is in order');
  expect(!watcher.closed, 'who was there has stayed');
  const shown = Math.max(...seqs);
  watcher.close();
  official.close();
  expect_equal((await venue.stop(server)).code, 0, 'exit status');
  const verified = await run('verify', venue.journal);
  expect_equal(verified.code, 0, `bowball verify: ${verified.out}${verified.err}`);
  expect(Number(/(\d+) entries/.exec(verified.out)[1]) >= shown, `entry ${shown} was shown and is not in the journal`);
});
