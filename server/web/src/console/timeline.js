// Where the crossings of one point stand on the timeline: the stretch of time, the row under a hand, marks that lie too close. Pure; pixels are of the plot.

export const row_px = 48;
/** Crossings that have no lane come together: their row has room for two. */
export const free_row_px = 96;
/** Half of a grip of 44 px. */
export const reach_px = 22;
/** Nearer than this two marks of a row would hide each other. */
const near_px = 24;
const ticks_us = [100_000, 200_000, 500_000, ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600].map((s) => s * 1e6)];
const tick_px = 84;

/** What no lane could make count: void, no crossing of this race, or a time that an official put in its place. */
const dead = new Set(['voided', 'suspect', 'falling_edge', 'set_aside', 'tested', 'earlier_run', 'outside_start', 'not_armed', 'after_close', 'before_start']);

export const can_be_moved = (impulse) => !dead.has(impulse.use) && !impulse.corrected;
/** Its look: what does not count is drawn otherwise whatever it came from. */
export const shape_of = (impulse) => ({ b: 'square', photo: 'triangle', hand: 'diamond' })[impulse.by_hand ? 'hand' : impulse.source] ?? 'circle';

/** The point to show until somebody chooses: the finish once anybody is there, before that the newest point that has a crossing. */
export function point_at_first(impulses, points) {
  const has = (point) => impulses.some((impulse) => impulse.point === point && !dead.has(impulse.use));
  return has('finish') ? 'finish' : (points.filter(has).at(-1) ?? 'finish');
}

/** {from_us, to_us} with all marks that can be moved and a little on both sides, a second at least. What is dead and far off would only press them together. */
export function stretch_of(impulses) {
  const live = impulses.filter((impulse) => !dead.has(impulse.use));
  const at = (live.length > 0 ? live : impulses).map((impulse) => impulse.at_us);
  const first = Math.min(...at);
  const last = Math.max(...at);
  const more = Math.max((last - first) * 0.07, (1_000_000 - (last - first)) / 2);
  return { from_us: first - more, to_us: last + more };
}

export const x_of = (at_us, { from_us, to_us }, width) => ((at_us - from_us) / (to_us - from_us)) * width;

/** [{at_us, since_us}] of the axis: whole steps of race time, as many as have room. */
export function ticks_of({ from_us, to_us }, origin_us, width) {
  const most = Math.max(1, Math.floor(width / tick_px));
  const step = ticks_us.find((us) => (to_us - from_us) / us <= most) ?? ticks_us.at(-1);
  const ticks = [];
  for (let since_us = Math.ceil((from_us - origin_us) / step) * step; since_us + origin_us <= to_us && ticks.length < 100; since_us += step) ticks.push({ since_us, at_us: since_us + origin_us });
  return ticks;
}

/** [{lane, top, height}] of the rows: first who has no lane (null), then the lanes in their order. */
export function rows_of(lanes) {
  return [{ lane: null, top: 0, height: free_row_px }, ...lanes.map((lane, k) => ({ lane, top: free_row_px + k * row_px, height: row_px }))];
}

/** The row at a height, or undefined beside all. */
export const row_at = (y, rows) => rows.find(({ top, height }) => y >= top && y < top + height);

/** How far from the middle of their row marks stand whose places along the row are these, ascending: nobody hides another where there is room. */
export function spread(xs, height) {
  const room = height - 24;
  const offsets = [];
  for (let first = 0; first < xs.length; ) {
    let after = first + 1;
    while (after < xs.length && xs[after] - xs[after - 1] < near_px) after += 1;
    const ends = [];   // the last mark of each level
    const levels = xs.slice(first, after).map((x) => {
      const free = ends.findIndex((end) => x - end >= near_px);
      const level = free < 0 ? ends.length : free;
      ends[level] = x;
      return level;
    });
    const step = ends.length > 1 ? Math.min(near_px, room / (ends.length - 1)) : 0;
    offsets.push(...levels.map((level) => (level - (ends.length - 1) / 2) * step));
    first = after;
  }
  return offsets;
}

/** Each impulse with its place: {impulse, lane, x, y}, oldest first. `lane_of`: the row that it stands in. A lane that is not drawn stands with those that have none. */
export function marks_of(impulses, stretch, width, rows, lane_of) {
  const row_of = (lane) => rows.find((row) => row.lane === lane) ?? rows[0];
  const marks = impulses
    .filter(({ at_us }) => at_us >= stretch.from_us && at_us <= stretch.to_us)
    .map((impulse) => ({ impulse, lane: row_of(lane_of(impulse)).lane, x: x_of(impulse.at_us, stretch, width), y: 0 }))
    .sort((a, b) => a.impulse.at_us - b.impulse.at_us || a.impulse.id - b.impulse.id);
  for (const { lane, top, height } of rows) {
    const here = marks.filter((mark) => mark.lane === lane);
    spread(here.map((mark) => mark.x), height).forEach((offset, k) => (here[k].y = top + height / 2 + offset));
  }
  return marks;
}

/** The mark under a hand: of those whose grip it is in, the nearest. */
export function mark_at(x, y, marks) {
  const far = (mark) => Math.hypot(mark.x - x, mark.y - y);
  return marks.filter((mark) => Math.abs(mark.x - x) <= reach_px && Math.abs(mark.y - y) <= reach_px).sort((a, b) => far(a) - far(b))[0];
}

/** The lane `by` rows below or above; at the end it stays. */
export function lane_beside(lane, by, rows) {
  const at = rows.findIndex((row) => row.lane === lane);
  return rows[Math.min(rows.length - 1, Math.max(0, at + by))].lane;
}
