import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { blade_of, find_blade } from '../../src/flags/blades.js';

const shipped = JSON.parse(readFileSync(new URL('../../public/blades.json', import.meta.url), 'utf8'));

describe('Blades', () => {
  test('every blade of the shipped file can be drawn', () => {
    for (const [name, said] of Object.entries(shipped.blades)) expect(blade_of(said), name).not.toBe(null);
  });

  test('a club goes before the crew\'s code, and that before the committee', () => {
    const file = { blades: { Leander: { field: '#d6336c' }, GBR: { field: '#ffffff' }, B7: { field: '#000000' } } };
    expect(find_blade(file, ['Leander', 'B7', 'GBR']).field).toBe('#d6336c');
    expect(find_blade(file, ['Thames', 'B7', 'GBR']).field).toBe('#000000');
    expect(find_blade(file, [undefined, 'B8', 'GBR']).field).toBe('#ffffff');
    expect(find_blade(file, ['constructor', 'B8', undefined])).toBe(null);
  });

  test('stripes share the blade in equal parts', () => {
    const { field, shapes } = blade_of({ pattern: 'stripes', colours: ['#101010', '#dd0000', '#ffce00'] });
    expect(field).toBe('#101010');
    expect(shapes.map(({ colour }) => colour)).toEqual(['#101010', '#dd0000', '#ffce00']);
    expect(shapes.map(({ path }) => Number(/^M([\d.]+)/.exec(path)[1]))).toEqual([10, 10 + 20 / 3, 10 + 40 / 3]);
  });

  test.each([
    ['a text for a colour', { field: 'red' }], ['an address', { field: 'url(#x)' }], ['markup', { field: '#000000"/><script>' }], ['a pattern that there is not', { field: '#000000', pattern: 'tartan', colours: ['#ffffff'] }],
    ['a name of every object', { field: '#000000', pattern: 'constructor', colours: ['#ffffff'] }], ['a pattern without a colour', { field: '#000000', pattern: 'tip' }], ['too many colours', { pattern: 'stripes', colours: Array(6).fill('#ffffff') }],
    ['no colours at all', {}], ['a text for colours', { field: '#000000', pattern: 'tip', colours: '#ffffff' }], ['nothing', null], ['a number', 7],
  ])('draws nothing for %s', (_, said) => expect(blade_of(said)).toBe(null));

  test.each([[null], [{}], [{ blades: [] }], [{ blades: 'x' }], ['x']])('a file that is none, %j, has no blades', (file) => expect(find_blade(file, ['NZL'])).toBe(null));
});
