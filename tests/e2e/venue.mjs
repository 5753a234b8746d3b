// A venue for tests: a real `bowball` process on a data folder of its own, its pseudo-terminals and its end. Nothing of
// the server is linked in here: it is started as a person starts it and seen as a screen sees it.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const source_folder = fileURLToPath(new URL('../..', import.meta.url));
export const build_folder = process.env.BOWBALL_BUILD ?? join(source_folder, 'build');
export const shared_folder = process.env.BOWBALL_SHARED_DATA ?? join(source_folder, '..', 'shared', 'data');
export const shots_folder = join(build_folder, 'e2e_shots');
export const program = process.env.BOWBALL_PROGRAM ?? join(build_folder, 'bowball');
/** Packages of the pages: the independent client `ws`, and playwright-core. */
export const packages = createRequire(join(source_folder, 'server', 'web', 'package.json'));

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** $BOWBALL_PRELOAD is for the servers alone: tests go by their own clock. */
const preloaded = () => (process.env.BOWBALL_PRELOAD ? { ...process.env, LD_PRELOAD: process.env.BOWBALL_PRELOAD } : process.env);

/** Waits until `found()` gives something, and says what did not come if it does not. */
export async function wait_for(what, found, seconds = 60) {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const value = await found();
    if (value) return value;
    if (Date.now() > until) throw new Error(`waited ${seconds} s in vain for ${what}`);
    await sleep(20);
  }
}

/** Runs `bowball ...` to its end. */
export function run(...args) {
  return new Promise((resolve) => {
    execFile(program, args, { maxBuffer: 256 * 1024 * 1024 }, (error, out, err) => resolve({ code: error ? error.code ?? 1 : 0, out, err }));
  });
}

export class Venue {
  constructor(name) {
    this.folder = mkdtempSync(join(tmpdir(), `bowball-${name}-`));
    this.data = join(this.folder, 'data');
    this.journal = join(this.data, 'journal.sqlite');
    this.children = [];
    mkdirSync(this.data, { recursive: true });
    this.on_exit = () => this.children.forEach((child) => child.kill('SIGKILL'));
    process.on('exit', this.on_exit);
  }

  write(name, text) {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  /** Starts `bowball ...args`, on a free port unless they name one; resolves once it has printed its addresses. */
  start(...args) {
    return this.start_as([program], args);
  }

  /** The same with a bound of prlimit(1), such as `nofile=300:300`. */
  start_within(bound, ...args) {
    return this.start_as(['prlimit', `--${bound}`, program], args);
  }

  async start_as(command, args) {
    const child = spawn(command[0], [...command.slice(1), ...args, ...(args.includes('--port') ? [] : ['--port', '0']), '--data', this.data], { stdio: ['ignore', 'pipe', 'pipe'], env: preloaded() });
    this.children.push(child);
    const server = { child, out: '', err: '', ended: null };
    server.over = new Promise((resolve) => child.once('exit', (code, signal) => resolve((server.ended = { code, signal }))));
    child.stdout.on('data', (piece) => (server.out += piece));
    child.stderr.on('data', (piece) => (server.err += piece));
    await wait_for('the addresses of the server', () => {
      if (server.ended) throw new Error(`bowball ${args.join(' ')} ended: ${JSON.stringify(server.ended)}\n${server.out}${server.err}`);
      return server.out.includes('Ctrl-C ends it.');
    });
    server.address = /scoreboard +(http:\S+)\/scoreboard/.exec(server.out)[1];
    server.code = /sign-in\?code=([^&\s]+)/.exec(server.out)?.[1];
    return server;
  }

  /** A pseudo-terminal: `device` is its name, write() sends bytes as the device would, heard() is all that the server sent to
      it, end() pulls the plug. */
  async terminal() {
    const child = spawn('python3', [fileURLToPath(new URL('terminal.py', import.meta.url))], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.children.push(child);
    let out = '';
    child.stdout.on('data', (piece) => (out += piece));
    await wait_for('a pseudo-terminal', () => out.includes('\n'), 20);
    const [device] = out.split('\n');
    const heard = () => Buffer.from(out.split('\n').slice(1).join(''), 'hex').toString('latin1');
    const end = () => new Promise((resolve) => {
      child.once('exit', resolve);
      child.stdin.end();
    });
    return { device, write: (bytes) => child.stdin.write(bytes), heard, end };
  }

  /** Ends a server as Ctrl-C does, and says how it went. */
  async stop(server) {
    server.child.kill('SIGINT');
    await Promise.race([server.over, sleep(20_000)]);
    if (!server.ended) throw new Error('the server did not end within 20 s of Ctrl-C');
    return server.ended;
  }

  /** Ends everything and removes the data folder, unless the test failed and somebody wants to look. */
  async close(keep = false) {
    process.off('exit', this.on_exit);
    for (const child of this.children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const over = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await over;
    }
    if (keep) console.log(`kept for a look: ${this.folder}`);
    else rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Runs a test on a venue; exit status 1 and a kept folder if it throws. */
export async function on_a_venue(name, test) {
  const venue = new Venue(name);
  try {
    await test(venue);
    await venue.close();
  } catch (error) {
    console.error(`FAILED: ${error.stack ?? error}`);
    process.exitCode = 1;
    await venue.close(true);
  }
}

/** Fails with both values in sight. */
export function expect_equal(got, expected, what) {
  const [a, b] = [JSON.stringify(got), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}\n  expected ${b}\n  got      ${a}`);
}
export function expect(truth, what) {
  if (!truth) throw new Error(what);
}
