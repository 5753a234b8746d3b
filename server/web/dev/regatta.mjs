// Views of the invented regatta at chosen moments, shaped like server/views/views.hpp. Constructed, not measured:
// the contract itself is held by the golden messages of the server's own tests.
import { crews, points_m, previous_crews, programme } from './crews.mjs';
import { progression_of } from './progression.mjs';

const two = (n) => String(n).padStart(2, '0');
const us = (s) => Math.round(s * 1e6);

function text(seconds, digits = 2) {
  const unit = 10 ** digits;
  const cut = Math.floor(Math.abs(seconds) * unit + 1e-6);
  const whole = Math.floor(cut / unit);
  const tail = digits > 0 ? `.${String(cut % unit).padStart(digits, '0')}` : '';
  const sign = seconds < 0 && cut > 0 ? '-' : '';
  return whole < 60 ? `${sign}${whole}${tail}` : `${sign}${Math.floor(whole / 60)}:${two(whole % 60)}${tail}`;
}
const gap = (seconds, digits = 2) => `+${text(seconds, digits)}`;
const shown_crew = ({ lane, crew, code, name, club }) => ({ lane, crew, code, name, club });
const shown_time = (seconds, more = {}) => ({
  text: text(seconds), scoring_text: text(seconds, 3), time_us: us(seconds), uncertainty_us: 480, source: 'a', by_hand: false, corrected: false, ...more,
});

/** The moments a page can be looked at. `elapsed` is race seconds; absent: no clock. */
export const moments = {
  start_list: { state: 'at_start' },
  scheduled: { state: 'scheduled' },
  attention: { state: 'attention' },
  barred: { state: 'at_start', barred: true },
  started: { state: 'started', elapsed: 4.2 },
  racing_500: { state: 'running', elapsed: 101.4 },
  racing_1500: { state: 'running', elapsed: 309.1 },
  finishing: { state: 'running', elapsed: 409.9, unnamed: true },
  review: { state: 'started', elapsed: 3.1, review: true },
  recalled: { state: 'recalled', review: true, recalled: true },
  upheld: { state: 'recalled', review: true, recalled: true, decided: true },
  finished: { state: 'finished', elapsed: 430 },
  unofficial: { state: 'unofficial', status: 'unofficial', elapsed: 560 },
  level: { state: 'unofficial', status: 'unofficial', elapsed: 560, dead_heat: true, level: true },
  official: { state: 'official', status: 'official', elapsed: 900 },
  dead_heat: { state: 'official', status: 'official', elapsed: 900, dead_heat: true },
  revised: { state: 'revised', status: 'revised', revision: 1, elapsed: 1900, dead_heat: true },
  nine_lanes: { state: 'running', elapsed: 309.1, nine: true },
  head_race: { state: 'official', status: 'official', elapsed: 3600, many: 64 },
};

export class Regatta {
  /** @param {number} now_us race time at the moment shown */
  constructor(moment_name, now_us, options = {}) {
    this.moment = moments[moment_name];
    if (!this.moment) throw new Error(`There is no moment "${moment_name}". Use one of: ${Object.keys(moments).join(', ')}.`);
    this.now_us = now_us;
    this.options = options;
    this.simulated = options.simulated ?? false;
    this.recorded = options.recorded ?? true;
    this.current = options.current ?? 12;
    this.picture = options.picture ?? null;
    this.steered = options.board ?? null;
    const is_armed = ['at_start', 'attention'].includes(this.moment.state);
    this.run = this.moment.state === 'scheduled' ? 0 : is_armed || this.moment.recalled || this.moment.review ? 1 : 2;
    this.elapsed = this.moment.elapsed;
    this.started_us = this.elapsed === undefined ? null : now_us - us(this.elapsed);
    if (this.moment.many) {
      this.crews = Array.from({ length: this.moment.many }, (_, k) => ({ ...crews[k % crews.length], crew: 1500 + k, lane: k + 1, at: crews[k % crews.length].at.map((s) => s + 3.17 * k) }));
      return;
    }
    this.crews = this.moment.nine ? [...crews, ...previous_crews.slice(0, 3).map((crew, k) => ({ ...crew, lane: 7 + k, at: crew.at.map((s) => s - 30), reaction: 0.25 }))] : crews;
  }

