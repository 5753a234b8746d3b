// Which notes stay on a desk when one more comes.
import { expect, test } from 'vitest';
import { notes_with } from '../../src/desk/notes_kept.js';

const plain = (text) => ({ text });
const bad = (text) => ({ text, is_bad: true });
const undoable = (text) => ({ text, undo: () => {} });
const after = (...notes) => notes.reduce(notes_with, []).map(({ text }) => text);

test('Three stay, the newest last', () => expect(after(plain('a'), plain('b'), plain('c'), plain('d'))).toEqual(['b', 'c', 'd']));

test('A refusal stays, and so does what can be undone, whatever plain note comes after', () => {
  expect(after(bad('no'), undoable('lane 3'), plain('a'), plain('b'), plain('c'))).toEqual(['no', 'lane 3', 'c']);
});

test('Three that can be undone leave a refusal where it is', () => {
  expect(after(bad('no'), undoable('lane 3'), undoable('lane 4'), undoable('lane 5'))).toEqual(['no', 'lane 4', 'lane 5']);
});

test('A plain note takes no refusal away, and the next takes its place', () => {
  expect(after(bad('x'), bad('y'), bad('z'), plain('a'), plain('b'))).toEqual(['x', 'y', 'z', 'b']);
});

test('A new refusal takes the place of the oldest where there is nothing else', () => {
  expect(after(bad('w'), bad('x'), bad('y'), plain('a'), bad('z'))).toEqual(['x', 'y', 'z']);
});
