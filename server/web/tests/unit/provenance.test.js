import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse_exactly } from '../../src/feed/journal.js';
import { decisions_on, interval_ns, origin_of, run_of } from '../../src/provenance/origin.js';
import { times_of } from '../../src/provenance/times.js';
import { moment_text, span_text, whole_us } from '../../src/text/exact.js';
import { words_in } from '../../src/provenance/words.js';

const start_ns = 1_795_696_908_004_106_400n;
const stamp = (at_ns, clock = 2) => ({ at_ns: String(at_ns), clock, ticks_ns: String(at_ns - 1_000_000n * BigInt(clock)), uncertainty_ns: 480_000, own_uncertainty_ns: 50_000 });
const seen = (seq, point, lane, at_ns, more = {}) => ({ seq, kind: 'impulse_seen', data: { impulse: { point, lane, stamp: stamp(at_ns, more.clock), source: more.source ?? 'a', device: more.device ?? 'box', channel: 'C1', by_hand: false } } });
const armed = { seq: 1, kind: 'race_armed', data: { race: 12, run: 2, rules: {} } };
const start = seen(2, 'start_signal', null, start_ns);
const finish = seen(3, 'finish', 4, start_ns + 406_117_000_437n);
const wish = { race: 12, lane: 4, point: 'finish', time_us: 406_117_000, within_us: 1, source: 'a' };

describe('A time is traced to', () => {
  test('the impulses whose interval it is, to the microsecond', () => {
    const found = origin_of([armed, start, finish], wish);
    expect(found).toMatchObject({ how: 'impulses', start: { entry: { seq: 2 } }, end: { entry: { seq: 3 } }, others: [] });
    expect(origin_of([armed, start, finish], { ...wish, time_us: 406_117_001 }).how).toBe('unknown');
    expect(origin_of([armed, start, finish], { ...wish, lane: 3 }).how, 'of another lane').toBe('unknown');
    expect(origin_of([armed, start, finish], { ...wish, source: 'b' }).how, 'of another system').toBe('unknown');
  });
  test('ticks where one clock gave both, whatever the timeline says', () => {
    const later = { ...finish.data.impulse.stamp, at_ns: String(start_ns + 406_117_900_000n) };
    expect(interval_ns(start.data.impulse.stamp, later)).toBe(406_117_000_437n);
    expect(interval_ns(start.data.impulse.stamp, { ...later, clock: 3 })).toBe(406_117_900_000n);
  });
  test('none that somebody declared void, and to what somebody said that it was', () => {
    const nameless = seen(3, 'finish', null, start_ns + 406_117_000_437n);
    const of_lane = (lane, race = 12) => ({ seq: 5, kind: 'impulse_assigned', person: 'S. Ott', data: { impulse: 3, race, point: 'finish', lane } });
    const voided = { seq: 4, kind: 'impulse_voided', data: { impulse: 3 } };
    expect(origin_of([start, finish, voided], wish).how).toBe('unknown');
    expect(origin_of([start, finish, voided, { seq: 6, kind: 'impulse_restored', data: { impulse: 3 } }], wish).how).toBe('impulses');
    expect(origin_of([start, nameless, of_lane(4)], wish).end.assigned.person).toBe('S. Ott');
    expect(origin_of([start, nameless, of_lane(5)], wish).how).toBe('unknown');
    expect(origin_of([start, nameless, of_lane(4, 13)], wish).how).toBe('unknown');
  });
  test('what replaced an impulse that system A missed, until it is withdrawn', () => {
    const replaced = { seq: 7, kind: 'replacement_accepted', data: { race: 12, run: 2, point: 'finish', lane: 4, source: 'b', impulse: 6, stamp: stamp(start_ns + 406_117_000_437n), correction_ns: 3_000_000, references: [{}] } };
    expect(origin_of([start, replaced], { ...wish, source: 'b' }).end.corrected.impulse).toBe(6);
    expect(origin_of([start, replaced, { seq: 8, kind: 'replacement_withdrawn', data: { race: 12, replacement: 7 } }], { ...wish, source: 'b' }).how).toBe('unknown');
  });
  test('the newest reading of the picture that has the lane, none that is only for comparison', () => {
    const read = (seq, time_ns, more = {}) => ({ seq, kind: 'photo_read', data: { race: 12, document: `${seq}.lif`, rows: [{ lane: 4, time_ns }], ...more } });
    const list = [armed, start, finish, read(8, 406_118_000_000), read(9, 406_120_000_000), read(10, 1, { kept: true })];
    const found = origin_of(list, { ...wish, time_us: 406_120_000, source: 'photo' });
    expect(found).toMatchObject({ how: 'photo', start: null, reading: { entry: { seq: 9 } }, others: [{ less_us: -3_000, end: { entry: { seq: 3 } } }] });
    expect(origin_of(list, { ...wish, time_us: 406_118_000, source: 'photo' }).how).toBe('unknown');
  });
  test('the other systems that named the lane, each with its difference', () =>
    expect(origin_of([start, finish, seen(4, 'finish', 4, start_ns + 406_120_100_000n, { source: 'b', device: 'box B' }), seen(5, 'finish', null, start_ns + 406_118_000_000n, { source: 'b' })], wish).others).toMatchObject([{ less_us: 3_100, end: { device: 'box B' } }]));
  test('no start of a race that was armed since, unless each crew starts alone', () => {
    const next = { seq: 20, kind: 'race_armed', data: { race: 13, run: 1, rules: {} } };
    const other_start = seen(21, 'start_signal', null, start_ns + 400_000_000_000n);
    const other_finish = seen(22, 'finish', 4, start_ns + 806_116_000_000n);
    const list = [armed, start, finish, next, other_start, other_finish];
    expect(origin_of(list, wish).others).toEqual([]);
    const apart = { ...armed, data: { ...armed.data, rules: { start: { kind: 'individual' } } } };
    expect(origin_of([apart, next, other_start, other_finish], { ...wish, time_us: 406_116_000 }).how).toBe('impulses');
    expect(origin_of([armed, next, other_start, other_finish], { ...wish, time_us: 406_116_000 }).how).toBe('unknown');
    const said = { seq: 23, kind: 'impulse_assigned', data: { impulse: 21, race: 12, point: 'start_signal', lane: null } };
    expect(origin_of([armed, next, other_start, other_finish, said], { ...wish, time_us: 406_116_000 }).how, 'a person says so').toBe('impulses');
  });
  test('a text’s digits, where penalties are in the time', () => expect(origin_of([start, finish], { ...wish, time_us: 406_110_000, within_us: 10_000 }).how).toBe('impulses'));
});