  header(entry) {
    const is_on = entry.race === 12;
    const { minutes, first_minutes, ...rest } = entry;
    const at = (of_day) => this.now_us - (this.now_us % 60e6) + of_day * 60e6;
    return {
      sport: 'rowing', run: is_on ? this.run : entry.race < 12 ? 1 : 0, title: '', distance_m: 2000, revision: 0, simulated: this.simulated,
      scheduled_us: at(minutes), ...(first_minutes === undefined ? {} : { first_scheduled_us: at(first_minutes) }), ...rest,
      ...(is_on ? { state: this.moment.state, status: this.moment.status ?? 'live', revision: this.moment.revision ?? 0 } : {}),
    };
  }

  header_of(race) {
    return this.header(programme.find((entry) => entry.race === race));
  }

  meet() {
    return {
      name: 'Lakeside International Regatta', venue: 'Lake Averna', course_m: 2000, simulated: this.simulated, current_race: this.current, previous_race: 11,
      races: programme.map((entry) => this.header(entry)),
      progressions: [{ event: 'LW2x', topic: 'event/lw2x/progression' }], ...(this.steered ? { board: this.steered } : {}),
    };
  }

  /** Crews of a race with what happened to them: status, time, hand. */
  field(race) {
    const m = this.moment;
    if (race === 11) return previous_crews.map((crew) => ({ ...crew, passed: 4 }));
    if (race !== 12) return crews.map((crew, k) => ({ ...crew, crew: race * 100 + k, passed: 0 }));
    return this.crews.map((crew) => {
      const at = [...crew.at];
      const one = { ...crew, at, status: '' };
      if (m.dead_heat && crew.lane === 3) at[3] = 406.117;
      if (m.dead_heat && crew.lane === 1) one.by_hand = true;
      if ((m.dead_heat || this.elapsed > 100) && crew.lane === 6) one.status = 'DNS';
      if (m.dead_heat && crew.lane === 2) one.status = 'DNF';
      if (m.many) one.status = '';
      one.passed = one.status === 'DNS' || this.elapsed === undefined ? 0 : at.filter((s) => s <= this.elapsed).length;
      if (one.status === 'DNF') one.passed = Math.min(one.passed, 3);
      return one;
    });
  }

  board(race) {
    const header = this.header_of(race);
    const field = this.field(race);
    const rows = field.map((crew) => this.board_row(crew, field, header));
    const key = (row) => [row.status && !row.rank ? 1 : 0, -row.point_m, row.rank ?? 99, row.crew.lane];
    rows.sort((a, b) => key(a).map((v, k) => v - key(b)[k]).find((v) => v !== 0) ?? 0);
    const winner = rows.find((row) => row.finished && row.rank === 1);
    const is_on = race === 12;
    return {
      header, started_us: is_on ? this.started_us : null, clock_runs: ['started', 'running'].includes(header.state), leader_text: winner?.time.text ?? '',
      latest_point_m: Math.max(...rows.map((row) => row.point_m)), recall: is_on && Boolean(this.moment.review), pace_m: 500, rows,
    };
  }

  board_row(crew, field, header) {
    const row = { crew: shown_crew(crew), rank: null, rank_shared: false, point_m: 0, time: null, gap_text: '', status: crew.status ?? '', card: this.card(crew, header), finished: false, too_close: false, speed_text: '', pace_text: '', prognosis: null };
    if (crew.passed === 0) return row;
    const k = crew.passed - 1;
    const here = field.filter((other) => other.passed >= crew.passed && !(k === 3 && other.status)).map((other) => other.at[k]).sort((a, b) => a - b);
    const s = crew.at[k];
    row.rank = crew.status ? null : here.indexOf(s) + 1;
    row.rank_shared = here.filter((other) => other === s).length > 1;
    row.point_m = points_m[k];
    row.finished = k === 3;
    row.time = shown_time(s, this.origin(crew));
    if (s > here[0]) row.gap_text = gap(s - here[0]);
    const metres = k === 3 ? 2000 : 500;
    const span = k === 3 ? s : s - (crew.at[k - 1] ?? 0);
    row.speed_text = text(metres / span);
    row.pace_text = text((500 * span) / metres, 1);
    row.prognosis = k < 3 && !crew.status ? this.prognosis((s * 2000) / points_m[k], k) : null;
    return row;
  }

