// Texts of the panel of systems A and B, and how far they lie apart for each crew. Pure.

/** A difference in thousandths of a second with one decimal: "+3.1", "−82.0". Cut towards zero. */
export function thousandths_text(us) {
  const tenths = Math.trunc(us / 100);
  const size = Math.abs(tenths);
  const sign = tenths > 0 ? '+' : tenths < 0 ? '−' : '';
  return `${sign}${Math.floor(size / 10)}.${size % 10}`;
}

/** A standard deviation, alike and without a sign. */
export const scatter_text = (us) => thousandths_text(us).replace('+', '');

/** Seconds with their sign, cut towards zero: "+0.003", "−0.08". */
export function seconds_text(us, digits) {
  const step = 10 ** (6 - digits);
  const steps = Math.trunc(us / step);
  const sign = steps > 0 ? '+' : steps < 0 ? '−' : '';
  return `${sign}${(Math.abs(steps) / 10 ** digits).toFixed(digits)}`;
}

/** Which crews the server finds too far apart at the finish: its sentence names the point. */
const beyond = (warnings) => new Set(warnings.filter(({ kind, text }) => kind === 'systems_differ' && / at finish\.$/.test(text)).map(({ lane }) => lane));

/** [{crew, b_us, hands_us, is_beyond}] by lane, of crews whose finish system A saw and another did too. Both since the start that their own system saw; less A. */
export function differences_by_crew({ impulses, rows, warnings }) {
  const too_far = beyond(warnings);
  const at_finish = impulses.filter(({ point, since_start_us }) => point === 'finish' && typeof since_start_us === 'number');
  return rows.flatMap(({ crew }) => {
    const own = at_finish.filter(({ lane }) => lane === crew.lane);
    const main = own.find(({ use, source, by_hand, corrected }) => use === 'used' && source === 'a' && !by_hand && !corrected);
    const others = own.filter(({ use }) => use === 'confirming');
    if (!main || others.length === 0) return [];
    const less_a = (of) => others.filter(of).map(({ since_start_us }) => since_start_us - main.since_start_us);
    const [b_us = null] = less_a(({ source, by_hand }) => source === 'b' && !by_hand);
    return [{ crew, b_us, hands_us: less_a(({ source, by_hand }) => source === 'hand' || by_hand), is_beyond: too_far.has(crew.lane) }];
  }).sort((a, b) => a.crew.lane - b.crew.lane);
}
