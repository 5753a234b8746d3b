import { describe, expect, test } from 'vitest';
import { instant_of } from '../../src/programme/instant.js';
import { rounds_of } from '../../src/programme/rounds.js';
import { lanes_word, seat_mark, stage_of, state_word } from '../../src/text/words.js';

describe('Rounds', () => {
  const race = (phase, group) => ({ phase, group });
  test('races of a group stand together, finals in one column', () => {
    const rounds = rounds_of([race('H1', 'H'), race('H2', 'H'), race('SA/B1', 'SA/B'), race('SA/B2', 'SA/B'), race('FA', 'FA'), race('FB', 'FB')]);
    expect(rounds.map(({ title, races }) => [title, races.length])).toEqual([['Heats', 2], ['Semifinals A/B', 2], ['Finals', 2]]);
  });
  test('without races there are no rounds', () => expect(rounds_of([])).toEqual([]));
});

describe('A time of day', () => {
  test('is on the day of the race', () => {
    const day = new Date(2026, 6, 24, 9, 0).getTime() * 1000;
    expect(instant_of(day, '14:05')).toBe(new Date(2026, 6, 24, 14, 5).getTime() * 1000);
  });
});

describe('Words of the programme', () => {
  test('a race that is off says how', () => expect(['postponed', 'cancelled'].map((state) => [stage_of(state), state_word(state)])).toEqual([['off', 'Postponed'], ['off', 'Cancelled']]));
  test('marks are those of result sheets', () => expect(['by_place', 'by_time', 'by_lot'].map(seat_mark)).toEqual(['Q', 'q', 'lot']));
  test('lanes that differ are said to', () => expect(lanes_word('differ')).toBe('Lanes differ from the table'));
});
