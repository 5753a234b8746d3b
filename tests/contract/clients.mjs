#!/usr/bin/env node
// The reference clients of docs/clients on a real demo, over lines that break, fall silent and lead to another journal: each must end
// with the views and the log that plain HTTP gives. Beside them, every frame that officials hear is judged by the schemas.
//
//   node tests/contract/clients.mjs [javascript|python|cpp]...
import { spawn } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Screen, sign_in } from '../e2e/screen.mjs';
import { expect, expect_equal, on_a_venue, source_folder, wait_for } from '../e2e/venue.mjs';
import { make_validate } from './schemas.mjs';
import { UnsteadyLine } from './unsteady_line.mjs';

const topics = ['meet', 'race/*/results', 'current/board', 'log'];
const speed = 100;

/** A client of docs/clients as a person starts it, at the end of a line of its own, and what it printed. */
class Follower {
  static async start(venue, name, address, command) {
    const line = await UnsteadyLine.open(address);
    const follower = new Follower(name, line);
    const [program, ...words] = command(line.port);
    follower.child = spawn(program, [...words, ...topics], { stdio: ['ignore', 'pipe', 'pipe'] });
    venue.children.push(follower.child);
    follower.child.on('exit', (code, signal) => (follower.ended = code ?? signal));
    let rest = '';
    follower.child.stdout.on('data', (piece) => {
      const lines = (rest + piece).split('\n');
      rest = lines.pop();
      lines.forEach((line) => follower.take(line));
    });
    follower.child.stderr.on('data', (piece) => (follower.said += piece));
    return follower;
  }

  constructor(name, line) {
    Object.assign(this, { name, line, views: new Map(), entries: [], gaps: 0, clocks: [], said: '', ended: null });
  }

  take(line) {
    const [what, first, second, ...rest] = line.split(' ');
    if (what === 'view') this.views.set(first, { seq: Number(second), data: JSON.parse(rest.join(' ')) });
    else if (what === 'entry') this.entries.push(Number(first));
    else if (what === 'gap') this.load_anew();
    else if (what === 'clock') this.clocks.push({ now_us: Number(first), sent_us: Number(second) });
    else throw new Error(`${this.name} printed "${line}"`);
  }

  /** What a gap asks for: nothing of before counts. */
  load_anew() {
    this.gaps += 1;
    this.entries = [];
    this.views.clear();
  }

  async until(what, holds, seconds = 120) {
    const holds_or_ended = () => {
      if (this.ended !== null) throw new Error(`${this.name} ended (${this.ended}) before ${what}\n${this.said}`);
      return holds();
    };
    try {
      return await wait_for(`${this.name}: ${what}`, holds_or_ended, seconds);
    } catch (problem) {
      throw new Error(`${problem.message}\n${this.name} said:\n${this.said.slice(-2000)}`);
    }
  }
}

const get = async (address, path) => (await fetch(`${address}/api/v1/${path}`)).json();

/** The numbers of all public entries that the server holds. */
async function log_of(address) {
  const { epoch } = await get(address, 'health');
  const numbers = [];
  for (;;) {
    const page = await get(address, `log?since=${epoch}:${numbers.at(-1) ?? 0}`);
    if (page.length === 0) return numbers;
    numbers.push(...page.map((frame) => frame.seq));
  }
}

const results_of = async (address, race) => (await get(address, `views/race/${race}/results`)).data;
const is_official = (data) => data.header.status === 'official';

/** Each race in turn until it is official; then all clients must show what HTTP gives. */
async function compare_results(address, followers, race) {
  const official = await wait_for(`race ${race} to be official`, async () => {
    const data = await results_of(address, race);
    return is_official(data) && data;
  }, 200);
  expect(official.rows.length > 2 && official.rows[0].time.text !== '', `race ${race} has a winner`);
  for (const follower of followers) {
    await follower.until(`the official result of race ${race}`, () => follower.views.get(`race/${race}/results`)?.data.header.status === 'official');
    expect_equal(follower.views.get(`race/${race}/results`).data, official, `${follower.name}: result of race ${race}`);
  }
}

