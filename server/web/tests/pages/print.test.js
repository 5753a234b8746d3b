// Sheets of paper: A4, black on white, a status that nobody overlooks, numbered pages. The PDF is the browser's own print.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { beforeEach, describe, expect, test } from 'vitest';
import { serious_findings } from './axe.js';
import { keep_picture, open_page, shots_folder, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

const start_trace = JSON.parse(readFileSync(new URL('recorded/start_trace.json', import.meta.url)));

/** What A4 leaves between the margins of the sheet, in CSS pixels. */
const paper = { width: Math.floor(((210 - 2 * 12) / 25.4) * 96), height: Math.floor(((297 - 14 - 16) / 25.4) * 96) };

beforeEach(() => {
  server.me = { name: 'A. Moreau', role: 'referee' };
  server.recording = null;
  server.more = {};
});

async function sheet(what, moment, size = 'laptop', race = 12, language = 'en', more = {}) {
  server.show(moment);
  const opened = await open_page(browser, `${address}/print?what=${what}&race=${race}&lang=${language}`, size, more);
  await opened.page.waitForSelector('.paper');
  return opened;
}
/** Prints as the browser does, keeps the PDF, and says how many pages it has. */
async function printed(page, name) {
  const bytes = await page.pdf({ preferCSSPageSize: true });
  mkdirSync(shots_folder, { recursive: true });
  writeFileSync(join(shots_folder, `print_${name}.pdf`), bytes);
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(bytes.toString('latin1')) ?? [];
  expect([Math.round(width), Math.round(height)], 'A4 upright, in points').toEqual([595, 842]);
  return (bytes.toString('latin1').match(/\/Type \/Page\b/g) ?? []).length;
}

// What is not official, the sheet of a start, and what was decided.
const says = {
  en: ['UNOFFICIAL', 'Start: evidence and decisions', 'False start, lane 5'], de: ['INOFFIZIELL', 'Fallakte des Starts', 'Fehlstart, Bahn 5'], fr: ['NON OFFICIELLE', 'Dossier du départ', 'Faux départ, couloir 5'],
  it: ['NON UFFICIALE', 'Fascicolo della partenza', 'Falsa partenza, corsia 5'], es: ['NO OFICIAL', 'Expediente de la salida', 'Salida en falso, calle 5'], zh: ['非正式成绩', '出发案卷', '抢航, 道次 5'],
};

describe.each(Object.keys(says))('A printed sheet in the language %s', (language) => {
  const [unofficial, the_case, decided] = says[language];

  test('has its words, its days and its hours, and says so to whoever reads it aloud', async () => {
    const { page, complaints, close } = await sheet('results', 'unofficial', 'laptop', 12, language);
    expect(await page.getAttribute('html', 'lang')).toBe(language);
    expect(await page.textContent('.mark.loud')).toBe(unofficial);
    const until_ms = server.regatta().view('race/12/results').protest_until_us / 1000;
    const until = await page.evaluate(([ms, locale]) => new Date(ms).toLocaleString(locale, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }), [until_ms, language === 'en' ? 'en-GB' : language]);
    expect(await page.textContent('.paper')).toContain(until);
    expect(await page.locator('.paper .head p').nth(3).textContent(), 'the day of the race, in its year').toContain(String(new Date(until_ms).getFullYear()));
    await page.emulateMedia({ media: 'print' });
    expect(await printed(page, `results_${language}`)).toBe(1);
    await page.setViewportSize(paper);
    expect(await sticks_out(page), 'wider than the paper').toBe(false);
    await keep_picture(page, `print_paper_results_${language}`, { fullPage: true });
    expect(complaints).toEqual([]);
    await close();
  });

  test('of a start says in English what the server says, and names that language', async () => {
    const { page, close } = await sheet('case', 'upheld', 'laptop', 12, language);
    expect(await page.title()).toContain(the_case);
    expect(await page.textContent('.paper')).toContain(decided);
    const sentence = 'Lane 5: moved 0.071 s after the signal, limit 0.090 s.';
    expect(await page.getByText(sentence).first().evaluate((one) => one.closest('[lang]').lang)).toBe('en');
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(() => [...document.querySelectorAll('.paper *')].filter((one) => getComputedStyle(one).color !== 'rgb(0, 0, 0)').map((one) => one.className))).toEqual([]);
    await page.setViewportSize(paper);
    expect(await sticks_out(page), 'wider than the paper').toBe(false);
    await keep_picture(page, `print_paper_case_${language}`, { fullPage: true });
    await printed(page, `case_${language}`);
    await close();
  });
});

