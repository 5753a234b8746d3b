// What each crew of a race has done in its event before; pure.

/** Results of the event's other races -> crew number -> [{phase, distance_m, rank, rank_shared, time}], oldest first. */
export function so_far(results, race) {
  const found = new Map();
  for (const sheet of results) {
    if (!sheet || sheet.header.race === race || sheet.header.status === 'live') continue;
    for (const row of sheet.rows) {
      if (!row.rank || !row.time) continue;
      const { rank, rank_shared, time } = row;
      found.set(row.crew.crew, [...(found.get(row.crew.crew) ?? []), { race: sheet.header.race, phase: sheet.header.phase, distance_m: sheet.header.distance_m, rank, rank_shared, time }]);
    }
  }
  return found;
}

/** The quickest of them, or undefined. Times by hand count as they are shown: the page marks them. */
export const best_of = (races) => races.reduce((best, one) => (best && best.time.time_us <= one.time.time_us ? best : one), undefined);

/** Whether this time is quicker than all that the crew rowed before in the event: over one distance, and by no hand, whose doubt is larger than what is claimed. */
export function is_best_yet(races, time, distance_m) {
  const same = races.filter((one) => one.distance_m === distance_m);
  return same.length > 0 && !time.by_hand && same.every((one) => !one.time.by_hand && time.time_us < one.time.time_us);
}
