import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { what_of, who_of } from '../../src/audit/sentence.js';
import english_of_all from '../../src/text/languages/en.js';
import { choose_language } from '../../src/text/language.js';
import { files } from '../../src/text/officials.js';
import english from '../../src/text/officials/en/index.js';
import { speak } from '../../src/text/say.js';
import { capital, point_word, verdict_word, within } from '../../src/text/words.js';
import { sentences_in } from './sentences.js';

const source = fileURLToPath(new URL('../../src', import.meta.url));
const rooms = ['desk', 'console', 'referee', 'photo', 'health', 'programme', 'setup', 'audit', 'sign_in', 'print', 'feed'];
const others = Object.keys(files).filter((language) => language !== 'en');
const table_of = async (language) => (await files[language]()).default;
const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

// Named, not spoken: what a machine reads, what stands in the journal in whatever language, and a name.
const not_said = [
  'Bowball', "Men's Single Sculls", 'H1 H2 FA', 'C1', '7KQ2-MXV9-3FTD-…', 'set-up page', 'read at the desk', 'bowball verify', 'bowball serve --config {}', 'systemctl restart bowball',
  'split {}', 'hand_times {}', '{} (as {} read it)', '{} at {}', '{} reopen', '{} confirm', 'name = {}', 'driver = {}', 'link = {}', 'record = false', 'settings = { {} }', 'device = {}', 'channel = {}', 'point = {}', 'lane = {}',
  'source = {}', 'number_is_lane = true', '# Written by the set-up page. config/bowball.toml explains every key.', '[server] address = {} data_dir = {}',
  // Before what the server says of several lanes in the same words; the page marks it as English.
  'Each',
  // The feed package says these to programs; pages have `problem.` of the dictionaries.
  'Sign in to see this page.', 'This account may not see this page.', 'This page was opened elsewhere. Reload to take over.', 'The server is newer than this page. Reload the page.',
];

afterEach(() => speak({ ...english_of_all, ...english }));

describe.each(Object.keys(files))('A role has one word wherever it stands: %s', (language) => {
  test('at the desks, on the front page, in the set-up and in where a time comes from', async () => {
    const table = await table_of(language);
    const front = (await import(`../../src/text/broadcasters/${language}.js`)).default;
    const origin = (await import(`../../src/provenance/words/${language}.js`)).default;
    const rows = { starter: 'starter_calls_crews_arms_starts_recalls', timekeeper: 'timekeeper_names_crossings_hand_times_reads', judge: 'judge_decides_false_starts_results_penalties', referee: 'referee_chief_judge_all_that_and', admin: 'admin_all_that_the_programme_and' };
    for (const [role, row] of Object.entries(rows)) {
      const word = capital(table[`role.${role}`]);
      expect([front[`role.${role}`], origin[`role.${role}`], table[`setup.${row}`].split(/[^\p{L} ]/u)[0].trim()]).toEqual([table[`role.${role}`], word, word]);
    }
  });
});

describe.each(others)('The officials\' language %s', (language) => {
  test('has every key of English, no more, with the same placeholders, and nothing empty', async () => {
    const table = await table_of(language);
    expect(Object.keys(table).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(english)) expect([key, placeholders(table[key])]).toEqual([key, placeholders(text)]);
    expect(Object.entries(table).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test('is another language: no sentence was left in English', async () => {
    const table = await table_of(language);
    // Four words and more are the same in two languages only where nobody translated them.
    expect(Object.keys(english).filter((key) => english[key].split(' ').filter((word) => /^\p{L}+[.,:]?$/u.test(word)).length >= 4 && table[key] === english[key])).toEqual([]);
  });

  test('begins and ends each text as English does: pieces are set side by side', async () => {
    const table = await table_of(language);
    const edges = (text) => [text.startsWith(' '), text.endsWith(' ')];
    for (const [key, text] of Object.entries(english)) expect([key, edges(table[key])]).toEqual([key, edges(text)]);
  });
});

describe('What officials read', () => {
  test.each(rooms)('is in the dictionaries, every sentence of it: %s', (room) => {
    const found = readdirSync(join(source, room)).filter((name) => /\.(svelte|js)$/.test(name)).map((name) => [name, sentences_in(join(source, room, name)).filter((text) => !not_said.includes(text))]);
    expect(found.filter(([, left]) => left.length > 0)).toEqual([]);
  });

  test('a sentence that is left in a page is found, wherever it stands', () => {
    const page = (body, script = '') => sentences_in('Page.svelte', `<script>${script}</script>${body}`);
    expect(page('<p>Nobody is known yet.</p>')).toEqual(['Nobody is known yet.']);
    expect(page('<button title="Put away">✕</button>')).toEqual(['Put away']);
    expect(page('<p>{is_on ? "The race is on" : ""}</p>')).toEqual(['The race is on']);
    expect(page('<p>{n} {n === 1 ? "warning" : "warnings"}</p>')).toEqual(['warning', 'warnings']);
    expect(page('<Dialog title="Lane {lane}" />')).toEqual(['Lane']);
    expect(page('', 'const says = (lane) => `Lane ${lane} is called`;')).toEqual(['Lane {} is called']);
    expect(page('<p class="soft panel">{say("desk.lane")} 5 ms</p>', "import Dialog from '../desk/Dialog.svelte'; give('arm_race', { title: x });")).toEqual([]);
    expect(sentences_in('words.js', "export const word = () => 'no limit at all';")).toEqual(['no limit at all']);
  });

  test('names no key twice, neither here nor among the words of everybody', () => {
    expect(Object.keys(english).filter((key) => key in english_of_all)).toEqual([]);
  });

  test('is spoken in whole languages only', () => {
    expect(choose_language('', null, ['pt-BR', 'it-CH', 'de-CH'], Object.keys(files))).toBe('it');
    expect(choose_language('', null, ['it-CH', 'de-CH'], ['en', 'de'])).toBe('de');
    expect(choose_language('?lang=zh', null, [], ['en', 'de'])).toBe('en');
  });

  test('keeps German nouns in capitals within a sentence', async () => {
    expect(within(point_word('start_signal'))).toBe('start signal');
    expect(verdict_word('recalled: false_start')).toBe('Recalled: false start');
    speak({ ...(await import('../../src/text/languages/de.js')).default, ...(await table_of('de')) });
    expect(within(point_word('start_signal'))).toBe('Startsignal');
    expect(verdict_word('recalled: false_start')).toBe('Zurückgerufen: Fehlstart');
    expect(who_of({ kind: 'race_recalled', role: 'starter', data: {} })).toBe('Starter');
    expect(what_of({ kind: 'race_recalled', data: { race: 12, run: 2, cause: 'false_start' } })).toBe('rief Lauf 12, Start 2 zurück: Fehlstart');
    expect(what_of({ kind: 'crew_advanced', data: { race: 12, crew: 4, by: 'referee', advanced: true } })).toBe('ließ Mannschaft 4 von Lauf 12 weiterkommen, Entscheidung: Schiedsrichter');
  });
});