  prognosis(seconds, k) {
    const doubt = [9, 5, 2][k];
    return {
      text: text(seconds, 0), low_text: text(seconds - doubt, 0), high_text: text(seconds + doubt, 0), time_us: us(seconds), low_us: us(seconds - doubt), high_us: us(seconds + doubt), crews: 18,
    };
  }

  origin(crew) {
    return crew.by_hand ? { source: 'hand', by_hand: true, uncertainty_us: 200_000 } : {};
  }

  card(crew, header) {
    return header.race === 12 && this.run === 2 && crew.lane === 5 && !this.moment.nine ? 'yellow' : '';
  }

  start_list(race) {
    const header = this.header_of(race);
    return {
      header,
      rows: this.field(race).map((crew) => ({ crew: shown_crew(crew), members: [crew.name], status: crew.status ?? '', card: this.card(crew, header), noc: crew.code })),
    };
  }

  results(race) {
    const header = this.header_of(race);
    const board = this.board(race);
    const field = this.field(race);
    const shown = board.rows.filter((row) => row.finished && row.rank);
    const rows = board.rows.map((row) => {
      const crew = field.find((other) => other.lane === row.crew.lane);
      const before = shown[shown.indexOf(row) - 1];
      const placed = row.finished && row.rank;
      return {
        crew: row.crew, rank: placed ? row.rank : null, rank_shared: row.rank_shared, time: placed ? row.time : null, gap_text: placed ? row.gap_text : '',
        gap_next_text: placed && before ? gap((row.time.time_us - before.time.time_us) / 1e6) : '', status: row.status, penalty_text: '', card: row.card,
        too_close: false, lot: null, barred_by: null, speed_text: placed ? row.speed_text : '', pace_text: placed ? row.pace_text : '', splits: this.splits(crew, field),
      };
    });
    const is_sealed = ['official', 'revised'].includes(header.state);
    return {
      header, pace_m: 500, rows, rules: 'rowing 1', rules_digest: '4bd1c0de'.repeat(8), digest: is_sealed ? '9f2c41ab'.repeat(8) : '', drift: false,
      revisions: header.revision > 0 ? [
        { number: 0, actor: 'M. Keller', reason: '', at_us: this.now_us - 1200e6 },
        { number: 1, actor: 'M. Keller', reason: 'Photo finish read again after the protest of lane 3: dead heat.', at_us: this.now_us - 300e6, changes: dead_heat_declared(rows) },
      ] : is_sealed ? [{ number: 0, actor: 'M. Keller', reason: '', at_us: this.now_us - 300e6 }] : [],
      objections: this.moment.state === 'unofficial' && race === 12 ? [3] : [],
      ...(header.state === 'scheduled' || this.started_us === null ? {} : { started_us: this.started_us }),
      unofficial_us: ['unofficial', 'official', 'revised'].includes(header.state) ? this.now_us - 60e6 : null,
      protest_until_us: ['unofficial', 'official', 'revised'].includes(header.state) ? this.now_us + 240e6 : null,
    };
  }

  splits(crew, field) {
    return points_m.map((metres, k) => {
      const here = field.filter((other) => other.passed > k).map((other) => other.at[k]).sort((a, b) => a - b);
      const has = crew.passed > k;
      const segment = crew.at[k] - (crew.at[k - 1] ?? 0);
      const segments = field.filter((other) => other.passed > k).map((other) => other.at[k] - (other.at[k - 1] ?? 0)).sort((a, b) => a - b);
      return {
        metres, text: has ? text(crew.at[k]) : '', time_us: has ? us(crew.at[k]) : null, rank: has ? here.indexOf(crew.at[k]) + 1 : null,
        gap_text: has && crew.at[k] > here[0] ? gap(crew.at[k] - here[0]) : '', segment_text: has ? text(segment) : '',
        segment_rank: has ? segments.indexOf(segment) + 1 : null, segment_speed_text: has ? text(500 / segment) : '', segment_pace_text: has ? text(segment, 1) : '', corrected: false, ...(crew.by_hand && k === points_m.length - 1 ? { by_hand: true } : {}),
      };
    });
  }

