// The one time axis of a start: from where to where, its marks, and where on it a moment lies. Nanoseconds since the
// signal throughout; pictures only: what is said in digits comes as text from the server.

const ms = 1_000_000;
/** What is always in sight: a little before the signal, and the limit with room behind it. */
const least = { from_ns: -40 * ms, to_ns: 260 * ms };
/** Further out than this a moment is shown at the edge, with an arrow: one gate far away must not flatten all the rest. */
const most = { from_ns: -1_000 * ms, to_ns: 1_200 * ms };
const steps_ms = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500];
/** Fewer where they have more digits. */
const most_marks = (step_ms) => (step_ms < 10 ? 5 : 11);

/** The axis on which every quantity of every lane has room. */
export function axis_of(rows, limits_ns = []) {
  const seen = rows.flatMap((row) => row.quantities.flatMap(({ ns, uncertainty_ns }) => [ns - uncertainty_ns, ns + uncertainty_ns]));
  const all = [...seen, ...limits_ns.filter((limit) => limit !== null && limit !== undefined)];
  const from_ns = Math.max(most.from_ns, Math.min(least.from_ns, ...all.map((ns) => ns - 20 * ms)));
  const to_ns = Math.min(most.to_ns, Math.max(least.to_ns, ...all.map((ns) => ns + 30 * ms)));
  return { from_ns, to_ns };
}

/** A close look at the signal and the limit. */
export function close_axis(threshold_ns) {
  const limit = threshold_ns ?? 90 * ms;
  return { from_ns: -0.5 * limit, to_ns: 1.6 * limit };
}

/** What boxes send of a start: from 500 ms before the signal to 1000 ms after it. */
export const trace_axis = { from_ns: -500 * ms, to_ns: 1_000 * ms };

/** Round moments to write below the axis, the signal's own among them: [0, 50000000, ...]. */
export function marks_of({ from_ns, to_ns }) {
  const step = steps_ms.map((step_ms) => step_ms * ms).find((one) => (to_ns - from_ns) / one <= most_marks(one / ms)) ?? 1_000 * ms;
  const marks = [];
  for (let ns = Math.ceil(from_ns / step) * step; ns <= to_ns; ns += step) marks.push(ns === 0 ? 0 : ns);
  return marks;
}

/** Per cent of the axis' length, held within it. `beyond` is -1 or 1 where the moment lies outside. */
export function place_on({ from_ns, to_ns }, ns) {
  const share = ((ns - from_ns) / (to_ns - from_ns)) * 100;
  return { at: Math.max(0, Math.min(100, share)), beyond: share < 0 ? -1 : share > 100 ? 1 : 0 };
}

/** The band in which the true moment lies: its middle and its width, per cent. */
export function band_on(axis, ns, uncertainty_ns) {
  const left = place_on(axis, ns - uncertainty_ns).at;
  const width = place_on(axis, ns + uncertainty_ns).at - left;
  return { middle: left + width / 2, width };
}
