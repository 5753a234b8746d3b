// What graphics programs are told of the graphics: OGraf manifests, SPX definitions, templates.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { ograf_manifest, ograf_module, spx_definition, template_page, titles } from '../../src/overlay/catalogue.js';
import { settings } from '../../src/overlay/options.js';

const schema = JSON.parse(readFileSync(new URL('./ograf_manifest.json', import.meta.url), 'utf8'));
const check = new Ajv({ strict: false, allErrors: true }).compile(schema);
const plain = new Ajv({ strict: false });
const names = Object.keys(titles);

describe('OGraf', () => {
  test.each(names)('the manifest of %s is valid', (name) => {
    check(ograf_manifest(name, '0.1.0'));
    expect(check.errors).toBe(null);
  });
  test('a manifest that lacks what is required, or has what nobody knows, is not', () => {
    const { main, ...without } = ograf_manifest('clock', '1');
    expect(check(without)).toBe(false);
    expect(check({ ...ograf_manifest('clock', '1'), colour: 'red' })).toBe(false);
  });
  test('no two have one id', () => expect(new Set(names.map((name) => ograf_manifest(name, '1').id)).size).toBe(names.length));
  test('what it says of its data is a schema, and its own defaults are valid by it', () => {
    const { schema: data } = ograf_manifest('clock', '1');
    const defaults = Object.fromEntries(Object.entries(data.properties).map(([key, one]) => [key, one.default]));
    expect(plain.validate(data, defaults), JSON.stringify(plain.errors)).toBe(true);
    expect(defaults).toMatchObject({ race: '', delay_ms: 0, lang: 'en', when: 'always' });
  });
  test('its module is named as the manifest says', () => {
    expect(ograf_manifest('lane-bug', '1').main).toBe('bowball-lane-bug.mjs');
    expect(ograf_module('lane-bug')).toContain("export default ograf_graphic('lane-bug')");
  });
});

describe('SPX', () => {
  test.each(names)('the template of %s says its fields, numbered from f0', (name) => {
    const { DataFields, ...more } = spx_definition(name);
    expect(DataFields.map(({ field }) => field)).toEqual(settings.map((_, k) => `f${k}`));
    for (const field of DataFields) expect(Object.keys(field)).toEqual(expect.arrayContaining(['ftype', 'title', 'value']));
    expect(more).toMatchObject({ playserver: 'OVERLAY', out: 'manual', dataformat: 'json' });
  });
  test('each has a layer of its own', () => expect(new Set(names.map((name) => spx_definition(name).playlayer)).size).toBe(names.length));
  test('the definition that stands in the page is the one', () => {
    const window = {};
    const [, text] = /<script>([^]*?)<\/script>/.exec(template_page('clock'));
    new Function('window', text)(window);
    expect(window.SPXGCTemplateDefinition).toEqual(spx_definition('clock'));
  });
});
