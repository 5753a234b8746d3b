// What the big board shows beside crews that are in: how they go on, records, penalties; pure.
import { qualified_in } from '../text/marks.js';

// A time that is better than a record and is none, for the wind say, is no news for a stadium; the sheet has it.
const may_be_one = (record) => record.eligibility !== 'not_eligible';

/** lane -> {qualified, records, penalty_text}, of lanes that have any. Empty while the sheet is of another run than the board. */
export function board_marks(results, progression, header) {
  const marks = new Map();
  if (!results || results.header.race !== header.race || results.header.run !== header.run) return marks;
  const qualified = qualified_in(progression, header);
  for (const row of results.rows) {
    const one = { qualified: qualified.get(row.crew.crew), records: (row.records ?? []).filter(may_be_one), penalty_text: row.penalty_text };
    if (one.qualified || one.records.length > 0 || one.penalty_text) marks.set(row.crew.lane, one);
  }
  return marks;
}
