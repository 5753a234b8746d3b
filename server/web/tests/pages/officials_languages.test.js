import { describe, expect, test } from 'vitest';
import { journal_of } from '../../dev/journal.mjs';
import { keep_picture, open_page, sizes, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

const languages = ['en', 'de', 'fr', 'it', 'es', 'zh'];

describe('The language of a desk', () => {
  test('is one table: its own is loaded and no other', async () => {
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

  test('is the browser\'s, and English where nobody translated them', async () => {
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

test('the audit says the role of whoever did it in the language of the page', async () => {
  server.me = { name: 'A. Moreau', role: 'referee' };
  server.show('dead_heat');
  server.journal = journal_of(server.regatta());
  const { page, close } = await open_page(browser, `${address}/audit?lang=it`, 'laptop');
  await page.waitForSelector('ol > li time');
  expect(await page.textContent('ol')).toContain('(giudice)');
  expect(await page.textContent('ol')).not.toContain('(judge)');
  await close();
});

/** Buttons that are cut: wider than their box, or out of what scrolls around them. */
function cut_buttons(page) {
  return page.evaluate(() => [...document.querySelectorAll('main button, main .button')].filter((button) => {
    if (button.getClientRects().length === 0) return false;
    const scrolls = button.closest('section, nav, .scroll');
    return button.scrollWidth > button.clientWidth + 1 || (scrolls && button.getBoundingClientRect().right > scrolls.getBoundingClientRect().right + 1);
  }).map((button) => button.textContent.trim()));
}

/** What stands in the head's choices or beside an entry of the audit and has no room there. */
function cut_texts(page) {
  return page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d');
    const lacks_room = (select) => {
      const { font, paddingLeft, paddingRight } = getComputedStyle(select);
      pen.font = font;
      return pen.measureText(select.selectedOptions[0].text).width > select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    };
    return [
      ...[...document.querySelectorAll('header .choices select')].filter(lacks_room).map((select) => select.selectedOptions[0].text),
      ...[...document.querySelectorAll('ol > li .when')].filter((when) => when.scrollWidth > when.clientWidth).map((when) => when.textContent),
    ];
  });
}

const desks = ['tablet', 'laptop', 'full_hd'];

/** As when a window is drawn larger: the page of before, drawn anew. */
async function resize(page, size) {
  await page.setViewportSize(sizes[size]);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

test.each(languages)('a console in the middle of a race cuts no button, and breaks none that stands beside another, in the language %s', async (language) => {
  server.me = { name: 'A. Moreau', role: 'referee' };
  server.show('racing_1500', { simulated: true });
  const { page, close } = await open_page(browser, `${address}/console?lang=${language}`, desks[0]);
  await page.waitForSelector('.rare .button');
  for (const size of desks) {
    await resize(page, size);
    expect(await cut_buttons(page), size).toEqual([]);
    expect(await page.locator('.rare .button').evaluateAll((buttons) => buttons.filter((button) => button.clientHeight > 50).map((button) => button.textContent)), size).toEqual([]);
  }
  await close();
});

// The longest words of ours are among these: what has room for them has room for English.
describe.each(languages.filter((language) => language !== 'en'))('Officials\' pages in the language %s', (language) => {
  test.each([['console', '[aria-live], main .panel'], ['referee', 'main .panel, .panel'], ['photo?race=12', '.panel'], ['programme', '.panel'], ['health', '.panel'], ['audit', 'ol > li time'], ['setup', '.panel'], ['print?what=results&race=12', '.paper'], ['print?what=start_list&race=12', '.paper'], ['print?what=case&race=12', '.paper']])('the page %s fits, and shows no key of a dictionary', async (path, wait_for) => {
    server.me = { name: 'A. Moreau', role: 'admin' };
    server.show('dead_heat', { simulated: true });
    server.journal = journal_of(server.regatta());
    const { page, complaints, close } = await open_page(browser, `${address}/${path}${path.includes('?') ? '&' : '?'}lang=${language}`, desks[0]);
    await page.waitForSelector(wait_for);
    expect(await page.getAttribute('html', 'lang')).toBe(language);
    for (const size of desks) {
      await resize(page, size);
      expect(await sticks_out(page), size).toBe(false);
      expect(await cut_texts(page), size).toEqual([]);
    }
    expect((await page.textContent('body')).match(/\b(desk|console|referee|photo|health|programme|setup|audit|sign_in|print|sheet|signs|link)\.[a-z_0-9]{3,}\b/g)?.filter((key) => !key.endsWith('.html'))).toBeFalsy();
    expect(complaints.filter((text) => !/40[14]/.test(text))).toEqual([]);
    await keep_picture(page, `language_${language}_${path.replace('?what=', '_').split(/[?&]/)[0]}`);
    await close();
  });
});
