// From what a judge types at the photo finish to the rows of the order `read_photo`; pure.
import { say } from '../text/say.js';
import { parse_time_us } from '../text/time.js';

/**
 * @param {{lane: number, place: string, time: string, status: string}[]} typed
 * @returns {{rows: object[], problem: string}} rows that say anything; a sentence where something is wrong
 */
export function photo_rows(typed) {
  const rows = [];
  for (const { lane, place, time, status } of typed) {
    const has_place = place.trim() !== '';
    const has_time = time.trim() !== '';
    if (!has_place && !has_time && !status) continue;
    const number = Number(place);
    if (has_place && !(Number.isInteger(number) && number > 0)) return { rows: [], problem: say('console.lane_lane_places_are_numbered_from', { lane }) };
    const time_us = has_time ? parse_time_us(time) : null;
    if (has_time && time_us === null) return { rows: [], problem: say('console.lane_lane_time_is_no_time', { lane, time }) };
    rows.push({ lane, place: has_place ? number : null, time_us, status });
  }
  const gap = first_gap(rows.map((row) => row.place).filter((place) => place !== null));
  return { rows, problem: gap === null ? '' : say('console.place_gap_is_missing_after_a', { gap }) };
}

/** Lanes that share a place: dead heats, for the judge to see before the order is given. */
export function dead_heats(rows) {
  const by_place = new Map();
  for (const row of rows) if (row.place !== null) by_place.set(row.place, [...(by_place.get(row.place) ?? []), row.lane]);
  return [...by_place.entries()].filter(([, lanes]) => lanes.length > 1).map(([place, lanes]) => ({ place, lanes }));
}

/** 1, 1, 3 is sound; 1, 3 lacks 2; 1, 1, 2 lacks its gap and names 3. Places may begin later than 1: only some crews were read. */
function first_gap(places) {
  const sorted = [...places].sort((a, b) => a - b);
  for (let k = 1; k < sorted.length; k += 1) {
    if (sorted[k] !== sorted[k - 1] && sorted[k] !== sorted[0] + k) return sorted[0] + k;
  }
  return null;
}
