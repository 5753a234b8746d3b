import { expect, test } from 'vitest';
import { legend_of } from '../../src/results/legend.js';

const row = (time, more = {}) => ({ time, splits: [], status: '', rank_shared: false, live: null, ...more });
const marks = (rows) => legend_of(rows, (one) => one.time).map((one) => one.mark);

test('only the marks that stand in the rows are explained, each once', () => {
  expect(marks([row({ by_hand: false, corrected: false }), row(null)])).toEqual([]);
  expect(marks([row({ by_hand: true, corrected: false }), row({ by_hand: true, corrected: true }), row(null, { status: 'DNS' }), row(null, { status: 'DNS' }), row(null, { status: 'DSQ' })])).toEqual(['h', '*', 'DNS', 'DSQ']);
  expect(marks([row({ by_hand: false, corrected: false }, { splits: [{ corrected: true }] })])).toEqual(['*']);
  expect(marks([row({}, { rank_shared: true })])).toEqual(['=']);
  expect(marks([row({}, { rank_shared: true, live: { rank_shared: false } })])).toEqual([]);
});
