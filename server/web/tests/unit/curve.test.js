import { describe, expect, test } from 'vitest';
import { close_range, curve_of, height_on, range_of } from '../../src/referee/curve.js';

const trace = { begins_us: -500_000 };
const samples = { interval_ns: 250_000, scale_micro: -500_000, samples: [100, -100, -300] };

describe('curve', () => {
  test('counts time from the signal and values in their unit, the sensor the right way round', () => {
    expect(curve_of(trace, samples)).toEqual({ ms: [-500, -499.75, -499.5], values: [-50, 50, 150] });
  });

  test('has room for all that is on the axis, and for the level', () => {
    const curve = { ms: [0, 10, 20], values: [0, 10, 1000] };
    const { low, high } = range_of(curve, { from_ns: 0, to_ns: 12_000_000 }, [20]);
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(20);
    expect(high).toBeLessThan(30);
  });

  test('of a dead sensor has a height too', () => {
    const { low, high } = range_of({ ms: [0, 1], values: [7, 7] }, { from_ns: 0, to_ns: 1e6 });
    expect(high).toBeGreaterThan(low);
  });

  test('outside of the axis is shown by all of it', () => {
    const { low, high } = range_of({ ms: [5000], values: [3] }, { from_ns: 0, to_ns: 1e6 });
    expect(low).toBeLessThan(3);
    expect(high).toBeGreaterThan(3);
  });

  test('looked at closely shows the level well over the baseline, whichever way the unit counts', () => {
    const range = close_range([300, 306]);
    expect(height_on(range, 300) - height_on(range, 306)).toBeGreaterThan(5);
    expect(height_on(range, 300)).toBeLessThan(90);
    expect(close_range([5, 5]).high).toBeGreaterThan(5);
  });

  test('is as high as its value, within the picture', () => {
    expect(height_on({ low: 0, high: 100 }, 75)).toBe(25);
    expect(height_on({ low: 0, high: 100 }, 175)).toBe(0);
  });
});
