import { describe, expect, test } from 'vitest';
import { dead_heats, photo_rows } from '../../src/console/photo.js';
import { lanes_seen_at, points_of, unnamed_of } from '../../src/console/crossings.js';

const typed = (lane, place, time = '', status = '') => ({ lane, place, time, status });

describe('Photo finish', () => {
  test('leaves out lanes of which nothing was read', () =>
    expect(photo_rows([typed(1, ''), typed(2, '1')]).rows).toEqual([{ lane: 2, place: 1, time_us: null, status: '' }]));
  test('times are microseconds', () => expect(photo_rows([typed(2, '1', '6:41.345')]).rows[0].time_us).toBe(401_345_000));
  test('equal places are a dead heat and leave the next place empty', () => {
    const { rows, problem } = photo_rows([typed(1, '1'), typed(2, '1'), typed(3, '3')]);
    expect(problem).toBe('');
    expect(dead_heats(rows)).toEqual([{ place: 1, lanes: [1, 2] }]);
  });
  test('a place after a dead heat is not given', () => expect(photo_rows([typed(1, '1'), typed(2, '1'), typed(3, '2')]).problem).toContain('Place 3 is missing'));
  test('a missing place is said', () => expect(photo_rows([typed(1, '1'), typed(2, '3')]).problem).toContain('Place 2 is missing'));
  test('what is no place is said', () => expect(photo_rows([typed(4, 'first')]).problem).toContain('Lane 4'));
  test('what is no time is said', () => expect(photo_rows([typed(4, '', '6.41.3')]).problem).toContain('Lane 4'));
  test('a status alone is a row', () => expect(photo_rows([typed(4, '', '', 'DNF')]).rows).toEqual([{ lane: 4, place: null, time_us: null, status: 'DNF' }]));
});

describe('Crossings', () => {
  const impulses = [
    { id: 3, use: 'unnamed', point: 'finish', lane: null, at_us: 30 },
    { id: 2, use: 'unnamed', point: 'finish', lane: null, at_us: 20 },
    { id: 1, use: 'used', point: 'finish', lane: 4, at_us: 10 },
    { id: 4, use: 'voided', point: 'finish', lane: 5, at_us: 5 },
    { id: 5, use: 'used', point: 'split 250', lane: 5, at_us: 1 },
  ];
  test('the oldest nameless one comes first', () => expect(unnamed_of(impulses).map((impulse) => impulse.id)).toEqual([2, 3]));
  test('a void crossing does not count as seen', () => expect([...lanes_seen_at(impulses, 'finish')]).toEqual([4]));
  test('points include the splits that the race really has', () => expect(points_of(impulses, 1000)).toEqual(['split 250', 'split 500', 'finish', 'start_signal']));
});
