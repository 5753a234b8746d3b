#!/usr/bin/env node
// kill -9 at any moment loses nothing that was shown: a real server with a racing demo is killed at random moments while
// a screen watches and an official gives orders; then the journal, its replay and the restarted server must know it all.
//
//   node tests/e2e/kill.mjs [rounds] [seed]
import { randomInt } from 'node:crypto';
import { dice } from './dice.mjs';
import { data_bytes, Screen, sign_in } from './screen.mjs';
import { expect, expect_equal, on_a_venue, run, sleep, wait_for } from './venue.mjs';

const rounds = Number(process.argv[2] ?? 8);
const seed = Number(process.argv[3] ?? randomInt(1 << 30));
console.log(`${rounds} kills, seed ${seed}`);

const topics = ['meet', 'race/*/board', 'race/*/results', 'race/*/start_list', 'race/*/start', 'log'];

const random = dice(seed);

/** Orders at random until the server dies; id -> the answer is in official.answers. */
async function give_orders(official, server) {
  const sent = [];
  while (!server.ended && !official.closed) {
    const lane = 1 + Math.floor(random() * 6);
    sent.push({ id: official.send_order('set_penalty', { race: 9, lane, penalty_us: Math.floor(random() * 5e6) }, 'for the test'), lane });
    await sleep(60 + random() * 60);
  }
  return sent;
}

async function check_journal(venue, screen, seen) {
  const verified = await run('verify', venue.journal);
  expect_equal(verified.code, 0, `bowball verify after the kill: ${verified.out}${verified.err}`);
  const entries = Number(/(\d+) entries/.exec(verified.out)[1]);
  const highest = Math.max(0, ...screen.frames.map((text) => JSON.parse(text).seq), ...screen.events.keys());
  expect(highest <= entries, `entry ${highest} was shown, the journal ends at ${entries}`);

  // Each topic's last frame, and some earlier ones, are what the journal gives at their entry: to the byte.
  const sample = new Map();
  for (const text of [...seen, ...screen.frames.filter(() => random() < 0.02)]) {
    const { topic, seq } = JSON.parse(text);
    if (topic === 'health') continue;
    if (!sample.has(seq)) sample.set(seq, []);
    sample.get(seq).push({ topic, text });
  }
  let compared = 0;
  for (const [seq, frames] of sample) {
    const replay = (await run('replay', venue.journal, '--until', String(seq))).out.split('\n');
    for (const { topic, text } of frames) {
      const line = replay.find((one) => one.startsWith(`{"topic":"${topic}"`));
      expect(line, `${topic} at entry ${seq} was shown and is not in the replay`);
      expect(data_bytes(line) === data_bytes(text), `${topic} at entry ${seq}\n  shown    ${data_bytes(text)}\n  replayed ${data_bytes(line)}`);
      ++compared;
    }
  }
  const [once, twice] = [await run('replay', venue.journal), await run('replay', venue.journal)];
  expect(once.code === 0 && once.out === twice.out && once.err === '', `two replays differ, or complain: ${once.err}`);
  return { entries, compared };
}

async function check_restarted(venue, screen, official, sent) {
  const server = await venue.start('serve');
  expect(server.code, 'the first account is still to be made: the server offers a sign-in');
  const again = await Screen.open(server.address, topics, { cookie: await sign_in(server.address, server.code), since: `${screen.hello.epoch}:0` });
  expect_equal(again.hello.epoch, screen.hello.epoch, 'it is the same journal');
  const last_event = Math.max(0, ...screen.events.keys());
  await wait_for(`entry ${last_event} in the log of the restarted server`, () => again.events.has(last_event) || last_event === 0, 20);
  for (const [seq, text] of screen.events) expect_equal(again.events.get(seq) && data_bytes(again.events.get(seq)), data_bytes(text), `log entry ${seq} after the restart`);
  for (const [topic, { frame }] of screen.views) {
    if (topic === 'health' || topic.startsWith('current/')) continue;
    const now = await wait_for(`${topic} of the restarted server`, () => again.views.get(topic), 20);
    expect(now.frame.seq >= frame.seq, `${topic}: entry ${frame.seq} was shown, the restarted server shows ${now.frame.seq}`);
  }
  // An order that was accepted is known, with its number; nobody's order is carried out twice.
  const accepted = sent.filter(({ id }) => official.answers.get(id)?.kind === 'accepted');
  for (const { id, lane } of accepted.slice(-10)) {
    const answer = await again.order('set_penalty', { race: 9, lane, penalty_us: 1 }, 'again', id);
    expect_equal([answer.seq, answer.repeated], [official.answers.get(id).seq, true], `order ${id}, accepted before the kill`);
    await sleep(60);
  }
  again.close();
  await venue.stop(server);
  return accepted.length;
}

for (let round = 1; round <= rounds && !process.exitCode; ++round) {
  await on_a_venue('kill', async (venue) => {
    const server = await venue.start('demo', '--speed', '60');
    const screen = await Screen.open(server.address, topics);
    const official = await Screen.open(server.address, ['meet'], { cookie: await sign_in(server.address, server.code) });
    await official.order('draw_lanes', { race: 9, lanes: [1, 2, 3, 4, 5, 6].map((lane) => ({ lane, crew: lane })) }, 'a race for six, whoever they are');
    const orders = give_orders(official, server);
    const moment = 300 + Math.floor(random() * 6000);
    await sleep(moment);
    server.child.kill('SIGKILL');
    await server.over;
    const sent = await orders;
    await wait_for('the end of the connections', () => screen.closed && official.closed, 10);
    const { entries, compared } = await check_journal(venue, screen, [...screen.views.values()].map((view) => view.text));
    const accepted = await check_restarted(venue, screen, official, sent);
    console.log(`kill ${round} after ${moment} ms: ${entries} entries, ${screen.frames.length} frames and ${screen.events.size} log entries shown, ${compared} frames equal to the replay, ${accepted} accepted orders kept`);
  });
}
if (process.exitCode) console.error(`the seed was ${seed}: node tests/e2e/kill.mjs ${rounds} ${seed}`);
