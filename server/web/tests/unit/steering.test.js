// What officials chose for the scoreboards, and the letters of a message.
import { describe, expect, test } from 'vitest';
import { largest_that } from '../../src/scoreboard/fit_text.js';
import { hidden_race, steering_of } from '../../src/scoreboard/steering.js';

const automatic = { shows: 'automatic', text: '' };
const meet = (state, board) => ({ current_race: 12, races: [{ race: 11, state: 'official' }, { race: 12, state }], board });

describe('What was chosen', () => {
  test('is automatic where nobody chose, and before anything came', () => {
    expect(steering_of(undefined)).toEqual(automatic);
    expect(steering_of(meet('running'))).toEqual(automatic);
  });
  test.each(['race', 'schedule', 'medals'])('is %s', (shows) => expect(steering_of(meet('running', { shows }))).toEqual({ shows, text: '' }));
  test('is a message with its text', () => expect(steering_of({ board: { shows: 'message', text: 'Lunch' } })).toEqual({ shows: 'message', text: 'Lunch' }));
  test.each([[{ shows: 'video' }], [{ shows: 'message' }], [{ shows: 'message', text: ' ' }], [{ shows: 'medals', text: 'Lunch' }], [{}]])('is automatic where a page cannot tell: %j', (board) => expect(steering_of({ board })).toEqual(automatic));
});

describe('The race that is hidden', () => {
  test.each(['schedule', 'medals', 'message'])('is the one that is on, by %s', (shows) => expect(hidden_race(meet('running'), shows)).toBe(12));
  test.each(['automatic', 'race'])('is none by %s', (shows) => expect(hidden_race(meet('running'), shows)).toBe(null));
  test.each(['scheduled', 'called', 'unofficial', 'official'])('is none while it is %s', (state) => expect(hidden_race(meet(state), 'medals')).toBe(null));
  test('is none without a race', () => expect(hidden_race({ current_race: null, races: [] }, 'medals')).toBe(null));
});

describe('The largest that fits', () => {
  test('is found wherever it is', () => {
    for (let limit = 3; limit <= 40; limit += 1) expect(largest_that((size) => size <= limit, 3, 40)).toBe(limit);
  });
  test('is the least where nothing fits', () => expect(largest_that(() => false, 3, 40)).toBe(3));
});
