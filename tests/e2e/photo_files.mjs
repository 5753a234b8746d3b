#!/usr/bin/env node
// FinishLynx result files dropped into the watched folder of a real `bowball serve` become placed results: renamed into
// place, copied slowly in pieces, corrected, malformed. The real file is used where the shared recordings are.
//
//   node tests/e2e/photo_files.mjs
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Screen, sign_in } from './screen.mjs';
import { expect, expect_equal, on_a_venue, run, shared_folder, sleep, source_folder, wait_for } from './venue.mjs';

const real_file = join(shared_folder, 'real/finishlynx/017-2-01.lif');
/** Our own recording of a camera's folder: {name, content} as the camera's computer wrote them. */
const recorded = readFileSync(join(source_folder, 'tests/devices/finishlynx.cap'), 'latin1').split('\n').flatMap((line) => {
  const found = /^\d+ = (\S+) (.*)$/.exec(line);
  if (!found) return [];
  return [{ name: found[1], content: Buffer.from(found[2].replace(/\\x(..)/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1') }];
});
const [first, corrected, malformed, no_result] = recorded;

let programme = 'name = "Photo"\nvenue = "Lake"\ncourse_m = 2000\n[[events]]\ncode = "W2x"\ntitle = "Women\'s Double Sculls"\n';
for (let crew = 1; crew <= 20; ++crew) programme += `[[crews]]\nid = ${crew}\nevent = "W2x"\ncode = "C${crew}"\nname = "Crew ${crew}"\n`;
programme += `[[races]]\nnumber = 1\nevent = "W2x"\nphase = "H1"\nphoto_key = "2-1-1"\nlanes = [1, 2, 3, 4, 5, 6]
[[races]]\nnumber = 2\nevent = "W2x"\nphase = "H2"\nphoto_key = "2-1-2"\nlanes = [7, 8, 9, 10, 11, 12]
[[races]]\nnumber = 3\nevent = "W2x"\nphase = "100mH"\nphoto_key = "17-2-1"\nrules = "athletics"\ndistance_m = 100\nlanes = [13, 14, 15, 16, 17, 18, 19, 20]\n`;

/** The columns of a LIF file by themselves: lane -> what a result sheet shows. */
function sheet_of(content) {
  const sheet = {};
  for (const line of content.toString('latin1').split(/\r?\n/).slice(1)) {
    const [place, , lane, , , , time] = line.replace(/"[^"]*"/g, 'quoted').split(',');
    if (lane) sheet[lane] = { rank: /^\d+$/.test(place) ? Number(place) : null, status: /^[A-Z]+$/.test(place) ? place : '', time: time || null };
  }
  return sheet;
}

const shown = (view) => Object.fromEntries(view.rows.map((row) => [row.crew.lane, { rank: row.rank ?? null, status: row.status, time: row.time?.text ?? null }]));

await on_a_venue('photo', async (venue) => {
  const camera = join(venue.folder, 'camera');
  mkdirSync(camera);
  venue.write('programme.toml', programme);
  const config = `[meet]\nprogramme = "programme.toml"\n[log]\nlevel = "error"\n[[devices]]\nname = "camera"\ndriver = "finishlynx"\nlink = "folder://${camera}?pattern=*.lif&rest_ms=300"\n`;
  const server = await venue.start('serve', '--config', venue.write('bowball.toml', config));
  const official = await Screen.open(server.address, ['health', 'race/*/results', 'race/*/console'], { cookie: await sign_in(server.address, server.code) });
  const drop = (name, content) => {
    writeFileSync(join(camera, `${name}.part`), content);
    renameSync(join(camera, `${name}.part`), join(camera, name));
  };
  const results_when = (race, what, truth) =>
    wait_for(what, () => official.view(`race/${race}/results`) && truth(shown(official.view(`race/${race}/results`))) && official.view(`race/${race}/results`), 20);

  // Renamed into place: placed results with a dead heat, statuses, and a crew that is not read yet.
  drop(first.name, first.content);
  let view = await results_when(1, `places of ${first.name}`, (rows) => rows[3].rank === 1);
  const expected = sheet_of(first.content);
  for (const lane of [1, 2, 3, 4, 6]) {
    const cut = expected[lane].time && expected[lane].time.replace(/(\.\d\d)\d$/, '$1');  // rowing publishes 1/100 s, cut
    expect_equal(shown(view)[lane], { ...expected[lane], time: cut }, `${first.name}, lane ${lane}`);
  }
  expect_equal(shown(view)[5], { rank: null, status: '', time: null }, 'lane 5 was not read yet');
  expect_equal(view.rows.filter((row) => row.rank === 1).map((row) => row.rank_shared), [true, true], 'a dead heat is shown as one');
  expect_equal(view.rows.find((row) => row.crew.lane === 3).time.source, 'photo', 'source of the time');
  expect_equal(view.rows.find((row) => row.crew.lane === 3).time.scoring_text, '6:41.345', "the file's own precision");
  console.log(`${first.name}: dead heat for 1st, 3rd, DNF, DNS, one lane not read yet`);

  // Written again, slowly and in pieces: never half of it, then all of it.
  const frames_before = official.frames.length;
  writeFileSync(join(camera, corrected.name), '');
  for (let at = 0; at < corrected.content.length; at += 60) {
    appendFileSync(join(camera, corrected.name), corrected.content.subarray(at, at + 60));
    await sleep(60);
  }
  view = await results_when(1, 'the correction', (rows) => rows[5].rank === 4);
  expect_equal(shown(view)[5], { rank: 4, status: '', time: '6:52.87' }, 'lane 5 after the correction');
  const halves = official.frames.slice(frames_before).map((text) => JSON.parse(text)).filter((frame) => frame.topic === 'race/1/results' && shown(frame.data)[3].rank !== 1);
  expect_equal(halves.length, 0, 'frames that showed half a file');
  console.log(`${corrected.name}: written in ${Math.ceil(corrected.content.length / 60)} pieces, taken whole`);

  // Malformed: the line is named, the lines that can be read count, the race goes on.
  drop(malformed.name, malformed.content);
  view = await results_when(2, 'the good line of the malformed file', (rows) => rows[4].time !== null);
  expect_equal(shown(view)[4].time, '6:59.12', 'lane 4 of the malformed file');
  expect_equal(Object.values(shown(view)).filter((row) => row.time !== null).length, 1, 'crews with a time from the malformed file');
  const complaint = await wait_for('the complaint about it', () => official.view('health')?.devices[0].last_complaint, 20);
  expect(/002-1-02\.lif: line [234]/.test(complaint), `the complaint names file and line: ${complaint}`);
  expect(official.view('health').devices[0].skipped_bytes > 0, 'what was skipped is counted');
  drop(no_result.name, no_result.content);
  await wait_for('the complaint about what is no result', () => official.view('health')?.devices[0].last_complaint.startsWith('notes.lif'), 20);
  console.log(`${malformed.name}: "${complaint}"; the race goes on`);

  if (existsSync(real_file)) {
    const content = readFileSync(real_file);
    drop('017-2-01.lif', content);
    view = await results_when(3, 'the real file', (rows) => rows[6].rank === 1);
    const sheet = sheet_of(content);
    expect_equal(shown(view)[6], { rank: 1, status: '', time: sheet[6].time }, 'lane 6 of the real file');
    expect_equal(Object.values(shown(view)).filter((row) => row.rank === null).length, 7, 'seven hurdlers were not read');
    console.log(`017-2-01.lif (real): lane 6 placed first in ${sheet[6].time}`);
  } else {
    console.log('SKIPPED in part: the real file of the shared recordings is not here.');
  }

  // Official on the strength of the picture alone, kept in the journal.
  await official.order('publish_result', { race: 1 });
  await official.order('confirm_result', { race: 1, accept_warnings: true }, 'no sensor at the line, picture only');
  await results_when(1, 'the official result', () => official.view('race/1/results').header.status === 'official');
  expect_equal(await venue.stop(server), { code: 0, signal: null }, 'end of the server');
  const replay = await run('replay', venue.journal, '--topic', 'race/1/results');
  expect_equal(shown(JSON.parse(replay.out).data), shown(official.view('race/1/results')), 'the journal gives the same result');
  expect_equal((await run('verify', venue.journal)).code, 0, 'bowball verify');
  expect_equal(server.err, '', 'complaints of the server');
});
