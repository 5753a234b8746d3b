import { describe, expect, test } from 'vitest';
import { points_of_timeline } from '../../src/console/crossings.js';
import { can_be_moved, free_row_px, lane_beside, mark_at, marks_of, point_at_first, row_at, row_px, rows_of, shape_of, spread, stretch_of, ticks_of, x_of } from '../../src/console/timeline.js';

const at = (id, s, more = {}) => ({ id, at_us: s * 1e6, lane: null, point: 'finish', use: 'unnamed', source: 'a', by_hand: false, corrected: false, ...more });
const rows = rows_of([1, 2, 3]);

describe('The stretch of time', () => {
  test('has every mark that can be moved, away from both ends', () => {
    const { from_us, to_us } = stretch_of([at(1, 400), at(2, 410)]);
    expect(from_us).toBe(399.3e6);
    expect(to_us).toBe(410.7e6);
  });

  test('is a second long at least', () => {
    const { from_us, to_us } = stretch_of([at(1, 400)]);
    expect([from_us, to_us]).toEqual([399.5e6, 400.5e6]);
  });

  test('is not drawn out by what is void, unless there is nothing else', () => {
    const void_one = at(2, 100, { use: 'voided' });
    expect(stretch_of([at(1, 400), void_one]).from_us).toBe(399.5e6);
    expect(stretch_of([void_one]).from_us).toBe(99.5e6);
  });

  test('lies over the width, and its axis counts in whole steps from the start', () => {
    const stretch = { from_us: 1_399.3e6, to_us: 1_410.7e6 };
    expect(x_of(1_405e6, stretch, 400)).toBe(200);
    expect(ticks_of(stretch, 1_000e6, 400).map((tick) => tick.since_us / 1e6)).toEqual([400, 405, 410]);
    expect(ticks_of(stretch, 1_000e6, 1000).map((tick) => tick.since_us / 1e6)).toEqual([400, 402, 404, 406, 408, 410]);
  });
});

describe('Rows', () => {
  test('begin with the one of no lane, and each begins where the one before ends', () => {
    expect(rows.map((row) => [row.lane, row.top])).toEqual([[null, 0], [1, free_row_px], [2, free_row_px + row_px], [3, free_row_px + 2 * row_px]]);
  });

  test('are hit by a hand in them, and by none above or below all', () => {
    expect(row_at(0, rows).lane).toBe(null);
    expect(row_at(free_row_px - 0.5, rows).lane).toBe(null);
    expect(row_at(free_row_px, rows).lane).toBe(1);
    expect(row_at(free_row_px + 3 * row_px - 1, rows).lane).toBe(3);
    expect(row_at(-1, rows)).toBe(undefined);
    expect(row_at(free_row_px + 3 * row_px, rows)).toBe(undefined);
  });

  test('have neighbours, and at the ends none', () => {
    expect([lane_beside(null, 1, rows), lane_beside(2, 1, rows), lane_beside(1, -1, rows), lane_beside(3, 1, rows), lane_beside(null, -1, rows)]).toEqual([1, 3, null, 3, null]);
  });
});

describe('Marks that lie close', () => {
  test('stand in the middle where they have room', () => expect(spread([10, 60, 110], row_px)).toEqual([0, 0, 0]));

  test('of one instant stand one above the other, within their row', () => {
    expect(spread([50, 50], row_px)).toEqual([-12, 12]);
    expect(spread([50, 50, 51], free_row_px)).toEqual([-24, 0, 24]);
    const many = spread(Array.from({ length: 30 }, () => 50), free_row_px);
    expect(new Set(many).size).toBe(30);
    expect(Math.max(...many.map(Math.abs))).toBeLessThanOrEqual(free_row_px / 2 - 12);
  });

  test('take the first level that is free again', () => expect(spread([0, 10, 26, 40], free_row_px)).toEqual([-12, 12, -12, 12]));

  test('of which one does not touch the others are two groups', () => expect(spread([0, 10, 100, 200, 205], row_px)).toEqual([-12, 12, 0, -12, 12]));
});

describe('Marks', () => {
  const impulses = [at(3, 405, { lane: 2, use: 'used' }), at(1, 400), at(2, 400.001), at(4, 390, { use: 'voided' }), at(5, 406, { lane: 9, use: 'lane_not_drawn' })];
  const marks = marks_of(impulses, stretch_of(impulses), 400, rows, (impulse) => impulse.lane);

  test('stand at their instant in the row of their lane, oldest first; an unknown lane is none', () => {
    expect(marks.map(({ impulse, lane }) => [impulse.id, lane])).toEqual([[1, null], [2, null], [3, 2], [5, null]]);
    expect(marks[0].y).not.toBe(marks[1].y);
    expect(marks[2].y).toBe(free_row_px + 1.5 * row_px);
    expect(marks[2].x).toBeCloseTo(x_of(405e6, stretch_of(impulses), 400));
  });

  test('under a hand: the nearest whose grip it is in', () => {
    const { x, y } = marks[1];
    expect(mark_at(x, y + 3, marks).impulse.id).toBe(2);
    expect(mark_at(x, marks[0].y - 3, marks).impulse.id).toBe(1);
    expect(mark_at(marks[2].x + 22, marks[2].y - 22, marks).impulse.id).toBe(3);
    expect(mark_at(marks[2].x + 23, marks[2].y, marks)).toBe(undefined);
  });

  test('have the shape of what saw them, by hand before all', () => {
    expect([at(1, 1), at(1, 1, { source: 'b' }), at(1, 1, { source: 'photo' }), at(1, 1, { source: 'hand' }), at(1, 1, { by_hand: true })].map(shape_of)).toEqual(['circle', 'square', 'triangle', 'diamond', 'diamond']);
  });

  test('cannot be moved where no lane would make them count', () => {
    const all = ['used', 'unnamed', 'doubled', 'lane_not_drawn', 'voided', 'earlier_run', 'outside_start', 'tested'];
    expect(all.filter((use) => can_be_moved({ use }))).toEqual(['used', 'unnamed', 'doubled', 'lane_not_drawn']);
    expect(can_be_moved({ use: 'used', corrected: true })).toBe(false);
  });
});

describe('The point shown', () => {
  const points = ['split 500', 'split 1000', 'finish'];

  test('is the finish once anybody is there, and before that the newest that was crossed', () => {
    const split = (metres, use = 'used') => at(1, metres / 5, { point: `split ${metres}`, use });
    expect(point_at_first([], points)).toBe('finish');
    expect(point_at_first([split(500), split(1000)], points)).toBe('split 1000');
    expect(point_at_first([split(500), split(1000, 'earlier_run')], points)).toBe('split 500');
    expect(point_at_first([split(500), at(2, 400)], points)).toBe('finish');
  });

  test('is one of the splits of the race, or of those that were crossed', () => {
    const results = { header: { distance_m: 2000 }, rows: [{ splits: [{ metres: 1000 }, { metres: 2000 }] }] };
    expect(points_of_timeline([at(1, 1), at(2, 2, { point: 'split 500' }), at(3, 0, { point: 'start_signal' })], results)).toEqual(['split 500', 'split 1000', 'finish']);
    expect(points_of_timeline([], undefined)).toEqual(['finish']);
  });
});
