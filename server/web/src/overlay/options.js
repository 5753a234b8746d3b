// What an overlay is told: by its address (?show=clock,order-tower&delay_ms=2000), by the template that it is, and by update() of a
// graphics program. One list of settings for all of them; what is not understood is left as it was and said.
import { languages } from './words.js';

export const longest_delay_ms = 60_000;

/** A whole number within bounds, or undefined. Empty texts are none. */
function whole(text, least, most) {
  const number = Number(text);
  return String(text).trim() === '' || !Number.isFinite(number) ? undefined : Math.max(least, Math.min(most, Math.round(number)));
}
const one_of = (...allowed) => (text) => (allowed.includes(text) ? text : undefined);
const number_or_none = (text) => (String(text).trim() === '' ? null : whole(text, 0, 9_999) || undefined);
// Names of files in themes/ only: an address in here would be somebody else's style.
const theme_name = (text) => (/^[\w-]{0,40}$/.test(text) ? text : undefined);
const colour = (text) => (/^#?(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.test(text) ? `#${text.replace('#', '')}` : undefined);

function server_address(text) {
  if (text.trim() === '') return '';
  return /^https?:\/\/[\w.\-[\]:]+\/?$/.test(text.trim()) ? text.trim().replace(/\/$/, '') : undefined;
}

/** The settings in the order in which graphics programs number their fields: f0, f1 and so on. `read` answers undefined to what it does not
    understand. New ones are added at the end. */
export const settings = [
  { key: 'race', title: 'Race number (empty: the race that is on)', initial: null, read: number_or_none },
  { key: 'delay_ms', title: 'Delay in milliseconds', initial: 0, read: (text) => whole(text, 0, longest_delay_ms) },
  { key: 'lang', title: 'Language', initial: 'en', choices: Object.keys(languages), read: one_of(...Object.keys(languages)) },
  { key: 'lane', title: 'Lane (lane bug; empty: all)', initial: null, read: number_or_none },
  { key: 'safe', title: 'Safe area, per cent of each side', initial: 5, read: (text) => whole(text, 0, 25) },
  { key: 'theme', title: 'Theme (name of a file in themes; empty: none)', initial: '', read: theme_name },
  { key: 'server', title: 'Address of the Bowball server (empty: where this page is from)', initial: '', read: server_address },
  { key: 'when', title: 'When it is shown', initial: 'auto', choices: ['always', 'auto'], read: one_of('always', 'auto') },
  { key: 'motion', title: 'In and out', initial: 'move', choices: ['move', 'cut'], read: one_of('move', 'cut') },
];

/** Custom properties of the theme that an address may set as colours: ?accent=ff6600. */
export const colours = { accent: 'bright', ground: 'ground', ground_high: 'ground-high', ink: 'ink', ink_soft: 'ink-soft' };

/** What is shown where nothing is named, and the names that addresses used before. */
const usual = ['clock', 'order-tower', 'start-list', 'result', 'start-banner'];
const parts = { clock: 'clock', order: 'order-tower', lanes: 'start-list', result: 'result', banner: 'start-banner' };

const listed = (text) => String(text || '').split(',').map((name) => name.trim());

/** Names of graphics, in the order given, each once; the usual ones where none is known. */
export function shown_graphics(query, known) {
  const named = listed(query.get('show')).filter((name) => known.includes(name));
  const before = listed(query.get('parts')).filter((name) => name in parts).map((name) => parts[name]);
  const all = [...new Set([...named, ...before])];
  return all.length > 0 ? all : usual;
}

/**
 * The options with what `data` says of them: {options, problems}. Keys are those of the settings or f0, f1 ...; values texts or numbers.
 * A problem is a sentence that names the key.
 */
export function with_data(options, data) {
  const next = { ...options, colours: { ...options.colours } };
  const problems = [];
  settings.forEach(({ key, title, read }, k) => {
    const value = data[key] !== undefined ? data[key] : data[`f${k}`];
    if (value === undefined || value === null) return;
    const understood = read(String(value));
    if (understood === undefined) problems.push(`${key} "${String(value).slice(0, 40)}" is not understood: ${title}.`);
    else next[key] = understood;
  });
  for (const [key, property] of Object.entries(colours)) {
    if (data[key] === undefined || data[key] === '') continue;
    const understood = colour(String(data[key]));
    if (understood === undefined) problems.push(`${key} "${String(data[key]).slice(0, 40)}" is not a colour such as ff6600.`);
    else next.colours[property] = understood;
  }
  return { options: next, problems };
}

/** Before anybody said anything. */
export const initial_options = () => ({ ...Object.fromEntries(settings.map(({ key, initial }) => [key, initial])), colours: {} });

/** {options, problems} of an address; `given` are those of the template, which the address may change. */
export function options_of(search, given = {}) {
  const template = with_data(initial_options(), given);
  const address = with_data(template.options, Object.fromEntries(new URLSearchParams(search)));
  return { options: address.options, problems: [...template.problems, ...address.problems] };
}

/**
 * The data of update() of a graphics program: JSON as text or object, or CasparCG's XML
 * (<templateData><componentData id="f0"><data id="text" value="12"/></componentData></templateData>). Null where it is none of these.
 */
export function data_of_update(data, parse_xml = (text) => new DOMParser().parseFromString(text, 'text/xml')) {
  if (data === undefined || data === null || data === '') return {};
  if (typeof data === 'object') return data;
  const text = String(data).trim();
  if (text.startsWith('<')) return data_of_xml(parse_xml(text));
  try {
    const parsed = JSON.parse(text);
    return parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function data_of_xml(document) {
  if (document.getElementsByTagName('parsererror').length > 0) return null;
  const found = {};
  for (const component of Array.from(document.getElementsByTagName('componentData'))) {
    const value = component.getElementsByTagName('data')[0];
    if (value) found[component.getAttribute('id')] = value.getAttribute('value') || '';
  }
  return found;
}
