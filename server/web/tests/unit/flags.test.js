import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { flags_folder } from '../../dev/flags.mjs';
import { flag_files, without_flag } from '../../src/flags/table.js';

const list = readFileSync(fileURLToPath(new URL('../../../../config/nocs.toml', import.meta.url)), 'utf8');
const names = new Map([...list.matchAll(/code = "(\w+)", name = "([^"]+)"/g)].map(([, code, name]) => [code, name]));

/** What ISO calls a country in English, against what the IOC's list does: the names that are written otherwise. */
const otherwise = {
  CPV: 'Cape Verde', CGO: 'Congo - Brazzaville', COD: 'Congo - Kinshasa', CIV: 'Côte d’Ivoire', STP: 'São Tomé & Príncipe', ANT: 'Antigua & Barbuda', SKN: 'St. Kitts & Nevis', LCA: 'St. Lucia', VIN: 'St. Vincent & Grenadines',
  TTO: 'Trinidad & Tobago', ISV: 'U.S. Virgin Islands', HKG: 'Hong Kong SAR China', MYA: 'Myanmar (Burma)', PLE: 'Palestinian Territories', BIH: 'Bosnia & Herzegovina', GBR: 'United Kingdom', TUR: 'Türkiye',
};

describe('Flags', () => {
  test('every code of the IOC\'s list has its file, or is named as one without', () => {
    expect([...flag_files.keys(), ...without_flag].sort()).toEqual([...names.keys()].sort());
    expect([...flag_files].filter(([, file]) => !existsSync(join(flags_folder, `${file}.svg`)))).toEqual([]);
  });

  test('no file is that of two', () => expect(new Set(flag_files.values()).size).toBe(flag_files.size));

  test('the country of the file is the country of the code', () => {
    const iso = new Intl.DisplayNames('en', { type: 'region' });
    const differing = [...flag_files].map(([code, file]) => [code, names.get(code), iso.of(file)]).filter(([code, name, country]) => name !== country && otherwise[code] !== country);
    expect(differing).toEqual([]);
  });

  test('a file is a small picture and nothing that runs', () => {
    for (const file of flag_files.values()) {
      const svg = readFileSync(join(flags_folder, `${file}.svg`), 'utf8');
      expect(svg.length).toBeLessThan(8_000);
      expect([file, /<script|<foreignObject|\bon\w+=|href=|<image/i.test(svg)]).toEqual([file, false]);
    }
  });
});
