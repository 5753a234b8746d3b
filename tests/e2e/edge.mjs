#!/usr/bin/env node
// Beyond one machine: a venue with a racing demo, a hub that is killed ten times in mid-race, links that stall and are cut, and two
// edges with screens on them. Afterwards stream and journal are equal by hash, every screen has every event exactly once, and what
// the edges show is what the venue shows.
//
//   node tests/e2e/edge.mjs [kills] [seed]
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Feed } from '../../docs/clients/bowball.mjs';
import { dice } from './dice.mjs';
import { Hub } from './hub.mjs';
import { Proxy } from './proxy.mjs';
import { data_bytes, Screen } from './screen.mjs';
import { expect, expect_equal, on_a_venue, packages, program, run, sleep, wait_for } from './venue.mjs';

const WebSocket = packages('ws');
const kills = Number(process.argv[2] ?? 10);
const seed = Number(process.argv[3] ?? randomInt(1 << 30));
const random = dice(seed);
const topics = ['meet', 'race/*/board', 'race/*/results', 'race/*/start_list', 'race/*/start', 'meet/medals'];
const screens_an_edge = 4;
console.log(`${kills} kills of the hub, seed ${seed}`);

/** A screen as broadcasters have it: the reference client, that comes back by itself. */
class Follower {
  constructor(address) {
    this.entries = [];
    this.gaps = [];
    this.ages = [];
    this.feed = new Feed(address, ['log', 'meet'], {
      entry: (entry, frame) => this.entries.push({ seq: frame.seq, data: JSON.stringify(entry) }),
      gap: (frame) => this.gaps.push(frame.text),
      heartbeat: (frame) => this.ages.push(frame.venue_age_us),
    }, WebSocket);
  }
  get last() {
    return this.entries.at(-1)?.seq ?? 0;
  }
}

/** Starts `bowball edge`; resolves once it serves. */
async function start_edge(venue, url, port = 0) {
  const child = spawn(program, ['edge', '--nats', url, 'lake', '--port', String(port), '--log', 'info'], { stdio: ['ignore', 'pipe', 'pipe'] });
  venue.children.push(child);
  const edge = { child, out: '', err: '' };
  edge.over = new Promise((resolve) => child.once('exit', (code) => resolve((edge.ended = { code }))));
  child.stdout.on('data', (piece) => (edge.out += piece));
  child.stderr.on('data', (piece) => (edge.err += piece));
  await wait_for('an edge that serves', () => {
    if (edge.ended) throw new Error(`the edge ended: ${edge.out}${edge.err}`);
    return edge.out.includes('Ctrl-C ends it.');
  });
  edge.address = /scoreboard +(http:\S+)\/scoreboard/.exec(edge.out)[1];
  return edge;
}

const health = async (address) => (await fetch(`${address}/api/v1/health`)).json();

/** What the journal says that everybody may see, by the venue's own log. */
async function public_log(address, epoch) {
  const all = [];
  for (let since = 0; ; ) {
    const page = await (await fetch(`${address}/api/v1/log?since=${epoch}:${since}`)).json();
    if (page.length === 0) return all;
    all.push(...page.map((frame) => ({ seq: frame.seq, data: JSON.stringify(frame.data) })));
    since = all.at(-1).seq;
  }
}

/** What the edges show, beside what follows from the journal: to the byte. */
async function the_same_is_shown(journal, edges) {
  const replayed = new Map((await run('replay', journal)).out.trim().split('\n').map((line) => [JSON.parse(line).topic, data_bytes(line)]));
  for (const edge of edges) {
    const here = await Screen.open(edge.address, topics);
    await wait_for('views of the edge', () => here.views.size > 20);
    for (const [topic, data] of replayed) {
      if (!/^meet$|^meet\/medals$|\/(board|results|start_list|start)$/.test(topic)) continue;
      await wait_for(`${topic} at the edge as the journal has it`, () => here.views.has(topic) && data_bytes(here.views.get(topic).text) === data, 30);
    }
    here.close();
  }
  return replayed.size;
}

async function snapshot_for_caches(address) {
  const answer = await fetch(`${address}/api/v1/views/meet`);
  expect_equal(answer.status, 200, 'a view over plain HTTP');
  expect(/s-maxage=\d+/.test(answer.headers.get('cache-control')), `Cache-Control: ${answer.headers.get('cache-control')}`);
  const etag = answer.headers.get('etag');
  expect(etag, 'an ETag');
  expect_equal((await fetch(`${address}/api/v1/views/meet`, { headers: { 'If-None-Match': etag } })).status, 304, 'asked again with the ETag');
  return etag;
}

