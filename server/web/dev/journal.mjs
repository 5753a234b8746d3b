// The journal of the invented regatta: what led to the moment that its views show, with persons and reasons, chained as a real one is.
import { createHash } from 'node:crypto';
import { crews, points_m, programme } from './crews.mjs';

const us = (s) => Math.round(s * 1e6);
const ns = (at_us, more = 0) => BigInt(at_us) * 1000n + BigInt(more);
/** JSON with integers of any size: what a BigInt is. */
const to_json = (value) => JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? `#${one}#` : one)).replace(/"#(-?\d+)#"/g, '$1');

const starter = { name: 'J. Brandt', role: 'starter' };
const referee = { name: 'A. Moreau', role: 'referee' };
const judge = { name: 'M. Keller', role: 'judge' };
const timekeeper = { name: 'S. Ott', role: 'timekeeper' };
const organiser = { name: 'configuration', role: 'admin' };
const nobody = { name: '', role: 'viewer' };

const rules = {
  id: 'rowing', title: 'Rowing, World Rowing style', version: 1, sport: 'rowing', start: { kind: 'mass', reaction_threshold_ns: 90_000_000 }, finish: { sources: ['photo', 'a', 'b', 'hand'] },
  time: { unit_ns: 10_000_000, rounding: 'down', scoring_unit_ns: 1_000_000, split_unit_ns: 10_000_000, reaction_unit_ns: 1_000_000 }, splits_m: [500, 1000, 1500],
  clauses: { false_start: 'Rules of Racing 68', time: 'Rules of Racing 75', place: 'Rules of Racing 74' },
};

/** One line after the other; each knows the hash of the one before. */
export class InventedJournal {
  rows = [];
  #hash = Buffer.alloc(32);