async function compare_logs(address, followers) {
  const numbers = await log_of(address);
  for (const follower of followers) {
    await follower.until(`entry ${numbers.at(-1)}`, () => follower.entries.at(-1) >= numbers.at(-1));
    expect_equal(follower.entries.filter((seq) => seq <= numbers.at(-1)), numbers, `${follower.name}: the log, nothing missed and nothing twice`);
  }
  return numbers.length;
}

/** The offset that a client measured makes its clock the server's: a wrong one would be wrong by decades, or would not run fast. */
function compare_clocks(followers) {
  for (const { name, clocks } of followers) {
    for (const { now_us, sent_us } of clocks.slice(1)) {
      const late_s = (now_us - sent_us) / 1e6 / speed;
      expect(late_s > -5 && late_s < 30, `${name}: a heartbeat of ${sent_us} came at ${now_us} by its clock`);
    }
  }
}

await on_a_venue('clients', async (venue) => {
  const first = await venue.start('demo', '--speed', String(speed));
  // As somebody has them who copied the folder and installed `ws` beside it.
  const folder = join(venue.folder, 'clients');
  cpSync(join(source_folder, 'docs', 'clients'), folder, { recursive: true });
  symlinkSync(join(source_folder, 'server', 'web', 'node_modules'), join(folder, 'node_modules'));
  const commands = {
    javascript: (port) => [process.execPath, join(folder, 'follow.mjs'), `http://127.0.0.1:${port}`],
    // Debian's own, which has Debian's python3-websockets.
    python: (port) => ['/usr/bin/python3', join(folder, 'bowball.py'), `http://127.0.0.1:${port}`],
    cpp: (port) => [process.env.BOWBALL_CLIENT_CPP, '127.0.0.1', String(port)],
  };
  const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(commands);
  const followers = await Promise.all(Object.entries(commands).filter(([name]) => chosen.includes(name)).map(([name, command]) => Follower.start(venue, name, first.address, command)));
  const official = await Screen.open(first.address, ['meet', 'meet/*', 'race/*/*', 'current/*', 'health', 'redundancy', 'inputs', 'log'], { cookie: await sign_in(first.address, first.code) });

  await compare_results(first.address, followers, 1);
  for (const follower of followers) follower.line.cut();
  await compare_results(first.address, followers, 2);
  // Half-open: only the missing heartbeat tells.
  const connections = new Map(followers.map((follower) => [follower, follower.line.connections]));
  for (const follower of followers) follower.line.stall();
  for (const follower of followers) await follower.until('a connection after the silence', () => follower.line.connections > connections.get(follower));
  await compare_results(first.address, followers, 3);
  const entries = await compare_logs(first.address, followers);
  for (const follower of followers) {
    expect_equal(follower.gaps, 0, `${follower.name}: gaps while the server held everything`);
    await follower.until('two heartbeats', () => follower.clocks.length > 1);
  }
  compare_clocks(followers);

  const strictly = make_validate({ strict: true });
  const heard = [official.hello, ...official.others, ...official.frames.map((text) => JSON.parse(text)), ...[...official.events.values()].map((text) => JSON.parse(text))];
  for (const frame of heard) {
    const problem = strictly(`${frame.kind}_frame.json`, frame);
    expect(problem === '', `${frame.kind} ${frame.topic ?? ''}: ${problem}`);
  }
  for (const view of ['meet', 'meet/medals', 'health', 'redundancy', 'race/1/console', 'race/1/referee', 'race/1/start', 'current/board']) expect(official.views.has(view), `the official saw ${view}`);
  official.close();

  // Another journal behind the same address: a gap, and then its log from the beginning.
  await venue.stop(first);
  venue.data += '-second';
  const second = await venue.start('demo', '--speed', String(speed));
  for (const follower of followers) follower.line.lead_to(second.address);
  for (const follower of followers) await follower.until('a gap', () => follower.gaps > 0);
  await compare_results(second.address, followers, 1);
  await compare_logs(second.address, followers);
  for (const follower of followers) follower.line.close();
  console.log(`${followers.map(({ name, line }) => `${name} (${line.connections} connections)`).join(', ')}: results and ${entries} log entries as over HTTP; ${heard.length} frames as the schemas say`);
});
