import { afterEach, describe, expect, test } from 'vitest';
import { total, weigh } from '../../dev/weigh.mjs';
import { keep_picture, open_page, pages_folder, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

afterEach(() => {
  server.more = {};
  server.mend();
});

async function open(path, size, wait_for, { moment = 'official', options, ...more } = {}) {
  server.show(moment, options);
  const opened = await open_page(browser, `${address}/${path}`, size, more);
  await opened.page.waitForSelector(wait_for);
  return opened;
}
const sizes = ['phone', 'upright', 'laptop'];

describe('Crews on the results page', () => {
  test.each(sizes)('a crew is found by a part of its name, has its races, is followed, and stands on top: %s', async (size) => {
    const { page, complaints, close } = await open('results?search', size, '#search', { moment: 'start_list' });
    await page.keyboard.type('papad');
    await page.waitForSelector('a.hit');
    expect(await page.locator('a.hit').allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining('Konstantinos Papadimitriou-Alexandrou')]));
    await keep_picture(page, `search_${size}`);
    await page.click('a.hit[href*="crew=102"]');
    await page.waitForSelector('[aria-label="Races of this crew"] li');
    expect(page.url()).toContain('?crew=102');
    expect(await page.locator('main [aria-label="Races of this crew"] li').allTextContents()).toEqual([expect.stringContaining('Lane 2')]);
    const button = page.getByRole('button', { name: 'Follow' });
    await button.click();
    expect(await page.getByRole('button', { name: 'Following' }).getAttribute('aria-pressed')).toBe('true');
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `crew_${size}`, { fullPage: true });
    await page.goto(`${address}/results`);
    await page.waitForSelector('[aria-label="Your crews"] li');
    expect(await page.textContent('[aria-label="Your crews"] li')).toMatch(/GRE\s+Konstantinos.*Next race: \d\d:\d\d · Race 12 · Heat 3 · Lane 2/s);
    await keep_picture(page, `your_crews_${size}`);
    expect(complaints).toEqual([]);
    await close();
  });

  test('a crew\'s page has what became of its race', async () => {
    const { page, close } = await open('results?crew=103', 'phone', '.did b', { moment: 'dead_heat' });
    expect(await page.textContent('.did')).toMatch(/Lane 3 · Place 1= · 6:46\.11/);
    await close();
  });

  test('a number that no crew has is said', async () => {
    const { page, close } = await open('results?crew=9999', 'phone', 'main .soft');
    await page.waitForFunction(() => document.querySelector('main')?.textContent.includes('No crew has this number'));
    await close();
  });

  test('names in every script stay in their places', async () => {
    const names = ['王伟 / 李娜', 'محمد الفاتح بن عبد الرحمن (A)', 'Ngô Thị Phương‑Anh', 'Ἀλέξανδρος Παπαδόπουλος', 'Anneliese‑Friederike von Hohenstein‑Schillingsfürst', '김민준'];
    server.show('official');
    const rows = server.data_of('race/12/results').rows.map((row, k) => ({ ...row, crew: { ...row.crew, name: names[k], club: k === 1 ? 'نادي التجديف' : row.crew.club } }));
    for (const size of sizes) {
      server.more = { 'race/12/results': { rows } };
      const { page, close } = await open('results?race=12', size, 'tbody tr');
      expect(await page.locator('tbody a.crew-name bdi').allTextContents()).toEqual(names);
      // The place stands left of the name, the time right of it, whatever way the name runs.
      const lefts = await page.locator('tbody tr').nth(1).evaluate((tr) => ['.rank', '.crew', '.time'].map((part) => tr.querySelector(part).getBoundingClientRect().left));
      expect(lefts).toEqual([...lefts].sort((a, b) => a - b));
      expect(await sticks_out(page)).toBe(false);
      await keep_picture(page, `names_${size}`, { fullPage: true });
      await close();
    }
  });
});

describe('Events on the results page', () => {
  test.each(sizes)('has its races, its delays, and who goes where: %s', async (size) => {
    const { page, complaints, close } = await open('results?event=LW2x', size, '[aria-label="How it goes on"] article');
    expect(await page.locator('main a.line').allTextContents()).toEqual([expect.stringContaining('Semifinal A/B 1'), expect.stringMatching(/5 min later · thunder/)]);
    expect(await page.locator('article').first().textContent()).toMatch(/1–3 → Final A\s*all others → Final B/);
    expect(await sticks_out(page)).toBe(false);
    expect(complaints).toEqual([]);
    await keep_picture(page, `event_${size}`, { fullPage: true });
    await close();
  });
});

