#!/usr/bin/env node
// What officials do on the pages, in Chromium on a real `bowball serve`: a list of entries is imported, rounds are drawn, a start is given
// after a pause that nobody knows, and an official heat is reopened and revised: the console says before it is confirmed who would row
// elsewhere, and the programme then shows just that. The audit page tells it all.
//
//   node tests/e2e/officials.mjs
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Screen, sign_in } from './screen.mjs';
import { expect, expect_equal, on_a_venue, packages, shots_folder, source_folder, wait_for } from './venue.mjs';

const executable = process.env.BOWBALL_CHROMIUM ?? '/usr/bin/chromium-headless-shell';
if (!existsSync(executable)) {
  console.log('no Chromium here');
  process.exit(77);
}

const races = ['H1', 'H2', 'FA', 'FB'];
let programme = 'name = "Officials"\nvenue = "Lake"\ncourse_m = 2000\n[[events]]\ncode = "M1x"\ntitle = "Men\'s Single Sculls"\n';
races.forEach((phase, k) => (programme += `[[races]]\nnumber = ${k + 1}\nevent = "M1x"\nphase = "${phase}"\nrules = "drawn_pause"\nphoto_key = "1-1-${k + 1}"\n`));

/** Greek, Cyrillic, CJK, a quote, and a row that is not understood. */
const list = `event,code,name,seed,members\n${['NOR,Bergen', 'GRE,"Ναυτικός Όμιλος"', 'NED,Amstel', 'NZL,Karapiro', 'POL,Szczecin', 'CHN,上海', 'UKR,Динамо', 'IRL,"Skibbereen ""A"""']
  .map((crew, k) => `M1x,${crew},${k + 1},Rower ${k + 1}`).join('\n')}\n,XXX,No event,,\n`;

/** A camera's result file: the lanes in the order of their places. */
const result_file = (key, lanes) => `${key.replaceAll('-', ',')},"Heat"\r\n${lanes.map((lane, k) => `${k + 1},${100 + lane},${lane},"R","C","",${`6:4${k}.5${lane}0`},,,,,`).join('\r\n')}\r\n`;

async function open(browser, server, cookie, path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: 'light', reducedMotion: 'reduce', locale: 'en-GB' });
  const [name, value] = cookie.split('=');
  await context.addCookies([{ name, value, url: server.address }]);
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && page.complaints.push(message.text()));
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.setDefaultTimeout(15_000);
  await page.goto(`${server.address}/${path}`);
  return page;
}

/** Presses a button until its order has been given. */
async function hold(page, name, until) {
  await page.getByRole('button', { name }).first().hover();
  await page.mouse.down();
  await until();
  await page.mouse.up();
}

const tidy = (text) => text.replace(/\s+/g, ' ').trim();
const picture = (page, name) => page.screenshot({ path: join(shots_folder, `officials_${name}.png`) });

async function import_entries(page) {
  const entries = { name: 'entries.csv', mimeType: 'text/csv', buffer: Buffer.from(list) };
  await page.getByRole('button', { name: 'Entries' }).click();
  await page.setInputFiles('input[type=file]', entries);
  const report = page.locator('[aria-label="Report"]');
  expect_equal(await report.locator('h2').textContent(), '8 new · 0 changed · 0 as they were · 1 not understood', 'what the list would do');
  expect((await report.textContent()).includes('Ναυτικός Όμιλος') && (await report.textContent()).includes('Skibbereen "A"'), 'names come through as they were written');
  await picture(page, 'entries');
  await page.getByRole('button', { name: 'Accept: 8 new, 0 changed' }).click();
  await wait_for('the note of the import', async () => (await page.textContent('.notes')).includes('entries.csv is imported.'), 10);
  await page.setInputFiles('input[type=file]', entries);
  await page.getByText('The list says nothing new: there is nothing to accept.').waitFor();
  console.log('entries: 8 crews imported on the page, 1 row named and left out; the same list again says nothing new');
}

/** The heats are drawn on the programme. */
async function draw_heats(page, official) {
  await official.order('choose_progression', { event: 'M1x', table: 'world_rowing_2025' });
  await page.goto(`${page.url().split('?')[0]}`);
  await page.getByRole('button', { name: 'Progression' }).click();
  for (const heat of ['Heat 1', 'Heat 2']) {
    const race = page.getByRole('article', { name: heat });
    await race.getByRole('button', { name: 'Draw' }).hover();
    await page.mouse.down();
    await race.getByRole('button', { name: 'Draw' }).waitFor({ state: 'detached' });
    await page.mouse.up();
  }
  await picture(page, 'drawn');
}