  /** @param {number} at_us wall time, which here is race time too */
  add(at_us, actor, kind, data, reason = '') {
    const seq = this.rows.length + 1;
    const entry = to_json({ seq, at_ns: ns(at_us), wall_us: at_us, actor, command_id: actor.role === 'viewer' ? '' : `id-${seq}`, reason, kind, data });
    this.#hash = createHash('sha256').update(this.#hash).update(entry).digest();
    this.rows.push({ seq, hash: this.#hash.toString('hex'), entry, is_whole: true });
    return seq;
  }

  impulse(at_us, point, lane, { device, channel, source = 'a', clock = 2, more = 0, remark = '' }) {
    const at = ns(at_us, more);
    const stamp = { at_ns: at, uncertainty_ns: 480_000, clock, ticks_ns: at - ns(1_700_000_000_000_000) + BigInt(clock) * 7n, own_uncertainty_ns: 50_000, rate_ppb: 20_000, ...(clock === 2 ? { slewed_ns: 12_000 } : {}) };
    return this.add(at_us + 1_200, nobody, 'impulse_seen', { impulse: { point, lane, stamp, source, device, channel, edge: 'rising', trust: 'good', by_hand: false, remark } });
  }
}

function enter_programme(journal, regatta, at_us) {
  journal.add(at_us, nobody, 'server_started', { version: '0.1.0', host_ns: 75_118_075_991_491, race_ns: ns(at_us), wall_us: at_us, boot: '09aecbac', simulated: false });
  journal.add(at_us, organiser, 'rule_set_registered', { rules });
  const { name, venue, course_m } = regatta.meet();
  journal.add(at_us, organiser, 'meet_opened', { name, venue, course_m });
  for (const { event, event_title } of programme.filter((one, k) => programme.findIndex((other) => other.event === one.event) === k)) journal.add(at_us, organiser, 'event_declared', { code: event, title: event_title });
  for (const { crew, code, name: called, club } of crews) journal.add(at_us, organiser, 'crew_entered', { crew, event: 'M1x', code, name: called, club, members: [called] });
  for (const { race, event, phase } of programme) journal.add(at_us, organiser, 'race_scheduled', { race, event, phase, title: '', scheduled_at_us: regatta.header_of(race).scheduled_us, distance_m: 2000, rules: 'rowing', photo_key: '' });
  journal.add(at_us, organiser, 'lanes_drawn', { race: 12, lanes: crews.map(({ lane, crew }) => ({ lane, crew })) });
}

function recall_first_start(journal, at_us) {
  const run = { race: 12, run: 1 };
  journal.add(at_us, starter, 'race_armed', { ...run, rules });
  journal.add(at_us + us(30), starter, 'attention_given', run);
  journal.add(at_us + us(33), starter, 'start_ordered', run);
  journal.impulse(at_us + us(33.1), 'start_signal', null, { device: 'start box', channel: 'C0' });
  const over = journal.impulse(at_us + us(33.05), 'bow_over_line', 5, { device: 'start box', channel: 'line_5' });
  journal.add(at_us + us(45), starter, 'race_recalled', { ...run, cause: 'false_start' });
  journal.add(at_us + us(60), referee, 'false_start_decided', { ...run, verdict: 'upheld', responsible: [5], evidence: [over] }, 'Bow of lane 5 clearly over before green.');
  journal.add(at_us + us(80), referee, 'card_shown', { race: 12, lane: 2, colour: 'yellow' }, 'late at the start');
  journal.add(at_us + us(85), referee, 'card_withdrawn', { race: 12, lane: 2 }, 'it was lane 2 of race 13');
}

function race(journal, regatta) {
  const run = { race: 12, run: 2 };
  const at_us = regatta.started_us;
  journal.add(at_us - us(60), starter, 'race_armed', { ...run, rules });
  journal.add(at_us - us(20), starter, 'attention_given', run);
  journal.add(at_us - us(15), starter, 'attention_withdrawn', run, 'wind over the course');
  journal.add(at_us - us(5), starter, 'attention_given', run);
  journal.add(at_us - us(0.4), starter, 'start_ordered', run);
  journal.impulse(at_us, 'start_signal', null, { device: 'start box', channel: 'C0' });
  journal.impulse(at_us, 'start_signal', null, { device: 'finish box B', channel: 'C0', source: 'b', clock: 4, more: 400_000 });
  const field = regatta.field(12).filter(({ by_hand }) => !by_hand);
  const passings = field.flatMap((crew) => crew.at.slice(0, crew.passed).map((s, k) => ({ crew, s, k }))).sort((a, b) => a.s - b.s);
  for (const { crew, s, k } of passings) {
    journal.impulse(at_us + us(s), k === 3 ? 'finish' : `split ${points_m[k]}`, crew.lane, { device: 'finish box', channel: 'C1', more: 437 });
    if (k === 3) journal.impulse(at_us + us(s) + 3_100, 'finish', crew.lane, { device: 'finish box B', channel: 'C1', source: 'b', clock: 4 });
  }
  const doubled = journal.impulse(at_us + us(407.9), 'finish', null, { device: 'finish box', channel: 'C1', remark: 'C1 10:12:31.486' });
  journal.add(at_us + us(420), timekeeper, 'impulse_voided', { impulse: doubled }, 'an umpire’s launch');
  journal.add(at_us + us(430), timekeeper, 'impulse_restored', { impulse: doubled });
  journal.add(at_us + us(432), timekeeper, 'impulse_voided', { impulse: doubled }, 'it was the launch after all');
}

function make_official(journal, regatta) {
  const at_us = regatta.started_us + us(470);
  const rows = [...regatta.field(12)].filter(({ status, passed }) => !status && passed === 4).map(({ lane, at }, k) => ({ lane, place: k + 1, time_ns: ns(us(at[3])), status: '', remark: '' }));
  journal.add(at_us, nobody, 'photo_read', { race: 12, document: '014-1-03.lif', resolution_ns: 1_000_000, from_camera: true, rows });
  journal.add(at_us + us(20), judge, 'penalty_set', { race: 12, lane: 3, penalty_ns: 5_000_000_000 }, 'umpire 3: wash');
  journal.add(at_us + us(40), judge, 'penalty_set', { race: 12, lane: 3, penalty_ns: 0 }, 'umpire 3 meant race 11');
  journal.add(at_us + us(50), judge, 'status_set', { race: 12, lane: 6, status: 'DNS' });
  journal.add(at_us + us(60), judge, 'result_published', { race: 12 });
  journal.add(at_us + us(90), referee, 'objection_raised', { race: 12, lane: 3 });
  journal.add(at_us + us(150), referee, 'objection_resolved', { race: 12, lane: 3, upheld: true }, 'picture read again');
  journal.add(at_us + us(200), judge, 'result_confirmed', { race: 12, revision: 0, digest: '9f2c41ab'.repeat(8) });
  if (regatta.moment.status !== 'revised') return;
  journal.add(at_us + us(300), referee, 'change_proposed', { race: 12, change: 'reopen' }, 'protest of lane 3');
  journal.add(at_us + us(330), judge, 'result_reopened', { race: 12 }, 'protest of lane 3');
  journal.add(at_us + us(400), judge, 'result_confirmed', { race: 12, revision: 1, digest: '9f2c41ab'.repeat(8) }, 'Photo finish read again after the protest of lane 3: dead heat.');
}

/** Of a moment with a race that was started twice. `filler`: impulses of the races before, so many. */
export function journal_of(regatta, filler = 0) {
  const journal = new InventedJournal();
  const began_us = regatta.now_us - us(3 * 3600);
  enter_programme(journal, regatta, began_us);
  for (let k = 0; k < filler; k += 1) journal.impulse(began_us + us(1 + k / 2), `split ${points_m[k % 3]}`, 1 + (k % 6), { device: '1500 m', channel: 'C1' });
  journal.add(regatta.started_us - us(900), starter, 'race_called', { race: 12 });
  recall_first_start(journal, regatta.started_us - us(840));
  race(journal, regatta);
  if (regatta.moment.status) make_official(journal, regatta);
  return journal;
}

const not_public = ['server_started', 'deadline_passed', 'impulses_lost', 'photo_unmatched', 'trace_seen', 'sync_checked', 'progression_registered', 'progression_chosen', 'record_rules_registered'];

/** The frames of the public log: of what everybody may know, without names. */
export function public_frames(rows) {
  let prev = 0;
  return rows.flatMap(({ seq, entry }) => {
    const { actor, command_id, at_ns, ...rest } = JSON.parse(entry);
    if (not_public.includes(rest.kind)) return [];
    const data = /"data":(.*)\}$/.exec(entry)[1];   // as it stands: its integers are larger than numbers
    const head = JSON.stringify({ seq, at_us: Math.floor(at_ns / 1000), wall_us: rest.wall_us, role: actor.role, reason: rest.reason, kind: rest.kind });
    const frame = `{"v":1,"kind":"event","topic":"log","epoch":"TWIN","seq":${seq},"prev":${prev},"data":${head.slice(0, -1)},"data":${data}}}`;
    prev = seq;
    return [{ seq, frame }];
  });
}
