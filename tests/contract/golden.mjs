// The golden races' views and the golden frames, judged by ajv: a validator that shares nothing with the server.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, source_folder } from '../e2e/venue.mjs';
import { make_validate, read_schema, schema_files } from './schemas.mjs';

const validate = make_validate();
const validate_strictly = make_validate({ strict: true });

/** A view begins at the left with its topic; the rows after its first one are indented. */
function* views_of(file) {
  const text = readFileSync(join(source_folder, 'tests', 'races', file), 'utf8').replace(/\n {2}/g, '');
  for (const line of text.split('\n')) {
    const found = /^([a-z][a-z0-9_/]*) (\{.*)$/.exec(line);
    if (found && !line.startsWith('==')) yield { topic: found[1], data: JSON.parse(found[2]) };
  }
}

function check(file, document, where) {
  for (const judge of [validate, validate_strictly]) {
    const problem = judge(file, document);
    expect(problem === '', `${where}: ${problem}`);
  }
}

let views = 0;
for (const file of readdirSync(join(source_folder, 'tests', 'races')).filter((name) => name.endsWith('.views'))) {
  for (const { topic, data } of views_of(file)) {
    check('view_frame.json', { v: 1, kind: 'view', topic, epoch: 'E', seq: 1, sent_us: 2, edge_us: null, data }, `${file} ${topic}`);
    const bent = { ...data, surprise: 1 };
    expect(validate(`${topic.split('/').at(-1)}_view.json`, bent) === '', `${topic}: minor versions may add keys`);
    expect(validate_strictly(`${topic.split('/').at(-1)}_view.json`, bent) !== '', `${topic}: a key that the schema does not name must be seen here`);
    views += 1;
  }
}
expect(views > 50, `only ${views} golden views were found`);

const frames = readFileSync(join(source_folder, 'tests', 'contract', 'frames.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
for (const frame of frames) {
  check(`${frame.kind}_frame.json`, frame, JSON.stringify(frame));
  check('frame.json', frame, JSON.stringify(frame));
  for (const key of read_schema(`${frame.kind}_frame.json`).required) {
    const { [key]: _, ...lame } = frame;
    expect(validate(`${frame.kind}_frame.json`, lame) !== '', `${frame.kind} without ${key} must be refused`);
  }
}
const kinds = new Set(frames.map((frame) => frame.kind));
for (const { $ref } of read_schema('frame.json').anyOf) expect(kinds.has($ref.replace('_frame.json', '')), `frames.jsonl has no ${$ref}`);

console.log(`${views} views and ${frames.length} frames are what ${schema_files.length} schemas describe`);
