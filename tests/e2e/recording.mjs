// Reads what an ALGE timer sent, and works the results out by itself: the independent half of real_timer.mjs. Knows the
// record's columns and nothing of the server. Times are integers, 0.1 ms.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const tenth_ms = (text) => {
  const [, h, m, s, f] = /^(\d\d):(\d\d):(\d\d)[.,](\d+)/.exec(text);
  return ((+h * 60 + +m) * 60 + +s) * 10_000 + +f.padEnd(4, '0').slice(0, 4);
};

/** {bytes, at}: what was sent, and when by the timer's own clock, seconds. */
export function read_recording(path) {
  const raw = readFileSync(path);
  if (!raw.subarray(0, 12).toString('latin1').startsWith('bowball-cap ')) return read_dump(raw.toString('latin1'));
  const pieces = [];
  for (const line of raw.toString('latin1').split('\n').slice(1)) {
    const found = /^(\d+) < (.*)$/.exec(line);
    if (!found) continue;
    const bytes = found[2].replace(/\\x(..)/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
    pieces.push({ bytes, at: Number(found[1]) / 1e9 });
  }
  return pieces;
}

/** A plain dump has no times of arrival; a line came when it says that its impulse was, or with the line before it. */
function read_dump(text) {
  const is_live = /^[ ?].{5}[Cc]\d.. ?\d\d:\d\d:\d\d/;
  const first = text.split('\n').find((line) => is_live.test(line));
  let at = first ? tenth_ms(first.slice(10, 23)) / 10_000 : 0;
  return text.split('\n').slice(0, -1).map((line) => {
    if (is_live.test(line)) at = Math.max(at, tenth_ms(line.slice(10, 23)) / 10_000);
    return { bytes: line + '\n', at };
  });
}

/** Every line about an impulse: {flag, number, channel, by_hand, ticks, at}; and the run times the device worked out. */
export function read_records(pieces) {
  const records = [];
  for (const { bytes, at } of pieces) {
    for (const line of bytes.split(/[\r\n]/)) {
      const found = /^([ ?cimd])(\d{4}) (C\d|RT)(.) (\d\d:\d\d:\d\d\.\d+)/.exec(line);
      if (found) records.push({ flag: found[1], number: +found[2], channel: found[3], by_hand: found[4] === 'M', ticks: tenth_ms(found[5]), at });
    }
  }
  return records;
}

/** Runs down the hill or the course: a number that starts again begins the next. Cleared lines and forerunners (900 and up) are left out. */
export function work_out(records) {
  const of_people = records.filter((record) => record.number > 0 && record.number < 900);
  const cleared = new Set(of_people.filter((r) => r.flag === 'c').map((r) => `${r.number} ${r.channel} ${r.ticks}`));
  const runs = [];
  let last_at = 0;
  for (const record of of_people) {
    const counts = (record.flag === ' ' || record.flag === 'i') && !cleared.has(`${record.number} ${record.channel} ${record.ticks}`);
    if (!counts) continue;
    if (record.channel === 'C0') {
      if (runs.length === 0 || runs.at(-1).starts.has(record.number))
        runs.push({ starts: new Map(), finishes: new Map(), by_hand: new Set(), device: new Map(), quiet_from: last_at, begins: record.at, ends: record.at });
      runs.at(-1).starts.set(record.number, record.ticks);
    }
    const run = runs.at(-1);
    if (!run) continue;
    if (record.channel === 'C1' && run.starts.has(record.number)) {
      run.finishes.set(record.number, record.ticks);
      if (record.flag === 'i' || record.by_hand) run.by_hand.add(record.number);
    }
    if (record.channel === 'RT') run.device.set(record.number, record.ticks);
    last_at = run.ends = Math.max(run.ends, record.at);
  }
  return runs.map((run) => ({ ...run, results: results_of(run) }));
}

const shown = (ticks) => {
  const hundredths = Math.floor(ticks / 100);  // rowing cuts to 1/100 s
  const two = (n) => String(n).padStart(2, '0');
  const minutes = Math.floor(hundredths / 6000);
  const rest = `${two(Math.floor(hundredths / 100) % 60)}.${two(hundredths % 100)}`;
  return minutes > 0 ? `${minutes}:${rest}` : rest.replace(/^0(?=\d)/, '');
};

/** number -> {text, rank}: equal shown times share a place, 1 2 2 4. */
function results_of(run) {
  const nets = [...run.finishes].map(([number, finish]) => ({ number, net: finish - run.starts.get(number) }));
  const key = (one) => Math.floor(one.net / 100);
  return new Map(nets.map((one) => [one.number, { text: shown(one.net), rank: 1 + nets.filter((other) => key(other) < key(one)).length, net: one.net }]));
}

/** The journal with stock tools: any SQLite reads it. */
export function journal_rows(file, kind) {
  const script = `import sqlite3,sys\nfor (e,) in sqlite3.connect('file:'+sys.argv[1]+'?mode=ro',uri=True).execute('select entry from entries where kind=? order by seq',(sys.argv[2],)): print(e)`;
  return execFileSync('python3', ['-c', script, file, kind], { maxBuffer: 1 << 28 }).toString().split('\n').filter(Boolean).map((line) => JSON.parse(line));
}
