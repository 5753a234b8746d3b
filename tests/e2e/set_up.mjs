#!/usr/bin/env node
// A venue from nothing, in Chromium on a real `bowball serve` without a configuration: the printed link leads to the set-up page, a meet is
// opened, a device and its input are declared, people are let in, the file is written and the old one kept; the server starts with it. Then the
// photo finish: two of these people read one picture, differ, agree, and the judge's reading counts.
//
//   node tests/e2e/set_up.mjs
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { join } from 'node:path';
import { Screen } from './screen.mjs';
import { expect, expect_equal, on_a_venue, packages, run, shots_folder, wait_for } from './venue.mjs';

const executable = process.env.BOWBALL_CHROMIUM ?? '/usr/bin/chromium-headless-shell';
if (!existsSync(executable)) {
  console.log('no Chromium here');
  process.exit(77);
}
const size = { width: 1280, height: 800 };

async function open(browser, address, cookie, path) {
  const context = await browser.newContext({ viewport: size, colorScheme: 'light', reducedMotion: 'reduce', locale: 'en-GB' });
  if (cookie) {
    const [name, value] = cookie.split('=');
    await context.addCookies([{ name, value, url: address }]);
  }
  const page = await context.newPage();
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.setDefaultTimeout(20_000);
  await page.goto(`${address}/${path}`);
  return page;
}
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const keep = (page, name) => page.screenshot({ path: join(shots_folder, `set_up_${name}.png`) });

async function password_of(address, name, password) {
  const answer = await fetch(`${address}/api/v1/sign-in`, { method: 'POST', body: JSON.stringify({ name, password }) });
  expect_equal(answer.status, 200, `${name} signs in`);
  return answer.headers.get('set-cookie').split(';')[0];
}

