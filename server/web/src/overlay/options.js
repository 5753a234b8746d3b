// What an overlay's address asks for: ?delay_ms=2000, ?race=12, ?parts=clock,order. Everything else is ignored.

export const all_parts = ['clock', 'order', 'lanes', 'result', 'banner'];

/** {delay_ms, parts}: the delay within 0 and 60 seconds, the parts that are wanted, all when none are named. */
export function overlay_options(search) {
  const query = new URLSearchParams(search);
  const delay = Number(query.get('delay_ms') ?? 0);
  const named = (query.get('parts') ?? '').split(',').map((part) => part.trim()).filter((part) => all_parts.includes(part));
  return {
    delay_ms: Number.isFinite(delay) ? Math.max(0, Math.min(60_000, Math.round(delay))) : 0,
    parts: new Set(named.length > 0 ? named : all_parts),
  };
}

/** What the race is at, for a picture: "lanes" before it, "race" on the water, "result" once crews are placed for good, "doubt" while the start is in question. */
export function scene_of(board) {
  const { state } = board.header;
  if (board.recall || state === 'recalled') return 'doubt';
  if (['started', 'running'].includes(state)) return 'race';
  if (['finished', 'unofficial', 'official', 'revised'].includes(state)) return 'result';
  return state === 'abandoned' ? 'none' : 'lanes';
}

/** The false start banner's words, or null: {head, lines}. Over the line is not said here: only what was decided. */
export function banner_of(board, start) {
  const { state, race, run } = board.header;
  const same = start && start.header.race === race && start.header.run === run;
  if (scene_of(board) !== 'doubt') return null;
  const blamed = same && start.verdict === 'upheld' ? start.rows.filter((row) => row.responsible) : [];
  if (blamed.length > 0) return { head: 'False start', blamed };
  return { head: state === 'recalled' ? 'Recall' : 'Start under review', blamed: [] };
}
