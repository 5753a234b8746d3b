#!/usr/bin/env node
// The folder of a photo-finish camera lies on a share that hangs in mid-race, under a real `bowball serve`: every call into it waits
// (hanging_share.c). The server goes on, another folder's results come, the health view says which folder does not answer; when the
// share is back what was written meanwhile is read, and the picture is served while it is the one that was read. A stop waits for
// no share.
//
//   node tests/e2e/hanging_share.mjs
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { Screen, sign_in } from './screen.mjs';
import { build_folder, expect, expect_equal, on_a_venue, sleep, wait_for } from './venue.mjs';

const library = process.env.BOWBALL_HANGING_SHARE ?? join(build_folder, 'tests', 'e2e', 'libhanging_share.so');
if (process.env.BOWBALL_SANITIZED) {
  console.log('SKIPPED: a sanitizer must be loaded first');
  process.exit(77);
}

const crc_table = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; ++k) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
const crc = (bytes) => (bytes.reduce((sum, byte) => crc_table[(sum ^ byte) & 255] ^ (sum >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc(body), body.length + 4);
  return whole;
}
/** Grey columns, as a PNG. */
function png(width, height, shade) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const rows = Buffer.concat(Array.from({ length: height }, () => Buffer.concat([Buffer.from([0]), Buffer.from(Array.from({ length: width }, (_, x) => (x * 7 + shade) & 255))])));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

let programme = 'name = "Share"\nvenue = "Lake"\ncourse_m = 2000\n[[events]]\ncode = "W2x"\ntitle = "Double Sculls"\n';
for (let crew = 1; crew <= 12; ++crew) programme += `[[crews]]\nid = ${crew}\nevent = "W2x"\ncode = "C${crew}"\nname = "Crew ${crew}"\n`;
programme += `[[races]]\nnumber = 1\nevent = "W2x"\nphase = "H1"\nphoto_key = "2-1-1"\nlanes = [1, 2, 3, 4, 5, 6]
[[races]]\nnumber = 2\nevent = "W2x"\nphase = "H2"\nphoto_key = "2-1-2"\nlanes = [7, 8, 9, 10, 11, 12]\n`;
const lif = '2,1,2,Heat 2\n1,7,1,Crew,Seven,C7,6:41.345,,,,,\n';

await on_a_venue('share', async (venue) => {
  const share = join(venue.folder, 'share');
  const local = join(venue.folder, 'local');
  const flag = join(venue.folder, 'hangs');
  for (const folder of [share, local]) mkdirSync(folder);
  const hang = () => writeFileSync(flag, '');
  const mend = () => rmSync(flag, { force: true });
  const drop = (folder, name, content) => {
    writeFileSync(join(folder, `.${name}`), content);
    renameSync(join(folder, `.${name}`), join(folder, name));
  };
  venue.write('programme.toml', programme);
  const config = `[meet]\nprogramme = "programme.toml"\n[log]\nlevel = "error"
[[devices]]\nname = "line_camera"\ndriver = "photo_image"\nlink = "folder://${share}?rest_ms=300"
[[devices]]\nname = "camera"\ndriver = "finishlynx"\nlink = "folder://${local}?pattern=*.lif&rest_ms=300"\n`;
  Object.assign(process.env, { LD_PRELOAD: library, BOWBALL_HANG_FOLDER: share, BOWBALL_HANG_WHILE: flag });
  const server = await venue.start('serve', '--config', venue.write('bowball.toml', config));
  delete process.env.LD_PRELOAD;
  const cookie = await sign_in(server.address, server.code);
  const official = await Screen.open(server.address, ['health', 'race/*/results', 'race/*/console'], { cookie });
  const device = () => official.view('health')?.devices.find((one) => one.name === 'line_camera');
  const get = (url, options = {}) => fetch(server.address + url, { headers: { Cookie: cookie }, ...options });
  await wait_for('the folder', () => device()?.state === 'open');

  hang();
  await wait_for('the word that the folder does not answer', () => device().state === 'lost' && device().text.includes('has not answered'));
  expect(device().text.includes(share), `the text names the folder: ${device().text}`);
  const before = official.frames.length;
  drop(share, 'finish_1.png', png(6000, 20, 0));
  drop(share, 'finish_1.png.toml', 'race = "2-1-1"\nlines_per_s = 2000\ncolumn_0_us = 401000000\n[lanes]\n1 = 3300\n2 = 4112\n');
  drop(local, '2-1-2.lif', lif);
  await official.order('call_race', { race: 1 });
  await wait_for('the other camera', () => official.view('race/2/results')?.rows.some((row) => row.time?.source === 'photo'));
  await wait_for('more looks at the health', () => official.frames.slice(before).filter((text) => JSON.parse(text).topic === 'health').length > 12);
  expect_equal(device().state, 'lost', 'the folder still hangs');
  expect_equal(official.view('race/1/console').pictures, [], 'nothing came of it');
  console.log(`while the share hangs: orders, the other folder and the health view go on; "${device().text}"`);

  mend();
  await wait_for('the picture', () => official.view('race/1/console').pictures.length === 1);
  const picture = official.view('race/1/console').pictures[0];
  expect_equal(picture.lanes.map(({ lane, column, text }) => [lane, column, text]), [[1, 3300, '6:42.650'], [2, 4112, '6:43.056']], 'where each lane was read');
  expect_equal(picture.sha256, createHash('sha256').update(png(6000, 20, 0)).digest('hex'), 'digest');
  await wait_for('the folder again', () => device().state === 'live' && device().absences === 1);
  console.log('when it is back the picture that was written meanwhile is read, and the absence is counted');

  let answer = await get(picture.url);
  expect_equal([answer.status, answer.headers.get('content-type')], [200, 'image/png'], 'the picture');
  expect(Buffer.from(await answer.arrayBuffer()).equals(png(6000, 20, 0)), 'its bytes');
  drop(share, 'finish_1.png', png(6000, 20, 9));
  answer = await get(picture.url);
  expect_equal(answer.status, 409, 'a picture that was changed since');
  await wait_for('the newer picture', () => official.view('race/1/console').pictures[0].sha256 !== picture.sha256);
  const newer = official.view('race/1/console').pictures;
  expect_equal(newer.map((one) => one.lanes.length), [2], 'all readings rest on the newer file');
  expect_equal((await get(newer[0].url)).status, 200, 'the newer picture');
  expect_equal((await get(picture.url)).status, 404, 'nothing rests on the older one any more');

  hang();
  const asked = await get(newer[0].url, { signal: AbortSignal.timeout(2000) }).then(() => 'an answer', (error) => error.name);
  expect_equal(asked, 'TimeoutError', 'a picture on a share that hangs');
  expect_equal((await get('/api/v1/health')).status, 200, 'the server answers all the same');
  await sleep(500);  // its looks hang by now as well
  const ended = await venue.stop(server);
  expect_equal(ended, { code: 0, signal: null }, 'a stop waits for no share');
  mend();
});
