#!/usr/bin/env node
// `bowball capture` beside a device that is not understood: every byte it sent stands in the recording, by cable and by network,
// through a loss of the link; `bowball replay-devices` makes of it what it makes of the device's own recording.
//
//   node tests/e2e/capture.mjs
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { read_recording } from './recording.mjs';
import { expect, expect_equal, on_a_venue, program, run, sleep, source_folder, wait_for } from './venue.mjs';

const original = join(source_folder, 'tests/devices/alge_timy.cap');
const pieces = read_recording(original).map((piece) => Buffer.from(piece.bytes, 'latin1'));
const sent = Buffer.concat(pieces).toString('latin1');
const half = Math.floor(pieces.length / 2);

/** `bowball capture`, until stop(). */
function capture(venue, link, file) {
  const child = spawn(program, ['capture', link, file], { stdio: ['ignore', 'pipe', 'pipe'] });
  venue.children.push(child);
  const over = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  const text = () => readFileSync(file, 'latin1');
  return {
    has_opened: (times) => wait_for(`an open link, ${times} times`, () => {
      try {
        return text().split('\n').filter((line) => line.endsWith(' * open')).length >= times;
      } catch {
        return false;   // it is not there yet
      }
    }, 20),
    has: (bytes) => wait_for(`${bytes} bytes in the recording`, () => Buffer.concat(read_recording(file).map((piece) => Buffer.from(piece.bytes, 'latin1'))).length >= bytes, 20),
    bytes: () => read_recording(file).map((piece) => piece.bytes).join(''),
    stamps: () => read_recording(file).map((piece) => piece.at),
    stop: () => {
      child.kill('SIGINT');
      return over;
    },
  };
}

/** What the driver made of a recording, without when the bytes came. */
async function told_of(file) {
  const played = await run('replay-devices', '--driver', 'alge_timy', file);
  expect_equal(played.code, 0, played.err);
  return played.out.split('\n').filter((line) => line.startsWith('    -> impulse'));
}

await on_a_venue('capture', async (venue) => {
  const expected = await told_of(original);
  expect(expected.length > 5, `the recording of our own holds impulses:\n${expected.join('\n')}`);

  const terminal = await venue.terminal();
  const by_cable = join(venue.folder, 'cable.cap');
  const cable = capture(venue, `serial://${terminal.device}?baud=9600`, by_cable);
  await cable.has_opened(1);
  for (const piece of pieces) {
    terminal.write(piece);
    await sleep(2);
  }
  await cable.has(sent.length);
  expect_equal(await cable.stop(), { code: 0, signal: null }, 'Ctrl-C ends it in order');
  expect_equal(cable.bytes(), sent, 'every byte of the cable, and no other');
  expect_equal(await told_of(by_cable), expected, 'by cable: what the driver makes of it');

  const sockets = [];
  const box = createServer((socket) => {
    socket.on('error', () => {});
    socket.unref();
    sockets.push(socket);
  });
  box.unref();   // a test that fails must end
  const connection = (number) => wait_for(`connection ${number}`, () => sockets[number - 1], 20);
  await new Promise((resolve) => box.listen(0, '127.0.0.1', resolve));
  const by_network = join(venue.folder, 'network.cap');
  const network = capture(venue, `tcp://127.0.0.1:${box.address().port}`, by_network);
  await network.has_opened(1);
  (await connection(1)).write(Buffer.concat(pieces.slice(0, half)));
  await network.has(Buffer.concat(pieces.slice(0, half)).length);
  sockets[0].destroy();
  await network.has_opened(2);
  (await connection(2)).write(Buffer.concat(pieces.slice(half)));
  await network.has(sent.length);
  expect_equal(await network.stop(), { code: 0, signal: null }, 'Ctrl-C ends it in order');
  box.close();
  sockets.forEach((socket) => socket.destroy());
  expect_equal(network.bytes(), sent, 'every byte of the network, and no other');
  const stamps = network.stamps();
  expect(stamps.every((at, k) => k === 0 || at >= stamps[k - 1]), 'stamps never go back');
  expect_equal(await told_of(by_network), expected, 'by network, through a loss: what the driver makes of it');
});