describe('A link to a race', () => {
  test('is copied, without the reader\'s language, and opens the same race', async () => {
    const { page, close } = await open('results?lang=de&race=12', 'phone', 'tbody tr', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Teilen' }).click();
    await page.waitForFunction(() => document.body.textContent.includes('Der Link ist kopiert.'));
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${address}/results?race=12`);
    await close();
  });

  test('stands there to be copied where the browser copies nothing', async () => {
    const { page, close } = await open('results?race=12', 'phone', 'tbody tr');
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await page.getByRole('button', { name: 'Share' }).click();
    expect(await page.inputValue('.copy input')).toBe(`${address}/results?race=12`);
    await close();
  });
});

describe('On a bad link', () => {
  const bad_3g = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 25_000 };

  test.each([['results', 'nav li'], ['results?race=12', 'tbody tr']])('%s shows its first rows from the snapshot, before there is a socket', async (path, first_row) => {
    server.show('official');
    server.cut();
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'de-DE' });
    const page = await context.newPage();
    const wire = await context.newCDPSession(page);
    await wire.send('Network.enable');
    await wire.send('Network.emulateNetworkConditions', bad_3g);
    let bytes = 0;
    wire.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(`${address}/${path}`, { waitUntil: 'commit' });
    await page.waitForSelector(first_row);
    const before = bytes;
    expect(before).toBeGreaterThan(30_000);
    // On the wire, with four views, their headers and whatever else came by then; the page alone is weighed below.
    expect(before).toBeLessThan(64_000);
    expect(await page.locator('.number').allTextContents()).not.toEqual([]);
    await context.close();
  });

  test('says that it is a snapshot, and is live once the socket is there', async () => {
    server.show('racing_1500');
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB' });
    const page = await context.newPage();
    let let_in;
    await page.routeWebSocket(/\/live/, async (socket) => {
      await new Promise((done) => (let_in = done));
      socket.connectToServer();
    });
    await page.goto(`${address}/results?race=12`);
    await page.waitForSelector('tbody tr');
    expect(await page.textContent('.age')).toMatch(/As of \d\d:\d\d:\d\d\. Connecting for live times\./);
    expect(await page.locator('.body.old').count()).toBe(0);
    let_in();
    await page.waitForSelector('.age', { state: 'detached' });
    expect(await page.textContent('.clock')).toMatch(/^5:\d\d\.\d$/);
    await context.close();
  });

  test('the first load of the results page stays under 60 kB', () => {
    const weights = weigh(pages_folder, 'results');
    expect(weights, JSON.stringify(weights)).toSatisfy((files) => total(files) < 57_000);
  });
});

describe('What is read aloud', () => {
  test('is that a result is official, once, and nothing of what was so before', async () => {
    const { page, close } = await open('results?race=12', 'phone', '.time', { moment: 'racing_1500' });
    const live = page.locator('[aria-live=polite]');
    expect(await live.textContent()).toBe('');
    server.show('unofficial');
    await page.waitForFunction(() => document.querySelector('[aria-live=polite]').textContent === 'Race 12: unofficial result.');
    server.show('official');
    await page.waitForFunction(() => document.querySelector('[aria-live=polite]').textContent === 'Race 12: the result is official.');
    await close();
  });
});

describe('Flags', () => {
  test.each([['start_list', '[aria-label="Start list"] li'], ['official', 'tbody tr']])('stand beside the code where the committee is told: %s', async (moment, row) => {
    const { page, complaints, close } = await open('results?race=12', 'phone', row, { moment });
    await page.waitForFunction(() => document.querySelectorAll('main img[src$=".svg"]').length === 6);
    const flags = await page.locator(`${row} img`).evaluateAll(async (images) => {
      await Promise.all(images.map((image) => ((image.loading = 'eager'), image.decode())));
      return images.map((image) => [image.getAttribute('src').slice(8, 11), image.alt, image.closest('tr, li').textContent.includes(image.getAttribute('src').slice(8, 11))]);
    });
    expect(flags.map(([noc]) => noc).sort()).toEqual(['GRE', 'ITA', 'NED', 'NOR', 'NZL', 'POL']);
    expect(flags.every(([, alt, has_code]) => alt === '' && has_code)).toBe(true);
    expect(complaints).toEqual([]);
    await keep_picture(page, `flags_${moment}`);
    await close();
  });
});
