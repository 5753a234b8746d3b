import { describe, expect, test } from 'vitest';
import { marks_of } from '../../src/referee/axis.js';
import { axis_with, bounds_of, clamp, grid_of, last_mark_ns, moment_text, sample_at, sight_text, snapped, span_text, stepped, value_text, zoomed_axis } from '../../src/referee/cursor.js';

const ms = 1_000_000;
const trace = { begins_us: -500 };
/** Five samples at 4000 Hz: -0.5, -0.25, 0, 0.25 and 0.5 ms. */
const samples = { interval_ns: 250_000, scale_micro: 15_000, unit: 'N', samples: [1201, -3, 1202, 1203, 1204] };
const grid = grid_of(trace, samples);
const bounds = { from_ns: -500 * ms, to_ns: 1000 * ms };

describe('The cursor steps', () => {
  test('from sample to sample, and stays on the trace', () => {
    expect(stepped(0, grid, 1)).toBe(250_000);
    expect(stepped(0, grid, -1)).toBe(-250_000);
    expect(stepped(0, grid, 10)).toBe(500_000);
    expect(stepped(0, grid, -10)).toBe(-500_000);
  });

  test('from between two samples to the one ahead', () => {
    expect(stepped(10_000, grid, 1)).toBe(250_000);
    expect(stepped(10_000, grid, -1)).toBe(0);
  });

  test('by whole milliseconds where there is no trace, without an end', () => {
    const plain = grid_of(undefined, null);
    expect(stepped(65_250_642, plain, 1)).toBe(66 * ms);
    expect(stepped(65_250_642, plain, -10)).toBe(56 * ms);
    expect(stepped(5000 * ms, plain, 1)).toBe(5001 * ms);
    expect(grid_of(trace, null)).toEqual(plain);
  });

  test('to the nearest sample where it is pointed at', () => {
    expect(snapped(130_000, grid)).toBe(250_000);
    expect(snapped(120_000, grid)).toBe(0);
    expect(snapped(9 * ms, grid)).toBe(500_000);
  });

  test('never out of the bounds, and to the last mark within them', () => {
    expect([clamp(-501 * ms, bounds), clamp(3, bounds), clamp(1001 * ms, bounds)]).toEqual([-500 * ms, 3, 1000 * ms]);
    const rows = [{ quantities: [{ ns: 65_250_642 }, { ns: 4000 * ms }] }, { quantities: [{ ns: 200_181_528 }] }, { quantities: [] }];
    expect(last_mark_ns(rows, bounds)).toBe(200_181_528);
    expect(last_mark_ns([], bounds)).toBe(0);
  });
});

describe('A sample', () => {
  test('is the nearest one, with its own moment and value', () => {
    expect(sample_at(trace, samples, -240_000)).toEqual({ ns: -250_000, micro: -45_000 });
    expect(sample_at(trace, samples, 500_000)).toEqual({ ns: 500_000, micro: 18_060_000 });
  });

  test('is none outside of the trace, nor without one', () => {
    expect(sample_at(trace, samples, 700_000)).toBe(null);
    expect(sample_at(trace, samples, -700_000)).toBe(null);
    expect(sample_at(trace, null, 0)).toBe(null);
  });

  test('has the digits of one count, and no more', () => {
    expect(value_text(18_060_000, samples)).toBe('18.060 N');
    expect(value_text(-45_000, samples)).toBe('−0.045 N');
    expect(value_text(302_250_000, { scale_micro: 250_000, unit: 'N' })).toBe('302.25 N');
    expect(value_text(7_000_000, { scale_micro: -1_000_000, unit: '' })).toBe('7');
    expect(value_text(7_000_000, { scale_micro: 10_000_000, unit: 'g' })).toBe('7 g');
  });
});

describe('A moment', () => {
  test('has six decimals and its sign, and is cut towards zero', () => {
    expect([0, 65_250_642, -250_999, -999, 1_000_000_000, -1_234_567_000].map(moment_text)).toEqual(['+0.000000', '+0.065250', '−0.000250', '+0.000000', '+1.000000', '−1.234567']);
  });

  test('and a span say no digit that is not there', () => {
    expect([1_000_000, 250_000, 104_167, 300_000_000].map(span_text)).toEqual(['1 ms', '0.25 ms', '0.104167 ms', '300 ms']);
    expect([402_377_687, 12_500_000, 10_000_000].map(sight_text), 'nobody looks for its nanoseconds').toEqual(['402 ms', '12.5 ms', '10 ms']);
  });
});

describe('The zoom', () => {
  const usual = { from_ns: -40 * ms, to_ns: 260 * ms };

  test('keeps the moment under the cursor where it is', () => {
    const near = zoomed_axis(usual, 60 * ms, 0.5, bounds);
    expect(near).toEqual({ from_ns: 10 * ms, to_ns: 160 * ms });
    expect(zoomed_axis(near, 60 * ms, 2, bounds)).toEqual(usual);
  });

  test('shows a cursor that was out of sight in the middle', () => {
    expect(zoomed_axis(usual, 600 * ms, 0.5, bounds)).toEqual({ from_ns: 525 * ms, to_ns: 675 * ms });
  });

  test('ends at ten samples, and at all that there is', () => {
    let axis = usual;
    for (let k = 0; k < 20; ++k) axis = zoomed_axis(axis, 0, 0.5, bounds, 250_000);
    expect(axis.to_ns - axis.from_ns).toBe(2_500_000);
    expect(axis.from_ns).toBeLessThanOrEqual(0);
    for (let k = 0; k < 20; ++k) axis = zoomed_axis(axis, 0, 2, bounds, 250_000);
    expect(axis).toEqual(bounds);
    // Where the next lane's samples lie further apart, looking closer must not look further away.
    expect(zoomed_axis({ from_ns: 0, to_ns: 2_500_000 }, 0, 0.5, bounds, 1_000_000)).toEqual({ from_ns: 0, to_ns: 2_500_000 });
  });

  test('goes along with a cursor that leaves it, and stays put for one that does not', () => {
    const near = { from_ns: 0, to_ns: 10 * ms };
    expect(axis_with(near, 10 * ms, bounds)).toBe(near);
    expect(axis_with(near, 11 * ms, bounds)).toEqual({ from_ns: 6 * ms, to_ns: 16 * ms });
    expect(axis_with(near, 999 * ms, bounds)).toEqual({ from_ns: 990 * ms, to_ns: 1000 * ms });
  });

  test('is bound by every look', () => {
    expect(bounds_of([usual, { from_ns: -45 * ms, to_ns: 144 * ms }, bounds])).toEqual(bounds);
  });

  test('has marks that can be read, however close', () => {
    for (const span of [1500, 300, 55, 20, 10, 2.5, 1, 0.1]) {
      const marks = marks_of({ from_ns: 65.3 * ms, to_ns: (65.3 + span) * ms });
      expect(marks.length).toBeGreaterThanOrEqual(2);
      expect(marks.length).toBeLessThanOrEqual(span > 100 ? 12 : 6);
      expect(new Set(marks.map((ns) => String(ns / 1_000_000_000))).size).toBe(marks.length);
    }
  });
});
