// What graphics read out of the views of a race; pure.

/** What the race is at, for a picture: "lanes" before it, "race" on the water, "result" once crews are placed for good, "doubt" while the
    start is in question, "none" when it is off. */
export function scene_of(board) {
  if (!board) return 'none';
  const { state } = board.header;
  if (board.recall || state === 'recalled') return 'doubt';
  if (['started', 'running'].includes(state)) return 'race';
  if (['finished', 'unofficial', 'official', 'revised'].includes(state)) return 'result';
  return ['abandoned', 'cancelled', 'postponed'].includes(state) ? 'none' : 'lanes';
}

/** A view of the same race and run as the board, else null: nothing of another run is ever shown. */
export function of_same_run(view, board) {
  return view && board && view.header.race === board.header.race && view.header.run === board.header.run ? view : null;
}

/** What the banner says of a start in doubt, or null: {word, blamed}. Whether somebody was over the line is not said: only what was decided. */
export function banner_of(board, start) {
  if (scene_of(board) !== 'doubt') return null;
  const same = of_same_run(start, board);
  const blamed = same && same.verdict === 'upheld' ? same.rows.filter((row) => row.responsible) : [];
  if (blamed.length > 0) return { word: 'false_start', blamed };
  return { word: board.header.state === 'recalled' ? 'recall' : 'under_review', blamed: [] };
}

/** In the race no more, or never: a status, and no place at the finish. A place at a split, from before, is none. */
export const is_out = (row) => Boolean(row.status) && !(row.rank && row.finished !== false);

/** Placed at the newest point that anybody reached. */
export const is_at_newest = (row, board) => !is_out(row) && row.rank !== null && row.point_m > 0 && row.point_m === board.latest_point_m;

export const by_lane = (rows) => rows.slice().sort((a, b) => a.crew.lane - b.crew.lane);

/** The first race of the programme after this one that is still to come, or null. */
export function next_race(meet, race) {
  if (!meet) return null;
  const at = meet.races.findIndex((one) => one.race === race);
  const to_come = (one) => ['scheduled', 'called', 'at_start', 'attention', 'postponed'].includes(one.state);
  return meet.races.slice(at + 1).find(to_come) || null;
}

/** Medals that the race decided, best first; of official finals only, for only they stand in the view. */
export function medals_of(medals, header) {
  const order = ['gold', 'silver', 'bronze'];
  const won = medals && header ? medals.medals.filter((one) => one.race === header.race) : [];
  return won.slice().sort((a, b) => order.indexOf(a.medal) - order.indexOf(b.medal));
}

/** Microseconds behind the leader at the newest point, lane by lane: [{row, behind_us}], best first; only who was there. */
export function gaps_of(board) {
  const here = board.rows.filter((row) => is_at_newest(row, board) && row.time);
  if (here.length === 0) return [];
  const best = Math.min(...here.map((row) => row.time.time_us));
  return here.map((row) => ({ row, behind_us: row.time.time_us - best })).sort((a, b) => a.behind_us - b.behind_us || a.row.crew.lane - b.row.crew.lane);
}

/** Whether the stamps cannot tell the order of some crews, and the photo will. */
export const waits_for_photo = (board) => board.rows.some((row) => row.too_close) && ['running', 'finished'].includes(board.header.state);

/** Hours and minutes of a time of day, in the zone of the screen. */
export function clock_text(wall_us) {
  const at = new Date(wall_us / 1000);
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
}
