// What graphics programs are told of each graphic: its title, and the files that they read. Pure.
import { settings } from './options.js';

export const titles = {
  title: 'Title', 'start-list': 'Start list', clock: 'Running clock with the leader\'s split', 'split-ladder': 'Split ladder', 'order-tower': 'Order tower', 'margin-bar': 'Margin bar',
  'lane-bug': 'Lane bug', 'start-banner': 'False start and recall', 'photo-finish': 'Photo finish', result: 'Result', 'medal-card': 'Medal card', 'next-race': 'Next race', status: 'Unofficial or official', sync: 'Sync signal',
};

/** Whoever plays a graphic by hand wants it shown then, whatever the race is at. */
const given = { when: 'always' };
const initial_of = ({ key, initial }) => (key in given ? given[key] : initial);

/** What SPX reads of a template: its fields, in the order of the settings. */
export function spx_definition(name) {
  const field = (setting, k) => ({
    field: `f${k}`, title: setting.title, value: String(initial_of(setting) ?? ''),
    ...(setting.choices ? { ftype: 'dropdown', items: setting.choices.map((choice) => ({ text: choice, value: choice })) } : { ftype: 'textfield' }),
  });
  return {
    description: `Bowball: ${titles[name]}`, playserver: 'OVERLAY', playchannel: '1', playlayer: String(5 + Object.keys(titles).indexOf(name)), webplayout: String(5 + Object.keys(titles).indexOf(name)),
    out: 'manual', dataformat: 'json', uicolor: '2', DataFields: settings.map(field),
  };
}

/** The template of a graphic, for CasparCG and SPX: a file to be copied beside bowball.js, or to be opened where it is. */
export function template_page(name) {
  // A closing tag inside would end the script: there is none in what we write, and this keeps it so.
  const definition = JSON.stringify(spx_definition(name), null, 2).replace(/</g, '\\u003c');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <link rel="icon" href="data:," />
    <title>Bowball: ${titles[name]}</title>
    <script>
window.SPXGCTemplateDefinition = ${definition};
    </script>
    <script src="server.js"></script>
    <script src="bowball.js" data-show="${name}" data-plays="wait" data-when="${given.when}"></script>
  </head>
  <body></body>
</html>
`;
}

/** The type of a setting for a form that a host makes. */
function schema_of(setting) {
  const initial = initial_of(setting);
  const plain = { title: setting.title, type: typeof initial === 'number' ? 'integer' : 'string', default: initial ?? '' };
  if (!setting.choices) return plain.type === 'integer' ? plain : { ...plain, gddType: 'single-line' };
  return { ...plain, enum: setting.choices, gddType: 'select', gddOptions: { labels: Object.fromEntries(setting.choices.map((choice) => [choice, choice])) } };
}

/** The manifest of a graphic for OGraf hosts, version 1. */
export function ograf_manifest(name, version) {
  return {
    $schema: 'https://ograf.ebu.io/v1/specification/json-schemas/graphics/schema.json',
    id: `bowball.${name}`, version, name: `Bowball: ${titles[name]}`, description: `${titles[name]} of the race that is on, or of one that is named. Follows the live feed of a Bowball server by itself.`, main: `bowball-${name}.mjs`,
    supportsRealTime: true, supportsNonRealTime: false, stepCount: 1,
    schema: { type: 'object', properties: Object.fromEntries(settings.map((setting) => [setting.key, schema_of(setting)])) },
    customActions: [
      { id: 'nudge', name: 'Nudge', description: 'Later by so many milliseconds, earlier where negative', schema: { type: 'object', properties: { ms: { type: 'integer', title: 'Milliseconds', default: 10 } } } },
      { id: 'next_page', name: 'Next page', description: 'Turns the page where there are several', schema: null },
    ],
  };
}

/** The module that a manifest names. */
export const ograf_module = (name) => `import { ograf_graphic } from './bowball.mjs';\n\nexport default ograf_graphic('${name}');\n`;

/** Where templates that were copied elsewhere find the server. */
export const server_file = `// Where the Bowball server is, for templates that were copied away from it: 'http://192.168.1.10:8080'.
// Empty: the address that this file was loaded from.
var BOWBALL_SERVER = '';
`;
