// What graphics say, in the language that the address asks for. Numbers and times stay the rule set's own texts, names of events too where they are a meet's own.
import { event_name, is_usual_title, phase_in_full } from '../text/event_names.js';
import { words as de } from './words/de.js';
import { words as en } from './words/en.js';
import { words as es } from './words/es.js';
import { words as fr } from './words/fr.js';
import { words as it } from './words/it.js';
import { words as zh } from './words/zh.js';

export const languages = { en, de, fr, it, es, zh };

/** The words of a language, "de" or "de-AT"; English where nobody knows it. */
export const words_in = (language) => languages[String(language || '').slice(0, 2).toLowerCase()] || en;

/** "Lane {n}" filled in. */
export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

/** The programme's short names of phases in full: "H1" -> "Heat 1"; anything else as it came. */
export const phase_text = (phase, words) => phase_in_full(phase, (kind) => words.phases[kind]);

/** The name of a race's event, its code where it has no name; empty where it has neither. */
export const event_text = ({ event_title, event }, words) => event_name(event_title, event, (key) => words.events[key]) || event || '';

/** {event, phase} of a race, two lines that belong together; one of them may be empty. */
export function title_lines(header, words) {
  if (header.title && !is_usual_title(header)) return { event: header.title, phase: '' };
  return { event: event_text(header, words) || filled(words.race, { n: header.race }), phase: phase_text(header.phase, words) };
}

/** Both in one line. */
export function title_text(header, words) {
  const { event, phase } = title_lines(header, words);
  return phase ? `${event}, ${phase}` : event;
}

/** What the banner says: a false start has another name in some sports. */
export const banner_text = (word, { sport }, words) => (word === 'false_start' && words.false_start_in[sport]) || words[word];

/** "Official", "Unofficial", "Revised (2)", or empty while the times are live. */
export function mark_text(header, words) {
  if (header.status === 'revised' && header.revision > 0) return `${words.revised} (${header.revision})`;
  return ['unofficial', 'official', 'revised'].includes(header.status) ? words[header.status] : '';
}
