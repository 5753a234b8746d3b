// The times of a crew that can be asked about: its splits and its finish, as the results view has them. Pure.
import { parse_time_us } from '../text/time.js';

/** What the last digit of a text is worth, microseconds: 10000 of "6:41.34". */
const digit_us = (text) => 10 ** (6 - Math.min(6, /[.,](\d+)$/.exec(text)?.[1].length ?? 0));

/** [{point, metres, text, time_us, within_us, source}], the finish last; empty while the crew has none. See origin_of. */
export function times_of(row, distance_m) {
  const splits = (row?.splits ?? []).filter(({ metres, time_us }) => metres !== distance_m && time_us !== null).map(({ metres, text, time_us }) => ({ point: `split ${metres}`, metres, text, time_us, within_us: 1, source: '' }));
  if (!row?.time) return splits;
  // With penalties or a handicap in it only the text tells what was measured.
  const raw_us = row.raw_text ? parse_time_us(row.raw_text) : null;
  const measured = raw_us === null ? { time_us: row.time.time_us, within_us: 1 } : { time_us: raw_us, within_us: digit_us(row.raw_text) };
  return [...splits, { point: 'finish', metres: distance_m, text: row.time.text, source: row.time.source, ...measured }];
}
