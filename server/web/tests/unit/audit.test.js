import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { links_of } from '../../src/audit/chains.js';
import { address_of, chosen_in, impulses_in, nothing_chosen, persons_in, wanted, window_of } from '../../src/audit/filter.js';
import { group_of, known_kinds, what_of, who_of } from '../../src/audit/sentence.js';

/** The words for kinds of facts that the engine knows, read where the server has them. */
const engine_kinds = (() => {
  const source = readFileSync(new URL('../../../formats/event_fields.hpp', import.meta.url), 'utf8');
  return [.../event_kinds\[\] = \{([^}]*)\}/.exec(source)[1].matchAll(/"(\w+)"/g)].map(([, word]) => word);
})();

const at = { at_ns: '1795696908014967110', uncertainty_ns: 300_000, clock: 2, ticks_ns: 4_425_378_522_868, own_uncertainty_ns: 50_000 };
const impulse = { point: 'finish', lane: 4, stamp: at, source: 'a', device: 'finish box', channel: 'C1', edge: 'rising', trust: 'good', by_hand: false, remark: '' };
const rules = { id: 'rowing', version: 1, title: 'Rowing' };
const run = { race: 12, run: 2 };
const lane = { race: 12, lane: 4 };
/** Data of each kind, and its sentence. Times of day are of the zone of the screen: left out. */
const samples = {
  server_started: [{ version: '0.1.0', race_ns: '1795696814181911800', simulated: true }, /^started, version 0\.1\.0, a simulation: \d\d:\d\d:14\.181911 on the venue’s timeline$/],
  deadline_passed: [{}, 'noted that a deadline had passed'],
  meet_opened: [{ name: 'Lakeside', venue: 'Averna', course_m: 2000 }, 'opened the meet “Lakeside”, Averna, 2000 m'],
  rule_set_registered: [{ rules }, 'registered the rules rowing 1, “Rowing”'],
  event_declared: [{ code: 'M1x', title: 'Men' }, 'declared the event M1x, Men'],
  crew_entered: [{ crew: 7, event: 'M2+', code: 'NED', name: 'Netherlands', members: ['A', 'B', 'C'], coxed: true }, 'entered crew 7, \u2068NED Netherlands\u2069, in M2+: \u2068A\u2069, \u2068B\u2069, \u2068C\u2069 (cox)'],
  race_scheduled: [{ race: 12, event: 'M1x', phase: 'H3', title: '', scheduled_at_us: 0, distance_m: 2000, rules: 'rowing' }, /^put race 12 into the programme: M1x, Heat 3, .*, 2000 m, rules rowing$/],
  race_rescheduled: [{ race: 12, scheduled_at_us: 0 }, /^moved race 12 to \w+/],
  lanes_drawn: [{ race: 12, lanes: [{ lane: 1, crew: 7 }, { lane: 2, crew: 9 }] }, 'drew the lanes of race 12: 1 crew 7, 2 crew 9'],
  race_called: [{ race: 12 }, 'called race 12 to the start'],
  race_armed: [{ ...run, rules, doubtful_clocks: [{ device: 'timy', uncertainty_ns: 1 }], barred: [{ lane: 3, by: 9, status: 'EXC' }] }, 'armed race 12, start 2 by the rules rowing 1, without lane 3 (EXC in race 9), although the clock of timy was in doubt'],
  arm_withdrawn: [run, 'took back the arming of race 12, start 2: all stands as before'],
  attention_given: [run, 'gave attention, red light, to race 12, start 2'],
  attention_withdrawn: [run, 'took attention back, “as you were”, of race 12, start 2'],
  start_ordered: [{ race: 12, run: 1 }, 'ordered the start of race 12'],
  race_recalled: [{ ...run, cause: 'false_start' }, 'recalled race 12, start 2: false start'],
  false_start_decided: [{ ...run, verdict: 'upheld', responsible: [4, 5], evidence: [953] }, 'decided on race 12, start 2: a false start, lanes 4, 5 responsible; looked at entry 953'],
  card_shown: [{ ...lane, colour: 'yellow' }, 'showed a yellow card to lane 4 of race 12'],
  card_withdrawn: [lane, 'took back the newest card of lane 4 of race 12'],
  impulse_seen: [{ impulse: { ...impulse, trust: 'suspect', remark: 'checksum' } }, /^saw finish, lane 4, at \d\d:\d\d:48\.014967, ±0\.300 ms, on C1, system A; suspect; checksum$/],
  impulse_voided: [{ impulse: 812 }, 'declared impulse 812 void'],
  impulse_restored: [{ impulse: 812 }, 'let impulse 812 count again'],
  impulse_assigned: [{ impulse: 812, race: 12, point: 'split 500', lane: null }, 'said what impulse 812 was: 500 m of race 12, no lane yet'],
  impulses_lost: [{ device: 'gates', count: 2, why: 'queue full' }, 'lost 2 impulses of gates: queue full'],
  photo_read: [{ race: 12, document: '14.lif', from_camera: true, resolution_ns: 1_000_000, rows: [{ lane: 4 }, { lane: 3 }] }, 'took a result file in: 14.lif, race 12, lanes 4, 3, to 0.001 s'],
  photo_unmatched: [{ result: { document: '14.lif', title: 'M1x', rows: [{}] } }, 'kept a result file of no race in the programme: 14.lif, “M1x”, 1 row'],
  status_set: [{ ...lane, status: 'DNS' }, 'set DNS, did not start: lane 4 of race 12'],
  penalty_set: [{ ...lane, penalty_ns: 5_000_000_000 }, 'set a time penalty of 5 s: lane 4 of race 12'],
  objection_raised: [lane, 'took an objection of lane 4 in race 12'],
  objection_resolved: [{ ...lane, upheld: false }, 'rejected the objection of lane 4 in race 12'],
  result_published: [{ race: 12 }, 'published the unofficial result of race 12'],
  result_confirmed: [{ race: 12, revision: 1, digest: 'ab'.repeat(32) }, 'made the result of race 12 official, revision 1, sealed abababababab'],
  result_reopened: [{ race: 12 }, 'reopened the official result of race 12'],
  race_abandoned: [{ race: 12 }, 'abandoned race 12'],
  rerow_ordered: [{ race: 12, lanes: [3, 4] }, 'ordered lanes 3, 4 of race 12 to row again'],
  abandonment_withdrawn: [{ race: 12 }, 'took back that race 12 was abandoned: it stands as it stood'],
  call_withdrawn: [{ race: 12 }, 'took back the call of race 12: it waits as before'],
  rerow_withdrawn: [{ race: 12 }, 'took back that race 12 is to be rowed again: it stands as it stood'],
  result_withdrawn: [{ race: 12 }, 'took back the unofficial result of race 12, which was published by mistake'],
  race_selected: [{ race: 12 }, 'turned the pages that follow the current race to race 12'],
  board_steered: [{ shows: 'message', text: 'Lunch\nuntil 14:00' }, 'wrote on the scoreboards: “Lunch / until 14:00”'],
  sync_checked: [{ main: 8, other: 9, main_device: 'A', other_device: 'B', difference_ns: -200_000, uncertainty_ns: 142_000, passed: true }, 'compared B with A by impulses 8 and 9: −0.0002 s apart, ±0.142 ms, passed'],
  replacement_accepted: [{ ...run, point: 'finish', lane: 4, source: 'b', impulse: 812, correction_ns: 3_000_000, references: [1, 2] }, 'replaced the finish of lane 4 in race 12, start 2, which system A missed, by impulse 812 of system B less 0.003 s, reckoned from 2 passings'],
  replacement_withdrawn: [{ race: 12, replacement: 815 }, 'took back the replacement of entry 815 in race 12'],
  trace_seen: [{ impulse: { ...impulse, point: 'first_motion' }, waveform: { sample_interval_ns: 250_000, unit: 'N', samples: [] } }, /^sent a trace on C1, first motion, lane 4, at .*: a sample each 0\.00025 s, in N$/],
  lots_drawn: [{ ...run, seed: 'x7', lanes: [4, 3] }, 'drew lots in race 12, start 2, in this order: lanes 4, 3; seed x7'],
  input_test_begun: [{}, 'began a test of inputs'],
  input_test_ended: [{}, 'ended the test of inputs'],
  leave_given: [{ race: 12, barred: { lane: 4, by: 9, status: 'EXC' }, may_row: true }, 'let lane 4 of race 12 row, although EXC in race 9'],
  progression_registered: [{ table: { id: 'fisa_24', title: '24 crews' } }, 'registered the progression fisa_24, “24 crews”'],
  tie_settled: [{ event: 'W100', crews: [7, 4] }, 'put crews of W100 in order where the table could not: crew 7, crew 4'],
  crew_advanced: [{ race: 12, crew: 4, by: 'jury', advanced: true }, 'let crew 4 of race 12 go on, by the jury'],
  progression_chosen: [{ event: 'M1x', table: { id: 'fisa_24' }, entries: [1, 2], seeded: 1, seed: 'x7' }, 'chose the progression fisa_24 for M1x: 2 entries, 1 seeded, seed of the draws x7'],
  crew_scratched: [{ crew: 7, scratched: true }, 'noted that crew 7 leaves its event'],
  race_postponed: [{ race: 12 }, 'postponed race 12, nobody knows yet until when'],
  race_cancelled: [{ race: 12 }, 'cancelled race 12'],
  record_rules_registered: [{ rules }, 'registered what a record needs: rowing, “Rowing”'],
  record_registered: [{ record: { kind: 'meet', event: 'M1x', time_ns: 395_000_000_000, holder: 'Somebody' } }, 'registered a meet record of M1x: 395 s, Somebody'],
  record_fact_stated: [{ race: 12, lane: null, fact: 'zero_test', value: 1 }, 'stated for records in race 12, all lanes: zero test 1'],
  penalty_given: [{ ...lane, code: 'BUOY', count: 2 }, 'gave penalty BUOY, 2 times all told: lane 4 of race 12'],
  pad_marked: [{ ...run, point: 'finish', lane: null, failed: true }, 'set aside the pad at finish, all lanes of race 12, start 2'],
  wind_read: [{ ...run, speed_mm_s: 2030 }, 'read the wind of race 12, start 2: +2.03 m/s'],
  start_announced: [{ race: 12, how: 'quick_start' }, 'announced to race 12 a quick start, without a roll call'],
  roll_called: [{ ...lane, present: true }, 'noted that the crew is at the start: lane 4 of race 12'],
  change_proposed: [{ race: 12, change: 'reopen' }, 'asked for a second person to reopen the result of race 12'],
  proposal_withdrawn: [{ race: 12, change: 'confirm' }, 'withdrew or declined what waited for a second person: to make the result official of race 12'],
  recall_withdrawn: [run, 'took the recall back: race 12, start 2 goes on'],
};