  /** The reaction of lane 5 is under the limit where the start is under review. */
  reaction(crew) {
    return this.moment.review && crew.lane === 5 ? 0.071482 : crew.reaction;
  }

  start(race) {
    const on = race === 12 && (this.elapsed !== undefined || this.moment.recalled);
    const review = Boolean(this.moment.review);
    const decided = Boolean(this.moment.decided);
    return {
      header: this.header_of(race), signal_us: on ? this.started_us : null, verdict: !on || !review ? '' : decided ? 'upheld' : 'under_review', threshold_text: '0.090',
      rows: this.field(race).map((crew) => ({
        crew: shown_crew(crew), reaction_text: on ? text(this.reaction(crew), 3) : '', reaction_us: on ? us(this.reaction(crew)) : null,
        release_text: on ? text(0.012 + crew.lane * 0.0021, 3) : '', flagged: on && review && !decided && [3, 5].includes(crew.lane), responsible: on && decided && crew.lane === 5,
        card: on && decided && crew.lane === 5 ? 'yellow' : '',
      })),
    };
  }

  /** Under review lane 5 moved too soon; lane 3 had drifted over the line: over, and yet perhaps not to blame. */
  referee(race) {
    const on = race === 12 && (this.elapsed !== undefined || this.moment.recalled);
    const review = on && Boolean(this.moment.review);
    const quantity = (name, s, uncertainty_ns, impulse) => ({ name, ns: Math.round(s * 1e9), uncertainty_ns, text: text(s, 3), impulse });
    const faults = [
      { fault: 'reaction', lane: 5, concerns_crew: true, text: 'Lane 5: moved 0.071 s after the signal, limit 0.090 s.', impulse: 905 },
      { fault: 'bow_over_line', lane: 3, concerns_crew: true, text: 'Lane 3: bow over the line 0.041 s before the signal.', impulse: 953 },
    ];
    const faults_of = (lane) => (review ? faults.filter((fault) => fault.lane === lane).map(({ fault }) => fault) : []);
    return {
      header: this.header_of(race), signal_us: on ? this.now_us - us(this.elapsed ?? 40) : null, signal_uncertainty_ns: on ? 300_000 : null,
      signal_device: on ? 'finish_timer' : '', reaction_signals: on ? [{ device: 'start_box', uncertainty_ns: 10_000 }] : [], red_to_signal_ns: on ? 2_413_000_000 : null, threshold_ns: 90_000_000, release_limit_ns: 90_000_000,
      release_skew_ns: on ? 10_500_000 : null, recall_until_us: on ? this.now_us + us(30 - (this.elapsed ?? 40)) : null,
      recall_requested: review && !this.moment.recalled && !this.moment.decided, recalled: on && Boolean(this.moment.recalled),
      rows: this.field(race).map((crew) => ({
        crew: shown_crew(crew),
        quantities: on ? [
          quantity('reaction', this.reaction(crew), crew.lane === 2 ? 12_000_000 : 1_500_000, 900 + crew.lane),
          quantity('release', 0.012 + crew.lane * 0.0021, 300_000, 910 + crew.lane),
          quantity('clear', crew.lane === 6 ? 0.512 : 0.31 + crew.lane * 0.004, 900_000, 920 + crew.lane),
          quantity('signal', 0.0011 + crew.lane * 0.0002, 100_000, 930 + crew.lane),
          ...(crew.lane === 3 && review ? [quantity('over_line', -0.0413, 2_000_000, 953)] : []),
        ] : [],
        faults: faults_of(crew.lane), status: crew.status ?? '',
        cards: this.run === 2 && crew.lane === 5 ? ['yellow (false start)'] : this.moment.decided && crew.lane === 5 ? ['yellow (false start)'] : this.run > 0 && crew.lane === 2 ? ['yellow (by hand)'] : [],
      })),
      faults: review ? faults : [],
      remarks: on ? [{ fault: 'late_clear', lane: 6, concerns_crew: false, text: 'Lane 6: gate was down 0.512 s after the signal, expected within 0.500 s.', impulse: 926 }] : [],
      decisions: this.decisions(),
    };
  }

