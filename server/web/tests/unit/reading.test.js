// The order that lines on the picture make.
import { describe, expect, test } from 'vitest';
import { column_text, gap_text, level_in, may_be_level, order_of, proposal_of, rows_of, side_by_side } from '../../src/photo/reading.js';

const line = (lane, column) => ({ lane, column });
const places = (rows) => rows.map(({ lane, place, shared }) => `${place}${shared ? '=' : ''}:${lane}`).join(' ');

describe('Lines on the picture', () => {
  test('are an order by column, and level in one column', () => {
    expect(places(order_of([line(3, 1215), line(1, 900), line(4, 1215), line(2, 1216)]))).toBe('1:1 2=:3 2=:4 4:2');
  });

  test('are level one column apart only where the judge declares it, and never over two', () => {
    const lines = [line(3, 1208), line(4, 1209), line(5, 1210)];
    expect(may_be_level(lines, [[4, 3]])).toEqual([{ lanes: [3, 4], declared: true }, { lanes: [4, 5], declared: false }]);
    expect(places(order_of(lines, { level: [[4, 3]] }))).toBe('1=:3 1=:4 3:5');
    expect(places(order_of(lines, { level: [[3, 4], [4, 5]] }))).toBe('1=:3 1=:4 3:5');
    expect(places(order_of([line(3, 1208), line(4, 1210)], { level: [[3, 4]] }))).toBe('1:3 2:4');
  });

  test('begin at the place of the first that was read', () => {
    expect(rows_of(order_of([line(4, 7), line(2, 3)], { first: 3 }))).toEqual([
      { lane: 2, column: 3, place: 3, time_us: null, status: '', remark: '' }, { lane: 4, column: 7, place: 4, time_us: null, status: '', remark: '' },
    ]);
  });

  test('of several readers are proposed together: the fullest, and what only others read', () => {
    const one = { reader: 'A', lanes: [{ ...line(3, 1208), place: 1 }, { ...line(4, 1209), place: 1 }, { ...line(2, 1300), place: 3 }] };
    const two = { reader: 'B', lanes: [{ ...line(3, 1209), place: 1 }, { ...line(4, 1209), place: 1 }, { ...line(6, 1250), place: 3 }] };
    expect(level_in(one.lanes)).toEqual([[3, 4]]);
    expect(places(proposal_of([one, two]))).toBe('1=:3 1=:4 3:6 4:2');
    expect(side_by_side([one, two]).map(({ lane, apart }) => [lane, apart])).toEqual([[2, null], [3, 1], [4, 0], [6, null]]);
  });

  test('say what a column is worth', () => {
    expect([column_text(2000), column_text(3000), gap_text(3, 2000), gap_text(2085, 2000)]).toEqual(['0.5 ms', '0.333 ms', '+1.5 ms', '+1.0425 s']);
  });
});
