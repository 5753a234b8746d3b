import { describe, expect, test } from 'vitest';
import { scatter_text, thousandths_text } from '../../src/console/systems.js';
import { age_text, limit_s_text, ms_text, parse_time_us, running_text, start_note, start_text, uncertainty_s_text, uncertainty_text } from '../../src/text/time.js';
import { speak } from '../../src/text/say.js';
import { count, mark_of, phase_word, point_word, race_title, state_word, verdict_word } from '../../src/text/words.js';

describe('Running clock', () => {
  test.each([
    [-5_000_000, '0.0'], [0, '0.0'], [99_999, '0.0'], [59_999_999, '59.9'], [60_000_000, '1:00.0'],
    [401_349_999, '6:41.3'], [3_600_000_000, '1:00:00.0'],
  ])('shows %d us as %s', (us, text) => expect(running_text(us)).toBe(text));
});

describe('A start of its own', () => {
  const due_us = new Date(2026, 6, 4, 9, 59, 30).getTime() * 1000;
  const lane = (n) => `lane ${n}`;
  test('is a time of the day with its seconds', () => expect(start_text({ due_us })).toBe('09:59:30'));
  test('has the part of a second that it has', () => expect(start_text({ due_us: due_us + 2_250_000 })).toBe('09:59:32.25'));
  test('is after the first one while no time is set', () => expect(start_text({ after_text: '0:22.5' })).toBe('+0:22.5'));
  test('has the span and the lane beside it', () => {
    expect(start_note({ due_us, after_text: '0:30', from: 3 }, lane)).toBe('+0:30, lane 3');
    expect(start_note({ due_us, after_text: '0:30' }, lane)).toBe('+0:30');
    expect(start_note({ after_text: '0:30', from: 3 }, lane)).toBe('lane 3');
    expect(start_note({ after_text: '0:30' }, lane)).toBe('');
  });
});

describe('Typed times', () => {
  test.each([
    ['6:41.34', 401_340_000], ['41,3', 41_300_000], ['1:02:03', 3_723_000_000], ['0.071', 71_000], ['90', 90_000_000],
    ['6:61.3', null], ['', null], ['six', null], ['1:2:3:4', null], ['-5', null],
  ])('%s is %s us', (text, us) => expect(parse_time_us(text)).toBe(us));
});

describe('Exact milliseconds', () => {
  test.each([[71_482_900, '71.482'], [-12_500_000, '−12.500'], [0, '0.000'], [999, '0.000'], [-999, '0.000']])(
    '%d ns is %s', (ns, text) => expect(ms_text(ns)).toBe(text));
});

describe('Uncertainty', () => {
  test.each([[200_000, '±0.20 s'], [20_000, '±20 ms'], [13_001, '±14 ms'], [99_999, '±100 ms'], [100_000, '±0.10 s'], [1_500, '±1.5 ms'], [12, '±0.012 ms'], [1_501, '±1.6 ms'], [11_999.2, '±12 ms'], [0, '±0.000 ms']])(
    '%d us is %s', (us, text) => expect(uncertainty_text(us)).toBe(text));
  test.each([[71, '±0.0001 s'], [1_500, '±0.0015 s'], [1_501, '±0.0016 s'], [9_901, '±0.0100 s'], [12_000, '±0.012 s'], [12_001, '±0.013 s'], [150_000, '±0.150 s'], [0, '±0.0000 s']])(
    '%d us is %s beside a figure in seconds', (us, text) => expect(uncertainty_s_text(us)).toBe(text));
});

describe('Limits and ages', () => {
  test.each([[90_000_000, '0.090 s'], [12_500_000, '0.0125 s'], [100_000_000, '0.100 s'], [1_234_000, '0.001234 s']])('%d ns is %s beside reactions', (ns, text) => expect(limit_s_text(ns)).toBe(text));
  test.each([[-5, '0 s'], [119_900_000, '119 s'], [120_000_000, '2 min'], [7_200_000_000, '2 h']])('%d us is %s', (us, text) => expect(age_text(us)).toBe(text));
});

describe('Words', () => {
  test('an unknown word is shown as it came', () => expect(state_word('towed_away')).toBe('towed away'));
  test('points are distances', () => expect(point_word('split 500')).toBe('500 m'));
  test('a recall names its cause', () => expect(verdict_word('recalled: faulty_start')).toBe('Recalled: faulty start'));
  test('a race has its own title, or one made of event and phase', () => {
    expect(race_title({ race: 3, title: 'W2-, Final A', event_title: "Women's Pair", phase: 'FA' })).toBe('W2-, Final A');
    expect(race_title({ race: 3, title: '', event_title: "Women's Pair", phase: 'FA' })).toBe("Women's Pair, Final A");
    expect(race_title({ race: 3, title: '', event_title: '', event: '', phase: '' })).toBe('Race 3');
  });
  test.each([['H1', 'Heat 1'], ['SF2', 'Semifinal 2'], ['SA/B1', 'Semifinal A/B 1'], ['FB', 'Final B'], ['F', 'Final'], ['Heat 3', 'Heat 3'], ['TT', 'TT'], [undefined, '']])(
    'phase %s is %s', (phase, word) => expect(phase_word(phase)).toBe(word));
  test('a revision carries its number', () => expect(mark_of({ status: 'revised', revision: 2 })).toBe('Revised (2)'));
});

describe('Numbers of things', () => {
  test.each([['en', '0 races', '1 race', '2 races'], ['de', '0 Läufe', '1 Lauf', '2 Läufe'], ['fr', '0 course', '1 course', '2 courses'], ['it', '0 gare', '1 gara', '2 gare'], ['es', '0 carreras', '1 carrera', '2 carreras'], ['zh', '0 场', '1 场', '2 场']])('%s', async (language, ...said) => {
    speak({ ...(await import(`../../src/text/languages/${language}.js`)).default, ...(await import(`../../src/text/officials/${language}/index.js`)).default });
    expect([0, 1, 2].map((n) => count(n, 'race'))).toEqual(said);
    speak({ ...(await import('../../src/text/languages/en.js')).default, ...(await import('../../src/text/officials/en/index.js')).default });
  });
});

describe('Systems A and B', () => {
  test('differences are cut towards zero and keep their sign', () => {
    expect([3_149, -82_000, 40, -40, 0].map(thousandths_text)).toEqual(['+3.1', '−82.0', '0.0', '0.0', '0.0']);
    expect(scatter_text(181)).toBe('0.1');
  });
});
