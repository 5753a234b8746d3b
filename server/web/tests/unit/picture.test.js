import { expect, test } from 'vitest';
import { column_of, instant_text, marks_of, ticks_of, time_us_of } from '../../src/photo/picture.js';

const picture = { width: 6000, lines_per_s: 3000, column_0_us: 398_000_000, lanes: [{ lane: 1, column: 3000, counts: true }, { lane: 2, column: 10, counts: true }, { lane: 3, column: 12, counts: true }, { lane: 4, column: 5990, counts: true }] };

test('a column and its time say the same', () => {
  expect(time_us_of(picture, 3000)).toBe(399_000_000);
  expect(column_of(picture, time_us_of(picture, 4112))).toBeCloseTo(4112, 6);
});

test('an instant is cut, never rounded up', () => {
  expect(instant_text(399_370_666)).toBe('6:39.370');
  expect(instant_text(59_999_999)).toBe('59.999');
  expect(instant_text(399_370_999, 1)).toBe('6:39.3');
  expect(instant_text(60_000_000, 0)).toBe('1:00');
  expect(instant_text(-5)).toBe('0.000');
});

test('ticks stand on round instants, far enough apart, within what is seen and within the picture', () => {
  const whole = ticks_of(picture, 0.2, 0, 1200);
  expect(whole.map((one) => one.text)).toEqual(['6:38.0', '6:38.2', '6:38.4', '6:38.6', '6:38.8', '6:39.0', '6:39.2', '6:39.4', '6:39.6', '6:39.8', '6:40.0']);
  expect(whole[1].x - whole[0].x).toBeCloseTo(120, 6);
  const close = ticks_of(picture, 8, 24_000, 25_000);
  expect(close.every((one) => one.x >= 24_000 && one.x <= 25_000)).toBe(true);
  expect(close.length).toBeGreaterThan(5);
  expect(close[0].text).toBe('6:39.000');
  expect(ticks_of(picture, 1, 5900, 9000).every((one) => one.x <= 6000)).toBe(true);
  expect(ticks_of({ ...picture, width: 1_000_000, lines_per_s: 1 }, 0.001, 0, 1000).length).toBeLessThanOrEqual(200);
});

test('labels of lanes that are near one another stand in rows, and those at the end hang to the left', () => {
  const marks = marks_of(picture, 0.2, 118);
  expect(marks.map((one) => [one.lane, one.row, one.is_left])).toEqual([[2, 0, false], [3, 1, false], [1, 0, false], [4, 0, true]]);
  expect(marks[0].x).toBeCloseTo(2.1, 6);
});