  decisions() {
    const decision = (ago_s, verdict, responsible, actor, reason) => ({ run: 1, verdict, responsible, actor, reason, at_us: this.now_us - us(ago_s) });
    if (this.run === 2) return [decision(640, 'upheld', [5], 'A. Moreau', 'Bow of lane 5 clearly over before green.'), decision(640, 'recalled: false_start', [], 'A. Moreau', '')];
    if (this.moment.recalled) return [decision(20, 'recalled: false_start', [], 'J. Brandt', ''), ...(this.moment.decided ? [decision(9, 'upheld', [5], 'A. Moreau', '')] : [])];
    return [];
  }

  console(race) {
    const header = this.header_of(race);
    const on = race === 12;
    return {
      header, actions: actions_in(header.state, this.moment), recall_requested: on && Boolean(this.moment.review) && !this.moment.recalled,
      started_us: on ? this.started_us : null, impulses: on && this.elapsed !== undefined ? this.impulses() : [],
      warnings: on ? this.warnings() : [],
      rows: this.field(race).map((crew) => ({
        crew: shown_crew(crew), status: this.moment.barred && crew.lane === 2 ? 'EXC' : (crew.status ?? ''), card: this.card(crew, header), penalty_us: 0,
        objection: on && this.moment.state === 'unofficial' && crew.lane === 3, barred_by: this.moment.barred && crew.lane === 2 ? 9 : null, may_row: !(this.moment.barred && crew.lane === 2),
        members: [crew.name],
      })),
      unmatched_photos: on && this.moment.state === 'unofficial' ? [{ document: '014-1-01.lif', key: '014-1-01', title: 'M1x Heat 7' }] : [],
      pictures: on && this.picture ? [this.picture] : [],
      proposals: on && this.moment.state === 'unofficial' ? [this.proposal()] : [],
      ...(on && ['at_start', 'attention'].includes(header.state) ? { start_line: this.start_line() } : {}),
      dead_heats: on && this.moment.level ? [{ place: 1, lanes: [3, 4], policy: 'rerow', open: true, drawn: false }] : [],
    };
  }

  /** Lane 6 is not at its gate yet. */
  start_line() {
    return { red: this.moment.state === 'attention' ? 'lit' : 'dark', lanes: this.field(12).map(({ lane }) => ({ lane, gate: 'up', bow: lane === 6 ? 'away' : 'there' })) };
  }

  proposal() {
    return {
      point: 'finish', lane: 5, source: 'b', impulse: 2107, at_us: this.started_us + us(402.118), time_text: '6:42.118', correction_us: 3_000, correction_text: '0.003',
      deviation_us: 181, count: 10, references: [2091, 2089, 2087, 2085, 2083, 1964, 1962, 1960, 1958, 1956],
      text: 'System A missed lane 5 at finish. System B saw it; corrected by 0.003 s from 10 references.',
    };
  }

  redundancy() {
    const one = (point, source, last_us, mean_us, deviation_us, count, alarm = '') => ({
      point, source, count, last_us, last_uncertainty_us: 142, last_at_us: this.now_us - 30e6, mean_us, deviation_us, drift_us: null, alarm,
    });
    return {
      differences: [one('start_signal', 'b', 400, 380, 60, 11), one('finish', 'b', 3_100, 3_040, 181, 62), one('finish', 'hand', -82_000, -61_500, 93_000, 18)],
      checks: [{ main_device: 'finish box', other_device: 'finish box B', at_us: this.now_us - 31 * 60e6, difference_us: 200, uncertainty_us: 142, passed: true, actor: 'J. Brandt', text: 'A and B agree.' }],
      alarm: '',
    };
  }