const entry = (seq, kind, data = samples[kind][0], more = {}) => ({ seq, kind, data, person: '', role: 'viewer', reason: '', wall_us: 1, ...more });

describe('Every kind of fact', () => {
  test('that the engine knows has a sentence, and no sentence is of a kind that it does not know', () => {
    expect(engine_kinds.length).toBeGreaterThan(50);
    expect([...known_kinds].sort()).toEqual([...engine_kinds].sort());
    expect(Object.keys(samples).sort()).toEqual([...engine_kinds].sort());
  });
  test.each(Object.entries(samples))('%s', (kind, [data, says]) => {
    const said = what_of(entry(1, kind, data));
    expect(said).not.toMatch(/undefined|null|NaN|Object/);
    if (says instanceof RegExp) expect(said).toMatch(says);
    else expect(said).toBe(says);
  });
  test('a start that took the meet over says from which journal, and who gave the order', () => {
    const started = samples.server_started[0];
    const taken = entry(7, 'server_started', started, { person: 'B. Keller', role: 'referee', order: 'takeover 01KB7QFIRST 01KB7QSECOND' });
    expect(who_of(taken)).toBe('B. Keller');
    expect(what_of(taken)).toBe('took the meet over from the server of the journal 01KB7QFIRST, which ends here; the server that leads goes on from it with the journal 01KB7QSECOND, version 0.1.0');
    expect(who_of(entry(7, 'server_started', started, { order: taken.order }))).toBe('The server');
    for (const order of ['', 'takeover', 'takeover 01KB7QFIRST', 'takeover a b', 'x takeover A B', 'takeover A B C']) expect(what_of(entry(7, 'server_started', started, { order }))).toMatch(/^started, version/);
  });
  test('of a newer server is named by its word, and one of another shape breaks nothing', () => {
    expect(what_of({ kind: 'boat_weighed', data: {} })).toBe('did what this page has no words for: boat weighed');
    expect(what_of({ kind: 'photo_read', data: {} })).toBe('did what this page cannot read: photo read');
    expect(group_of('boat_weighed')).toBe('system');
  });
  test('is of the group that an auditor looks for', () =>
    expect(['race_recalled', 'impulse_voided', 'impulse_seen', 'status_set', 'crew_entered', 'server_started'].map(group_of)).toEqual(['decisions', 'decisions', 'impulses', 'results', 'programme', 'system']));
  test('names a person, else the office, else the device, else the server', () => {
    expect(who_of(entry(1, 'race_called', undefined, { person: 'A. Moreau', role: 'referee' }))).toBe('A. Moreau');
    expect(who_of(entry(1, 'race_called', undefined, { role: 'referee' }))).toBe('The referee');
    expect(who_of(entry(1, 'impulse_seen'))).toBe('finish box');
    expect(who_of(entry(1, 'deadline_passed'))).toBe('The server');
  });
});

