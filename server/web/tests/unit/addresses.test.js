// The addresses that the front page hands to broadcasters, and its words for them.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { feed_address, graphics, overlay_address, pieces_of, polled } from '../../src/front/addresses.js';
import { titles } from '../../src/overlay/catalogue.js';
import { options_of, shown_graphics } from '../../src/overlay/options.js';
import { files } from '../../src/text/broadcasters.js';
import english from '../../src/text/broadcasters/en.js';
import english_of_all from '../../src/text/languages/en.js';

const origin = 'http://192.0.2.10:8080';
/** What the server says that it has. */
const interface_of_the_server = parse(readFileSync(new URL('../../../../docs/openapi.yaml', import.meta.url), 'utf8'));
const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('The address of a graphic', () => {
  test('is there for every graphic that there is', () => expect(graphics).toEqual(Object.keys(titles)));

  test.each(['', ...graphics])('says to the overlay what was chosen: "%s"', (name) => {
    const { search } = new URL(overlay_address(origin, name, { language: 'de', delay_ms: 2300 }));
    const { options, problems } = options_of(search);
    expect([options.lang, options.delay_ms, problems]).toEqual(['de', 2300, []]);
    expect(shown_graphics(new URLSearchParams(search), graphics)).toEqual(name ? [name] : ['clock', 'order-tower', 'start-list', 'result', 'start-banner']);
  });

  test('is short where nothing was chosen', () => {
    expect(overlay_address(origin, '')).toBe(`${origin}/overlay`);
    expect(overlay_address(origin, 'clock')).toBe(`${origin}/overlay?show=clock`);
  });

  test('ends its lines between its parts, and loses nothing', () => {
    const address = overlay_address(origin, 'order-tower', { language: 'fr', delay_ms: 10 });
    expect(pieces_of(address)).toEqual([origin, '/overlay', '?show=order-tower', '&lang=fr', '&delay_ms=10']);
    for (const one of [feed_address(origin, 'board'), 'ws://[2001:db8::1]:8080/live', 'nothing of an address']) expect(pieces_of(one).join('')).toBe(one);
  });
});

describe.each(Object.keys(files).filter((language) => language !== 'en'))('What broadcasters read, in the language %s,', (language) => {
  test('has every key of English, no more, with the same placeholders and names of settings', async () => {
    const table = (await files[language]()).default;
    expect(Object.keys(table)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(english)) {
      expect([key, placeholders(table[key])]).toEqual([key, placeholders(text)]);
      for (const name of text.match(/\b(delay_ms|rows|TOKEN|server\.js|&when=always|docs\/\S+\.md)\b/g) ?? []) expect([key, table[key]]).toEqual([key, expect.stringContaining(name)]);
    }
  });
});

test('Every feed that the interface describes is offered, and no other', () => {
  const { parameters } = interface_of_the_server.paths['/feeds/{token}/{feed}.{form}'].get;
  expect([...polled].sort()).toEqual([...parameters.find(({ name }) => name === 'feed').schema.enum].sort());
});

test('Every graphic and feed has its word, and no key is one of everybody', () => {
  for (const name of graphics) expect(english[`graphic.${name}`]).toBeTruthy();
  for (const name of polled) expect(english[`polled.${name}`]).toBeTruthy();
  expect(Object.keys(english).filter((key) => key in english_of_all)).toEqual([]);
});
