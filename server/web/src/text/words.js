// The server's words as people say them. An unknown word is shown as it came, with spaces: a newer server may know more.

const states = {
  scheduled: 'Scheduled', called: 'Called', at_start: 'At the start', attention: 'Attention', started: 'Started',
  running: 'Racing', recalled: 'Recalled', finished: 'Finished', unofficial: 'Unofficial', official: 'Official',
  revised: 'Revised', abandoned: 'Abandoned', postponed: 'Postponed', cancelled: 'Cancelled',
};
const statuses = {
  DNS: 'did not start', DNF: 'did not finish', EXC: 'excluded', DSQ: 'disqualified', BUW: 'boat under weight',
  REL: 'relegated', SCR: 'scratched',
};
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

const medals = { gold: 'Gold', silver: 'Silver', bronze: 'Bronze' };

const seat_marks = { entry: 'entered', by_place: 'Q', by_time: 'q', by_lot: 'lot', rest: 'others' };
const lanes_words = { none: 'Not drawn yet', agree: 'Drawn', differ: 'Lanes differ from the table', settled: 'Rowed, or at the start' };
const out_words = { not_qualified: 'not qualified', not_finished: 'did not finish', not_started: 'did not start', excluded: 'excluded', disqualified: 'disqualified', withdrawn: 'withdrawn' };
const policies = { share_rank: 'they share the place', rerow: 'they row again', both_advance_if_lane: 'all go on if there are lanes', draw: 'lots decide' };
const record_kinds = { world: 'World record', continental: 'Continental record', national: 'National record', meet: 'Meet record', personal: 'Personal best', season: 'Season best' };

const spaced = (word) => String(word ?? '').replaceAll('_', ' ');

export const state_word = (state) => states[state] ?? spaced(state);
export const status_word = (code) => statuses[code] ?? spaced(code);
export const source_word = (source) => sources[source] ?? spaced(source);
export const quantity_word = (name) => quantities[name] ?? spaced(name);
/** How the onset of a trace was read. */
export const onset_word = (algorithm) => onsets[algorithm] ?? spaced(algorithm);
export const fault_word = (fault) => faults[fault] ?? spaced(fault);
export const link_word = (state) => links[state] ?? spaced(state);
export const clock_word = (state) => clocks[state] ?? spaced(state);
export const medal_word = (medal) => medals[medal] ?? spaced(medal);
/** Why a crew is in a race: "Q", "q", "lot". */
export const seat_mark = (mark) => seat_marks[mark] ?? spaced(mark);
export const lanes_word = (lanes) => lanes_words[lanes] ?? spaced(lanes);
export const out_word = (reason) => out_words[reason] ?? spaced(reason);
export const policy_word = (policy) => policies[policy] ?? spaced(policy);
export const record_kind_word = (kind) => record_kinds[kind] ?? spaced(kind);
export const use_word = (use) => uses[use] ?? spaced(use);

/** "upheld", or "recalled: false_start". */
export function verdict_word(verdict) {
  const [word, cause] = String(verdict).split(': ');
  if (cause !== undefined) return `Recalled: ${spaced(cause)}`;
  return verdicts[word] ?? spaced(word);
}

/** A time as every page prints it: with a star where it replaces what system A missed. */
export const marked_text = (time) => (time ? `${time.text}${time.corrected ? '*' : ''}` : '');

/** Where a crew on its way will come in: "6:41 (6:35–6:47)". */
export const prognosis_text = (found) => (found ? `${found.text} (${found.low_text}–${found.high_text})` : '');

/** What the prognosis rests on, for whoever asks. */
export const prognosis_basis = (found) => (found?.crews ? `by ${found.crews} crews timed before in this event` : 'by an even pace');

/** "finish" -> "Finish", "split 500" -> "500 m", "start_signal" -> "Start signal". */
export function point_word(point) {
  const split = /^split (\d+)$/.exec(point);
  if (split) return `${split[1]} m`;
  const word = spaced(point);
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const phases = { H: 'Heat', R: 'Repechage', Q: 'Quarterfinal', QF: 'Quarterfinal', S: 'Semifinal', SF: 'Semifinal', F: 'Final', P: 'Preliminary' };

/** The programme's short names of phases in full: "H1" -> "Heat 1", "SA/B1" -> "Semifinal A/B 1"; anything else as it came. */
export function phase_word(phase) {
  const code = /^(QF|SF|[HRQSFP])[ -]?([A-H](?:\/[A-H])?)?(\d{1,2})?$/.exec(phase ?? '');
  return code ? [phases[code[1]], code[2], code[3]].filter(Boolean).join(' ') : (phase ?? '');
}

/** A race in one line: its own title, else made of event and phase: "Men's Single Sculls, Heat 3". */
export function race_title(header) {
  if (header.title) return header.title;
  const named = header.event_title || header.event || `Race ${header.race}`;
  return header.phase ? `${named}, ${phase_word(header.phase)}` : named;
}

/** "Official", "Unofficial", "Revised (2)", or empty while the times are live. */
export function mark_of(header) {
  if (header.status === 'unofficial') return 'Unofficial';
  if (header.status === 'official') return 'Official';
  if (header.status === 'revised') return header.revision > 0 ? `Revised (${header.revision})` : 'Revised';
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
