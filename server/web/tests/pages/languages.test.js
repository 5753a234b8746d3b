import { describe, expect, test } from 'vitest';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

const pages = [
  ['front', '', '.now .number', ['phone', 'upright', 'laptop']],
  ['results', 'results?race=12', 'tbody tr', ['phone', 'upright', 'laptop']],
  ['announcer', 'announcer', '.calls p', ['phone', 'upright', 'laptop']],
  ['scoreboard', 'scoreboard', '.row', ['led', 'full_hd']],
  ['print', 'print?what=results&race=12', '.paper', ['laptop']],
];
const says = {
  en: ['Official', "Men's Single Sculls, Heat 3"], de: ['Offiziell', 'Einer der Männer, Vorlauf 3'], fr: ['Officielle', 'Skiff hommes, Série 3'],
  it: ['Ufficiale', 'Singolo maschile, Batteria 3'], es: ['Oficial', 'Scull individual masculino, Eliminatoria 3'], zh: ['正式成绩', '男子单人双桨, 预赛 3'],
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
    expect(loaded.flatMap((path) => path.match(/\/assets\/words_(\w+)-/)?.[1] ?? [])).toEqual(['languages_fr']);
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
});

test.each(Object.keys(says))('On a telephone day, distance and start of a race stand in two lines, in the language %s', async (language) => {
  const { page, close } = await open(`results?race=12&lang=${language}`, 'phone', '.mark');
  const lines = await page.locator('header .what .soft').evaluate((place) => place.getBoundingClientRect().height / parseFloat(getComputedStyle(place).lineHeight));
  expect(Math.round(lines)).toBeLessThanOrEqual(2);
  await close();
});
