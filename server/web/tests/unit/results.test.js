import { beforeAll, describe, expect, test } from 'vitest';
import { crews_of, next_race_of, plain, search } from '../../src/results/crews.js';
import { delay_text } from '../../src/text/delay.js';
import { address_of, route_of } from '../../src/results/route.js';
import { routes_of } from '../../src/results/way.js';
import { is_of, is_of_any } from '../../src/feed/topics.js';

const header = (race, more = {}) => ({ race, event: 'M1x', event_title: "Men's Single Sculls", state: 'scheduled', status: 'live', ...more });
const row = (lane, crew, name, more = {}) => ({ crew: { lane, crew, code: name.slice(0, 3).toUpperCase(), name, club: '' }, members: [name], status: '', card: '', ...more });

describe('Addresses of the results page', () => {
  test.each([
    ['?race=12', { page: 'race', id: 12 }], ['?crew=103', { page: 'crew', id: 103 }], ['?event=PR1+M1x', { page: 'event', id: 'PR1 M1x' }], ['?search=w%C4%85s', { page: 'search', id: 'wąs' }],
    ['?search', { page: 'search', id: '' }], ['?medals', { page: 'medals', id: null }], ['', { page: 'programme', id: null }],
    ['?race=-3', { page: 'programme', id: null }], ['?race=1e3', { page: 'programme', id: null }], ['?race=99999999999999999999', { page: 'programme', id: null }], ['?crew=<script>', { page: 'programme', id: null }],
  ])('%s', (address, route) => expect(route_of(address)).toEqual(route));

  test.each([{ page: 'race', id: 12 }, { page: 'crew', id: 103 }, { page: 'event', id: 'PR1 M8+ & co' }, { page: 'search', id: 'a=b&c' }, { page: 'medals', id: null }, { page: 'programme', id: null }])('%j there and back', (route) => {
    expect(route_of(address_of(route, '?lang=de'))).toEqual(route);
    expect(new URLSearchParams(address_of(route, '?lang=de')).get('lang')).toBe('de');
  });
});

describe('Crews of the meet', () => {
  const meet = { races: [header(1, { state: 'official' }), header(2), header(3, { state: 'postponed' }), header(4)] };
  const lists = [
    { header: header(4), rows: [row(3, 7, 'Łukasz Wąsik')] }, { header: header(2), rows: [row(2, 7, 'Łukasz Wąsik', { status: 'DNS' }), row(1, 8, 'Müller & Sohn', { members: ['Jörg Müller', '王伟'], crew: { lane: 1, crew: 8, code: 'MUE', name: 'Müller & Sohn', club: 'RC Köln' } })] },
    { header: header(1), rows: [row(1, 7, 'Łukasz Wąsik')] }, { header: header(99), rows: [row(1, 7, 'Łukasz Wąsik')] },
  ];
  let crews;
  beforeAll(() => (crews = crews_of(lists, meet)));

  test('each has its races in the order of the programme; a race that is in no programme is none', () => {
    expect(crews.get(7).races.map(({ header: { race } }) => race)).toEqual([1, 2, 4]);
    expect(crews.get(7).races[0].header.state).toBe('official');
  });

  test('the next race is the first that is to come and in which it starts', () => {
    expect(next_race_of(crews.get(7)).header.race).toBe(4);
    expect(next_race_of(crews.get(8)).header.race).toBe(2);
  });

  test.each([
    ['lukasz', 'crews', 7], ['WĄSIK', 'crews', 7], ['wasik luk', 'crews', 7], ['muller', 'crews', 8], ['mueller', 'crews', 8], ['jorg', 'people', '王伟'], ['伟', 'people', '王伟'], ['koln', 'clubs', 'RC Köln'], ['koeln', 'clubs', 'RC Köln'], ['single', 'events', 'M1x'],
  ])('%s finds one of the %s', (text, group) => expect(search(text, crews, meet)[group]).toHaveLength(1));

  test('the middle of a word, or nothing, finds nothing', () => {
    for (const text of ['ukasz', '', '   ', 'wasik muller']) expect(Object.values(search(text, crews, meet)).flat()).toEqual([]);
  });

  test('text is made plain without losing other scripts', () => expect(plain('Ærøskøbing Đurđa 王伟 محمد')).toBe('aeroskobing durda 王伟 محمد'));
});

describe('What a race sends on', () => {
  test('is said in words, and what is not known stays as it came', () => {
    expect(routes_of('1-2->SA/B1, q2->FA, q1 of 3-4->FB, lot 3->Q2, 4..->out, rest->FC, best->X9').map(({ who, to }) => `${who} > ${to}`)).toEqual([
      '1–2 > Semifinal A/B 1', '2 best times > Final A', '1 best times (3–4) > Final B', 'lot: 3 > Quarterfinal 2', 'all others > Out', 'all others > Final C', 'best > X9',
    ]);
    expect(routes_of('')).toEqual([]);
  });

  test('a delay is said in minutes', () => {
    expect([delay_text({ scheduled_us: 900e6, first_scheduled_us: 0 }), delay_text({ scheduled_us: 0, first_scheduled_us: 300e6 }), delay_text({ scheduled_us: 5e6, first_scheduled_us: 0 }), delay_text({ scheduled_us: 5e6 })]).toEqual(['15 min later', '5 min earlier', '', '']);
  });
});

describe('Topics', () => {
  test.each([
    ['race/12/board', 'race/12/board', true], ['race/12/board', 'race/*/board', true], ['race/12/start', 'race/*/board', false], ['race/12/board/x', 'race/*/board', false], ['race/12', 'race/*/board', false], ['meet', '*', true], ['race/12/board', 'race/1*/board', false],
  ])('%s of %s: %s', (topic, pattern, is) => {
    expect(is_of(topic, pattern)).toBe(is);
    expect(is_of_any(topic, new Set(['log', pattern]))).toBe(is);
  });
});
