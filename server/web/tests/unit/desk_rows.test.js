// What the desk works out by itself: rows held in their order, a time with a penalty, what a password lacks; without a browser.
import { describe, expect, it } from 'vitest';
import { in_held_order, lanes_of } from '../../src/console/held_order.svelte.js';
import { time_with } from '../../src/console/penalty.js';
import { missing_in } from '../../src/desk/password.js';

const rows = (...lanes) => lanes.map((lane) => ({ crew: { lane } }));

describe('Rows that are held', () => {
  it('stand as they stood, those that came since after them, and none is lost', () => {
    expect(lanes_of(in_held_order(rows(4, 3, 2, 1), [1, 2, 3, 4]))).toEqual([1, 2, 3, 4]);
    expect(lanes_of(in_held_order(rows(6, 4, 5, 1), [1, 2, 4]))).toEqual([1, 4, 6, 5]);
  });
});

describe('A time with a penalty', () => {
  it.each([
    ['6:42.11', 5e6, '6:47.11'], ['6:42.11', 0.5e6, '6:42.61'], ['59.9', 0.125e6, '1:00.025'], ['59:58.20', 5e6, '1:00:03.20'], ['6:47.11', -5e6, '6:42.11'], ['6:42', 1.5e6, '6:43.5'],
  ])('%s and %d us', (text, more_us, says) => expect(time_with(text, more_us)).toBe(says));

  it('is none where there is no time, and never less than nothing', () => {
    expect(time_with('', 5e6)).toBe(null);
    expect(time_with('3.10', -4e6)).toBe(null);
  });
});

describe('A password', () => {
  it('says what it lacks before it is sent', () => {
    expect(missing_in('haus')).toBe('Characters still missing: 4');
    expect(missing_in('\u{1F6A3}\u{1F6A3}\u{1F6A3}\u{1F6A3}ab')).toBe('Characters still missing: 2');
    expect(missing_in('aaaaaaaaa')).toBe('Too easily guessed.');
    expect(missing_in('Jonathan', 'jonathan ')).toBe('Too easily guessed.');
    expect(missing_in('boat lamp nine', 'Anna', 'boat lamp')).toBe('The two passwords are not the same. Type them again.');
    expect(missing_in('boat lamp nine', 'Anna', 'boat lamp nine')).toBe('');
  });
});
