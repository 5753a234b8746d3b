// The server's words about races, crews and times as people say them, in the language of the page. An unknown word is shown as it
// came, with spaces: a newer server may know more. What only officials read stands in words.js.
import { event_name, is_usual_title, phase_in_full } from './event_names.js';
import { say, say_word } from './say.js';
import { time_mark } from './time_mark.js';

/** Officials stand for it: what the clocks could not tell they have decided. */
export const is_confirmed = (header) => ['official', 'revised'].includes(header.status);

/** Of a table of teams: equal ranks share one number, as on the sheet of a race. */
export const is_rank_shared = (rows, row) => rows.filter((other) => other.rank === row.rank).length > 1;

export const state_word = (state) => say_word('state', state);
export const status_word = (code) => say_word('status', code);
/** In the race no more, or never: a status, and no place at the finish. A place at a split, from before, is none. */
export const is_out = (row) => Boolean(row.status) && !(row.rank && row.finished !== false);
export const medal_word = (medal) => say_word('medal', medal);
/** Why a crew is in a race: "Q", "q", "lot". */
export const seat_mark = (mark) => say_word('seat', mark);
export const out_word = (reason) => say_word('out', reason);
export const record_kind_word = (kind) => say_word('record', kind);

/** A time as every page prints it, with the mark of one that the main system did not measure. */
export const marked_text = (time) => (time ? `${time.text}${time_mark(time)}` : '');

/** Where a crew on its way will come in: "6:41 (6:35–6:47)". */
export const prognosis_text = (found) => (found ? `${found.text} (${found.low_text}–${found.high_text})` : '');

/** What the prognosis rests on, for whoever asks. */
export const prognosis_basis = (found) => (found?.crews ? say('prognosis_crews', { n: found.crews }) : say('prognosis_even'));

/** The programme's short names of phases in full, in the language of the page: "H1" -> "Heat 1"; anything else as it came. */
export const phase_word = (phase) => phase_in_full(phase, (kind) => say(`phase.${kind}`));

/** The name of an event, of anything that has `event_title` and `event`; its code where it has no name. */
export const event_word = ({ event_title, event }) => event_name(event_title, event, (key) => say(`event.${key}`)) || event || '';

/** A race in one line: its own title, else made of event and phase: "Men's Single Sculls, Heat 3". */
export function race_title(header) {
  if (header.title && !is_usual_title(header)) return header.title;
  const named = event_word(header) || say('race_n', { n: header.race });
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
