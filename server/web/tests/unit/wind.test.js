import { describe, expect, test } from 'vitest';
import { parse_wind, reading_text } from '../../src/text/wind.js';

describe('Wind', () => {
  test.each([
    ['+2.03', { sign: 1, mm_s: 2030 }], ['-1,4', { sign: -1, mm_s: 1400 }], ['−0.5', { sign: -1, mm_s: 500 }], [' 0.7 ', { sign: 0, mm_s: 700 }], ['3', { sign: 0, mm_s: 3000 }], ['+ 12.345', { sign: 1, mm_s: 12345 }],
  ])('reads %s', (text, wind) => expect(parse_wind(text)).toEqual(wind));

  test.each(['', '.', '2.', '+', '1.2345', '123', '--1', '1e3', '2 m/s'])('does not guess at "%s"', (text) => expect(parse_wind(text)).toBeNull());

  test.each([[2030, '+2.03 m/s'], [-1400, '−1.4 m/s'], [0, '0.0 m/s'], [-500, '−0.5 m/s'], [12345, '+12.345 m/s'], [3000, '+3.0 m/s']])('says %d as it was read', (mm_s, text) => expect(reading_text(mm_s)).toBe(text));
});