describe('The language of a sheet', () => {
  test('is the reader\'s; another one is chosen for this sheet, and not kept', async () => {
    server.show('unofficial');
    const { page, close } = await open_page(browser, `${address}/print?what=results&race=12`, 'laptop', { locale: 'de-AT' });
    await page.waitForSelector('.paper');
    expect(await page.textContent('.mark')).toBe(says.de[0]);
    await page.getByLabel('Sprache des Blattes').selectOption('en');
    await page.waitForFunction(() => document.querySelector('.mark')?.textContent === 'UNOFFICIAL');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.getByRole('link', { name: 'Start list' }).click();
    await page.waitForFunction(() => document.querySelector('.paper .race') && location.search.includes('start_list'));
    expect(await page.getAttribute('html', 'lang'), 'the other sheets of the race follow').toBe('en');
    await page.getByRole('link', { name: 'Back to the console' }).click();
    await page.waitForSelector('main');
    expect(await page.getAttribute('html', 'lang'), 'the desk does not').toBe('de');
    await close();
  });
});

describe('A printed sheet', () => {
  test.each([['unofficial', 'UNOFFICIAL'], ['racing_1500', 'NOT FINAL: THE RACE IS NOT OVER']])('of a result that is not official says so in large letters: %s', async (moment, mark) => {
    const { page, complaints, close } = await sheet('results', moment);
    const loud = page.locator('.mark.loud');
    expect(await loud.textContent()).toBe(mark);
    await page.emulateMedia({ media: 'print' });
    expect(await loud.evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize))).toBeGreaterThanOrEqual(26);
    expect(await page.locator('.tools').isVisible()).toBe(false);
    expect(await printed(page, `results_${moment}`)).toBe(1);
    expect(complaints).toEqual([]);
    await close();
  });

  test('of an official result bears its digest, its revisions and no loud mark', async () => {
    const { page, close } = await sheet('results', 'revised');
    expect(await page.locator('.mark').textContent()).toBe('Official, revision 1');
    expect(await page.locator('.mark.loud').count()).toBe(0);
    const text = await page.textContent('.paper');
    expect(text).toContain('9f2c41ab 9f2c41ab');
    expect(text).toContain('Photo finish read again after the protest of lane 3: dead heat.');
    expect(await page.locator('.said li').nth(1).locator('small').allTextContents()).toEqual([expect.stringMatching(/^\d \w{3}: \d \d:\d\d\.\d+ → \d= \d:\d\d\.\d+$/)]);
    await close();
  });

  test('marks a time by hand with a boxed letter, and says once what the marks mean', async () => {
    const { page, close } = await sheet('results', 'revised');
    const row = page.locator('.list tbody tr', { hasText: 'Solbakken' });
    expect(await row.locator('td').nth(6).textContent()).toMatch(/^h 7:04\.18/);
    expect(await row.locator('.hand').evaluate((one) => getComputedStyle(one).borderTopStyle)).toBe('solid');
    expect(await page.locator('dl[aria-label=Marks] div').allTextContents()).toEqual(['htimed by hand', '=dead heat: the place is shared', 'DNFdid not finish', 'DNSdid not start']);
    expect((await page.textContent('.paper')).match(/by hand|did not start/g)).toEqual(['by hand', 'did not start']);
    await close();
  });

  test('has no column for a point at which nobody was timed', async () => {
    server.show('official');
    const { rows } = server.regatta().view('race/12/results');
    const heads = async (seen) => {
      server.more = { 'race/12/results': { rows: rows.map((row) => ({ ...row, splits: row.splits.map((split) => (seen(split, row) ? split : { ...split, text: '', time_us: null, rank: null })) })) } };
      const { page, close } = await sheet('results', 'official');
      const texts = await page.locator('.list th').allTextContents();
      await close();
      return texts.slice(3, -1);
    };
    expect(await heads(() => true)).toEqual(['500 m', '1000 m', '1500 m', '2000 m']);
    expect(await heads(({ metres }) => metres !== 500)).toEqual(['1000 m', '1500 m', '2000 m']);
    expect(await heads(({ metres }, row) => metres !== 500 || row.crew.lane === 5), 'one crew is enough').toEqual(['500 m', '1000 m', '1500 m', '2000 m']);
    expect(await heads(() => false)).toEqual(['2000 m']);
  });

  test('says when the race truly started, where the server tells it', async () => {
    server.show('official');
    const noon_us = new Date(2026, 6, 4, 12).getTime() * 1000;
    const header = { ...server.regatta().view('race/12/results').header, scheduled_us: noon_us };
    const line = async (started_us) => {
      server.more = { 'race/12/results': { header, started_us } };
      const { page, close } = await sheet('results', 'official');
      const text = await page.textContent('.head p:last-child');
      await close();
      return text;
    };
    const late_us = noon_us + 671_900_000;
    expect(await line(late_us)).toBe('Sat, 4 July 2026, scheduled 12:00, started 12:11:11');
    expect(await line(late_us + 86_400e6)).toBe('Sat, 4 July 2026, scheduled 12:00, started Sun, 5 July 2026 12:11:11');
    expect(await line(undefined)).toBe('Sat, 4 July 2026 12:00');
  });

  test.each(['laptop', 'tablet', 'upright'])('has signing out far from printing: %s', async (size) => {
    const { page, close } = await sheet('results', 'official', size);
    const [print, leave] = await Promise.all(['Print', 'Sign out A. Moreau'].map((name) => page.getByRole('button', { name, exact: true }).boundingBox()));
    expect(Math.abs(leave.x - (print.x + print.width)), `${JSON.stringify(print)} ${JSON.stringify(leave)}`).toBeGreaterThan(100);
    await close();
  });

  test('bears the signed checkpoint as a code that a telephone reads, unless the sheet is newer', async () => {
    const { page, close } = await sheet('results', 'official', 'laptop', 12, 'en', { deviceScaleFactor: 300 / 96 });   // as an office printer prints
    const side_mm = (await page.locator('.signature svg').boundingBox()).width / (96 / 25.4);
    expect(side_mm).toBeGreaterThanOrEqual(22);
    expect(side_mm).toBeLessThanOrEqual(25.01);
    const picture = PNG.sync.read(await page.locator('.signature svg').screenshot());
    const read = jsQR(Uint8ClampedArray.from(picture.data), picture.width, picture.height);
    const { note, key } = server.regatta().view('meet/checkpoint');
    expect(new TextDecoder().decode(Uint8Array.from(read.binaryData))).toBe(note);
    expect(await page.textContent('.signature')).toContain(key);
    await page.emulateMedia({ media: 'print' });
    expect(await printed(page, 'signed')).toBe(1);
    await close();
    server.seq += 10_000;
    const newer = await sheet('results', 'official');
    expect(await newer.page.textContent('.foot')).toContain('Not signed yet');
    expect(await newer.page.locator('.signature').count()).toBe(0);
    server.seq -= 10_000;
    await newer.close();
  });

  test('is black on white whatever look the screen wears', async () => {
    const { page, close } = await sheet('results', 'revised');   // with a time by hand, which screens colour
    for (const look of ['night', 'sun']) {
      await page.evaluate((name) => (document.documentElement.dataset.look = name), look);
      await page.emulateMedia({ media: 'print' });
      const seen = await page.evaluate(() => [...document.querySelectorAll('.paper, .paper *')].flatMap((one) => [getComputedStyle(one), getComputedStyle(one, '::after')]).filter((style) => style.color !== 'rgb(0, 0, 0)' || !['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'].includes(style.backgroundColor)).length);
      expect(seen, look).toBe(0);
    }
    await close();
  });

  test('of many crews goes over numbered pages, each with its head; no crew is cut in two', async () => {
    const { page, close } = await sheet('results', 'head_race');
    expect(await printed(page, 'head_race')).toBeGreaterThan(1);
    expect(await page.locator('.paper > thead').evaluate((one) => getComputedStyle(one).display), 'browsers repeat it').toBe('table-header-group');
    expect(await page.evaluate(() => [...document.styleSheets].flatMap((one) => [...one.cssRules]).filter((rule) => rule instanceof CSSPageRule).map((rule) => rule.cssText).join(' '))).toMatch(/@bottom-right.*counter\(page\).*counter\(pages\)/s);
    expect(await page.locator('.list tbody tr').first().evaluate((one) => getComputedStyle(one).breakInside)).toBe('avoid');
    await close();
  });

  test.each(['start_list', 'case'])('is made of a start too: %s', async (what) => {
    const { page, complaints, close } = await sheet(what, what === 'case' ? 'upheld' : 'start_list');
    const text = await page.textContent('.paper');
    expect(text).toContain('NED');
    if (what === 'case') {
      expect(text).toContain('Lane 5: moved 0.071 s after the signal, limit 0.090 s.');
      expect(text).toMatch(/False start, lane 5, start 1, \d\d:\d\d:\d\d, A\. Moreau/);
    }
    await printed(page, what);
    expect(await sticks_out(page)).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  });

  test('of a start has the traces as lines, one lane below the other, with the signal, the limit, the level and the band of the onset', async () => {
    server.recording = start_trace;
    const { page, complaints, close } = await sheet('case', 'scheduled', 'laptop', 1);
    await page.waitForSelector('[data-drawn=true] svg');
    const rows = start_trace.views['race/1/referee'].rows.filter(({ trace }) => trace);
    expect(await page.locator('[data-drawn=true] svg').count()).toBe(rows.length);
    expect(await page.locator('canvas').count()).toBe(0);
    const at = (svg, selector) => svg.locator(selector).evaluate((one) => one.getBoundingClientRect()).then(({ left, right, width }) => ({ left, right, width }));
    for (const [k, { trace }] of rows.entries()) {
      const svg = page.locator('[data-drawn=true] svg').nth(k);
      const signal = await at(svg, '.signal');
      expect((await svg.locator('polyline').getAttribute('points')).split(' ').length).toBeGreaterThan(200);
      expect(await svg.getAttribute('aria-label')).toContain(trace.onset_us === null ? trace.problem.replace('.', '') : 'noise');
      expect(await svg.locator('.limit').count()).toBe(1);
      if (trace.onset_us === null) continue;
      // From the signal to the onset is as far, in the limit's own measure, as the server says.
      const { left: limit } = await at(svg, '.limit');
      const onset = await at(svg, '.onset');
      expect((onset.left - signal.left) / (limit - signal.left)).toBeCloseTo((trace.onset_us * 1000) / start_trace.views['race/1/referee'].threshold_ns, 1);
      const band = await at(svg, '.band');
      expect(band.left).toBeLessThanOrEqual(onset.left);
      expect(band.right).toBeGreaterThanOrEqual(onset.right);
    }
    const seen = await page.evaluate(() => [...document.querySelectorAll('svg polyline, svg line')].map((one) => getComputedStyle(one).stroke).filter((stroke) => stroke !== 'rgb(0, 0, 0)').length);
    expect(seen, 'black on white').toBe(0);
    await page.emulateMedia({ media: 'print' });
    expect(await printed(page, 'case_traces')).toBeLessThanOrEqual(2);
    await page.emulateMedia({ media: 'screen' });
    await keep_picture(page, 'print_case_traces', { fullPage: true });
    expect(await sticks_out(page)).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  });

  test.each(['laptop', 'tablet', 'upright'])('is looked at on a screen before: %s', async (size) => {
    const { page, close } = await sheet('results', 'unofficial', size);
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `print_${size}`);
    await close();
  });

  test('leads from the console and says what is wrong with an address', async () => {
    server.show('unofficial');
    const { page, close } = await open_page(browser, `${address}/console?race=12`, 'laptop');
    expect(await page.getByRole('link', { name: 'Print result' }).getAttribute('href')).toBe('print.html?what=results&race=12');
    await page.goto(`${address}/print?what=nothing&race=12`);
    expect(await page.textContent('[role=alert]')).toContain('names no sheet');
    await page.goto(`${address}/print?what=results&race=999`);
    await page.waitForSelector('[role=alert]');
    await close();
  });

  test('has no serious finding', async () => {
    for (const what of ['results', 'start_list', 'case']) {
      server.show('upheld');
      const { page, close } = await open_page(browser, `${address}/print?what=${what}&race=12`, 'laptop', { bypassCSP: true });
      await page.waitForSelector('.paper');
      expect(await serious_findings(page), what).toEqual([]);
      await close();
    }
  });
});
