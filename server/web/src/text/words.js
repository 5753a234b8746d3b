// The server's words as officials read them, in English; and the words of everybody, in the language of the page. An unknown word is
// shown as it came, with spaces: a newer server may know more.
import { spaced } from './say.js';

export * from './race_words.js';

const sources = { a: 'system A', b: 'system B', photo: 'photo finish', hand: 'by hand' };
const onsets = { absolute_threshold: 'Absolute threshold', relative_threshold: 'Threshold over set force', baseline_sigma: 'Left its noise' };
const quantities = {
  reaction: 'First motion', sensed: 'Motion sensor', release: 'Gate released', clear: 'Gate down', signal: 'Signal at lane', contact: 'Bow contact',
  over_line: 'Bow over line',
};
const verdicts = {
  upheld: 'False start', dismissed: 'No false start', no_blame: 'Nobody to blame', under_review: 'Under review',
};
const faults = {
  reaction: 'Moved under the limit', early_motion: 'Moved before the signal', bow_over_line: 'Bow over the line',
  early_release: 'Gate opened early', late_release: 'Gate opened late', no_release: 'Gate did not open', late_clear: 'Gate slow to go down',
  release_skew: 'Gates too far apart', late_signal: 'Signal late at the lane',
};
const links = { opening: 'Opening', open: 'Connected, silent so far', live: 'Working', quiet: 'Nothing for a minute', silent: 'Silent', lost: 'Lost' };
const clocks = { unsynced: 'not in step', locked: 'in step', stable: 'in step, steady', holdover: 'runs on alone' };
const uses = {
  used: 'used', confirming: 'confirms', unnamed: 'no lane yet', doubled: 'double', further: 'passed already',
  too_early: 'too early', before_start: 'before the start', outside_start: 'not of this start', not_armed: 'not armed', after_close: 'after the close',
  voided: 'void', suspect: 'suspect', surplus: 'one too many', lane_not_drawn: 'empty lane', falling_edge: 'end of a pulse',
  split_not_in_rules: 'no such split', tested: 'a test', unpaired: 'no start of its own', after_official: 'after official',
};

const lanes_words = { none: 'Not drawn yet', agree: 'Drawn', differ: 'Lanes differ from the table', settled: 'Rowed, or at the start' };
export const source_word = (source) => sources[source] ?? spaced(source);
export const quantity_word = (name) => quantities[name] ?? spaced(name);
/** How the onset of a trace was read. */
export const onset_word = (algorithm) => onsets[algorithm] ?? spaced(algorithm);
export const fault_word = (fault) => faults[fault] ?? spaced(fault);
export const link_word = (state) => links[state] ?? spaced(state);
export const clock_word = (state) => clocks[state] ?? spaced(state);
export const lanes_word = (lanes) => lanes_words[lanes] ?? spaced(lanes);
export const use_word = (use) => uses[use] ?? spaced(use);

/** "upheld", or "recalled: false_start". */
export function verdict_word(verdict) {
  const [word, cause] = String(verdict).split(': ');
  if (cause !== undefined) return `Recalled: ${spaced(cause)}`;
  return verdicts[word] ?? spaced(word);
}

/** "finish" -> "Finish", "split 500" -> "500 m", "start_signal" -> "Start signal". */
export function point_word(point) {
  const split = /^split (\d+)$/.exec(point);
  if (split) return `${split[1]} m`;
  const word = spaced(point);
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** "re-row" -> "Re-row", at the head of a button. */
export const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
