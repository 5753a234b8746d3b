#!/usr/bin/env node
// Signed views and checkpoints, judged as an outsider would: by docs/verify.md, node's own cryptography and the schemas, with nothing of the server.
// First golden notes, which must stay good for ever, then those of a server that races.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sign_in } from '../e2e/screen.mjs';
import { expect, expect_equal, on_a_venue, source_folder, wait_for } from '../e2e/venue.mjs';
import { make_validate } from './schemas.mjs';

/** As it was announced before the day; beside the notes it would prove little. */
const golden_key = 'bowball+d7eb082d+AS9nahjkR0IBMgepaWQz8AOrozmZQyHcsyMhH1htqMrJ';
const ed25519 = 1;
const dash = '\u2014 ';
const strictly = make_validate({ strict: true });
const sha256 = (...pieces) => pieces.reduce((hash, piece) => hash.update(piece), createHash('sha256')).digest();

/** {name, id, key} of "name+id+base64(01, key)". */
function parse_key(text) {
  const [name, id, ...rest] = text.trim().split('+');
  const raw = Buffer.from(rest.join('+'), 'base64');
  expect(raw.length === 33 && raw[0] === ed25519, `${text} is no key of Ed25519`);
  const own_id = sha256(name, '\n', raw).subarray(0, 4);
  expect_equal(own_id.toString('hex'), id, `the id of ${text}`);
  // What stands before a bare key where a library wants one with its kind (RFC 8410).
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw.subarray(1)]);
  return { name, id: own_id, key: createPublicKey({ key: spki, format: 'der', type: 'spki' }) };
}

/** The text of a note, or null where this key did not sign it. */
function open_note(note, { name, id, key }) {
  const end = note.lastIndexOf('\n\n');
  if (end < 0) return null;
  const text = note.slice(0, end + 1);
  for (const line of note.slice(end + 2).split('\n')) {
    if (!line.startsWith(`${dash}${name} `)) continue;
    const raw = Buffer.from(line.slice(line.lastIndexOf(' ') + 1), 'base64');
    if (raw.length === 68 && raw.subarray(0, 4).equals(id) && verify(null, Buffer.from(text), key, raw.subarray(4))) return text;
  }
  return null;
}

/** A checkpoint as C2SP writes it, with our line of the time. */
function parse_checkpoint(text) {
  const [origin, entries, hash, time, rest] = text.split('\n');
  expect(/^bowball\/[0-9A-Z]{12}$/.test(origin) && /^[1-9]\d*$/.test(entries) && /^time_us \d+$/.test(time) && rest === '', `no checkpoint: ${text}`);
  return { epoch: origin.slice('bowball/'.length), entries: Number(entries), hash: Buffer.from(hash, 'base64').toString('hex'), time_us: Number(time.slice('time_us '.length)) };
}

/** The hash of each entry by its number: 32 zero bytes before the first one. */
function chain_of(lines) {
  const hashes = new Map();
  let last = Buffer.alloc(32);
  for (const line of lines) hashes.set(hashes.size + 1, (last = sha256(last, line)));
  return new Map([...hashes].map(([number, hash]) => [number, hash.toString('hex')]));
}

function check_frame(text, epoch) {
  expect(text.endsWith('}\n') && !text.slice(0, -1).includes('\n'), 'a view is signed as one line');
  const frame = JSON.parse(text);
  expect_equal(strictly('view_frame.json', frame), '', `${frame.topic} as the schemas say`);
  expect_equal(frame.epoch, epoch, `${frame.topic} names the journal`);
  return frame;
}

/** No byte of it can be another one. */
function check_that_it_is_bound(note, key) {
  const bytes = Buffer.from(note);
  const step = Math.max(1, Math.floor(bytes.length / 97));
  for (let at = 0; at < bytes.length - 3; at += step) {
    const bent = Buffer.from(bytes);
    bent[at] ^= 1;
    expect(open_note(bent.toString(), key) === null, `a note is good with byte ${at} changed`);
  }
}

