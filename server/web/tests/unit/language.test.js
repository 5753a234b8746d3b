import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import broadcasters from '../../src/text/broadcasters/en.js';
import english from '../../src/text/languages/en.js';
import officials from '../../src/text/officials/en/index.js';
import { choose_language, languages } from '../../src/text/language.js';
import { mark_of, phase_word, race_title, state_word } from '../../src/text/race_words.js';
import { say, say_word, speak } from '../../src/text/say.js';

const source = fileURLToPath(new URL('../../src', import.meta.url));
const others = Object.keys(languages).filter((language) => language !== 'en');
const table_of = async (language) => (await import(`../../src/text/languages/${language}.js`)).default;
const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** What the files of src/ say: whole keys, the groups of say_word and of `${}` keys, and calls of which nobody can read the key. */
function keys_used() {
  const files = readdirSync(source, { recursive: true }).filter((name) => /\.(svelte|js)$/.test(name) && !/languages|officials\/|broadcasters\//.test(name));
  const text = files.map((name) => readFileSync(join(source, name), 'utf8')).join('\n');
  const whole = [...text.matchAll(/\bsay\('([\w.]+)'/g)].map(([, key]) => key);
  const groups = [...text.matchAll(/\bsay_word\('(\w+)'|`(\w+)\.\$\{/g)].map(([, one, other]) => one ?? other);
  const unread = [...text.matchAll(/\bsay\((?!['`])[^\n]{0,80}? \? ['`][^\n]{0,40}/g)].map(([call]) => call);
  return { whole: new Set(whole), groups: new Set(groups), unread };
}

afterEach(() => speak(english));

describe.each(others)('The language %s', (language) => {
  test('has every key of English, and no more', async () => {
    expect(Object.keys(await table_of(language)).sort()).toEqual(Object.keys(english).sort());
  });

  test('fills the same placeholders', async () => {
    const table = await table_of(language);
    for (const [key, text] of Object.entries(english)) expect([key, placeholders(table[key])]).toEqual([key, placeholders(text)]);
  });

  test('leaves nothing empty, and its locale is one that the platform knows', async () => {
    const table = await table_of(language);
    expect(Object.entries(table).filter(([, text]) => text.trim() === '')).toEqual([]);
    expect(Intl.DateTimeFormat.supportedLocalesOf(table.locale)).toEqual([table.locale]);
  });
});

test('French keeps its high signs and guillemets on the line of their word', async () => {
  const tables = await Promise.all([table_of('fr'), import('../../src/text/officials/fr/index.js'), import('../../src/text/broadcasters/fr.js'), import('../../src/provenance/words/fr.js')]);
  const all = Object.entries(Object.assign({}, ...tables.map((table) => table.default ?? table)));
  expect(all.filter(([, text]) => /(^|[^\u00a0])[:;?!»](?=\s|$)|«(?!\u00a0)/.test(text))).toEqual([]);
});

describe('Words', () => {
  test('every key that a page says is there, and every key that is there is said', () => {
    const { whole, groups } = keys_used();
    const group_of = (key) => key.split('.')[0];
    const all = { ...english, ...officials, ...broadcasters };
    expect([...whole].filter((key) => !(key in all))).toEqual([]);
    expect(Object.keys(all).filter((key) => !whole.has(key) && !(key.includes('.') && groups.has(group_of(key))))).toEqual([]);
  });

  test('a key stands written out in its call: one that is chosen within it would be missed', () => expect(keys_used().unread).toEqual([]));

  test('a value is put in as it is, even where it looks like a placeholder or a pattern', () => {
    expect(say('next_race')).toBe('Next race');
    expect(say('news.official', { n: '$&{n}' })).toBe('Race $&{n}: the result is official.');
  });

  test('a word that this version does not know is shown as it came', () => {
    expect(say_word('state', 'half_way')).toBe('half way');
    expect(say_word('state', '__proto__')).toBe('  proto  ');
    expect(state_word(undefined)).toBe('');
  });

  test('a page without a language says what is missing', () => {
    speak(null);
    expect(() => say('race')).toThrow('No language is loaded');
  });

  test('what a race is agrees with the word for a race: the foot of the board sets them side by side', async () => {
    const said = {};
    for (const language of ['fr', 'it', 'es']) {
      speak(await table_of(language));
      said[language] = [{ status: 'unofficial' }, { status: 'official' }, { status: 'revised' }, { status: 'revised', revision: 2 }].map((header) => `${say('race_n', { n: 11 })} ${mark_of(header).toLowerCase()}`);
    }
    expect(said).toEqual({
      fr: ['Course 11 non officielle', 'Course 11 officielle', 'Course 11 rectifiée', 'Course 11 rectifiée (2)'],
      it: ['Gara 11 non ufficiale', 'Gara 11 ufficiale', 'Gara 11 rettificata', 'Gara 11 rettificata (2)'],
      es: ['Carrera 11 no oficial', 'Carrera 11 oficial', 'Carrera 11 rectificada', 'Carrera 11 rectificada (2)'],
    });
  });

  test('rounds have the words of the language', async () => {
    const said = {};
    for (const language of Object.keys(languages)) {
      speak(await table_of(language));
      said[language] = ['H1', 'R2', 'SA/B1', 'FA'].map(phase_word).join(', ');
    }
    expect(said).toEqual({
      en: 'Heat 1, Repechage 2, Semifinal A/B 1, Final A', de: 'Vorlauf 1, Hoffnungslauf 2, Halbfinale A/B 1, Finale A', fr: 'Série 1, Repêchage 2, Demi-finale A/B 1, Finale A',
      it: 'Batteria 1, Recupero 2, Semifinale A/B 1, Finale A', es: 'Eliminatoria 1, Repesca 2, Semifinal A/B 1, Final A', zh: '预赛 1, 复赛 2, 半决赛 A/B 1, 决赛 A',
    });
    expect(race_title({ title: "Men's Eight, Heat 1", event_title: "Men's Eight", phase: 'H1' })).toBe('男子八人单桨, 预赛 1');
    expect(race_title({ title: 'The Grand, Heat 1', event_title: "Men's Eight", phase: 'H1' })).toBe('The Grand, Heat 1');
    expect(race_title({ title: '', event: '', event_title: '', phase: '', race: 7 })).toBe('第 7 场');
  });
});

describe('The language of a page', () => {
  test.each([
    ['?lang=de', 'fr', ['it'], 'de'], ['?lang=de-AT', null, [], 'de'], ['?race=12', 'fr', ['it'], 'fr'], ['', null, ['pt-BR', 'es-MX', 'en'], 'es'], ['', null, ['zh-Hant-TW'], 'zh'],
    ['?lang=xx', null, ['nl'], 'en'], ['?lang=', 'klingon', [], 'en'], ['?lang=__proto__', null, ['constructor'], 'en'], ['', null, [], 'en'],
  ])('address %s, chosen %s, browser %j: %s', (search, chosen, browser, language) => expect(choose_language(search, chosen, browser)).toBe(language));
});
