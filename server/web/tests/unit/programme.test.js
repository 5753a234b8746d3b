import { describe, expect, test } from 'vitest';
import { date_text, instant_of } from '../../src/programme/instant.js';
import { rounds_of } from '../../src/programme/rounds.js';
import { in_new_order, ways_of } from '../../src/programme/schedule.js';
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
    const day_us = new Date(2026, 6, 4, 9, 0).getTime() * 1000;
    expect(date_text(day_us)).toBe('2026-07-04');
    expect(instant_of(date_text(day_us), '14:05')).toBe(new Date(2026, 6, 4, 14, 5).getTime() * 1000);
  });
  test.each([['2026-07-24', ''], ['', '14:05'], ['', '']])('that is not filled in is none: "%s" "%s"', (date, clock) => expect(instant_of(date, clock)).toBe(null));
});

describe('The schedule', () => {
  const names = (state) => ways_of({ state }).map(([, name]) => name);
  test('lets be done what the race takes', () => {
    expect(names('called')).toEqual(['Delay', 'Swap', 'New time', 'Postpone', 'Cancel']);
    expect(names('postponed')).toEqual(['New time', 'Cancel']);
    expect(names('cancelled')).toEqual(['New time']);
    expect(names('running')).toEqual([]);
  });
  test('of two that change places the later one is rowed first', () => {
    const [early, late] = [{ race: 4, scheduled_us: 10 }, { race: 3, scheduled_us: 20 }];
    expect([in_new_order(early, late), in_new_order(late, early)]).toEqual([[3, 4], [3, 4]]);
  });
});

describe('Words of the programme', () => {
  test('a race that is off says how', () => expect(['postponed', 'cancelled'].map((state) => [stage_of(state), state_word(state)])).toEqual([['off', 'Postponed'], ['off', 'Cancelled']]));
  test('marks are those of result sheets', () => expect(['by_place', 'by_time', 'by_lot', 'by_referee', 'by_jury'].map(seat_mark)).toEqual(['Q', 'q', 'lot', 'qR', 'qJ']));
  test('lanes that differ are said to', () => expect(lanes_word('differ')).toBe('Lanes differ from the table'));
});
