// What is said of several lanes in the same words is said once.
import { expect, test } from 'vitest';
import { joined, spans_text } from '../../src/console/warnings.js';

const fast = (lane) => ({ kind: 'implausible_time', lane, text: `Lane ${lane} is faster than any crew can be over this distance. Check start and finish.` });
const close = { kind: 'too_close_to_call', lane: null, text: 'The stamps cannot tell the order of lanes 2, 4. Read the photo finish, or enter the order that was seen at the line.' };

test('Six crews that are too fast are one warning, and what matters stays where it was', () => {
  expect(joined([fast(2), fast(1), close, ...[3, 4, 5, 6].map(fast)])).toEqual([
    { kind: 'implausible_time', lanes: [1, 2, 3, 4, 5, 6], text: 'Each is faster than any crew can be over this distance. Check start and finish.', count: 1 }, { kind: 'too_close_to_call', lanes: [], text: close.text, count: 1 },
  ]);
});

test('What differs in its words, its kind or in having no lane stands for itself', () => {
  const objection = (lane) => ({ kind: 'objection_open', lane, text: `Lane ${lane} objects. Resolve the objection first.` });
  const of_its_own = { kind: 'implausible_time', lane: 4, text: 'Lane 4 is slower than its split.' };
  const of_another = { kind: 'second_crossing', lane: 4, text: 'Lane 14 crossed twice.' };   // the text does not begin with its lane
  const all = [fast(3), objection(3), of_its_own, of_another, close];
  expect(joined(all).map(({ text }) => text)).toEqual(all.map(({ text }) => text));
  expect(joined([])).toEqual([]);
});

test('What is said of each crossing in the same words is said once, with how often', () => {
  const unnamed = { kind: 'unnamed_impulse', lane: null, text: 'A crossing at finish has no lane yet. Name it, or void it.' };
  const again = { kind: 'second_crossing', lane: 4, text: 'Lane 4: finish box saw it cross the finish again 3.1 s later.' };
  expect(joined([unnamed, close, { ...unnamed }, again, { ...unnamed }, { ...again }, { ...again, lane: 5 }]).map(({ lanes, count }) => [lanes, count])).toEqual([[[], 3], [[], 1], [[4], 2], [[5], 1]]);
});

test.each([[[1, 2, 3, 4, 5, 6], '1–6'], [[1, 2], '1, 2'], [[1, 2, 3, 5, 7, 8], '1–3, 5, 7, 8'], [[4], '4'], [[], '']])('%j is %s', (lanes, text) => expect(spans_text(lanes)).toBe(text));
