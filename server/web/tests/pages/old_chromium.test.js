// The graphics run in Chromium 80, as some graphics programs still carry: what it lacks is not in the files that were built. Not run there.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { describe, expect, test } from 'vitest';
import { pages_folder } from './browser.js';

const folder = join(pages_folder, 'graphics');
const scripts = readdirSync(folder).filter((name) => /\.m?js$/.test(name));
const text_of = (name) => readFileSync(join(folder, name), 'utf8');

// With the version of Chromium that brought it.
const later_functions = {
  at: 92, replaceAll: 85, replaceChildren: 86, structuredClone: 98, hasOwn: 93, findLast: 97, findLastIndex: 97, toSorted: 110, toReversed: 110, toSpliced: 110, randomUUID: 92, groupBy: 117, any: 85, getAnimations: 84,
  commitStyles: 84, checkVisibility: 105, timeout: 103,
};
const later_properties = ['inset', 'inset-inline', 'inset-block', 'aspect-ratio', 'content-visibility', 'accent-color', 'translate', 'rotate', 'scale', 'padding-inline', 'padding-block', 'margin-inline', 'margin-block', 'overflow-clip-margin', 'text-wrap', 'container-type', 'scrollbar-gutter'];
const later_selectors = [':is(', ':where(', ':has(', ':focus-visible', '@container', '@layer', '@property', 'color-mix(', 'oklch(', 'overflow: clip', '@scope'];

/** Names that are called as methods, or taken from objects. */
function members_of(script) {
  const found = new Set();
  const visit = (node) => {
    if (!node || typeof node.type !== 'string') return;
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && !node.callee.computed) found.add(node.callee.property.name);
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier') found.add(node.callee.name);
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) value.forEach(visit);
      else if (value && typeof value === 'object') visit(value);
    }
  };
  visit(parse(script, { ecmaVersion: 2020, sourceType: 'module' }));
  return found;
}

/** Faults of CSS, in rules that may stand inside a script. */
function css_faults(text) {
  const faults = later_selectors.filter((word) => text.includes(word));
  for (const [, body] of text.matchAll(/\{([^{}]*)\}/g)) {
    const declared = [...body.matchAll(/(?:^|[;\s])([a-z-]+)\s*:/g)].map(([, name]) => name);
    faults.push(...declared.filter((name) => later_properties.includes(name)));
    if (/display:\s*(?:inline-)?flex/.test(body) && /(?:^|[;\s-])gap\s*:/.test(body)) faults.push(`gap in a flex box: ${body.trim().slice(0, 60)}`);
  }
  return faults;
}

describe('For Chromium 80', () => {
  test('there are scripts to look at', () => expect(scripts).toEqual(expect.arrayContaining(['bowball.js', 'bowball.mjs', 'sync.js', 'bowball-clock.mjs'])));
  test.each(scripts)('%s is written in the language of 2020', (name) => expect(() => parse(text_of(name), { ecmaVersion: 2020, sourceType: 'module' })).not.toThrow());
  test.each(scripts)('%s calls nothing that came later', (name) => {
    const members = members_of(text_of(name));
    expect(Object.keys(later_functions).filter((one) => members.has(one))).toEqual([]);
  });
  test.each([...scripts, ...readdirSync(join(folder, 'themes')).map((name) => `themes/${name}`)])('%s styles with nothing that came later', (name) => expect(css_faults(text_of(name))).toEqual([]));
  test('what came later would be found', () => {
    expect(() => parse('class A { #x() {} }', { ecmaVersion: 2020 })).toThrow();
    expect([...members_of('a.at(-1); structuredClone(b)')]).toEqual(['at', 'structuredClone']);
    expect(css_faults('.a { display: flex; gap: 1px; } .b { inset: 0; clip-path: inset(0); } .c:is(.d) { color: red; }')).toEqual([':is(', expect.stringContaining('gap in a flex box'), 'inset']);
  });
});
