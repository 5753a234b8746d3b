// Who is entered, of the journal's entries, and who is out, of the rows that views have; without a browser.
import { describe, expect, it } from 'vitest';
import { by_bow, crews_of, lanes_in_order, next_crew, same_lane } from '../../src/console/entered.js';
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