  /** Two golds in the doubles, hence no silver there. */
  medals() {
    const won = (event, event_title, race, medal, crew, code, name) => ({ event, event_title, race, medal, crew, code, name });
    return {
      rows: [
        { rank: 1, team: 'NZL', gold: 2, silver: 0, bronze: 1, total: 3 }, { rank: 2, team: 'NED', gold: 1, silver: 1, bronze: 0, total: 2 },
        { rank: 3, team: 'GRE', gold: 0, silver: 1, bronze: 0, total: 1 }, { rank: 3, team: 'POL', gold: 0, silver: 1, bronze: 0, total: 1 }, { rank: 5, team: 'NOR', gold: 0, silver: 0, bronze: 1, total: 1 },
      ],
      medals: [
        won('W1x', "Women's Single Sculls", 8, 'gold', 801, 'NZL', 'New Zealand'), won('W1x', "Women's Single Sculls", 8, 'silver', 802, 'NED', 'Netherlands'), won('W1x', "Women's Single Sculls", 8, 'bronze', 803, 'NOR', 'Norway'),
        won('M2x', "Men's Double Sculls", 9, 'gold', 901, 'NED', 'Netherlands'), won('M2x', "Men's Double Sculls", 9, 'gold', 902, 'NZL', 'New Zealand'), won('M2x', "Men's Double Sculls", 9, 'bronze', 903, 'NZL', 'New Zealand 2'),
      ],
    };
  }

  points() {
    return {
      rows: [
        { rank: 1, team: 'NZL', points_text: '15', points_milli: 15_000, places: [2] }, { rank: 2, team: 'NED', points_text: '13', points_milli: 13_000, places: [1, 1] },
        { rank: 3, team: 'NOR', points_text: '5.5', points_milli: 5_500, places: [0, 0, 1] },
      ],
      scored: [],
    };
  }

  /** Signed with a key that nobody keeps secret. */
  checkpoint() {
    return {
      origin: 'bowball/7K2M9QX4TB1V', entries: 4711, hash: '634768dae1474506e4bf7d341890542b09987d7e6aea5d446c02e37581a56954', signed_us: 1784883600000000,
      note: 'bowball/7K2M9QX4TB1V\n4711\nY0do2uFHRQbkv300GJBUKwmYfX5q6l1EbALjdYGlaVQ=\ntime_us 1784883600000000\n\n— bowball jYJ3xwCF4xxy5jAFbJwt+hBBJ6lsVAEzfm5OQq4xHwBCzki7PatlRunJzWiFAZuXBGUb7ZsyjPzZOihx7hiNSXgknAw=\n',
      key: 'bowball+8d8277c7+Ad5Spy5NMdYNU9oexEB4jJYrREIqp894j64V+LAL3XIg',
    };
  }

  impulses() {
    const list = [];
    let id = 2000;
    for (const crew of this.field(12)) {
      for (let k = 0; k < crew.passed; k += 1) {
        const nameless = this.moment.unnamed && k === 3 && crew.lane !== 4;
        list.push(this.impulse(id++, k === 3 ? 'finish' : `split ${points_m[k]}`, nameless ? null : crew.lane, crew.at[k], nameless ? 'unnamed' : 'used', nameless ? 'whose is it?' : '', crew));
      }
    }
    if (this.elapsed > 320) {
      list.push(this.impulse(id++, 'split 1500', 4, 305.21, 'doubled', 'a second trigger within 2.0 s', {}));
      list.push(this.impulse(id++, 'split 1000', 3, 150.3, 'voided', 'voided by J. Brandt', {}));
    }
    list.push({ ...this.impulse(id++, 'start_signal', null, 0, 'used', '', {}), device: 'start box', channel: 'C0' });
    return list.sort((a, b) => a.at_us - b.at_us);
  }

