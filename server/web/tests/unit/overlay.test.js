// What the broadcast graphics are told and say, without a browser.
import { describe, expect, test } from 'vitest';
import { data_of_update, initial_options, options_of, settings, shown_graphics, with_data } from '../../src/overlay/options.js';
import { banner_of, gaps_of, medals_of, next_race, scene_of, waits_for_photo } from '../../src/overlay/race.js';
import { banner_text, filled, languages, mark_text, phase_text, title_text, words_in } from '../../src/overlay/words.js';
import { beat_of, flash_us } from '../../src/sync/beat.js';

const known = ['clock', 'order-tower', 'start-list', 'result', 'start-banner', 'title'];

describe('Options of an overlay', () => {
  test.each([['', 0], ['?delay_ms=2000', 2000], ['?delay_ms=-5', 0], ['?delay_ms=99999999', 60_000], ['?delay_ms=soon', 0], ['?delay_ms=12.6', 13]])(
    'the delay of "%s" is %d ms', (search, delay_ms) => expect(options_of(search).options.delay_ms).toBe(delay_ms));
  test('shows the usual ones unless some are named, in the order of their names', () => {
    const shown = (search) => shown_graphics(new URLSearchParams(search), known);
    expect(shown('')).toEqual(['clock', 'order-tower', 'start-list', 'result', 'start-banner']);
    expect(shown('show=title,clock,fireworks,clock')).toEqual(['title', 'clock']);
    expect(shown('show=fireworks')).toHaveLength(5);
  });
  test('still understands the names of before', () => expect(shown_graphics(new URLSearchParams('parts=order,clock,banner'), known)).toEqual(['order-tower', 'clock', 'start-banner']));
  test('the address has the last word over the template', () => {
    const { options } = options_of('?lang=de&race=7', { lang: 'fr', when: 'always' });
    expect([options.lang, options.race, options.when]).toEqual(['de', 7, 'always']);
  });
  test('takes numbered fields and names, and leaves alone what is not said', () => {
    const before = { ...initial_options(), delay_ms: 40 };
    const { options, problems } = with_data(before, { f0: '12', lang: 'it', accent: 'f60' });
    expect(problems).toEqual([]);
    expect([options.race, options.lang, options.delay_ms, options.colours]).toEqual([12, 'it', 40, { bright: '#f60' }]);
    expect(with_data(options, { f0: '' }).options.race).toBe(null);
    expect(before.colours).toEqual({});
  });
  test('says by name what it does not understand, and keeps what was', () => {
    const { options, problems } = with_data(initial_options(), { lang: 'xx', delay_ms: 'soon', accent: 'url(http://x)', theme: '../../x', server: 'javascript:alert(1)', safe: 7 });
    expect(options).toEqual({ ...initial_options(), safe: 7 });
    expect(problems).toHaveLength(5);
    for (const key of ['lang', 'delay_ms', 'accent', 'theme', 'server']) expect(problems.some((problem) => problem.startsWith(`${key} `)), key).toBe(true);
  });
  test.each([['http://192.0.2.4:8080', 'http://192.0.2.4:8080'], ['https://timing.example/', 'https://timing.example'], ['http://[2001:db8::1]:8080', 'http://[2001:db8::1]:8080'], ['', '']])(
    'the server may be "%s"', (text, server) => expect(with_data(initial_options(), { server: text })).toMatchObject({ options: { server }, problems: [] }));
  test('fields keep their numbers: templates and rundowns out there name them', () =>
    expect(settings.map(({ key }) => key)).toEqual(['race', 'delay_ms', 'lang', 'lane', 'safe', 'theme', 'server', 'when', 'motion']));
  test.each([[undefined, {}], ['', {}], ['{"f0":"12"}', { f0: '12' }], [{ race: 3 }, { race: 3 }], ['[1]', null], ['12', null], ['nonsense', null]])(
    'the data of update(%j) is %j', (data, found) => expect(data_of_update(data)).toEqual(found));
});