/** The server starts by itself; afterwards everybody can check that the pause was drawn before. */
async function start_by_pause(page, official) {
  await official.order('call_race', { race: 1 });
  await page.getByRole('button', { name: 'Arm' }).waitFor();
  await page.waitForFunction(() => document.querySelector('main')?.textContent.includes('Men\'s Single Sculls, Heat 1'));
  const stage = (state) => wait_for(`race 1 ${state}`, () => official.view('race/1/board')?.header.state === state, 10);
  await hold(page, /Arm/, () => stage('at_start'));
  await hold(page, /Attention/, () => stage('attention'));
  const event = (kind) => [...official.events.values()].map((text) => JSON.parse(text).data).find((one) => one.kind === kind)?.data;
  const given = await wait_for('attention in the journal', () => event('attention_given'), 10);
  await picture(page, 'attention');
  const ordered = await wait_for('the start that the server orders', () => event('start_ordered'), 15);
  const { pause_seal: seal } = given;
  const { pause_seed: seed } = ordered;
  expect_equal(createHash('sha256').update(seed).digest('hex'), seal, 'the seal of the seed');
  const pause_us = 300_000 + (Number.parseInt(createHash('sha256').update(`${seed}/race 1 run 1 pause`).digest('hex').slice(0, 12), 16) % (600_000 - 300_000 + 1));
  console.log(`start: attention held on the console, the server ordered the start; by the seed the pause was ${(pause_us / 1e6).toFixed(3)} s`);
  const again = await official.order('order_start', { race: 1 }).catch((error) => error.message);
  expect(/was refused/.test(again), `a start that was ordered is ordered again by nobody: ${JSON.stringify(again)}`);
  await official.order('abandon_race', { race: 1 }, 'an exercise');
}

/** Opens a sheet, says why, and carries it out. */
async function with_reason(page, open_name, reason, do_name) {
  await page.getByRole('button', { name: open_name }).click();
  await page.fill('dialog textarea', reason);
  await page.getByRole('dialog').getByRole('button', { name: do_name, exact: true }).click();
  await page.waitForSelector('dialog', { state: 'detached' });
}

async function revise(page, official) {
  await page.goto(`${new URL(page.url()).origin}/console?race=2`);
  await with_reason(page, 'Reopen…', 'the video shows it', 'Reopen');
  const winner = official.view('race/2/results').rows[0].crew;
  await page.getByRole('button', { name: `Sheet of lane ${winner.lane}` }).click();
  await page.getByLabel('Penalty in seconds').fill('60');
  await page.fill('dialog textarea', 'buoys');
  await page.getByRole('button', { name: 'Add 60 s' }).click();
  await page.waitForSelector('dialog', { state: 'detached' });
  await page.getByRole('button', { name: 'Make official…' }).click();
  const told = page.locator('dialog [aria-label="What changes"]');
  await told.waitFor();
  const lines = (await told.locator('tr').evaluateAll((rows) => rows.map((row) => row.textContent))).map(tidy);
  await picture(page, 'preview');
  const mine = lines.filter((line) => line.startsWith(winner.code));
  expect_equal(mine.length, 2, `the winner loses its place and its seat: ${JSON.stringify(lines)}`);
  expect(/1 → 4/.test(mine[0]) && /Final A, lane \d → Final B, lane \d/.test(mine[1]), `what the winner loses: ${JSON.stringify(mine)}`);
  await page.fill('dialog textarea', 'buoys, by the video');
  const care = page.locator('dialog input[type=checkbox]');
  if (await care.count()) await care.check();
  await page.getByRole('dialog').getByRole('button', { name: /^Make official$|^Official in spite of that$/ }).click();
  await page.waitForSelector('dialog', { state: 'detached' });
  const final_b = await wait_for('the final that differs', () => official.view('event/m1x/progression')?.races.find((race) => race.phase === 'FB' && race.lanes === 'differ'), 10);
  const seat = final_b.seats.find((one) => one.crew === winner.crew);
  expect(mine[1].endsWith(`Final B, lane ${seat.lane}`), `the preview "${mine[1]}" is what came: lane ${seat.lane}`);
  return lines;
}

/** The programme shows what differs, and the final is drawn anew with a reason. */
async function draw_anew(page, official) {
  const final_b = page.getByRole('article', { name: 'Final B' });
  await final_b.getByRole('button', { name: 'Draw anew' }).hover();
  await picture(page, 'differs');
  await page.mouse.down();
  await page.waitForSelector('dialog textarea');
  await page.mouse.up();
  await page.fill('dialog textarea', 'heat 2 was revised');
  await page.locator('dialog .button').last().click();
  await wait_for('the final that is drawn as the table has it', () => official.view('event/m1x/progression').races.find((race) => race.phase === 'FB').lanes === 'agree', 10);
  console.log('programme: final B is drawn anew, with a reason');
}

