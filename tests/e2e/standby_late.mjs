#!/usr/bin/env node
// A standby that comes late: the first server has a long journal and writes on while it is copied. Then the standby is started again and goes on
// from its copy; then the first server is killed, and the other one leads with every order that was accepted.
//
//   node tests/e2e/standby_late.mjs [ORDERS]
import { randomUUID } from 'node:crypto';
import { free_port, Hub } from './hub.mjs';
import { journal_rows } from './recording.mjs';
import { Screen, sign_in } from './screen.mjs';
import { expect, expect_equal, on_a_venue, run, Venue, wait_for } from './venue.mjs';

const orders = Number(process.argv[2] ?? 4000);
const writers = 8;
const first_start_us = Date.UTC(2026, 6, 24, 9) * 1000;
const programme = 'name = "Late"\nvenue = "Lake"\n[[events]]\ncode = "M1x"\ntitle = "Single"\n[[crews]]\nid = 1\nevent = "M1x"\ncode = "A"\nname = "A"\n[[races]]\nnumber = 1\nevent = "M1x"\nphase = "Final"\nrules = "rowing"\nlanes = [1]\n';

await on_a_venue('standby-late', async (venue) => {
  const other = new Venue('standby-late-2');
  try {
    const hub = await Hub.start(venue);
    const start = async (place, port, ...more) => {
      place.write('programme.toml', programme);
      const config = place.write('bowball.toml', `[server]\nport = ${port}\ntls = false\n[meet]\nprogramme = "programme.toml"\n[relay]\nurl = "nats://127.0.0.1:${hub.port}"\nmeet = "lake"\nentries = "whole"\n`);
      const server = await place.start('serve', '--config', config, '--port', String(port), ...more);
      server.cookie = await sign_in(server.address, server.code);
      return server;
    };
    const first = await start(venue, await free_port());
    const accepted = [];
    /** One official who moves the race's start, again and again. */
    const write = async (many) => {
      for (let i = 0; i < many; i++) {
        const id = randomUUID();
        const data = { race: 1, scheduled_at_us: first_start_us + (accepted.length + 1) * 1_000_000 };
        const answer = await fetch(`${first.address}/api/v1/commands`, { method: 'POST', headers: { Cookie: first.cookie }, body: JSON.stringify({ id, command: 'reschedule_race', data, reason: 'wind' }) });
        if ((await answer.json()).kind === 'accepted') accepted.push(id);
      }
    };
    const write_all = (many) => Promise.all(Array.from({ length: writers }, () => write(Math.ceil(many / writers))));
    const state_of = async (server) => (await fetch(`${server.address}/api/v1/standby`, { headers: { Cookie: server.cookie } })).json();
    const ready = (server) => wait_for('a standby that has everything', async () => {
      const state = await state_of(server);
      return state.ready && state.behind === 0 && state.entries >= accepted.length && state;
    }, 120);

    await write_all(orders / 2);
    const port = await free_port();
    const writing = write_all(orders / 2);
    let began = performance.now();
    let second = await start(other, port, '--standby');
    await wait_for('a standby that is ready', async () => (await state_of(second)).ready);
    console.log(`ready after ${Math.round(performance.now() - began)} ms, while the first server writes`);
    await writing;
    began = performance.now();
    const copied = await ready(second);
    console.log(`${copied.entries} entries copied, the last ${Math.round(performance.now() - began)} ms after the first server had written it`);

    expect_equal(await other.stop(second), { code: 0, signal: null }, 'end of the standby');
    await write(10);
    began = performance.now();
    second = await start(other, port, '--standby');
    const again = await ready(second);
    console.log(`started again, it has ${again.entries} entries after ${Math.round(performance.now() - began)} ms`);

    expect(accepted.length >= orders, `${accepted.length} of ${orders} orders were accepted`);
    first.child.kill('SIGKILL');
    await first.over;
    const taken = await fetch(`${second.address}/api/v1/standby/take_over`, { method: 'POST', headers: { Cookie: second.cookie }, body: JSON.stringify({ reason: 'first server dead' }) });
    expect_equal(taken.status, 200, 'the order to take over');
    await wait_for('a server that leads', async () => {
      const screen = await Screen.open(second.address, ['meet'], { cookie: second.cookie }).catch(() => null);
      screen?.close();
      return screen && screen.hello.epoch !== again.epoch && (await fetch(`${second.address}/api/v1/standby`, { headers: { Cookie: second.cookie } })).status !== 200;
    }, 60);
    expect_equal(await other.stop(second), { code: 0, signal: null }, 'end of the server that leads');
    expect_equal((await run('verify', other.journal)).code, 0, 'its journal');
    const kept = new Set(journal_rows(other.journal, 'race_rescheduled').map((row) => row.command_id));
    expect_equal(accepted.filter((id) => !kept.has(id)), [], 'orders that were accepted and are missing');
    console.log(`all ${accepted.length} orders that were accepted are in the journal that leads`);
  } catch (error) {
    console.error(`data of the second server: ${other.data}`);
    other.keep = true;
    throw error;
  } finally {
    await other.close(other.keep);
  }
});
