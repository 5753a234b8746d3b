#!/usr/bin/env node
// Backups of a regatta that races: each is the journal as it once stood; when the disk is lost, a server goes on from a copy of the newest one,
// with the same people, under a new epoch.
//
//   node tests/e2e/backup.mjs
import { cpSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { data_bytes, Screen, sign_in } from './screen.mjs';
import { expect, expect_equal, on_a_venue, run, sleep, wait_for } from './venue.mjs';

await on_a_venue('backup', async (venue) => {
  const place = join(venue.folder, 'stick');
  const server = await venue.start('demo', '--speed', '60');
  const official = await Screen.open(server.address, ['log'], { cookie: await sign_in(server.address, server.code) });
  await wait_for('a race', () => official.events.size > 20);
  const heads = [];
  for (let i = 0; i < 3; ++i) {
    const made = await run('backup', '--data', venue.data, place);
    expect_equal(made.code, 0, `bowball backup: ${made.out}${made.err}`);
    heads.push(/up to entry (\d+:[0-9a-f]{64})/.exec(made.out)[1]);
    await sleep(1100);  // their names have seconds
  }
  const seqs = heads.map((head) => Number(head.split(':')[0]));
  expect(seqs[2] > seqs[0], `${seqs}: nothing was recorded meanwhile`);
  for (const head of heads) expect_equal((await run('verify', venue.journal, '--head', head)).code, 0, `the journal agrees with the backup that ends at ${head}`);
  server.child.kill('SIGKILL');
  await server.over;

  const names = readdirSync(place).sort();
  expect_equal(names.length, 3, `backups ${names}`);
  renameSync(venue.data, join(venue.folder, 'lost'));
  cpSync(join(place, names.at(-1)), venue.data, { recursive: true });
  const again = await venue.start('serve');
  expect(again.err.includes(`after entry ${seqs[2]}`), `the log says what is missing: ${again.err}`);
  const screen = await Screen.open(again.address, ['log'], { since: `${official.hello.epoch}:0` });
  expect(screen.hello.epoch !== official.hello.epoch, 'entries after the backup get other numbers: a new epoch');
  const second = await Screen.open(again.address, ['log'], { since: `${screen.hello.epoch}:0` });
  const shown = [...official.events.keys()].filter((seq) => seq <= seqs[2]);
  await wait_for('the log of the backup', () => second.events.has(Math.max(...shown)), 20);
  for (const seq of shown) expect_equal(data_bytes(second.events.get(seq)), data_bytes(official.events.get(seq)), `log entry ${seq}`);
  await venue.stop(again);
  const verified = await run('verify', venue.journal);
  expect_equal(verified.code, 0, `bowball verify: ${verified.out}${verified.err}`);
  console.log(`three backups while it raced, at entries ${seqs.join(', ')}; ${shown.length} log entries are the same after the restore`);
});