describe('What belongs together', () => {
  const linked = (...list) => links_of(list.map(([kind, data], k) => entry(k + 1, kind, data)));
  test('a card that was taken back', () => {
    const links = linked(['card_shown', lane], ['card_shown', lane], ['card_withdrawn', lane], ['card_withdrawn', { race: 12, lane: 5 }]);
    expect(links.get(3)).toEqual([{ relation: 'undoes', seq: 2 }]);
    expect(links.get(2)).toEqual([{ relation: 'undone_by', seq: 3 }]);
    expect(links.has(1)).toBe(false);
    expect(links.has(4)).toBe(false);
  });
  test('what ended a race by mistake, and its taking back', () => {
    const race = { race: 12 };
    const links = linked(['race_abandoned', race], ['abandonment_withdrawn', race], ['rerow_ordered', { race: 12, lanes: [] }], ['rerow_withdrawn', race], ['result_published', race], ['result_withdrawn', race]);
    for (const k of [2, 4, 6]) expect(links.get(k)).toEqual([{ relation: 'undoes', seq: k - 1 }]);
  });
  test('a call that was taken back', () => {
    const race = { race: 12 };
    const links = linked(['race_called', race], ['call_withdrawn', race], ['race_called', race]);
    expect(links.get(2)).toEqual([{ relation: 'undoes', seq: 1 }]);
    expect(links.has(3)).toBe(false);
  });
  test('a status that takes the place of another, and that is taken away', () => {
    const links = linked(['status_set', { ...lane, status: 'DNF' }], ['status_set', { ...lane, status: 'DSQ' }], ['status_set', { ...lane, status: '' }], ['status_set', { ...lane, status: 'DNS' }]);
    expect(links.get(2)).toEqual([{ relation: 'replaces', seq: 1 }, { relation: 'undone_by', seq: 3 }]);
    expect(links.has(4)).toBe(false);
  });
  test('four eyes: who asked, and who agreed', () => {
    const links = linked(['result_confirmed'], ['change_proposed', { race: 12, change: 'reopen' }], ['result_reopened', { race: 12 }]);
    expect(links.get(3)).toEqual([{ relation: 'undoes', seq: 1 }, { relation: 'agrees_with', seq: 2 }]);
    expect(links.get(2)).toEqual([{ relation: 'agreed_to_by', seq: 3 }]);
  });
  test('what officials say of the way from round to round, and its taking back', () => {
    const said = (kind, data) => what_of(entry(1, kind, data));
    expect(said('tie_settled', { event: 'W100', crews: [7, 4], where: 'H by time to FA' })).toBe('put crews of W100 in order where the table could not, H by time to FA: crew 7, crew 4');
    expect(said('tie_settled', { event: 'W100', crews: [7, 4], where: 'H by time to FA', taken_back: true })).toBe('took back the order of crews of W100, H by time to FA: crew 7, crew 4');
    expect(said('change_proposed', { race: 12, change: 'advance', crew: 4 })).toBe('asked for a second person to let crew 4 of race 12 go on, though the race after it is official');
    expect(said('recall_withdrawn', { race: 12, run: 2, restarts: true })).toBe('said that the recall of race 12, start 2 was a mistake: nobody is charged, and the field starts again');
    expect(said('recall_withdrawn', { race: 12, run: 2, restarts: true, taken_back: true })).toBe('took back that the recall of race 12, start 2 was a mistake: it stands, with what was decided of that start');
    const recall = linked(['race_recalled', run], ['recall_withdrawn', { ...run, restarts: true }], ['recall_withdrawn', { ...run, restarts: true, taken_back: true }]);
    expect(recall.get(3)).toEqual([{ relation: 'undoes', seq: 2 }]);
    expect(linked(['tie_settled', { event: 'W100', crews: [7, 4] }], ['tie_settled', { event: 'W100', crews: [7, 4], taken_back: true }]).get(2)).toEqual([{ relation: 'undoes', seq: 1 }]);
    expect(linked(['change_proposed', { race: 12, change: 'advance', crew: 4 }], ['crew_advanced', { race: 12, crew: 4, by: 'jury', advanced: true }]).get(2)).toEqual([{ relation: 'agrees_with', seq: 1 }]);
  });
  test('a replacement by its number; an entry of another shape stands alone', () => {
    expect(linked(['replacement_withdrawn', { race: 12, replacement: 9 }]).get(9)).toEqual([{ relation: 'undone_by', seq: 1 }]);
    expect(linked(['leave_given', {}], ['penalty_set', {}]).size).toBe(0);
  });
});

