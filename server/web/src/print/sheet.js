// What a printed sheet is of, and what its status is called; pure.
import { state_word } from '../text/race_words.js';
import { say, say_word } from '../text/say.js';

const views = { results: 'results', start_list: 'start_list', case: 'referee' };
export const kinds = Object.keys(views);
export const title_of = (what) => say_word('sheet', what);

/** {what, race, topic, lang} of an address, or null where it names no sheet; `lang`: null where the address names no language. */
export function sheet_of(search) {
  const asked = new URLSearchParams(search);
  const what = asked.get('what') ?? 'results';
  const race = Number(asked.get('race'));
  return views[what] && Number.isInteger(race) && race > 0 ? { what, race, topic: `race/${race}/${views[what]}`, lang: asked.get('lang') } : null;
}

/** Of the same race another sheet, in the same language. */
export const address_of = (sheet, what) => `print.html?${new URLSearchParams({ what, race: sheet.race, ...(sheet.lang ? { lang: sheet.lang } : {}) })}`;

const in_capitals = (text) => text.toLocaleUpperCase(say('locale'));

/** {text, is_loud}: paper outlives the screen, so whatever is not official says so in large letters. A start list has no such status. */
export function status_of(what, header) {
  if (what === 'start_list') return { text: ['postponed', 'cancelled', 'abandoned'].includes(header.state) ? in_capitals(state_word(header.state)) : '', is_loud: true };
  if (what === 'case') return { text: '', is_loud: false };
  if (header.status === 'official') return { text: state_word('official'), is_loud: false };
  if (header.status === 'revised') return { text: say('print.official_revision_n', { n: header.revision }), is_loud: false };
  return { text: header.status === 'unofficial' ? in_capitals(state_word('unofficial')) : say('print.not_final_the_race_is_not'), is_loud: true };
}

/** 64 digits in groups that can be read aloud. */
export const grouped = (digest) => digest.replaceAll(/(.{8})(?=.)/g, '$1 ');
