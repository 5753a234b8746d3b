import { describe, expect, test } from 'vitest';
import { drawing_of } from '../../src/print/curve_points.js';

const axis = { from_ns: -40e6, to_ns: 260e6 };
const trace = { begins_us: -500_000, onset_us: 110_000, uncertainty_us: 3_000, baseline_micro: 100e6, level_micro: 200e6 };
/** A second and a half of rest at 100 N, then 5000 N from 110 ms on: one sample a millisecond. */
const samples = { interval_ns: 1_000_000, scale_micro: 1_000_000, samples: Array.from({ length: 1500 }, (_, k) => (k - 500 < 110 ? 100 : 5000)) };

describe('A trace on paper', () => {
  const drawing = drawing_of(trace, samples, axis);
  const points = drawing.points.split(' ').map((point) => point.split(',').map(Number));
  test('has the samples of the axis and no others', () => {
    expect(points.length).toBeGreaterThanOrEqual(301);
    expect(points.length).toBeLessThanOrEqual(303);
    expect(Math.min(...points.map(([x]) => x))).toBeGreaterThan(-5);
    expect(Math.max(...points.map(([x]) => x))).toBeLessThan(1005);
  });
  test('rises at the onset, over the level', () => {
    const [x] = points.find(([, y]) => y < drawing.level_y);
    expect(drawing.onset_x).toBeCloseTo(500, 5);
    expect(x).toBeCloseTo(drawing.onset_x, 0);
    expect(drawing.level_y).toBeLessThan(drawing.baseline_y);
  });
  test('is drawn close to the level: what is far beyond goes out of the drawing, and does not run along its edge', () => {
    expect(drawing.level_y).toBeGreaterThan(50);
    expect(drawing.baseline_y).toBeLessThan(100);
    expect(points.at(-1)[1]).toBeLessThan(-10);
  });
  test('has the band of the onset, as wide as its uncertainty', () => {
    expect(drawing.band_width).toBeCloseTo(20, 5);
    expect(drawing.band_x + drawing.band_width / 2).toBeCloseTo(500, 5);
  });
  test('without an onset is the curve alone; an onset beyond the axis is not drawn at its edge', () => {
    expect(drawing_of({ ...trace, onset_us: null }, samples, axis)).toMatchObject({ onset_x: null, level_y: null });
    expect(drawing_of({ ...trace, onset_us: 400_000 }, samples, axis).onset_x).toBe(null);
  });
});
