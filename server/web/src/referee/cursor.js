// Where the cursor of the start chart goes, what a trace is worth there, and what of the time axis is in sight. Pure: nanoseconds
// since the signal and whole counts; measures nothing and decides nothing.

/** One step where no trace says how far its samples lie apart. */
const plain_step_ns = 1_000_000;
/** So many steps stay in sight, however close one looks: closer in there is nothing more to see. */
const least_steps = 10;

/** The moments at which a trace has samples: {first_ns, step_ns, count}. Without samples, every whole millisecond: `count` is null. */
export function grid_of(trace, samples) {
  if (!trace || !samples) return { first_ns: 0, step_ns: plain_step_ns, count: null };
  return { first_ns: trace.begins_us * 1000, step_ns: samples.interval_ns, count: samples.samples.length };
}

/** The moment of the sample numbered `k`, or of the first or last one where there is none of that number. */
function on_grid({ first_ns, step_ns, count }, k) {
  const index = count === null ? k : Math.max(0, Math.min(count - 1, k));
  return first_ns + index * step_ns;
}

/** `steps` samples on, or back where it is less than 0. From between two samples the first step leads to the one ahead. */
export function stepped(at_ns, grid, steps) {
  const here = (at_ns - grid.first_ns) / grid.step_ns;
  return on_grid(grid, (steps > 0 ? Math.floor(here) : Math.ceil(here)) + steps);
}

/** The sample nearest to a moment. */
export const snapped = (at_ns, grid) => on_grid(grid, Math.round((at_ns - grid.first_ns) / grid.step_ns));

export const clamp = (ns, { from_ns, to_ns }) => Math.max(from_ns, Math.min(to_ns, ns));

/** The sample nearest to a moment: {ns, micro}, its own moment and its value in millionths of the unit. Null where the trace has none. */
export function sample_at(trace, samples, at_ns) {
  if (!trace || !samples) return null;
  const grid = grid_of(trace, samples);
  const k = Math.round((at_ns - grid.first_ns) / grid.step_ns);
  if (k < 0 || k >= grid.count) return null;
  return { ns: grid.first_ns + k * grid.step_ns, micro: samples.samples[k] * samples.scale_micro };
}

/** "302.25 N": as many digits as one count of the sensor has, and no more. */
export function value_text(micro, { scale_micro, unit }) {
  const zeros = /0*$/.exec(String(Math.abs(scale_micro)))[0].length;
  const digits = Math.max(0, 6 - zeros);
  return `${micro < 0 ? '−' : ''}${(Math.abs(micro) / 1_000_000).toFixed(digits)} ${unit}`.trimEnd();
}

/** Seconds since the signal with six decimals and the sign: "+0.065000", "−0.000250". Cut towards zero, like every text of the server. */
export function moment_text(ns) {
  const us = Math.trunc(Math.abs(ns) / 1000);
  return `${ns < 0 && us > 0 ? '−' : '+'}${Math.floor(us / 1_000_000)}.${String(us % 1_000_000).padStart(6, '0')}`;
}

/** How much is in sight, in three digits: "402 ms", "12.5 ms". */
export const sight_text = (ns) => `${Number((ns / 1_000_000).toPrecision(3))} ms`;

/** How far samples lie apart: "1 ms", "0.25 ms", "0.104167 ms". */
export const span_text = (ns) => `${Number((ns / 1_000_000).toFixed(6))} ms`;

/** All of several axes. */
export const bounds_of = (axes) => ({ from_ns: Math.min(...axes.map((axis) => axis.from_ns)), to_ns: Math.max(...axes.map((axis) => axis.to_ns)) });

/** `axis` drawn `factor` times as long about a moment, which keeps its place; never beyond `bounds`, never closer than a few steps. */
export function zoomed_axis(axis, about_ns, factor, bounds, step_ns = plain_step_ns) {
  const span = axis.to_ns - axis.from_ns;
  const wanted = Math.round(Math.min(bounds.to_ns - bounds.from_ns, Math.max(Math.min(span, least_steps * step_ns), span * factor)));
  const is_seen = about_ns >= axis.from_ns && about_ns <= axis.to_ns;
  const share = is_seen ? (about_ns - axis.from_ns) / span : 0.5;
  return within_bounds(Math.round(about_ns - share * wanted), wanted, bounds);
}

/** The same axis where it has the moment in sight; else moved until the moment stands in its middle, or as near as `bounds` let it. */
export function axis_with(axis, at_ns, bounds) {
  if (at_ns >= axis.from_ns && at_ns <= axis.to_ns) return axis;
  const span = axis.to_ns - axis.from_ns;
  return within_bounds(Math.round(at_ns - span / 2), span, bounds);
}

function within_bounds(from_ns, span, bounds) {
  const from = Math.max(bounds.from_ns, Math.min(bounds.to_ns - span, from_ns));
  return { from_ns: from, to_ns: from + span };
}

/** The last moment that any lane has a mark for, or the signal. */
export function last_mark_ns(rows, bounds) {
  const seen = rows.flatMap((row) => row.quantities.map(({ ns }) => ns)).filter((ns) => ns <= bounds.to_ns);
  return Math.max(0, ...seen);
}
