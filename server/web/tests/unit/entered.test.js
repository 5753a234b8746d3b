// Who is entered, of the journal's entries, and who is out, of the rows that views have; without a browser.
import { describe, expect, it } from 'vitest';
import { beside, by_bow, crew_with, crews_of, lanes_in_order, next_crew, races_of, same_lane, to_draw } from '../../src/desk/entered.js';
import { is_out } from '../../src/text/race_words.js';
import { is_out as is_out_on_air } from '../../src/overlay/race.js';

const entered = (crew, name) => ({ kind: 'crew_entered', data: { crew, event: 'M1x', code: name, name, club: '', members: [] } });

describe('Who is entered', () => {
  it('is each crew once, as it was entered last, in order of the numbers', () => {
    const crews = crews_of([entered(7, 'Gamma'), { kind: 'race_called', data: { race: 1 } }, entered(2, 'Alpha'), entered(7, 'Delta')]);
    expect(crews.map(({ crew, name }) => [crew, name])).toEqual([[2, 'Alpha'], [7, 'Delta']]);
  });

  it('leaves the next number to a crew that is typed in', () => {
    expect(next_crew([])).toBe(1);
    expect(next_crew([{ crew: 2 }, { crew: 7 }])).toBe(8);
  });

  it('finds the lane that two crews have', () => {
    expect(same_lane([{ lane: 1, crew: 2 }, { lane: 3, crew: 7 }])).toBe(null);
    expect(same_lane([{ lane: 1, crew: 2 }, { lane: 3, crew: 7 }, { lane: 3, crew: 8 }])).toBe(3);
  });
});

describe('A crew that is typed', () => {
  const typed = { code: ' KON 2 ', name: '', club: 'RC Konstanz', bow: '7', people: 'Kim Ada; Bo Li,\n', coxed: false };

  it('has its short name for a name where none was typed, and its people one by one', () => {
    expect(crew_with({ crew: 9, event: 'M1x' }, { ...typed, people: ' Kim Ada ' }).name).toBe('Kim Ada');
    expect(crew_with({ crew: 9, event: 'M2x' }, typed)).toEqual({ crew: 9, event: 'M2x', code: 'KON 2', name: 'KON 2', club: 'RC Konstanz', members: ['Kim Ada', 'Bo Li'], bow: 7 });
  });

  it('keeps, where it is corrected, what nobody asked about, and loses what was taken out', () => {
    const before = { crew: 9, event: 'M2x', code: 'K', name: 'K', club: '', members: ['A', 'B'], bow: 3, coxed: true, noc: 'GER', handicap_ms: 1200, scratched: true };
    expect(crew_with(before, { ...typed, name: 'Konstanz', bow: '' })).toEqual({ crew: 9, event: 'M2x', code: 'KON 2', name: 'Konstanz', club: 'RC Konstanz', members: ['Kim Ada', 'Bo Li'], noc: 'GER', handicap_ms: 1200 });
  });
});

describe('Who can still be drawn', () => {
  const entries = [
    ...[1, 2, 3, 4, 5].map((crew) => entered(crew, `Crew ${crew}`)),
    ...[[1, 'H1'], [2, 'H2'], [3, 'FA']].map(([race, phase]) => ({ kind: 'race_scheduled', data: { race, event: 'M1x', phase } })), { kind: 'race_scheduled', data: { race: 4, event: 'W1x', phase: 'H1' } },
    { kind: 'lanes_drawn', data: { race: 1, lanes: [{ lane: 1, crew: 1 }, { lane: 2, crew: 2 }] } },
    ...[[3, true], [4, true], [4, false]].map(([crew, scratched]) => ({ kind: 'crew_scratched', data: { crew, scratched } })),
  ];
  const numbers = (header, here = []) => to_draw(crews_of(entries), beside(races_of(entries), header), new Set(here)).map(({ crew }) => crew);

  it('is nobody who left the event, unless back in it, nor who rows in another race of the round', () => expect(numbers({ race: 2, event: 'M1x', phase: 'H2' })).toEqual([4, 5]));
  it('is whoever has a lane there already', () => expect(numbers({ race: 1, event: 'M1x', phase: 'H1' }, [1, 2])).toEqual([1, 2, 4, 5]));
  it('is everybody who is in, for another round', () => expect(numbers({ race: 3, event: 'M1x', phase: 'FA' })).toEqual([1, 2, 4, 5]));
  it('is whom a race that was cancelled had, until that is brought back', () => {
    const after = (...more) => to_draw(crews_of(entries), beside(races_of([...entries, ...more]), { race: 2, event: 'M1x', phase: 'H2' }), new Set()).map(({ crew }) => crew);
    const cancelled = { kind: 'race_cancelled', data: { race: 1 } };
    expect(after(cancelled)).toEqual([1, 2, 4, 5]);
    expect(after(cancelled, { kind: 'race_rescheduled', data: { race: 1 } })).toEqual([4, 5]);
  });
});

describe.each([['every page', is_out], ['an overlay', is_out_on_air]])('Who is out, on %s', (_, out) => {
  it('is a crew with a status, whatever place it had at a split', () => {
    expect(out({ status: 'DNF', rank: 5, finished: false })).toBe(true);
    expect(out({ status: 'DNS', rank: null, finished: false })).toBe(true);
  });

  it('is not one that has a place at the finish in spite of a status, nor one without', () => {
    expect(out({ status: 'REL', rank: 6, finished: true })).toBe(false);
    expect(out({ status: 'REL', rank: 6 })).toBe(false);
    expect(out({ status: '', rank: null, finished: false })).toBe(false);
  });
});

describe('Lanes in the order of the list', () => {
  const crew = (number, bow) => ({ crew: number, bow });
  it('are those of the bow numbers, where each crew has its own', () => {
    expect(by_bow([crew(7, 3), crew(8, 1), crew(9, 2)]).map((one) => one.crew)).toEqual([8, 9, 7]);
    expect(by_bow([crew(7, 3), crew(8, 1), crew(9)]).map((one) => one.crew)).toEqual([7, 8, 9]);
    expect(by_bow([crew(7, 3), crew(8, 3)]).map((one) => one.crew)).toEqual([7, 8]);
    expect(by_bow([])).toEqual([]);
  });
  it('begin with lane 1', () => expect(lanes_in_order([crew(8), crew(3)])).toEqual({ 8: 1, 3: 2 }));
});
