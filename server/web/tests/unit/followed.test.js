import { expect, test } from 'vitest';
import { Followed, parse_followed } from '../../src/reader/followed.svelte.js';

test('whatever a browser kept is read, and what is no crew is dropped', () => {
  expect(parse_followed('{"Lakeside":[101,"7",-3,2.5,null,103],"x":"y"}')).toEqual({ Lakeside: [101, 103] });
  for (const text of [null, '', 'null', '[', '7', '"a"']) expect(parse_followed(text)).toEqual({});
});

test('crews are followed by meet, turned on and off, fifty at most', () => {
  const followed = new Followed();
  followed.turn('A', 1);
  followed.turn('B', 2);
  expect([followed.of('A'), followed.of('B'), followed.of('C')]).toEqual([[1], [2], []]);
  followed.turn('A', 1);
  expect(followed.has('A', 1)).toBe(false);
  for (let crew = 1; crew <= 60; crew += 1) followed.turn('A', crew);
  expect(followed.of('A').length).toBe(50);
  expect(followed.has('A', 60)).toBe(true);
  expect(followed.has('A', 1)).toBe(false);
});