describe('What graphics read of a race', () => {
  const board = (state, recall = false, more = {}) => ({ header: { race: 12, run: 1, state, distance_m: 2000 }, recall, rows: [], latest_point_m: 0, ...more });
  const start = (verdict, run = 1) => ({ header: { race: 12, run }, verdict, rows: [{ responsible: false }, { responsible: verdict === 'upheld', crew: { lane: 5 } }] });
  test.each([['called', 'lanes'], ['started', 'race'], ['running', 'race'], ['unofficial', 'result'], ['recalled', 'doubt'], ['abandoned', 'none'], ['postponed', 'none']])(
    'a race that is %s is shown as %s', (state, scene) => expect(scene_of(board(state))).toBe(scene));
  test('without a race there is nothing', () => expect(scene_of(undefined)).toBe('none'));
  test('a start under review is in doubt whatever runs', () => expect(scene_of(board('started', true))).toBe('doubt'));
  test('names nobody before an official did', () => {
    expect(banner_of(board('started', true), start('under_review'))).toEqual({ word: 'under_review', blamed: [] });
    expect(banner_of(board('recalled', true), start('no_blame')).word).toBe('recall');
  });
  test('names those held responsible', () => expect(banner_of(board('recalled', true), start('upheld')).blamed.map((row) => row.crew.lane)).toEqual([5]));
  test('a verdict on another run is not shown on this one', () => expect(banner_of(board('recalled', true), start('upheld', 2)).blamed).toEqual([]));
  test('of a false start says the name that it has in the sport', () => {
    const said = ['rowing', 'athletics', 'swimming', undefined].map((sport) => banner_text('false_start', { sport }, words_in('zh')));
    expect(said).toEqual(['抢航', '起跑犯规', '出发犯规', '抢航']);
    expect(banner_text('recall', { sport: 'athletics' }, words_in('zh'))).toBe('召回');
  });
  test('a good start needs no banner', () => expect(banner_of(board('running'), start(''))).toBe(null));
  test('gaps are those of crews at the newest point, of no others', () => {
    const row = (lane, rank, point_m, time_us, status = '') => ({ crew: { lane }, rank, point_m, status, time: time_us === null ? null : { time_us } });
    const rows = [row(1, 2, 1000, 203_000_000), row(2, 1, 1000, 201_000_000), row(3, 3, 500, 99_000_000), row(4, null, 1000, 200_000_000, 'DSQ'), row(5, null, 0, null)];
    expect(gaps_of(board('running', false, { rows, latest_point_m: 1000 })).map(({ row: { crew }, behind_us }) => [crew.lane, behind_us])).toEqual([[2, 0], [1, 2_000_000]]);
  });
  test('the next race is the first that is still to come', () => {
    const race = (number, state) => ({ race: number, state });
    const meet = { races: [race(1, 'official'), race(5, 'running'), race(2, 'cancelled'), race(3, 'scheduled'), race(4, 'scheduled')] };
    expect(next_race(meet, 5).race).toBe(3);
    expect(next_race(meet, 4)).toBe(null);
    expect(next_race(undefined, 4)).toBe(null);
  });
  test('medals are those of this race, the best first', () => {
    const won = (race, medal) => ({ race, medal });
    expect(medals_of({ medals: [won(12, 'bronze'), won(11, 'gold'), won(12, 'gold')] }, { race: 12 }).map(({ medal }) => medal)).toEqual(['gold', 'bronze']);
  });
  test('the photo is waited for until the result is shown', () => {
    const close = { rows: [{ too_close: true }] };
    expect(waits_for_photo(board('finished', false, close))).toBe(true);
    expect(waits_for_photo(board('unofficial', false, close))).toBe(false);
  });
});

describe('Words of graphics', () => {
  const keys_of = (words) => Object.entries(words).flatMap(([key, value]) => (typeof value === 'object' ? Object.keys(value).map((inner) => `${key}.${inner}`) : [key]));
  const places_of = (text) => (typeof text === 'string' ? [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort() : []);
  test.each(Object.keys(languages))('%s has each word, no other, and the same places in it', (language) => {
    expect(keys_of(languages[language]).sort()).toEqual(keys_of(languages.en).sort());
    for (const [key, text] of Object.entries(languages.en)) expect(places_of(languages[language][key]), key).toEqual(places_of(text));
    for (const text of Object.values(languages[language])) expect(text).not.toBe('');
  });
  test('an unknown language is English, a dialect is its language', () => {
    expect(words_in('xx')).toBe(languages.en);
    expect(words_in('de-AT')).toBe(languages.de);
  });
  test.each([['H1', 'Vorlauf 1'], ['SA/B2', 'Halbfinale A/B 2'], ['FA', 'Finale A'], ['QF3', 'Viertelfinale 3'], ['Zeitfahren', 'Zeitfahren'], ['', '']])('the phase %s is %s', (phase, text) => expect(phase_text(phase, languages.de)).toBe(text));
  test('a race without event is its number', () => expect(title_text({ race: 12, phase: '' }, languages.fr)).toBe('Course 12'));
  test('a revision says its number', () => expect(mark_text({ status: 'revised', revision: 2 }, languages.en)).toBe('Revised (2)'));
  test('what has no value stays as it is written', () => expect(filled('Lane {n} {x}', { n: 0 })).toBe('Lane 0 {x}'));
});

describe('The beat of the sync signal', () => {
  test('a second is a beat, its beginning flashes', () => {
    expect(beat_of(75_250_000)).toEqual({ second: '15', turn: 0.25, flashes: false, next_us: 750_000 });
    expect(beat_of(60_000_000 + flash_us - 1)).toMatchObject({ second: '00', flashes: true });
    expect(beat_of(60_000_000 + flash_us).flashes).toBe(false);
  });
  test('a second of life, also where the race runs faster', () => expect(beat_of(60 * 75_250_000, 60)).toMatchObject({ second: '15', turn: 0.25 }));
  test('before the epoch, too, it goes forward', () => expect(beat_of(-250_000)).toMatchObject({ second: '59', turn: 0.75 }));
  test('nothing is claimed before the time is known', () => expect(beat_of(null)).toMatchObject({ second: '--', flashes: false, next_us: null }));
});
