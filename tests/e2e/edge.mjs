#!/usr/bin/env node
// Beyond one machine: a venue with a racing demo, a hub that is killed ten times in mid-race, links that stall and are cut, edges that stop and die, and screens on
// two of them: WebSockets and server-sent events, plain and over TLS. The hub speaks TLS alone. Afterwards stream and journal are equal by hash, every screen has every
// event exactly once, and what the edges show is what the venue shows.
//
//   node tests/e2e/edge.mjs [kills] [seed] [--long]      --long: links are stalled and cut for 30 s too, two minutes more
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Feed } from '../../docs/clients/bowball.mjs';
import { dice } from './dice.mjs';
import { EventSource } from './event_source.mjs';
import { free_port, Hub } from './hub.mjs';
import { Proxy } from './proxy.mjs';
import { data_bytes, Screen } from './screen.mjs';
import { make_secrets } from './secrets.mjs';
import { expect, expect_equal, on_a_venue, packages, program, run, sleep, wait_for } from './venue.mjs';

const WebSocket = packages('ws');
const words = process.argv.slice(2).filter((word) => word !== '--long');
const outages_s = process.argv.includes('--long') ? [5, 30] : [5];
const kills = Number(words[0] ?? 10);
const seed = Number(words[1] ?? randomInt(1 << 30));
const random = dice(seed);
const topics = ['meet', 'race/*/board', 'race/*/results', 'race/*/start_list', 'race/*/start', 'meet/medals'];
const screens_an_edge = 3;   // of each kind
console.log(`${kills} kills of the hub, seed ${seed}`);

/** A screen as broadcasters have it: the reference client, that comes back by itself. */
class Follower {
  constructor(name, address, ca) {
    Object.assign(this, { name, entries: [], gaps: [] });
    const Trusting = class extends WebSocket {
      constructor(url, protocol) {
        super(url, protocol, { ca });
      }
    };
    this.feed = new Feed(address, ['log', 'meet'], {
      entry: (entry, frame) => this.entries.push({ seq: frame.seq, data: JSON.stringify(entry) }),
      gap: (frame) => this.gaps.push(frame.text),
    }, Trusting);
  }
  get last() {
    return this.entries.at(-1)?.seq ?? 0;
  }
  close() {
    this.feed.close();
  }
}

/** A screen that reads events, as a browser does: from the first entry on, and then from its Last-Event-ID. */
class Listener {
  constructor(name, address, epoch, ca) {
    Object.assign(this, { name, entries: [], gaps: [] });
    this.source = new EventSource(`${address}/api/v1/events?topics=log,meet&since=${epoch}:0`, (frame) => {
      if (frame.kind === 'event') this.entries.push({ seq: frame.seq, data: JSON.stringify(frame.data) });
      if (frame.kind === 'gap') this.gaps.push(frame.text);
    }, ca);
  }
  get last() {
    return this.entries.at(-1)?.seq ?? 0;
  }
  close() {
    this.source.close();
  }
}

/** Starts `bowball edge` on ports that stay; resolves once it serves. */
async function start_edge(venue, hub_port, secrets, [port, tls_port]) {
  const child = spawn(program, ['edge', '--nats', `tls://127.0.0.1:${hub_port}`, '--tls-ca', secrets.root, 'lake', '--port', String(port), '--certificate', secrets.certificate, '--key', secrets.key,
    '--tls-port', String(tls_port), '--log', 'info'], { stdio: ['ignore', 'pipe', 'pipe'] });
  venue.children.push(child);
  const edge = { child, out: '', err: '', ports: [port, tls_port] };
  edge.over = new Promise((resolve) => child.once('exit', (code) => resolve((edge.ended = { code }))));
  child.stdout.on('data', (piece) => (edge.out += piece));
  child.stderr.on('data', (piece) => (edge.err += piece));
  await wait_for('an edge that serves', () => {
    if (edge.ended) throw new Error(`the edge ended: ${edge.out}${edge.err}`);
    return edge.out.includes('Ctrl-C ends it.');
  });
  edge.address = `http://127.0.0.1:${port}`;
  edge.secure = `https://127.0.0.1:${tls_port}`;
  expect(edge.out.includes(edge.address) && edge.out.includes(`https on port ${tls_port}`), `what the edge says of its doors: ${edge.out}`);
  return edge;
}

/** Screens of every kind on an edge. */
function open_screens(edge, place, epoch, ca) {
  return Array.from({ length: screens_an_edge }, (_, n) => [
    new Follower(`WebSocket ${n} of edge ${place}`, edge.address),
    new Follower(`WebSocket ${n} of edge ${place}, TLS`, edge.secure, ca),
    new Listener(`events ${n} of edge ${place}`, edge.address, epoch),
    new Listener(`events ${n} of edge ${place}, TLS`, edge.secure, epoch, ca),
  ]).flat();
}

