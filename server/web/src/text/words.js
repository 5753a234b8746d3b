// The server's words as officials read them (officials/), and the words of everybody, in the language of the page. An unknown word is
// shown as it came, with spaces: a newer server may know more.
import { say, say_word } from './say.js';

export * from './race_words.js';

export const source_word = (source) => say_word('source', source);
export const quantity_word = (name) => say_word('quantity', name);
/** How the onset of a trace was read. */
export const onset_word = (algorithm) => say_word('onset', algorithm);
export const fault_word = (fault) => say_word('fault', fault);
export const link_word = (state) => say_word('device_link', state);
export const clock_word = (state) => say_word('clock', state);
export const lanes_word = (lanes) => say_word('drawn', lanes);
export const warning_word = (kind) => say_word('warning', kind);
/** What the sport calls a race that is held again: "re-row", "run-off". */
export const again_word = (word) => say_word('again', word ?? 're-row');
export const use_word = (use) => say_word('use', use);

/** "upheld", or "recalled: false_start". */
export function verdict_word(verdict) {
  const [word, cause] = String(verdict).split(': ');
  return cause === undefined ? say_word('verdict', word) : say('terms.recalled_for', { cause: say_word('cause', cause) });
}

/** "yellow (false start)", "red (by hand)": a card, and where it came from. */
export function card_word(card) {
  const found = /^(\w+) \((false start|by hand)\)$/.exec(card);
  if (!found) return say_word('colour', card);
  return `${say_word('colour', found[1])} (${found[2] === 'by hand' ? source_word('hand') : say_word('cause', 'false_start')})`;
}

/** "finish" -> "Finish", "split 500" -> "500 m", "start_signal" -> "Start signal". */
export function point_word(point) {
  const split = /^split (\d+)$/.exec(point);
  return split ? `${split[1]} m` : capital(say_word('point', point));
}

/** "1 entry", "12 entries". `of`: as the dictionary has it, `count_one` and `count_many`. One is what the language counts as one: French says "0 entrée". */
export const count = (n, of) => (new Intl.PluralRules(say('locale')).select(n) === 'one' ? say(`count_one.${of}`, { n }) : say(`count_many.${of}`, { n }));

/** What a heading says, within a sentence: German keeps the capitals of its nouns, others have none. */
export const within = (text) => (say('locale').startsWith('de') ? text : text.charAt(0).toLowerCase() + text.slice(1));

/** "re-row" -> "Re-row", at the head of a button. */
export const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