describe('What an auditor chooses', () => {
  const list = [
    entry(1, 'impulse_seen'), entry(2, 'race_called', { race: 12 }, { person: 'J. Brandt', role: 'starter' }), entry(3, 'impulse_voided', { impulse: 1 }, { person: 'S. Ott', role: 'timekeeper', reason: 'umpire’s launch' }),
    entry(4, 'status_set', { race: 13, lane: 2, status: 'DNS' }, { person: 'M. Keller', role: 'judge' }),
  ];
  const seqs = (chosen, ids) => wanted(list, { ...nothing_chosen, ...chosen }, ids).map(({ seq }) => seq);
  test('comes newest first', () => expect(seqs({})).toEqual([4, 3, 2, 1]));
  test('of a race: with the impulses that its desks list', () => {
    expect(seqs({ race: 12 })).toEqual([2]);
    expect(seqs({ race: 12 }, new Set([1]))).toEqual([3, 2, 1]);
  });
  test('of a person, of a kind, of words', () => {
    expect(seqs({ person: 'S. Ott' })).toEqual([3]);
    expect(seqs({ kinds: ['results', 'impulses'] })).toEqual([4, 1]);
    expect(seqs({ text: 'LAUNCH void' })).toEqual([3]);
    expect(seqs({ text: 'aunch' }), 'the middle of a word').toEqual([]);
    expect(seqs({ text: '‘umpire’s’, 3' })).toEqual([3]);
    expect(persons_in(list)).toEqual(['J. Brandt', 'M. Keller', 'S. Ott']);
  });
  test('stands in the address', () => {
    const chosen = { race: 12, person: 'A. Moreau', kinds: ['decisions', 'results'], text: 'gate & light' };
    expect(chosen_in(address_of(chosen, 812))).toEqual({ chosen, entry: 812 });
    expect(chosen_in('?race=x&kinds=nonsense&entry=-1')).toEqual({ chosen: nothing_chosen, entry: null });
    expect(address_of(nothing_chosen)).toBe('?');
  });
  test('impulses of a race are those of its console and of its start', () =>
    expect([...impulses_in({ impulses: [{ id: 3 }] }, { rows: [{ quantities: [{ impulse: 4 }], trace: { id: 5 } }] })]).toEqual([3, 4, 5]));
  test('never fills the document with more than a part', () => {
    const many = Array.from({ length: 250 }, (_, k) => ({ seq: 250 - k }));
    expect(window_of(many, null, 100)).toMatchObject({ first: 0, newer: 0, older: 150 });
    const middle = window_of(many, 150, 100);
    expect([middle.shown.length, middle.shown[0].seq, middle.newer, middle.older]).toEqual([100, 150, 100, 50]);
    expect(window_of(many, 0, 100).shown).toEqual([]);
  });
});