function check_golden() {
  const [announced, ...notes] = readFileSync(join(source_folder, 'tests', 'contract', 'notes.txt'), 'utf8').split(/(?<=^\u2014 .*\n)\n|(?<=^bowball\+.*\n)\n/m).filter((one) => one !== '');
  expect_equal(announced.trim(), golden_key, 'the key of the golden notes');
  const key = parse_key(golden_key);
  const chain = chain_of(readFileSync(join(source_folder, 'tests', 'races', 'clean_final.jsonl'), 'utf8').trim().split('\n'));
  const topics = [];
  let checkpoints = 0;
  for (const note of notes) {
    const text = open_note(note, key);
    expect(text !== null, `a golden note does not open:\n${note.slice(0, 200)}`);
    check_that_it_is_bound(note, key);
    if (text.startsWith('{')) topics.push(check_frame(text, 'GOLDEN000001').topic);
    else {
      const { epoch, entries, hash } = parse_checkpoint(text);
      expect_equal(epoch, 'GOLDEN000001', 'the journal of a checkpoint');
      expect_equal(hash, chain.get(entries), `the chain at entry ${entries}`);
      checkpoints += 1;
    }
  }
  for (const topic of ['meet', 'race/1/board', 'race/1/results', 'race/1/start_list', 'race/1/start']) expect(topics.includes(topic), `no golden note of ${topic}`);
  expect(checkpoints > 2, `only ${checkpoints} golden checkpoints`);
  const stranger = parse_key('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
  for (const note of notes) expect(open_note(note, stranger) === null, 'a key that signed nothing opens nothing');
  return `${topics.length} signed views and ${checkpoints} checkpoints`;
}

/** All entries as officials get them, each as it stands on the disk. */
async function journal_of(address, cookie) {
  const get = async (path) => (await fetch(`${address}/api/v1/journal${path}`, { headers: { Cookie: cookie } })).json();
  const rows = [];
  let { epoch, rows: page } = await get('');
  for (; page.length > 0; { rows: page } = await get(`?since=${epoch}:${rows.at(-1).seq}`)) {
    for (const row of page) rows.push(row.is_whole ? row : await get(`/${row.seq}`));
  }
  return rows;
}

console.log(`golden: ${check_golden()}`);

await on_a_venue('trust', async (venue) => {
  const server = await venue.start('demo', '--speed', '100');
  const look = async (path, headers = {}) => fetch(`${server.address}/api/v1/views/${path}`, { headers });
  const key_text = readFileSync(join(venue.data, 'signing.pub'), 'utf8').trim();
  const key = parse_key(key_text);
  const frame = await wait_for('a checkpoint behind an official result', async () => {
    const results = await look('race/1/results');
    const found = await look('meet/checkpoint');
    return results.status === 200 && (await results.json()).data.header.status === 'official' && found.status === 200 && (await found.json());
  }, 200);
  expect_equal(strictly('view_frame.json', frame), '', 'meet/checkpoint as the schemas say');
  const { data } = frame;
  expect_equal(data.key, key_text, 'the key that the view names');
  const text = open_note(data.note, key);
  expect(text !== null, 'the note of meet/checkpoint opens with the announced key');
  check_that_it_is_bound(data.note, key);
  const checkpoint = parse_checkpoint(text);
  expect_equal({ epoch: checkpoint.epoch, entries: checkpoint.entries, hash: checkpoint.hash }, { epoch: frame.epoch, entries: data.entries, hash: data.hash }, 'the note says what the view says');

  const cookie = await sign_in(server.address, server.code);
  const rows = await journal_of(server.address, cookie);
  expect(rows.length >= checkpoint.entries, `the journal has ${rows.length} entries, the checkpoint says ${checkpoint.entries}`);
  const chain = chain_of(rows.map((row) => row.entry));
  for (const { seq, hash } of rows) expect_equal(chain.get(seq), hash, `the hash of entry ${seq}`);
  expect_equal(checkpoint.hash, chain.get(checkpoint.entries), 'the checkpoint agrees with the journal');

  expect_equal((await look('race/1/results?signed=1')).status, 401, 'who is not signed in gets nothing signed');
  const note = await (await look('race/1/results?signed=1', { Cookie: cookie })).text();
  const said = open_note(note, key);
  expect(said !== null, 'a signed view opens with the announced key');
  check_that_it_is_bound(note, key);
  const results = check_frame(said, frame.epoch);
  expect_equal(results.data, (await (await look('race/1/results')).json()).data, 'what was signed is what everybody sees');
  console.log(`live: checkpoint of entry ${checkpoint.entries} of ${rows.length}, signed results of ${results.data.rows.length} crews`);
});
