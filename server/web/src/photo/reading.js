// From the lines that a judge put on the picture to places, gaps and what can be entered; pure. A line: {lane, column}.

/**
 * The lines as an order: by column, level where they stand in one, or where the judge declared neighbours level that are one column apart.
 * @param {{lane: number, column: number}[]} lines
 * @param {{level?: [number, number][], first?: number}} said pairs of lanes; the place of the first of these lines
 * @returns {{lane: number, column: number, place: number, shared: boolean}[]}
 */
export function order_of(lines, { level = [], first = 1 } = {}) {
  const sorted = [...lines].sort((a, b) => a.column - b.column || a.lane - b.lane);
  const rows = [];
  let head = 0;   // the earliest of those that are level
  sorted.forEach((line, k) => {
    if (k > 0 && !is_level(sorted.slice(head, k), line, level)) head = k;
    rows.push({ lane: line.lane, column: line.column, place: first + head, shared: false });
  });
  for (const row of rows) row.shared = rows.filter((other) => other.place === row.place).length > 1;
  return rows;
}

/** A dead heat lies within two columns: nobody is level with whom a third separates. */
function is_level(group, line, level) {
  if (line.column === group.at(-1).column) return true;
  return line.column - group[0].column <= 1 && group.some((one) => said(level, one.lane, line.lane));
}

const said = (level, a, b) => level.some((pair) => pair.includes(a) && pair.includes(b));

/** Neighbours one column apart: [{lanes: [3, 4], declared}], which a judge may declare level. */
export function may_be_level(lines, level) {
  const sorted = [...lines].sort((a, b) => a.column - b.column || a.lane - b.lane);
  return sorted.flatMap((line, k) => (k > 0 && line.column - sorted[k - 1].column === 1 ? [{ lanes: [sorted[k - 1].lane, line.lane], declared: said(level, sorted[k - 1].lane, line.lane) }] : []));
}

/** Rows of the order `read_photo`: where, not when; the server makes times of columns. */
export const rows_of = (order) => order.map(({ lane, column, place }) => ({ lane, column, place, time_us: null, status: '', remark: '' }));

/** Pairs of a reading that shares places, to go on from it. */
export function level_in(lanes) {
  const pairs = [];
  for (const a of lanes) for (const b of lanes) if (a.lane < b.lane && a.place !== null && a.place === b.place && a.column !== b.column) pairs.push([a.lane, b.lane]);
  return pairs;
}

/** What readers who agree propose together: the reading of most lanes, the oldest of those, and lanes that only others read. */
export function proposal_of(readings) {
  const most = readings.reduce((best, one) => (one.lanes.length > best.lanes.length ? one : best));
  const lanes = [...most.lanes];
  for (const one of readings) for (const lane of one.lanes) if (!lanes.some((known) => known.lane === lane.lane)) lanes.push(lane);
  const first = Math.min(...most.lanes.map((lane) => lane.place ?? Infinity));
  return order_of(lanes, { level: readings.flatMap((one) => level_in(one.lanes)), first: Number.isFinite(first) ? first : 1 });
}

/** Lane by lane what readers read, and how many columns lie between the first and the last; null where fewer than two read it. */
export function side_by_side(readings) {
  const lanes = [...new Set(readings.flatMap((one) => one.lanes.map((lane) => lane.lane)))].sort((a, b) => a - b);
  return lanes.map((lane) => {
    const read = readings.map((one) => one.lanes.find((each) => each.lane === lane) ?? null);
    const columns = read.filter(Boolean).map((each) => each.column);
    return { lane, read, apart: columns.length > 1 ? Math.max(...columns) - Math.min(...columns) : null };
  });
}

/** One column in words: "0.5 ms", "0.333 ms". */
export const column_text = (lines_per_s) => `${Number((1000 / lines_per_s).toFixed(3))} ms`;

/** A gap of so many columns: "+1.5 ms", "+1.0425 s". */
export function gap_text(columns, lines_per_s) {
  const ms = (columns * 1000) / lines_per_s;
  return ms < 1000 ? `+${Number(ms.toFixed(2))} ms` : `+${(ms / 1000).toFixed(4)} s`;
}