describe('Around it', () => {
  test('a run begins with its arming', () => {
    const second = { ...armed, seq: 9, data: { ...armed.data, run: 3 } };
    expect(run_of([armed, start, second], 12, 3).entries).toEqual([second]);
    expect(run_of([armed], 12, 1)).toBe(null);
    const scheduled = { seq: 1, kind: 'race_scheduled', data: { race: 12 } };
    expect(run_of([scheduled, finish], 12, 0), 'never armed').toEqual({ armed: null, entries: [scheduled, finish] });
  });
  test('what was decided of a lane and of the result', () => {
    const of = (kind, data) => ({ kind, data: { race: 12, ...data } });
    const list = [of('penalty_set', { lane: 4 }), of('penalty_set', { lane: 3 }), of('status_set', { lane: 4, race: 13 }), of('false_start_decided', { responsible: [4] }), of('pad_marked', { lane: null }), of('result_confirmed', {})];
    expect(decisions_on(list, 12, 4).lane.map(({ kind }) => kind)).toEqual(['penalty_set', 'false_start_decided', 'pad_marked']);
    expect(decisions_on(list, 12, 4).result.map(({ kind }) => kind)).toEqual(['result_confirmed']);
  });
  test('the times of a crew: splits, then the finish as measured', () => {
    const row = { splits: [{ metres: 500, text: '1:40.22', time_us: 100_220_000 }, { metres: 1000, text: '', time_us: null }, { metres: 2000, text: '6:46.11', time_us: 406_117_000 }], time: { text: '6:46.11', time_us: 406_117_000, source: 'a' } };
    expect(times_of(row, 2000).map(({ point, time_us, within_us }) => [point, time_us, within_us])).toEqual([['split 500', 100_220_000, 1], ['finish', 406_117_000, 1]]);
    expect(times_of({ ...row, raw_text: '6:41.11' }, 2000).at(-1)).toMatchObject({ time_us: 401_110_000, within_us: 10_000 });
    expect(times_of(undefined, 2000)).toEqual([]);
  });
});

describe('Nanoseconds', () => {
  test('stay what they are', () => {
    const data = parse_exactly('{"a":1795696908014967110,"b":-1795696908014967110,"wall_us":1795696814188195,"text":"1795696908014967110, \\"1795696908014967111\\"","c":[12,3.5]}');
    expect(data).toEqual({ a: '1795696908014967110', b: '-1795696908014967110', wall_us: 1_795_696_814_188_195, text: '1795696908014967110, "1795696908014967111"', c: [12, 3.5] });
  });
  test.each([[5_000_000_000, '5 s'], [82_000_000, '0.082 s'], ['-30210500', '−0.0302105 s'], [0, '0 s'], ['1795696908014967110', '1795696908.01496711 s']])('%s is %s', (ns, text) => expect(span_text(ns)).toBe(text));
  test('a time of day is cut, an uncertainty raised', () => {
    expect(moment_text('1795696908014967999')).toMatch(/^\d\d:\d\d:48\.014967$/);
    expect([whole_us(1), whole_us(1000), whole_us('1001')]).toEqual([1, 1, 2]);
  });
});

describe('The words', () => {
  const keys_in = (language) => {
    const source = readFileSync(new URL(`../../src/provenance/words/${language}.js`, import.meta.url), 'utf8');
    return [...source.matchAll(/(?:^|[\s{,])'?([\w.]+)'?: '((?:[^'\\]|\\.)*)'/gm)].map(([, key, text]) => [key, (text.match(/\{\w+\}/g) ?? []).sort().join()]).sort();
  };
  test.each(['de', 'fr', 'it', 'es', 'zh'])('of %s are those of English, with the same places to fill', (language) => expect(keys_in(language)).toEqual(keys_in('en')));
  test('say what was decided in the language of the page', async () => {
    const words = await words_in('de');
    expect(words('penalty_set', { value: '5 s' })).toBe('Zeitstrafe 5 s');
    expect((await words_in('xx'))('finish')).toBe('Finish');
  });
});
