// The views of one race as graphics are given them, at a fixed time of an invented regatta.
import { Regatta } from '../../dev/regatta.mjs';

/** Saturday 4 July 2026, 14:05 UTC. */
export const fixed_us = Date.UTC(2026, 6, 4, 14, 5) * 1000;

const wind = { text: '+2.1', tenths: 21, legal: false };
const record = { mark: 'WR', kind: 'world', time_text: '6:47.20', holder: 'O. Holder', date: '2019-07-07', eligibility: 'open', text: '', evidence: [] };
const best = { mark: 'SB', kind: 'season', time_text: '6:49.00', holder: '', date: '', eligibility: 'eligible', text: '', evidence: [] };
const seat = (crew, mark) => ({ lane: 1, crew, code: '', name: '', mark, from: 'H3' });
const progression = { event: 'M1x', races: [{ phase: 'SA/B', seats: [seat(104, 'by_place'), seat(103, 'by_time')] }] };
const medals = [['gold', 'NZL', 'Tāne Wihongi', 104], ['silver', 'NED', 'Sjoerd van der Veen', 103], ['bronze', 'POL', 'Łukasz Wąsik', 105]];

/** Of the moments in dev/regatta.mjs. `marks`: with records, wind, who goes on, and medals. */
export function views_at(moment, { marks = false } = {}) {
  const regatta = new Regatta(moment, fixed_us);
  const of = (name) => regatta.view(`race/12/${name}`);
  const views = {
    meet: regatta.view('meet'), board: of('board'), results: of('results'), start: of('start'), start_list: of('start_list'), medals: { rows: [], medals: [] },
    next: { header: regatta.header_of(13), start_list: regatta.view('race/13/start_list') },
  };
  if (!marks) return views;
  const with_records = (row) => (row.crew.lane === 4 ? { ...row, records: [record, best] } : row);
  return {
    ...views, board: { ...views.board, wind }, results: { ...views.results, wind, rows: views.results.rows.map(with_records) }, progression,
    medals: { rows: [], medals: medals.map(([medal, code, name, crew]) => ({ event: 'M1x', event_title: "Men's Single Sculls", race: 12, medal, crew, code, name })) },
  };
}

/** With another name, code and club for a lane. */
export function renamed(views, lane, change) {
  const other = (row) => (row.crew.lane === lane ? { ...row, crew: { ...row.crew, ...change } } : row);
  const of = (view) => ({ ...view, rows: view.rows.map(other) });
  return { ...views, board: of(views.board), results: of(views.results), start: of(views.start), start_list: of(views.start_list), next: { ...views.next, start_list: of(views.next.start_list) } };
}
