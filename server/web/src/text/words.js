// The server's words as people say them. An unknown word is shown as it came, with spaces: a newer server may know more.

const states = {
  scheduled: 'Scheduled', called: 'Called', at_start: 'At the start', attention: 'Attention', started: 'Started',
  running: 'Racing', recalled: 'Recalled', finished: 'Finished', unofficial: 'Unofficial', official: 'Official',
  revised: 'Revised', abandoned: 'Abandoned',
};
const statuses = {
  DNS: 'did not start', DNF: 'did not finish', EXC: 'excluded', DSQ: 'disqualified', BUW: 'boat under weight',
  REL: 'relegated', SCR: 'scratched',
};
const sources = { a: 'system A', b: 'system B', photo: 'photo finish', hand: 'by hand' };
const quantities = {
  reaction: 'First motion', release: 'Gate released', clear: 'Gate down', signal: 'Signal at lane', contact: 'Bow contact',
  over_line: 'Bow over line',
};
const verdicts = {
  upheld: 'False start', dismissed: 'No false start', no_blame: 'Nobody to blame', under_review: 'Under review',
};
const uses = {
  used: 'used', confirming: 'confirms', unnamed: 'no lane yet', doubled: 'double', further: 'passed already',
  too_early: 'too early', before_start: 'before the start', not_armed: 'not armed', after_close: 'after the close',
  voided: 'void', suspect: 'suspect', surplus: 'one too many', lane_not_drawn: 'empty lane', falling_edge: 'end of a pulse',
  split_not_in_rules: 'no such split',
};

const spaced = (word) => String(word ?? '').replaceAll('_', ' ');

export const state_word = (state) => states[state] ?? spaced(state);
export const status_word = (code) => statuses[code] ?? spaced(code);
export const source_word = (source) => sources[source] ?? spaced(source);
export const quantity_word = (name) => quantities[name] ?? spaced(name);
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

/** A race in one line: "Men's Single Sculls · Heat 3". */
export function race_title(header) {
  const named = header.title || header.event_title || header.event || `Race ${header.race}`;
  const has_phase = header.phase && !named.toLowerCase().includes(header.phase.toLowerCase());
  return has_phase ? `${named} · ${header.phase}` : named;
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
    case 'abandoned': return 'off';
    default: return 'before';
  }
}