/** Somebody who believes no root of ours gets nothing. */
async function nobody_believes(edge) {
  const refused = await fetch(`${edge.secure}/api/v1/health`).then(() => '', (problem) => problem.cause?.code ?? String(problem));
  expect(/CERT|ISSUER|SIGN/.test(refused), `the certificate, to who does not know its root: "${refused}"`);
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
  const secrets = make_secrets(venue);
  process.env.SSL_CERT_FILE = secrets.root;   // the demo takes a system's roots
  const hub = await Hub.start(venue, secrets);
  const uplink = await Proxy.to(hub.port);
  const downlink = await Proxy.to(hub.port);
  const server = await venue.start('demo', '--speed', '20', '--nats', `tls://127.0.0.1:${uplink.port}`, '--meet', 'lake');
  const ports = [[await free_port(), await free_port()], [await free_port(), await free_port()]];
  const edges = [await start_edge(venue, hub.port, secrets, ports[0]), await start_edge(venue, downlink.port, secrets, ports[1])];
  const { epoch } = await health(server.address);
  expect_equal((await health(edges[0].address)).epoch, epoch, 'the edge follows the venue’s journal');
  await nobody_believes(edges[0]);
  const followers = edges.flatMap((edge, place) => open_screens(edge, place, epoch, secrets.ca));
  await wait_for('entries at the edges', () => followers.every((one) => one.last > 0));

  for (let kill = 1; kill <= kills; ++kill) {
    await sleep(200 + random() * 1500);
    await hub.kill();
    await sleep(random() * 800);
    await hub.start();
  }
  console.log(`hub killed ${kills} times; entry ${(await health(server.address)).seq}`);

  for (const [name, link] of [['uplink', uplink], ['downlink', downlink]]) {
    for (const [trouble, seconds] of ['stall', 'cut'].flatMap((one) => outages_s.map((length) => [one, length]))) {
      link[trouble]();
      await sleep(seconds * 1000);
      const age_us = (await health(edges[1].address)).venue_age_us;
      expect(age_us > 2_000_000, `${name}, ${trouble}: for ${seconds} s: the edge says that the venue was heard ${age_us} us ago`);
      link.mend();
      await wait_for(`the venue heard again after ${name} ${trouble}`, async () => (await health(edges[1].address)).venue_age_us < 1_500_000);
    }
  }

  // An edge that is started anew: its screens are told when to come back, and go on where they were. One that dies says nothing to them.
  edges[0].child.kill('SIGINT');
  await edges[0].over;
  edges[0] = await start_edge(venue, hub.port, secrets, ports[0]);
  edges[1].child.kill('SIGKILL');
  await edges[1].over;
  edges[1] = await start_edge(venue, downlink.port, secrets, ports[1]);

  await wait_for('every reader of events at its edge again', () => followers.every(({ source }) => !source || source.resumed > 0), 90);
  const { seq: so_far } = await health(server.address);
  await wait_for('something that happens after that', async () => (await health(server.address)).seq > so_far + 5);

  const etags = await Promise.all(edges.map((edge) => snapshot_for_caches(edge.address)));
  expect(etags.every((etag) => etag.includes(epoch)), `ETags name the journal: ${etags}`);
  await venue.stop(server);
  const verified = await run('verify', venue.journal);
  const [, head, hash] = /head (\d+):([0-9a-f]{64})/.exec(verified.out);

  const copy = join(venue.folder, 'copy.sqlite');
  await wait_for('the whole journal on the hub', async () => {
    if (existsSync(copy)) unlinkSync(copy);
    const pulled = await run('pull', '--nats', `tls://127.0.0.1:${hub.port}`, '--tls-ca', secrets.root, 'lake', copy);
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
  for (const one of followers) {
    expect_equal(one.gaps, [], `gaps of ${one.name}`);
    expect_equal(one.entries.length, relayed.length, `events of ${one.name}`);
    one.entries.forEach((entry, n) => expect_equal(entry, relayed[n], `event ${n} of ${one.name}`));
    one.close();
  }
  const resumed = followers.reduce((sum, { source }) => sum + (source?.resumed ?? 0), 0);
  console.log(`${followers.length} screens have ${relayed.length} events each, exactly once; events went on from a Last-Event-ID ${resumed} times`);
  for (const edge of edges) edge.child.kill('SIGINT');
  for (const edge of edges) expect_equal((await Promise.race([edge.over, sleep(20_000)]))?.code, 0, 'an edge ends when it is told to');
  await venue.stop(again);
  uplink.close();
  downlink.close();
});

// Screens of a test that failed would go on to come back.
process.exit(process.exitCode ?? 0);