/** A grey picture as a camera's program would write it: a PNG of so many columns and rows. */
function png(width, height) {
  const crc = (bytes) => {
    let c = ~0;
    for (const byte of bytes) {
      c ^= byte;
      for (let k = 0; k < 8; k += 1) c = (c >>> 1) ^ (0xedb88320 & -(c & 1));
    }
    return ~c >>> 0;
  };
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const head = Buffer.alloc(4);
    const tail = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    tail.writeUInt32BE(crc(body));
    return Buffer.concat([head, body, tail]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (width + 1), 150);
  for (let y = 0; y < height; y += 1) rows[y * (width + 1)] = 0;
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** The five steps, as an official takes them. */
async function set_up(page, camera) {
  await page.getByLabel('Name').fill('Lake Regatta');
  await page.getByLabel('Place', { exact: true }).fill('Lake');
  await page.getByLabel('Day of the first race').fill('2026-07-24');
  await page.getByLabel('Races, in their order').fill('H1 H2 FA');
  await keep(page, 'meet');
  await press(page, 'Open this meet');
  await page.getByRole('heading', { name: 'Devices of this venue' }).waitFor();
  await press(page, 'Another device: network, folder');
  await page.getByLabel('Name').fill('camera');
  await page.getByLabel('Kind').selectOption('photo_image');
  await page.getByLabel('Where').fill(`folder://${camera}?pattern=*&rest_ms=200`);
  await keep(page, 'devices');
  await press(page, '4 People');
  for (const [name, role] of [['Chief', 'admin'], ['Ben', 'timekeeper'], ['Cho', 'judge']]) {
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByLabel('May do').selectOption(role);
    await page.getByLabel('Password').fill(`${name} at the lake`);
    await press(page, 'Let in');
    await page.getByText(`${name} may sign in.`).waitFor();
  }
  await press(page, '5 Write and test');
  const text = page.getByRole('textbox');
  const made = await text.inputValue();
  await text.fill(made.replace('photo_image', 'photo_imagine'));
  await press(page, 'Check it');
  await page.getByText('photo_imagine').last().waitFor();
  expect((await page.textContent('[aria-label="Write"] [role=alert]')).includes('photo_imagine'), 'a driver that does not exist is named');
  await press(page, 'Undo what I typed');
  await press(page, 'Write the file');
  await page.getByText('Written to').waitFor();
  await keep(page, 'written');
  return made;
}

/** Puts the lines of a reading where they are wanted: pressed on the picture, then stepped by key. */
async function read(page, columns) {
  await page.waitForFunction(() => document.querySelector('.stage img')?.naturalWidth > 0 && !document.querySelector('.stage .away'));
  const column_of = (lane) => page.getByRole('slider', { name: `Lane ${lane}`, exact: true }).getAttribute('aria-valuenow').then(Number);
  for (const [lane, column] of Object.entries(columns)) {
    await page.getByRole('button', { name: new RegExp(`^Lane ${lane}( ·)?$`) }).click();
    if (await page.getByRole('slider', { name: `Lane ${lane}`, exact: true }).count() === 0) {
      const box = await page.locator('.stage img').boundingBox();
      await page.mouse.click(box.x + 200, box.y + box.height / 2);
      await page.keyboard.press(lane);
    }
    for (let left = column - (await column_of(lane)); left !== 0; left = column - (await column_of(lane))) {
      const far = Math.abs(left) >= 10;
      await page.keyboard.press(`${far ? 'Shift+' : ''}${left > 0 ? 'ArrowRight' : 'ArrowLeft'}`);
    }
  }
  await page.getByRole('button', { name: /^Keep my reading/ }).click();
  await page.getByText('is kept. Nothing counts of it yet.').last().waitFor();
}

/** Two readers of one picture, on two screens. */
async function photo_finish(browser, server, camera, official) {
  for (const [k, name] of ['NED', 'NZL', 'NOR', 'GRE'].entries()) await official.order('enter_crew', { crew: { crew: k + 1, event: 'M1x', code: name, name, club: '' } }, 'set-up').catch(() => undefined);
  await official.order('draw_lanes', { race: 1, lanes: [1, 2, 3, 4].map((lane) => ({ lane, crew: lane })) }, 'set-up');
  writeFileSync(join(camera, 'finish_1.png.part'), png(600, 40));
  renameSync(join(camera, 'finish_1.png.part'), join(camera, 'finish_1.png'));
  writeFileSync(join(camera, 'finish_1.png.toml.part'), 'race = "1-1-1"\nlines_per_s = 2000\ncolumn_0_us = 400000000\n[lanes]\n1 = 90\n2 = 100\n3 = 250\n4 = 300\n');
  renameSync(join(camera, 'finish_1.png.toml.part'), join(camera, 'finish_1.png.toml'));
  const view = () => official.view('race/1/console');
  await wait_for('the picture', () => view()?.pictures?.length === 1, 20);
  const ben = await open(browser, server.address, await password_of(server.address, 'Ben', 'Ben at the lake'), 'photo?race=1');
  const cho = await open(browser, server.address, await password_of(server.address, 'Cho', 'Cho at the lake'), 'photo?race=1');
  await read(ben, { 1: 90, 2: 97, 3: 250 });
  await read(cho, { 1: 90, 2: 100, 3: 250 });
  await wait_for('the dispute', () => JSON.stringify(view().disputed_lanes) === '[2]', 10);
  await cho.getByText('Readers differ about lane 2').waitFor();
  expect_equal(await cho.getByRole('button', { name: /Enter the reading|^Choose/ }).count(), 0, 'nothing is proposed while they differ');
  await keep(cho, 'differ');
  const refused = await official.order('read_photo', { race: 1, picture: view().pictures[0].sha256, rows: [{ lane: 2, column: 97, place: 2, time_us: null }] }).catch((error) => error.message);
  expect(/reason/.test(JSON.stringify(refused)), `an admin who enters one of two needs a reason: ${JSON.stringify(refused)}`);
  await read(ben, { 2: 99 });
  await cho.getByText('The readers agree to one column.').waitFor();
  await press(cho, 'Enter the reading');
  const result = await wait_for('the result', () => official.view('race/1/results')?.rows.filter((row) => row.rank).length >= 3 && view().photo_entered && official.view('race/1/results'), 10);
  expect_equal(view().photo_entered.actor, 'Cho', 'who entered it');
  // 400 s and 90 columns of half a millisecond: 6:40.045; 1/100 s, cut.
  expect_equal(result.rows.slice(0, 1).map((row) => [row.rank, row.crew.lane, row.time.text, row.time.source]), [[1, 1, '6:40.04', 'photo']], 'the winner, by the picture');
  await keep(cho, 'entered');
  await cho.goto(`${server.address}/print?what=results&race=1`);
  await cho.waitForSelector('.paper');
  expect((await cho.textContent('.mark')).length > 0 && (await cho.locator('.mark.loud').count()) === 1, 'the sheet says that it is not official');
  expect_equal([...ben.complaints, ...cho.complaints], [], 'complaints of the browser');
  console.log('photo finish: two readers on two screens differ, agree to one column, and a judge enters it');
}

await on_a_venue('set_up', async (venue) => {
  mkdirSync(shots_folder, { recursive: true });
  const camera = join(venue.folder, 'camera');
  mkdirSync(camera);
  const file = join(venue.folder, 'bowball.toml');
  writeFileSync(file, '# of last year\n[log]\nlevel = "error"\n');
  let server = await venue.start('serve');
  expect(server.out.includes('&next=/setup'), 'without a configuration the printed link leads to the set-up page');
  const { chromium } = packages('playwright-core');
  const browser = await chromium.launch({ executablePath: executable, args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic'] });
  try {
    const page = await open(browser, server.address, null, `sign-in?code=${server.code}&next=/setup`);
    await page.getByRole('heading', { name: 'Set-up' }).waitFor().catch(async () => page.goto(`${server.address}/setup`));
    const text = await set_up(page, camera);
    expect_equal(readFileSync(file, 'utf8'), text, 'the file is what was shown');
    expect(text.includes('# of last year'), 'what the page does not ask about stays');
    const [backup] = readdirSync(venue.folder).filter((name) => name.startsWith('bowball.toml.before-'));
    expect_equal(readFileSync(join(venue.folder, backup), 'utf8'), '# of last year\n[log]\nlevel = "error"\n', 'the old one is kept');
    expect_equal((await run('check-config', file)).code, 0, 'bowball check-config');
    expect_equal(page.complaints, [], 'complaints of the browser');
    await venue.stop(server);
    console.log('set-up: from an empty server to a configuration that the server accepts, the old one kept');

    server = await venue.start('serve', '--config', file);
    const official = await Screen.open(server.address, ['meet', 'health', 'race/*/results', 'race/*/console'], { cookie: await password_of(server.address, 'Chief', 'Chief at the lake') });
    await wait_for('the meet and its device', () => official.view('meet')?.races.length === 3 && official.view('health')?.devices.some((device) => device.name === 'camera'), 20);
    expect_equal(official.view('meet').name, 'Lake Regatta', 'the meet');
    await photo_finish(browser, server, camera, official);
  } finally {
    await browser.close();
  }
  await venue.stop(server);
});