/** The audit page has all of that in sentences, each entry with the hash that anybody can reckon; a time of the console leads to its reading. */
async function audit(page) {
  const { origin } = new URL(page.url());
  await page.goto(`${origin}/audit`);
  await page.getByText('the whole journal is here').waitFor();
  const told = tidy(await page.textContent('ol'));
  for (const sentence of ['reopened the official result of race 2', 'made the result of race 2 official, revision 1', 'set a time penalty of 60 s', 'Reason: buoys, by the video'])
    expect(told.includes(sentence), `the audit page says "${sentence}": ${told}`);
  expect(!/has no words for|cannot read|undefined|NaN/.test(told), `every sentence is whole: ${told}`);
  const entry = page.locator('ol > li').filter({ hasText: 'reopened the official result' });
  await entry.getByRole('button', { name: 'Entry' }).last().click();
  const line = await page.textContent('.raw pre');
  const [own, before] = await page.locator('.raw dd').allTextContents();
  expect_equal(createHash('sha256').update(Buffer.from(before, 'hex')).update(line).digest('hex'), own, 'the hash of an entry');
  await picture(page, 'audit');

  await page.goto(`${origin}/console?race=2`);
  await page.locator('.whence').first().click();
  await page.waitForSelector('dialog dl');
  const whence = tidy(await page.textContent('dialog'));
  expect(whence.includes('1-1-2.lif') && /Official result, sealed [0-9a-f]{12}, /.test(whence), `where a time comes from: ${whence}`);
  await picture(page, 'whence');
  console.log(`audit: ${(await page.locator('dialog a').count())} entries named; the hash of one reckoned from its line and the hash before it`);
}

await on_a_venue('officials', async (venue) => {
  mkdirSync(shots_folder, { recursive: true });
  const camera = join(venue.folder, 'camera');
  mkdirSync(camera);
  cpSync(join(source_folder, 'config/rules'), join(venue.folder, 'rules'), { recursive: true });
  writeFileSync(join(venue.folder, 'rules/drawn_pause.toml'), 'id = "drawn_pause"\nparent = "rowing"\ntitle = "The pause is drawn"\n[start.control]\npause_least_ms = 300\npause_most_ms = 600\n');
  venue.write('programme.toml', programme);
  const config = `[meet]\nprogramme = "programme.toml"\nrules = "rules"\n[log]\nlevel = "error"\n[[devices]]\nname = "camera"\ndriver = "finishlynx"\nlink = "folder://${camera}?pattern=*.lif&rest_ms=200"\n`;
  const server = await venue.start('serve', '--config', venue.write('bowball.toml', config));
  const cookie = await sign_in(server.address, server.code);
  const official = await Screen.open(server.address, ['meet', 'race/*/board', 'race/*/results', 'race/*/console', 'event/*/progression', 'log'], { cookie });
  const { chromium } = packages('playwright-core');
  const browser = await chromium.launch({ executablePath: executable, args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic'] });
  try {
    const desk = await open(browser, server, cookie, 'programme');
    await import_entries(desk);
    await draw_heats(desk, official);
    const page = await open(browser, server, cookie, 'console?race=1');
    await start_by_pause(page, official);

    // The heats as the camera saw them, official, and the finals drawn.
    for (const race of [1, 2]) {
      const lanes = official.view(`race/${race}/board`).rows.map((row) => row.crew.lane);
      const name = `1-1-${race}.lif`;
      writeFileSync(join(camera, `${name}.part`), result_file(`1-1-${race}`, lanes));
      renameSync(join(camera, `${name}.part`), join(camera, name));
      await wait_for(`the picture of race ${race}`, () => official.view(`race/${race}/results`)?.rows.filter((row) => row.rank).length === lanes.length, 15);
      await official.order('publish_result', { race });
      await official.order('confirm_result', { race, accept_warnings: true }, 'an exercise');
    }
    for (const race of [3, 4]) await official.order('draw_next_round', { race });
    const lines = await revise(page, official);
    console.log(`revision: told before it was confirmed, and so it came: ${lines.join('; ')}`);
    await draw_anew(desk, official);
    await audit(page);
    expect_equal([...desk.complaints, ...page.complaints], [], 'complaints of the browser');
  } finally {
    await browser.close();
  }
  await venue.stop(server);
});
