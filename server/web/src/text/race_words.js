// The server's words about races, crews and times as people say them, in the language of the page. An unknown word is shown as it
// came, with spaces: a newer server may know more. What only officials read stands in words.js.
import { say, say_word } from './say.js';

/** Officials stand for it: what the clocks could not tell they have decided. */
export const is_confirmed = (header) => ['official', 'revised'].includes(header.status);

export const state_word = (state) => say_word('state', state);
export const status_word = (code) => say_word('status', code);
/** In the race no more, or never: a status, and no place at the finish. A place at a split, from before, is none. */
export const is_out = (row) => Boolean(row.status) && !(row.rank && row.finished !== false);
export const medal_word = (medal) => say_word('medal', medal);
/** Why a crew is in a race: "Q", "q", "lot". */
export const seat_mark = (mark) => say_word('seat', mark);
export const out_word = (reason) => say_word('out', reason);
export const record_kind_word = (kind) => say_word('record', kind);

/** A time as every page prints it: with a star where it replaces what system A missed. */
export const marked_text = (time) => (time ? `${time.text}${time.corrected ? '*' : ''}` : '');

/** Where a crew on its way will come in: "6:41 (6:35–6:47)". */
export const prognosis_text = (found) => (found ? `${found.text} (${found.low_text}–${found.high_text})` : '');

/** What the prognosis rests on, for whoever asks. */
export const prognosis_basis = (found) => (found?.crews ? say('prognosis_crews', { n: found.crews }) : say('prognosis_even'));

const phases = { H: 'H', R: 'R', Q: 'Q', QF: 'Q', S: 'S', SF: 'S', F: 'F', P: 'P' };

/** The programme's short names of phases in full: "H1" -> "Heat 1", "SA/B1" -> "Semifinal A/B 1"; anything else as it came. */
export const phase_word = (phase) => phase_in_full(phase, (kind) => say(`phase.${kind}`));

function phase_in_full(phase, word_of) {
  const code = /^(QF|SF|[HRQSFP])[ -]?([A-H](?:\/[A-H])?)?(\d{1,2})?$/.exec(phase ?? '');
  return code ? [word_of(phases[code[1]]), code[2], code[3]].filter(Boolean).join(' ') : (phase ?? '');
}

// As programmes write the rounds; such a title is said in the language of the page.
const written = { H: 'Heat', R: 'Repechage', Q: 'Quarterfinal', S: 'Semifinal', F: 'Final', P: 'Preliminary' };

/** A race in one line: its own title, else made of event and phase: "Men's Single Sculls, Heat 3". */
export function race_title(header) {
  const usual = header.event_title && `${header.event_title}, ${phase_in_full(header.phase, (kind) => written[kind])}`;
  if (header.title && header.title !== usual) return header.title;
  const named = header.event_title || header.event || say('race_n', { n: header.race });
  return header.phase ? `${named}, ${phase_word(header.phase)}` : named;
}

/** "Official", "Unofficial", "Revised (2)", or empty while the times are live. */
export function mark_of(header) {
  if (header.status === 'unofficial' || header.status === 'official') return state_word(header.status);
  if (header.status === 'revised') return header.revision > 0 ? say('revised_times', { n: header.revision }) : state_word('revised');
  return '';
}

/** Groups of states that pages treat alike: "before", "racing", "recalled", "after", "off". */
export function stage_of(state) {
  switch (state) {
    case 'scheduled': case 'called': case 'at_start': case 'attention': return 'before';
    case 'started': case 'running': return 'racing';
    case 'recalled': return 'recalled';
    case 'finished': case 'unofficial': case 'official': case 'revised': return 'after';
    case 'abandoned': case 'postponed': case 'cancelled': return 'off';
    default: return 'before';
  }
}
