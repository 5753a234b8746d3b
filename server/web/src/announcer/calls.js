// What an announcer can say now, sentence by sentence, the most urgent first: from the public views alone, in the language of the
// page. Every number is the server's text.
import { record_text } from '../text/marks.js';
import { is_confirmed, phase_word, race_title, record_kind_word, stage_of } from '../text/race_words.js';
import { isolated, say } from '../text/say.js';
import { clock_text } from '../text/time.js';

const name_of = (row) => isolated(row.crew.name === row.crew.code ? row.crew.code : `${row.crew.code} ${row.crew.name}`);
const seconds = (gap_text) => `${gap_text.replace(/^\+/, '')} s`;

/** How many places of a race go on to the best of its next races, by its routes ("1-3->FA, rest->FB": 3); 0: none does by place. */
export function places_that_go_on(routes) {
  const first = /^1(?:-(\d+))?->(?!out)/.exec(routes ?? '');
  return first ? Number(first[1] ?? 1) : 0;
}

/** @param {{board: any, results: any, progression: any}} views of the race that is on. An array of sentences. */
export function calls_of({ board, results, progression }) {
  const { header } = board;
  const stage = stage_of(header.state);
  // An order of crews that may start again is no news, and nobody is to blame before it is decided.
  if (stage === 'recalled') return [say('call.recalled')];
  if (board.recall) return [say('call.review')];
  if (stage === 'before') return [say('call.next', { title: isolated(race_title(header)), n: header.race, time: clock_text(header.scheduled_us) })];
  if (stage === 'racing' && board.latest_point_m > 0 && !board.rows[0]?.finished) return calls_on_the_way(board, results, progression);
  const is_in = board.rows.some((row) => row.finished && row.rank === 1);
  return is_in && stage !== 'off' ? calls_at_the_finish(board, results, progression) : [];
}

function calls_on_the_way(board, results, progression) {
  const here = board.rows.filter((row) => row.rank && row.point_m === board.latest_point_m);
  return [...leader(here, board.latest_point_m), ...line(here, board.header, progression), ...fastest(results, board)];
}

/** The leader of those who were seen at the newest point, and by how much. */
function leader(here, point_m) {
  const [first, second] = here;
  if (!first) return [];
  if (!second) return [say('call.leads', { n: point_m, crew: name_of(first) })];
  const said = { n: point_m, crew: name_of(first), other: name_of(second) };
  return [second.rank === first.rank ? say('call.level', said) : say('call.leads_by', { ...said, gap: said_gap(second, first.time, second.time) })];
}

/** Who is the last to go on, and who the first that does not. */
function line(here, header, progression) {
  const count = places_that_go_on(progression?.races.find((race) => race.race === header.race)?.routes);
  const last = here[count - 1];
  const next = here[count];
  if (count === 0 || !last || !next || last.rank === next.rank) return [];
  return [say('call.line', { crew: name_of(last), gap: last.gap_text || say('call.first'), other: name_of(next), other_gap: next.gap_text })];
}

/** Over the last stretch that somebody has behind. */
function fastest(results, board) {
  const points = results?.rows[0]?.splits.map((split) => split.metres) ?? [];
  const at = points.indexOf(board.latest_point_m);
  if (at < 1 || results.header.run !== board.header.run) return [];
  const row = results.rows.find((one) => one.splits[at].segment_rank === 1);
  return row ? [say('call.fastest', { from: points[at - 1], to: points[at], crew: name_of(row), time: said_how(row.splits[at].segment_text, row.splits[at]) })] : [];
}

/** "6:46.11 (timed by hand)": what no system measured is said so. */
function said_how(text, time) {
  const how = time.by_hand ? say('mark.hand') : time.corrected ? say('corrected_short') : time.source === 'b' ? say('mark.second') : '';
  return how ? `${text} (${how})` : text;
}

/** How far behind a crew is: by hand where one of these times is. */
const said_gap = (row, ...times) => said_how(seconds(row.gap_text), { by_hand: times.some((time) => time?.by_hand) });

function calls_at_the_finish(board, results, progression) {
  const rows = board.rows.filter((row) => row.finished && row.rank);
  const [first, second] = rows;
  const said = { crew: name_of(first), time: said_how(first.time.text, first.time), other: second ? name_of(second) : '', gap: second?.gap_text ? said_gap(second, first.time.by_hand ? undefined : second.time) : '' };
  if (!is_confirmed(board.header) && rows.some((row) => row.too_close)) return [say('call.photo')];
  const wins = !second ? say('call.wins', said) : second.rank === first.rank ? say('call.dead_heat', said) : say('call.wins_by', said);
  return [wins, ...records(results, board.header), ...goes_on(progression, board.header), ...(['live', 'unofficial'].includes(board.header.status) ? [say('call.unofficial')] : [])];
}

function records(results, header) {
  if (results?.header.race !== header.race || results.header.run !== header.run) return [];
  const eligible = (row) => (row.records ?? []).filter((record) => record.eligibility === 'eligible');
  return results.rows.flatMap((row) => eligible(row).map((record) => say('call.record', { crew: name_of(row), record: record_text(record, record_kind_word(record.kind)) })));
}

/** Of an official result: who is in which of the next races. */
function goes_on(progression, header) {
  const next = (progression?.races ?? []).map((race) => ({ race, crews: race.seats.filter((seat) => seat.from === header.phase) })).filter(({ crews }) => crews.length > 0);
  return progression?.event === header.event ? next.map(({ race, crews }) => say('call.goes_on', { race: phase_word(race.phase), crews: crews.map((seat) => isolated(seat.code)).join(', ') })) : [];
}
