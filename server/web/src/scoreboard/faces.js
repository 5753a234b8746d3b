// What the board shows by itself while no race is under way, and for how much of it there is room; pure.
import { days_of } from '../text/days.js';
import { stage_of } from '../text/race_words.js';

/** The order in which the faces come; a message comes by itself never. */
const faces = ['result', 'start_list', 'schedule', 'medals', 'message'];
export const most_rows = 10;

/** The face that the address names (?show=schedule), or null: the board chooses. "race": the race alone, as it stands. */
export function wished_face(search) {
  const wish = new URLSearchParams(search).get('show');
  return ['schedule', 'medals', 'race'].includes(wish) ? wish : null;
}

/** Whether a race has the board for itself: from the moment that its crews are at the start until its result is out, and under review. */
export function is_under_way(header, is_in_review = false) {
  if (!header) return false;
  if (is_in_review) return true;
  if (['at_start', 'attention', 'finished'].includes(header.state)) return true;
  return ['racing', 'recalled'].includes(stage_of(header.state));
}

/** Whether a board holds a result to be looked at. */
export const has_result = (board) => Boolean(board?.rows.length) && stage_of(board.header.state) === 'after' && board.header.state !== 'finished';

/** The race whose start list comes next: the one shown while it waits, else the first after it that is still to come; null: none. */
export function next_race(meet, current) {
  if (!meet) return null;
  const from = Math.max(0, meet.races.findIndex(({ race }) => race === current));
  return meet.races.slice(from).find(({ state }) => stage_of(state) === 'before')?.race ?? null;
}

/** One after the other: [{face, page}], of how many pages each face has, {result: 1, medals: 3}. A face without any is left out. */
export function round_of(pages) {
  return faces.flatMap((face) => Array.from({ length: pages[face] ?? 0 }, (_, page) => ({ face, page })));
}

/** What comes after a step, round and round; where the step itself is gone, the next face. Null where there is nothing. */
export function step_after(round, at) {
  const here = round.findIndex(({ face, page }) => face === at.face && page === at.page);
  if (here >= 0) return round[(here + 1) % round.length];
  return round.find(({ face }) => faces.indexOf(face) > faces.indexOf(at.face)) ?? round[0] ?? null;
}

/** The step that is shown: where it is, while it is there. */
export const step_at = (round, at) => round.find(({ face, page }) => face === at.face && page === at.page) ?? step_after(round, at);

/** Of the programme what is on and what is still to come, with what was called off or put off in between. */
export function races_to_come(races) {
  const first = races.findIndex(({ state }) => ['before', 'racing', 'recalled'].includes(stage_of(state)));
  return first < 0 ? [] : races.slice(first).filter(({ state }) => stage_of(state) !== 'after');
}

/** In pages of one day each: [{day, from, to, all, races}]; `from` counts from 1 within the day. */
export function schedule_pages(races, size) {
  return days_of(races_to_come(races)).flatMap(({ day, races: of_day }) => in_pages(of_day, size).map((page) => ({ day, ...page, races: page.rows })));
}

/** Medallists of the events decided on the day of `today` (a race's header), the newest first, an event a page; then the table. */
export function medal_pages(view, races, today, { people, teams, most_events = Infinity }) {
  if (!view?.rows.length) return [];
  const [{ day }] = today ? days_of([today]) : [{ day: null }];
  const at = new Map(races.map((race) => [race.race, race]));
  const of_today = (won) => at.has(won.race) && days_of([at.get(won.race)])[0].day === day;
  const events = grouped(view.medals.filter(of_today));
  events.sort((a, b) => at.get(b[0].race).scheduled_us - at.get(a[0].race).scheduled_us);
  return [
    ...events.slice(0, most_events).flatMap((won) => in_pages(won, people).map((page) => ({ kind: 'event', event: won[0], ...page }))),
    ...in_pages(view.rows, teams).map((page) => ({ kind: 'table', ...page })),
  ];
}

/** How many rows fit a board, at letters that are the same share of it everywhere; one at least. Pixels, and hundredths of a 16:9 board's height. */
export function rows_that_fit({ width, height }, row, taken) {
  const unit = Math.min(height / 100, width * 0.005625);
  return Math.max(1, Math.floor((height / unit - taken) / row));
}

function grouped(medals) {
  const events = new Map();
  for (const won of medals) events.set(won.event, [...(events.get(won.event) ?? []), won]);
  return [...events.values()];
}

/** Pages of like length: [{from, to, all, rows}]. */
function in_pages(rows, size) {
  const count = Math.ceil(rows.length / size);
  const length = Math.ceil(rows.length / count);
  return Array.from({ length: count }, (_, k) => ({ from: k * length + 1, to: Math.min((k + 1) * length, rows.length), all: rows.length, rows: rows.slice(k * length, (k + 1) * length) }));
}
