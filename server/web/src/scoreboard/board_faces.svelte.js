// What the big board shows now: the face that its address names, else the one that officials chose, else the race that is on, or one face after the
// other while none is.
import { pinned_race } from '../feed/shown_race.js';
import { has_result, is_under_way, medal_pages, most_rows, next_race, round_of, rows_that_fit, schedule_pages, wished_face } from './faces.js';
import { go_round } from './round.svelte.js';
import { steering_of } from './steering.js';

// While nothing is on, what comes soon and what was won last; a wall of its own shows everything.
const most_schedule_pages = 2;
const most_medal_events = 3;
// Hundredths of the height of a 16:9 board: a row of two lines, a row of one, and what head, foot and a table's head take.
const two_lines = 15.4;
const one_line = 11.6;
const taken = 21;
const taken_by_table = 30;

/** Topics that take. `meet`: the newest. */
export function topics_of_faces(meet) {
  const wish = wished_face(location.search);
  if (wish === 'medals') return ['meet/medals'];
  if (wish !== null || pinned_race() !== null) return [];
  const next = next_race(meet, meet?.current_race);
  return ['meet/medals', ...(next === null ? [] : [`race/${next}/board`])];
}

/**
 * @param {import('../feed/live.svelte.js').Live} live
 * @param {{meet: object, id: number, board: object, previous: object, room: {width: number, height: number}}} from reactive, all of them
 * Returns {step, board, before, schedule, medals, medals_view, schedule_size, teams}, reactive. `step`: {face, page} or null, then the race alone has the board.
 */
export function choose_face(live, from) {
  const of_address = wished_face(location.search);
  const is_pinned = pinned_race() !== null;
  // Whoever gave a screen an address of its own wants that there, whatever the others show.
  const chosen = $derived(of_address !== null || is_pinned ? null : steering_of(from.meet));
  const steered = $derived(chosen === null || chosen.shows === 'automatic' ? null : chosen.shows);
  const wish = $derived(of_address ?? steered);
  const is_alone = $derived(wish === 'race' || is_pinned);
  const header = $derived(from.meet?.races.find(({ race }) => race === from.id));
  const on = $derived(is_under_way(header) || is_under_way(from.board?.header, from.board?.recall));
  const medals_view = $derived(live.view('meet/medals'));
  const next = $derived(next_race(from.meet, from.id));
  const next_board = $derived(next === null ? undefined : live.view(`race/${next}/board`));
  const result = $derived([from.board, from.previous].find(has_result));

  const schedule_size = $derived(rows_that_fit(from.room, two_lines, taken));
  const has_long_team = $derived((medals_view?.rows ?? []).some(({ team }) => team.length > 12));
  const teams = $derived(rows_that_fit(from.room, has_long_team ? two_lines : one_line, taken_by_table));
  const schedule = $derived(schedule_pages(from.meet?.races ?? [], schedule_size));
  const today = $derived(header ?? from.meet?.races[0]);
  const medals = $derived(medal_pages(medals_view, from.meet?.races ?? [], today, { people: schedule_size, teams, most_events: wish ? Infinity : most_medal_events }));

  const race_pages = (board) => Math.ceil((board?.rows.length ?? 0) / most_rows);
  const steps = $derived.by(() => {
    if (is_alone) return [];
    if (wish === 'message') return round_of({ message: 1 });
    if (wish) return round_of({ [wish]: Math.max(1, { schedule, medals }[wish].length) });
    if (on || from.id === null || !from.board) return [];
    return round_of({ result: race_pages(result), start_list: race_pages(next_board), schedule: Math.min(schedule.length, most_schedule_pages), medals: medals.length });
  });
  const round = go_round(() => steps, () => ({ face: wish ?? (next === from.id ? 'start_list' : 'result'), key: wish ?? `${from.id} ${header?.run} ${header?.state} ${header?.revision}` }));
  const board = $derived({ result, start_list: next_board }[round.step?.face] ?? from.board);

  const is_race = $derived(['result', 'start_list'].includes(round.step?.face));

  return {
    get step() {
      return round.step;
    },
    /** Of the race that is shown where the face is one. */
    get board() {
      return board;
    },
    /** The newest result, of a race that is not the one shown. */
    get before() {
      if (!round.step) return from.previous;
      return [result, from.previous].find((one) => one && (one !== board || !is_race));
    },
    /** Of the face of that name. */
    get message() {
      return chosen?.text ?? '';
    },
    get schedule() {
      return schedule;
    },
    get medals() {
      return medals;
    },
    get medals_view() {
      return medals_view;
    },
    get schedule_size() {
      return schedule_size;
    },
    get teams() {
      return teams;
    },
  };
}
