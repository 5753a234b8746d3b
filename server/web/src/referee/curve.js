// A trace as a curve on the page's time axis: what was measured, against time since the signal. Pictures only: the onset, its
// uncertainty and the level come from the server, and so does every digit.

const per_unit = 1_000_000;

/** Milliseconds since the signal, and the measured values in their unit: {ms: [...], values: [...]}. */
export function curve_of(trace, { interval_ns, scale_micro, samples }) {
  const first_ms = trace.begins_us / 1000;
  const step_ms = interval_ns / 1_000_000;
  return { ms: samples.map((_, k) => first_ms + k * step_ms), values: samples.map((count) => (count * scale_micro) / per_unit) };
}

/** What is drawn from top to bottom: all values on the axis, and the level, with a little room. */
export function range_of({ ms, values }, { from_ns, to_ns }, levels = []) {
  const shown = values.filter((_, k) => ms[k] * 1_000_000 >= from_ns && ms[k] * 1_000_000 <= to_ns);
  const all = [...(shown.length > 0 ? shown : values), ...levels];
  const low = all.reduce((a, b) => Math.min(a, b), Infinity);
  const high = all.reduce((a, b) => Math.max(a, b), -Infinity);
  const room = (high - low || 1) * 0.08;
  return { low: low - room, high: high + room };
}

/** A close look at where the push leaves its noise: from below the baseline to several times the level, both in the unit. */
export function close_range([baseline, level]) {
  const step = Math.abs(level - baseline) || 1;
  return { low: baseline - 4 * step, high: baseline + 14 * step };
}

/** Per cent from the top, held within the picture. */
export function height_on({ low, high }, value) {
  return Math.max(0, Math.min(100, ((high - value) / (high - low)) * 100));
}

/** Millionths of a unit as its value. */
export const value_of = (micro) => micro / per_unit;
