// A trace as the points of a polyline on paper, and where the rest stands beside it; pure. Paper has no canvas: a printer draws lines.
import { close_range, curve_of, range_of, value_of } from '../referee/curve.js';
import { band_on, place_on } from '../referee/axis.js';

/** The drawing is so wide and so high, whatever it measures on the sheet. */
export const width = 1000;
export const height = 100;

const x_of = (percent) => (percent * width) / 100;
/** Not held within the drawing: what goes out of it is cut off there, and no line runs along its edge. Only so far that no number is absurd. */
const y_of = ({ low, high }, value) => Math.max(-height, Math.min(2 * height, ((high - value) / (high - low)) * height));

/**
 * Close to the level that the push had to reach, where it did: there the rule found the onset, and there the noise is seen; a push goes out
 * at the top. Without an onset all that is on the axis.
 * {points, level_y, baseline_y, onset_x, band_x, band_width}: what is null the trace does not have. `axis` in
 * nanoseconds since the signal.
 */
export function drawing_of(trace, samples, axis) {
  const curve = curve_of(trace, samples);
  const has_onset = trace.onset_us !== null;
  const levels = has_onset ? [value_of(trace.baseline_micro), value_of(trace.level_micro)] : [];
  const range = has_onset ? close_range(levels) : range_of(curve, axis);
  const span_ms = (axis.to_ns - axis.from_ns) / 1e6;
  const step_ms = samples.interval_ns / 1e6;
  const first_ms = axis.from_ns / 1e6;
  const is_near = (ms) => ms >= first_ms - step_ms && ms <= axis.to_ns / 1e6 + step_ms;
  const points = curve.ms.flatMap((ms, k) => (is_near(ms) ? [`${(((ms - first_ms) / span_ms) * width).toFixed(1)},${y_of(range, curve.values[k]).toFixed(2)}`] : [])).join(' ');
  if (!has_onset) return { points, level_y: null, baseline_y: null, onset_x: null, band_x: 0, band_width: 0 };
  const onset = place_on(axis, trace.onset_us * 1000);
  const band = band_on(axis, trace.onset_us * 1000, trace.uncertainty_us * 1000);
  return {
    points, baseline_y: y_of(range, levels[0]), level_y: y_of(range, levels[1]), onset_x: onset.beyond ? null : x_of(onset.at), band_x: x_of(band.middle - band.width / 2), band_width: x_of(band.width),
  };
}