await on_a_venue('edge', async (venue) => {
  const hub = await Hub.start(venue);
  const uplink = await Proxy.to(hub.port);
  const downlink = await Proxy.to(hub.port);
  const server = await venue.start('demo', '--speed', '20', '--nats', `nats://127.0.0.1:${uplink.port}`, '--meet', 'lake');
  const edges = [await start_edge(venue, `nats://127.0.0.1:${hub.port}`), await start_edge(venue, `nats://127.0.0.1:${downlink.port}`)];
  const { epoch } = await health(server.address);
  expect_equal((await health(edges[0].address)).epoch, epoch, 'the edge follows the venue’s journal');
  const followers = edges.flatMap((edge) => Array.from({ length: screens_an_edge }, () => new Follower(edge.address)));
  await wait_for('entries at the edges', () => followers.every((one) => one.last > 0));

  for (let kill = 1; kill <= kills; ++kill) {
    await sleep(200 + random() * 1500);
    await hub.kill();
    await sleep(random() * 800);
    await hub.start();
  }
  console.log(`hub killed ${kills} times; entry ${(await health(server.address)).seq}`);

  for (const [name, link] of [['uplink', uplink], ['downlink', downlink]]) {
    for (const trouble of ['stall', 'cut']) {
      link[trouble]();
      await sleep(5000);
      const age_us = (await health(edges[1].address)).venue_age_us;
      expect(age_us > 2_000_000, `${name}, ${trouble}: the edge says that the venue was heard ${age_us} us ago`);
      link.mend();
      await wait_for(`the venue heard again after ${name} ${trouble}`, async () => (await health(edges[1].address)).venue_age_us < 1_500_000);
    }
  }

  // An edge that is started anew: its screens are told when to come back, and go on where they were.
  const port = Number(new URL(edges[0].address).port);
  edges[0].child.kill('SIGINT');
  await edges[0].over;
  edges[0] = await start_edge(venue, `nats://127.0.0.1:${hub.port}`, port);

  const etags = await Promise.all(edges.map((edge) => snapshot_for_caches(edge.address)));
  expect(etags.every((etag) => etag.includes(epoch)), `ETags name the journal: ${etags}`);
  await venue.stop(server);
  const verified = await run('verify', venue.journal);
  const [, head, hash] = /head (\d+):([0-9a-f]{64})/.exec(verified.out);

  const copy = join(venue.folder, 'copy.sqlite');
  await wait_for('the whole journal on the hub', async () => {
    if (existsSync(copy)) unlinkSync(copy);
    const pulled = await run('pull', '--nats', `nats://127.0.0.1:${hub.port}`, 'lake', copy);
    return pulled.code === 0 && pulled.out.includes(`--head ${head}:${hash}`);
  }, 30);
  const archive = await run('verify', copy, '--head', `${head}:${hash}`);
  expect_equal(archive.code, 0, `bowball verify of the archive: ${archive.out}${archive.err}`);
  console.log(`stream and journal are equal: ${head}:${hash.slice(0, 12)}...\n${archive.out.trim()}`);

  await the_same_is_shown(venue.journal, edges);
  console.log('both edges show what follows from the journal, to the byte');

  // The venue's own word on what everybody may see: the journal once more, by a server of its own.
  const again = await venue.start('serve');
  const all = await public_log(again.address, epoch);
  const relayed = all.filter((one) => one.seq <= Number(head));
  await wait_for('every event at every screen', () => followers.every((one) => one.last >= relayed.at(-1).seq), 60);
  for (const [i, one] of followers.entries()) {
    expect_equal(one.gaps, [], `gaps of screen ${i}`);
    expect_equal(one.entries.length, relayed.length, `events of screen ${i}`);
    one.entries.forEach((entry, n) => expect_equal(entry, relayed[n], `event ${n} of screen ${i}`));
    one.feed.close();
  }
  console.log(`${followers.length} screens have ${relayed.length} events each, exactly once`);
  for (const edge of edges) edge.child.kill('SIGINT');
  for (const edge of edges) expect_equal((await Promise.race([edge.over, sleep(20_000)]))?.code, 0, 'an edge ends when it is told to');
  await venue.stop(again);
  uplink.close();
  downlink.close();
});