  impulse(id, point, lane, seconds, use, note, crew) {
    return {
      id, point, lane, at_us: this.started_us + us(seconds), since_start_us: us(seconds), text: text(seconds, 3), uncertainty_us: crew.by_hand ? 200_000 : 480,
      source: crew.by_hand ? 'hand' : 'a', device: crew.by_hand ? '' : 'finish box', channel: 'C1', use, note, by_hand: Boolean(crew.by_hand), corrected: false,
    };
  }

  warnings() {
    const found = [];
    if (this.moment.review) found.push({ kind: 'recall_undecided', lane: null, text: 'The start is under review. Decide it: false start, no false start, or nobody to blame.' });
    if (this.moment.unnamed) found.push({ kind: 'unnamed_impulse', lane: null, text: 'A crossing at finish has no lane yet. Name it, or void it.' });
    if (this.moment.state === 'finished' || this.moment.state === 'unofficial')
      found.push({ kind: 'too_close_to_call', lane: null, text: 'The stamps cannot tell the order of lanes 2, 4. Read the photo finish, or enter the order that was seen at the line.' });
    if (this.moment.state === 'unofficial') found.push({ kind: 'objection_open', lane: 3, text: 'Lane 3 objects. Resolve the objection first.' });
    return found;
  }

  health() {
    const device = (name, driver, state, words, more = {}) => ({
      name, driver, maturity: driver === 'gpio_lines' ? 'experimental' : 'proven', minimums: driver === 'alge_timy' ? 'As delivered a channel is deaf after an impulse, C0 for 1.0 s and the others for 0.1 s (DTS, DTF); C6 and above stamp hundredths only.' : '', wired: true, gives_start: name === 'gates', state, text: words, bytes: 48_231, skipped_bytes: 0, impulses: 164, missed_impulses: 0, last_complaint: '', last_heard_us: this.now_us - 0.4e6,
      absences: 0, away_from_us: null, away_until_us: null,
      clock_state: 'stable', clock_uncertainty_us: 210, clock_rate_ppb: -1830, clock_bound_ppb: 2000, ailing: false, recording_trouble: '', ...more,
    });
    return {
      devices: [
        device('start box', 'alge_timy', 'live', 'Messages arrive.'),
        device('finish box', 'alge_timy', 'live', 'Messages arrive.', { clock_rate_ppb: 412, absences: 1, away_from_us: this.now_us - 200e6, away_until_us: this.now_us - 188e6 }),
        device('1500 m', 'microgate', 'silent', 'Open, but nothing understood for 42 s. Check the radio at 1500 m.', { skipped_bytes: 37, last_complaint: 'Bad checksum, 12 bytes skipped.', clock_state: 'holdover', clock_uncertainty_us: 3_900, last_heard_us: this.now_us - 42e6 }),
        device('photo finish', 'lif_files', 'open', 'Waiting for the first file.', { wired: false, impulses: 0, clock_state: '', clock_uncertainty_us: 0, clock_rate_ppb: 0, last_heard_us: null, bytes: 0 }),
        device('gates', 'gpio_lines', 'lost', 'The device is gone. It is being opened again every 5 s.', { clock_state: 'unsynced', missed_impulses: 2 }),
      ],
      displays: [
        { name: 'Finish tower', address: '192.0.2.41', state: 'silent', reported_us: this.now_us - 140e6, reports: 31, arrival_us_p50: 900, arrival_us_p99: 2_400, painted_us_p50: 17_800, painted_us_p99: 34_000, edges: 12, edge_us_p50: 19_000, edge_us_p99: 36_100, delay_us: 0, clock_uncertainty_us: 410 },
        { name: '', address: '192.0.2.77', state: 'stale', reported_us: this.now_us - 9e6, reports: 0, arrival_us_p50: 0, arrival_us_p99: 0, painted_us_p50: 0, painted_us_p99: 0, edges: 0, edge_us_p50: 0, edge_us_p99: 0, delay_us: 0, clock_uncertainty_us: 2_900 },
        { name: 'TV overlay', address: '192.0.2.50', state: 'shown', reported_us: this.now_us - 0.8e6, reports: 128, arrival_us_p50: 700, arrival_us_p99: 1_900, painted_us_p50: 16_900, painted_us_p99: 24_800, edges: 64, edge_us_p50: 17_900, edge_us_p99: 26_300, delay_us: 1_200_000, clock_uncertainty_us: 350 },
      ],
      displays_more: 0,
      host_clock: {
        state: 'synchronised', text: "This computer's time of day is right to within 0.002 s.", max_error_us: 1_830, estimated_error_us: 42, offset_ns: -12_345,
        frequency_ppb: -12_500, rate_bound_ppb: 1_000, slewed_us: 0, tai_s: 37, wall_ahead_us: 2_500_000, change_us: 2_500_000, changed_us: this.now_us - 600e6,
        change_text: "This computer's time of day was set forward by 2.500 s. No time of a race changed.",
        chrony: 'synchronised', chrony_text: 'chrony follows 192.0.2.7, stratum 3.', chrony_error_us: 412,
      },
      recorded: this.recorded, journal_text: this.recorded ? '' : 'The disk is full. 214 entries wait in memory. Free some space: they are written as soon as there is room.',
      entries: 18_204, unwritten: this.recorded ? 0 : 214, commit_us_p50: 310, commit_us_p99: 1_840, quarantined: 0, redundancy_text: '', capture_text: '', refused: 3, viewers: 412, officials: 5, version: '0.1.0',
    };
  }

