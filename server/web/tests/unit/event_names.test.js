// Names of rowing's events in six languages, and what is left as a meet wrote it.
import { describe, expect, test } from 'vitest';
import { event_name, is_usual_title, parts_of } from '../../src/text/event_names.js';
import { event_text, languages as graphics, title_text } from '../../src/overlay/words.js';
import { search } from '../../src/results/crews.js';
import { event_word, race_title } from '../../src/text/race_words.js';
import { languages } from '../../src/text/language.js';
import { speak } from '../../src/text/say.js';

const names_of = async (language) => (await import(`../../src/text/event_names/${language}.js`)).default;
const standard = [
  ["Men's Single Sculls", 'M1x'], ["Women's Double Sculls", 'W2x'], ["Lightweight Women's Double Sculls", 'LW2x'], ["Men's Quadruple Sculls", 'M4x'], ["Women's Pair", 'W2-'], ["Men's Four", 'M4-'], ["Women's Eight", 'W8+'],
  ["Junior Men's Coxed Four", 'JM4+'], ["Under 23 Women's Coxed Pair", 'BW2+'], ["PR1 Men's Single Sculls", 'PR1 M1x'], ['PR2 Mixed Double Sculls', 'PR2 Mix2x'], ['PR3 Mixed Coxed Four', 'PR3 Mix4+'], ["Junior Women's Coxed Quadruple Sculls", 'JW4x+'],
];

describe('A standard name of an event', () => {
  test.each(standard)('is itself in English: %s', async (title, code) => {
    const names = await names_of('en');
    expect(event_name(title, code, (key) => names[key])).toBe(title);
    expect(event_name(title.toUpperCase().replace("'S", '’s'), code, (key) => names[key]).toLowerCase()).toBe(title.toLowerCase());
  });

  test('is said in each language', async () => {
    const said = {};
    for (const language of Object.keys(languages)) {
      const names = await names_of(language);
      said[language] = [["Men's Single Sculls"], ["Lightweight Women's Double Sculls"], ['PR3 Mixed Coxed Four'], ["Junior Men's Eight"]].map(([title]) => event_name(title, '', (key) => names[key])).join(', ');
    }
    expect(said).toEqual({
      en: "Men's Single Sculls, Lightweight Women's Double Sculls, PR3 Mixed Coxed Four, Junior Men's Eight",
      de: 'Einer der Männer, Leichtgewichts-Doppelzweier der Frauen, PR3 Vierer mit Steuermann Mixed, Achter der Junioren',
      fr: 'Skiff hommes, Deux de couple poids légers femmes, PR3 Quatre avec barreur mixte, Huit juniors hommes',
      it: 'Singolo maschile, Doppio pesi leggeri femminile, PR3 Quattro con misto, Otto junior maschile',
      es: 'Scull individual masculino, Doble scull peso ligero femenino, PR3 Cuatro con timonel mixto, Ocho con timonel júnior masculino',
      zh: '男子单人双桨, 女子轻量级双人双桨, PR3 混合有舵手四人单桨, 青少年男子八人单桨',
    });
  });

  test.each([["Men's Eight", 'M18-8+', '8+'], ["Men's Eight", 'M8', '8+'], ["Men's Single Sculls", 'M1X', '1x'], ["Junior Women's Coxed Quadruple Sculls", 'JW4x+', '4x+']])('takes the boat from the end of the code: %s (%s)', (title, code, boat) => expect(parts_of(title, code)?.boat).toBe(boat));

  test('says the class of those under 23 in few letters, which all languages share', async () => {
    for (const language of Object.keys(languages)) {
      const names = await names_of(language);
      expect(event_name("Under 23 Women's Pair", 'BW2-', (key) => names[key])).toContain(language === 'en' ? 'Under 23' : 'U23');
    }
  });

  test('has the same parts in every language', async () => {
    const english = await names_of('en');
    for (const language of Object.keys(languages)) {
      const names = await names_of(language);
      expect(Object.keys(names)).toEqual(Object.keys(english));
      for (const key of ['as', 'as_L', 'as_class']) expect(names[key].match(/\{\w+\}/g).sort()).toEqual(english[key].match(/\{\w+\}/g).sort());
    }
  });
});

test.each([['The Grand Challenge Cup', 'M8+'], ["Men's Four", 'M4+'], ["Men's 100 m", '100'], ["Men's Eight, Novices", 'N8+'], ['M1x', 'M1x'], ["Master Men's Eight", 'MM8+'], ["Women's Eight and Four", ''], ["Men's K1 1000 m", 'K1'], ["Men's Pair", 'K2'], ["Men's Four", 'IM4'], ["Men's Eight", 'K8'], ['', 'M1x'], [undefined, undefined]])(
  'What a meet wrote itself stays as it is: %s (%s)', (title, code) => {
    expect(parts_of(title, code)).toBe(null);
    expect(event_name(title, code, () => 'other')).toBe(title ?? '');
  });

describe('The title of a race', () => {
  const race = { race: 1, event: 'M1x', event_title: "Men's Single Sculls", phase: 'H1' };

  test('is usual where it is event and round', () => {
    expect(is_usual_title({ ...race, title: "Men's Single Sculls, Heat 1" })).toBe(true);
    expect(is_usual_title({ ...race, title: "Men's Single Sculls, Heat 2" })).toBe(false);
    expect(is_usual_title({ ...race, title: '' })).toBe(false);
  });

  test('is said by graphics in their language, a title of the meet\'s own as it is', () => {
    expect(title_text({ ...race, title: "Men's Single Sculls, Heat 1" }, graphics.de)).toBe('Einer der Männer, Vorlauf 1');
    expect(title_text({ ...race, title: '' }, graphics.it)).toBe('Singolo maschile, Batteria 1');
    expect(title_text({ ...race, title: 'Sir Steve Cup' }, graphics.de)).toBe('Sir Steve Cup');
    expect(title_text({ ...race, event_title: 'Sir Steve Cup', title: 'Sir Steve Cup, Heat 1' }, graphics.de)).toBe('Sir Steve Cup, Vorlauf 1');
    expect(event_text({ event: 'M1x' }, graphics.de)).toBe('M1x');
  });

  test('is said by pages in theirs, and found by it', async () => {
    const before = await import('../../src/text/languages/en.js');
    speak((await import('../../src/text/languages/de.js')).default);
    expect(race_title({ ...race, title: "Men's Single Sculls, Heat 1" })).toBe('Einer der Männer, Vorlauf 1');
    expect(event_word({ event: 'LM2x' })).toBe('LM2x');
    expect(search('einer', new Map(), { races: [race] }).events).toEqual([{ event: 'M1x', title: 'Einer der Männer' }]);
    expect(search('single', new Map(), { races: [race] }).events).toHaveLength(1);
    speak(before.default);
  });
});
