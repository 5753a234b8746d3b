import { describe, expect, test } from 'vitest';
import { axis_of, band_on, close_axis, marks_of, place_on } from '../../src/referee/axis.js';
import { has_sensors, is_replaced, question_of, suspected_lanes, verdict_on } from '../../src/referee/question.js';
import { signals_of } from '../../src/referee/signals.js';

const ms = 1_000_000;
const row = (...moments_ms) => ({ quantities: moments_ms.map((at) => ({ ns: at * ms, uncertainty_ns: ms })) });

describe('Axis of a start', () => {
  test('has room for every quantity and for the limit', () => {
    const axis = axis_of([row(71, 312), row(-138)], [90 * ms]);
    expect(axis.from_ns).toBeLessThan(-139 * ms);
    expect(axis.to_ns).toBeGreaterThan(313 * ms);
  });
  test('of a start without sensors still shows signal and limit', () => {
    const axis = axis_of([row()], [90 * ms, null]);
    expect(place_on(axis, 0).beyond).toBe(0);
    expect(place_on(axis, 90 * ms).beyond).toBe(0);
  });
  test('is not flattened by one gate far away: that one stands at the edge', () => {
    const axis = axis_of([row(60, 9_000)]);
    expect(axis.to_ns).toBe(1_200 * ms);
    expect(place_on(axis, 9_000 * ms)).toEqual({ at: 100, beyond: 1 });
    expect(place_on(axis, -9_000 * ms)).toEqual({ at: 0, beyond: -1 });
  });
  test('places moments in proportion', () => expect(place_on({ from_ns: -100, to_ns: 300 }, 0)).toEqual({ at: 25, beyond: 0 }));
  test('bands are as wide as the doubt, both ways', () => expect(band_on({ from_ns: 0, to_ns: 1_000 }, 500, 100)).toEqual({ middle: 50, width: 20 }));
  test('marks are round and hold the signal', () => {
    expect(marks_of({ from_ns: -50 * ms, to_ns: 160 * ms })).toEqual([-40, -20, 0, 20, 40, 60, 80, 100, 120, 140, 160].map((at) => at * ms));
    expect(marks_of(close_axis(90 * ms))).toContain(0);
  });
});

describe('Signal of a start', () => {
  const view = (...reaction_signals) => ({ signal_device: 'finish_timer', signal_uncertainty_ns: 300_000, reaction_signals });
  const start_box = { device: 'start_box', uncertainty_ns: 10_000 };
  test('the reactions and the race may be measured from two boxes', () =>
    expect(signals_of(view(start_box))).toEqual([['Reactions from', 'start_box, ±0.010\u00a0ms'], ['Race time from', 'finish_timer, ±0.300\u00a0ms']]));
  test('one box is one fact', () => {
    expect(signals_of(view({ device: 'finish_timer', uncertainty_ns: 300_000 }))).toEqual([['Signal from', 'finish_timer, ±0.300\u00a0ms']]);
    expect(signals_of(view()), 'nobody has moved yet').toEqual([['Signal from', 'finish_timer, ±0.300\u00a0ms']]);
    expect(signals_of({ ...view(), signal_device: '' })).toEqual([['Signal from', 'none yet']]);
  });
  test('sensors on two boxes are both named', () => expect(signals_of(view(start_box, { ...start_box, device: 'gates' }))[0][1]).toBe('start_box, ±0.010\u00a0ms; gates, ±0.010\u00a0ms'));
});

describe('Question of a start', () => {
  const view = (more) => ({ header: { run: 2, state: 'started' }, decisions: [], faults: [], recall_requested: false, recalled: false, ...more });
  const upheld = { run: 2, verdict: 'upheld', responsible: [5] };

  test('a recall request asks', () => expect(question_of(view({ recall_requested: true }))).toBe('asked'));
  test('a recall alone is no verdict', () =>
    expect(question_of(view({ recalled: true, decisions: [{ run: 2, verdict: 'recalled: false_start', responsible: [] }] }))).toBe('recalled'));
  test('a verdict answers it', () => expect(question_of(view({ recalled: true, decisions: [upheld] }))).toBe('decided'));
  test('a verdict on an earlier run does not', () => expect(question_of(view({ recalled: true, decisions: [{ ...upheld, run: 1 }] }))).toBe('recalled'));
  test('of several verdicts the newest counts', () =>
    expect(verdict_on(view({ decisions: [upheld, { ...upheld, verdict: 'dismissed', responsible: [] }] })).verdict).toBe('dismissed'));
  test('an official race is closed', () => expect(question_of(view({ header: { run: 1, state: 'official' } }))).toBe('closed'));
  test('a race that was never armed has no start', () => expect(question_of(view({ header: { run: 0, state: 'called' } }))).toBe('none'));
  test('a gate that opened late points at no crew', () =>
    expect([...suspected_lanes(view({ faults: [{ lane: 2, concerns_crew: false }, { lane: 5, concerns_crew: true }] }))]).toEqual([5]));
});

describe('Whether there is anything to decide', () => {
  const start = (state, more = {}) => ({ header: { run: 1, state }, recall_requested: false, recalled: false, signal_us: null, faults: [], decisions: [], ...more });
  test.each([
    ['attention', {}, 'waiting'], ['at_start', {}, 'waiting'], ['attention', { faults: [{}] }, 'quiet'], ['attention', { recall_requested: true }, 'asked'], ['attention', { signal_us: 5 }, 'quiet'],
    ['started', {}, 'quiet'], ['recalled', { recalled: true }, 'recalled'], ['at_start', { decisions: [{ run: 1, verdict: 'no_blame' }] }, 'decided'], ['at_start', { decisions: [{ run: 0, verdict: 'no_blame' }] }, 'waiting'], ['official', {}, 'closed'],
  ])('%s %j: %s', (state, more, question) => expect(question_of(start(state, more))).toBe(question));
});

describe('Decisions on a start', () => {
  const of = (run, verdict) => ({ run, verdict, responsible: [] });
  test('the newest verdict of each start stands, a recall is none', () => {
    const all = [of(1, 'recalled: false_start'), of(1, 'upheld'), of(1, 'dismissed'), of(2, 'upheld')];
    expect(all.map((one) => is_replaced(all, one))).toEqual([false, true, false, false]);
  });
});

describe('Sensors of a start', () => {
  const seen = (more) => ({ reaction_signals: [{ device: 'blocks' }], rows: [{ quantities: [] }, { quantities: [], ...more }] });
  test('none is told from one that found nothing, and the one of the signal is none', () => {
    expect(has_sensors(seen({}))).toBe(false);
    expect(has_sensors(seen({ trace: { onset_ns: null } }))).toBe(true);
    expect(has_sensors(seen({ quantities: [{ name: 'release', ns: 1 }] }))).toBe(true);
  });
});
