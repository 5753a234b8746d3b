// Which entries an auditor wants to see; pure. And the address of what is shown, to be sent to somebody.
import { group_of, groups, what_of, who_of } from './sentence.js';

export const nothing_chosen = { race: null, person: '', kinds: groups, text: '' };

/** Of "?race=12&person=A.+Moreau&kinds=decisions,results&text=gate&entry=812". */
export function chosen_in(search) {
  const asked = new URLSearchParams(search);
  const number = (name) => (/^[1-9]\d{0,8}$/.test(asked.get(name) ?? '') ? Number(asked.get(name)) : null);
  const kinds = (asked.get('kinds') ?? '').split(',').filter((name) => nothing_chosen.kinds.includes(name));
  return { chosen: { race: number('race'), person: asked.get('person') ?? '', kinds: kinds.length > 0 ? kinds : nothing_chosen.kinds, text: asked.get('text') ?? '' }, entry: number('entry') };
}

export function address_of({ race, person, kinds, text }, entry = null) {
  const address = new URLSearchParams();
  if (race !== null) address.set('race', race);
  if (person) address.set('person', person);
  if (kinds.length < nothing_chosen.kinds.length) address.set('kinds', kinds.join(','));
  if (text) address.set('text', text);
  if (entry !== null) address.set('entry', entry);
  return `?${address}`;
}

/** Impulses that a race's desks list, as the server judged: an impulse itself names no race. */
export function impulses_in(console_view, referee_view) {
  const ids = new Set((console_view?.impulses ?? []).map(({ id }) => id));
  for (const row of referee_view?.rows ?? []) {
    for (const { impulse } of row.quantities) ids.add(impulse);
    if (row.trace) ids.add(row.trace.id);
  }
  return ids;
}

const is_of_race = ({ seq, data }, race, ids) => data.race === race || data.barred?.by === race || ids.has(seq) || ids.has(data.impulse);

/** Letters and digits in lower case, each word behind a blank. */
const plain = (text) => ` ${text.toLowerCase().replace(/[^\p{L}\p{N}.:]+/gu, ' ').trim()}`;
/** What a search looks through: the sentence, the reason, the number. */
const text_of = (entry) => plain(`${entry.seq} ${who_of(entry)} ${what_of(entry)} ${entry.reason} ${entry.kind}`);

function has_all(entry, words) {
  const text = text_of(entry);
  return words.every((word) => text.includes(` ${word}`));
}

/** The entries that are wanted, newest first; of `text` each word as some word begins. `ids`: impulses of the race. */
export function wanted(entries, { race, person, kinds, text }, ids = new Set()) {
  const words = plain(text).split(' ').filter(Boolean);
  const is_wanted = (entry) =>
    kinds.includes(group_of(entry.kind)) && (race === null || is_of_race(entry, race, ids)) && (person === '' || who_of(entry) === person) && (words.length === 0 || has_all(entry, words));
  return entries.filter(is_wanted).reverse();
}

/** Persons who gave anything, by name. */
export const persons_in = (entries) => [...new Set(entries.map(({ person }) => person))].filter(Boolean).sort((a, b) => a.localeCompare(b));

/** What of a list newest first is in the document: from `top` (the number of the first entry shown; null: the newest) so many. */
export function window_of(list, top, most) {
  const found = top === null ? 0 : list.findIndex(({ seq }) => seq <= top);
  const first = found < 0 ? list.length : found;
  return { first, shown: list.slice(first, first + most), newer: first, older: Math.max(0, list.length - first - most) };
}
