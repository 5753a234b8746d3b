import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { board_marks } from '../../src/scoreboard/board_marks.js';
import words from '../../src/text/languages/en.js';
import { adjusted_text, made_text, qualified_in, wind_text } from '../../src/text/marks.js';

const seat = (crew, mark, from) => ({ lane: 1, crew, code: '', name: '', mark, from });
const progression = { event: 'M1x', races: [{ phase: 'SA/B', seats: [seat(1, 'by_place', 'H1'), seat(2, 'by_time', 'H2'), seat(3, 'by_lot', 'H1'), seat(4, 'rest', 'H1'), seat(5, 'entry', '')] }] };
const header = { race: 7, run: 1, event: 'M1x', phase: 'H1' };

describe('Marks', () => {
  test('who goes on is said of the race that it comes from, with why', () => {
    expect([...qualified_in(progression, header)]).toEqual([[1, { mark: 'Q', to: 'SA/B', says: 'goes on by its place' }], [3, { mark: 'lot', to: 'SA/B', says: 'goes on by lot' }]]);
    expect([...qualified_in(progression, { ...header, phase: 'H2' }).values()].map(({ mark }) => mark)).toEqual(['q']);
    expect(qualified_in(progression, { ...header, event: 'W1x' }).size).toBe(0);
    expect(qualified_in(undefined, header).size).toBe(0);
  });

  test('an official\'s word is a mark of its own', () => {
    const advanced = { event: 'M1x', races: [{ phase: 'F', seats: [seat(1, 'by_referee', 'H1'), seat(2, 'by_jury', 'H1')] }] };
    expect([...qualified_in(advanced, header).values()].map(({ mark }) => mark)).toEqual(['qR', 'qJ']);
  });

  test('the words are those that the server writes', () => {
    const golden = readFileSync(new URL('../../../../tests/races/progression.views', import.meta.url), 'utf8');
    const marks = new Set([...golden.matchAll(/"mark":"([^"]*)"/g)].map(([, mark]) => mark));
    expect(marks.size).toBeGreaterThan(2);
    for (const mark of marks) expect(words, mark).toHaveProperty([`seat.${mark}`]);
  });

  test('how a time was made is said only where several measured it', () => {
    expect(made_text(null)).toBe('');
    expect(made_text({ text: '54.11' })).toBe('');
    expect(made_text({ made_of: 'button_corrected', backup_text: '54.12', difference_text: '-0.03', correction_text: '+0.02' })).toBe('button corrected; backup 54.12, difference -0.03; corrected by +0.02');
    expect(made_text({ watches: ['54.1'] })).toBe('watch 54.1');
    expect(made_text({ watches: ['54.1', '54.3'] })).toBe('watches 54.1, 54.3');
  });

  test('what was added and taken is said with the raw time', () => {
    expect(adjusted_text({ raw_text: '', penalty_text: '+5.00' })).toBe('');
    expect(adjusted_text({ raw_text: '18:29.55', penalty_text: '+10.00', handicap_text: '22.00' })).toBe('raw 18:29.55, penalty +10.00, handicap −22.00');
    expect(wind_text(undefined)).toBe('');
    expect(wind_text({ text: '-0.4' })).toBe('Wind -0.4 m/s');
  });

  test('marks of another run, or of another race, are not on the board', () => {
    const row = (lane, more) => ({ crew: { lane, crew: lane }, penalty_text: '', ...more });
    const results = { header, rows: [row(1, {}), row(2, { penalty_text: '+5.00' }), row(5, { records: [{ mark: 'WR', eligibility: 'not_eligible' }] }), row(6, { records: [{ mark: 'WR', eligibility: 'open' }] })] };
    expect([...board_marks(results, progression, header).keys()]).toEqual([1, 2, 6]);
    expect(board_marks(results, progression, { ...header, run: 2 }).size).toBe(0);
    expect(board_marks(results, progression, { ...header, race: 8 }).size).toBe(0);
    expect(board_marks(undefined, progression, header).size).toBe(0);
  });
});
