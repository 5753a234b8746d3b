// What graphics say, in the language that the address asks for. Numbers and times stay the rule set's own texts.
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

/** The programme's short names of phases in full: "H1" -> "Heat 1", "SA/B1" -> "Semifinal A/B 1"; anything else as it came. */
export function phase_text(phase, words) {
  const code = /^(QF|SF|[HRQSFP])[ -]?([A-H](?:\/[A-H])?)?(\d{1,2})?$/.exec(phase || '');
  return code ? [words.phases[code[1][0]], code[2], code[3]].filter(Boolean).join(' ') : (phase || '');
}

/** {event, phase} of a race, two lines that belong together; one of them may be empty. */
export function title_lines(header, words) {
  if (header.title) return { event: header.title, phase: '' };
  return { event: header.event_title || header.event || filled(words.race, { n: header.race }), phase: phase_text(header.phase, words) };
}

/** Both in one line. */
export function title_text(header, words) {
  const { event, phase } = title_lines(header, words);
  return phase ? `${event}, ${phase}` : event;
}

/** "Official", "Unofficial", "Revised (2)", or empty while the times are live. */
export function mark_text(header, words) {
  if (header.status === 'revised' && header.revision > 0) return `${words.revised} (${header.revision})`;
  return ['unofficial', 'official', 'revised'].includes(header.status) ? words[header.status] : '';
}
