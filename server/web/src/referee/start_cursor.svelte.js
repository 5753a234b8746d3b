// The one cursor over all lanes of a start, and what of the axis is in sight: where they are, and how they are moved.
import { samples_of } from '../feed/trace_samples.js';
import { axis_with, clamp, grid_of, last_mark_ns, sample_at, snapped, stepped, zoomed_axis } from './cursor.js';

const closer = 0.5;

export class StartCursor {
  at_ns = $state(0);
  /** What is in sight, once somebody has zoomed; null: all that the look shows. */
  zoomed = $state.raw(null);
  #chosen = $state(null);
  #samples = $state.raw({});
  #shown;

  /** `shown`: () => {rows, axis, bounds}. Made where a component begins. */
  constructor(shown) {
    this.#shown = shown;
    const urls = $derived(shown().rows.map((row) => row.trace?.samples_url ?? '').join(' '));
    $effect(() => {
      let is_wanted = true;
      for (const url of urls.split(' ').filter(Boolean)) samples_of(url).then((found) => is_wanted && (this.#samples = { ...this.#samples, [url]: found }));
      return () => (is_wanted = false);
    });
  }

  get axis() { return this.zoomed ?? this.#shown().axis; }
  get bounds() { return this.#shown().bounds; }

  /** The row that is read out: the one that somebody chose, or the first with a trace. */
  get row() {
    const { rows } = this.#shown();
    return rows.find((row) => row.crew.lane === this.#chosen) ?? rows.find((row) => row.trace) ?? rows[0];
  }
  get lane() { return this.row?.crew.lane ?? null; }
  get grid() { return grid_of(this.row?.trace, this.samples(this.row)); }

  /** The samples of a row's trace, or null. */
  samples(row) { return this.#samples[row?.trace?.samples_url] ?? null; }

  /** {ns, micro} of the sample of a row that is nearest to the cursor, or null. */
  sample(row) { return sample_at(row?.trace, this.samples(row), this.at_ns); }

  /** Back to the signal, as a start is first shown. */
  reset() {
    this.at_ns = 0;
    this.zoomed = null;
    this.#chosen = null;
  }

  to(ns) {
    this.at_ns = Math.round(clamp(ns, this.bounds));
    const kept = axis_with(this.axis, this.at_ns, this.bounds);
    if (kept !== this.axis) this.zoomed = kept;
  }

  /** To a place on the lanes, 0 at the left and 1 at the right: the sample nearest to it. */
  point(share, lane) {
    if (lane !== null) this.#chosen = lane;
    const { from_ns, to_ns } = this.axis;
    this.to(clamp(snapped(from_ns + Math.max(0, Math.min(1, share)) * (to_ns - from_ns), this.grid), this.axis));
  }

  step(steps) { this.to(stepped(this.at_ns, this.grid, steps)); }
  to_signal() { this.to(0); }
  to_last_mark() { this.to(last_mark_ns(this.#shown().rows, this.bounds)); }

  /** The next lane of the chart, or the one before. */
  choose(steps) {
    const { rows } = this.#shown();
    const next = rows[rows.indexOf(this.row) + steps];
    if (next) this.#chosen = next.crew.lane;
  }

  zoom_in() { this.#zoom(closer); }
  zoom_out() { this.#zoom(1 / closer); }
  #zoom(factor) { this.zoomed = zoomed_axis(this.axis, this.at_ns, factor, this.bounds, this.grid.step_ns); }
}
