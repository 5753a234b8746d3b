import { describe, expect, test } from 'vitest';
import { journal_of } from '../../dev/journal.mjs';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

const pages = [
  ['front', '', '.now .number', ['phone', 'upright', 'laptop']],
  ['results', 'results?race=12', 'tbody tr', ['phone', 'upright', 'laptop']],
  ['announcer', 'announcer', '.calls p', ['phone', 'upright', 'laptop']],
  ['scoreboard', 'scoreboard', '.row', ['led', 'full_hd']],
];
const says = {
  en: ['Official', "Men's Single Sculls, Heat 3"], de: ['Offiziell', "Men's Single Sculls, Vorlauf 3"], fr: ['Officiel', "Men's Single Sculls, Série 3"],
  it: ['Ufficiale', "Men's Single Sculls, Batteria 3"], es: ['Oficial', "Men's Single Sculls, Eliminatoria 3"], zh: ['正式成绩', "Men's Single Sculls, 预赛 3"],
};

async function open(path, size, wait_for, more) {
  server.me = null;
  server.show('dead_heat', { simulated: true });
  const opened = await open_page(browser, `${address}/${path}`, size, more);
  await opened.page.waitForSelector(wait_for);
  return opened;
}

describe.each(Object.keys(says))('In the language %s', (language) => {
  test.each(pages)('the page %s has its words, and they fit', async (name, path, wait_for, sizes) => {
    for (const size of sizes) {
      const { page, complaints, close } = await open(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`, size, wait_for);
      expect(await page.getAttribute('html', 'lang')).toBe(language);
      expect(await page.textContent('body')).toContain(says[language][1]);
      expect(await sticks_out(page)).toBe(false);
      expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
      await keep_picture(page, `language_${language}_${name}_${size}`);
      await close();
    }
  });
});

describe('The language of a page', () => {
  test('is the browser\'s where nobody chose, and only its words are loaded', async () => {
    const loaded = [];
    const context = await browser.newContext({ locale: 'fr-CA' });
    const page = await context.newPage();
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    server.show('dead_heat');
    await page.goto(`${address}/results?race=12`);
    await page.waitForSelector('.mark');
    expect(await page.textContent('.mark')).toContain(says.fr[0]);
    expect(loaded.filter((path) => /\/assets\/(en|de|fr|it|es|zh)-/.test(path)).map((path) => path.slice(8, 10))).toEqual(['fr']);
    await context.close();
  });

  test('is chosen on the page, and kept', async () => {
    const { page, close } = await open('results?race=12', 'phone', '.mark');
    expect(await page.textContent('.mark')).toContain('Official');
    await page.getByLabel('Language').selectOption('it');
    await page.waitForFunction(() => document.querySelector('.mark')?.textContent.includes('Ufficiale'));
    expect(page.url()).toContain('race=12');
    await page.goto(`${address}/`);
    await page.waitForFunction(() => document.documentElement.lang === 'it');
    await close();
  });

  test('of officials is one table too: a desk loads its own and no other', async () => {
    server.me = { name: 'A. Moreau', role: 'referee' };
    server.show('dead_heat');
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    const files = [];
    page.on('response', (response) => response.url().endsWith('.js') && files.push(response.text()));
    await page.goto(`${address}/console`);
    await page.waitForSelector('.mark');
    const tables = (await Promise.all(files)).filter((text) => text.includes('desk.do_nothing":') || text.includes("desk.do_nothing':"));
    expect(tables.map((text) => text.includes('召回'))).toEqual([true]);
    await context.close();
  });

  test('the officials\' pages speak the browser\'s too, and English where nobody translated them', async () => {
    for (const [locale, language, says_it] of [['de-AT', 'de', 'Offiziell'], ['it-CH', 'it', 'Ufficiale'], ['es-MX', 'es', 'Oficial'], ['zh-CN', 'zh', '正式成绩'], ['pt-BR', 'en', 'Official']]) {
      server.me = { name: 'A. Moreau', role: 'referee' };
      server.show('dead_heat');
      const { page, complaints, close } = await open_page(browser, `${address}/console`, 'laptop', { locale });
      await page.waitForSelector('.mark');
      expect(await page.getAttribute('html', 'lang')).toBe(language);
      expect(await page.textContent('.mark')).toContain(says_it);
      expect(complaints).toEqual([]);
      await close();
    }
  });
});

// The longest words of ours are among these: what has room for them has room for English.
describe.each(['de', 'fr', 'it', 'es', 'zh'])('Officials\' pages in the language %s', (language) => {
  test.each([['console', '[aria-live], main .panel'], ['referee', 'main .panel, .panel'], ['photo?race=12', '.panel'], ['programme', '.panel'], ['health', '.panel'], ['audit', 'ol > li time'], ['setup', '.panel']])('the page %s fits, and shows no key of a dictionary', async (path, wait_for) => {
    for (const size of ['tablet', 'laptop', 'full_hd']) {
      server.me = { name: 'A. Moreau', role: 'admin' };
      server.show('dead_heat', { simulated: true });
      server.journal = journal_of(server.regatta());
      const { page, complaints, close } = await open_page(browser, `${address}/${path}${path.includes('?') ? '&' : '?'}lang=${language}`, size);
      await page.waitForSelector(wait_for);
      expect(await page.getAttribute('html', 'lang')).toBe(language);
      expect(await sticks_out(page)).toBe(false);
      expect((await page.textContent('body')).match(/\b(desk|console|referee|photo|health|programme|setup|audit|sign_in|link)\.[a-z_0-9]{3,}\b/g)?.filter((key) => !key.endsWith('.html'))).toBeFalsy();
      expect(complaints.filter((text) => !/40[14]/.test(text))).toEqual([]);
      await keep_picture(page, `language_${language}_${path.split('?')[0]}_${size}`);
      await close();
    }
  });
});