  /** The data of a topic, or undefined. `current/...` follows race 12. */
  view(topic) {
    if (topic === 'meet') return this.meet();
    if (topic === 'event/lw2x/progression') return progression_of(this.options);
    if (topic === 'health') return this.health();
    if (topic === 'redundancy') return this.redundancy();
    if (topic === 'meet/medals') return this.medals();
    if (topic === 'meet/points') return this.points();
    if (topic === 'meet/checkpoint') return this.checkpoint();
    const match = /^(?:race\/(\d+)|(current))\/(start_list|board|results|start|referee|console)$/.exec(topic);
    if (!match) return undefined;
    const race = match[2] ? 12 : Number(match[1]);
    return programme.some((entry) => entry.race === race) ? this[match[3]](race) : undefined;
  }
}

/** Who holds a place with the crew before held the one behind it until then. */
const dead_heat_declared = (rows) => rows.filter((row, k) => row.rank_shared && rows[k - 1]?.rank === row.rank)
  .map(({ crew, rank, time }) => ({ crew, before: { rank: rank + 1, rank_shared: false, status: '', time_text: time.text }, after: { rank, rank_shared: true, status: '', time_text: time.text } }));

/** Of crews and their results, while the result is open. */
const of_crews = ['set_status', 'set_penalty', 'scratch_crew', 'substitute_members'];

function actions_in(state, moment) {
  switch (state) {
    case 'scheduled': return ['call_race', 'abandon_race', ...of_crews];
    case 'called': return ['call_race', 'withdraw_call', 'arm_race', 'abandon_race', ...of_crews];
    case 'at_start': return ['withdraw_arm', 'give_attention', 'recall_race', 'set_status', 'set_penalty', 'abandon_race', 'order_rerow'];
    case 'attention': return ['withdraw_attention', 'order_start', 'recall_race', 'set_status', 'set_penalty', 'abandon_race', 'order_rerow'];
    case 'started': return ['recall_race', ...(moment.review ? ['decide_false_start'] : ['publish_result']), 'set_status', 'set_penalty', 'abandon_race', 'order_rerow'];
    case 'running': return ['recall_race', 'publish_result', 'set_status', 'set_penalty', 'abandon_race', 'order_rerow'];
    case 'recalled': return ['decide_false_start', 'abandon_race', 'order_rerow', ...of_crews];
    case 'finished': return ['recall_race', 'publish_result', 'set_status', 'set_penalty', 'abandon_race', 'order_rerow'];
    case 'unofficial': return ['confirm_result', 'abandon_race', 'order_rerow', ...of_crews];
    case 'official': case 'revised': return ['reopen_result', 'scratch_crew', 'substitute_members'];
    default: return ['order_rerow'];
  }
}
