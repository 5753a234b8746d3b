// What backs a decision up: the curves of a start, as a real server sent them (tests/e2e/start_trace.mjs --record), the sync
// check of systems A and B, and the test of inputs.
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

const start_trace = JSON.parse(readFileSync(new URL('recorded/start_trace.json', import.meta.url)));
const an_archive = readFileSync(new URL('../../../../tests/fuzz/corpus/tar/by_gnu_tar', import.meta.url));

beforeEach(() => {
  server.more = {};
  server.orders = [];
  server.answer = () => ({ kind: 'accepted' });
  server.me = { name: 'A. Moreau', role: 'referee' };
  server.recording = null;
  server.case_file = null;
  server.show('scheduled');
});

describe('What if', () => {
  const open_panel = async (size) => {
    server.recording = start_trace;
    const opened = await open_page(browser, `${address}/referee.html?race=1`, size);
    await opened.page.getByText('What if', { exact: true }).click();
    return opened;
  };

  test.each(['desktop', 'tablet'])('shows a stricter limit beside the race, marks the lane that differs, and says that it is not the race: %s', async (size) => {
    const { page, complaints, close } = await open_panel(size);
    await page.getByLabel('Limit, ms').fill('150');
    await page.getByRole('button', { name: 'Compare' }).click();
    const says = page.locator('details[open] .tentative');
    await says.waitFor();
    expect(await says.textContent()).toMatch(/What if, not the race\. 1 of 6 lanes would differ\. Nothing has been changed\.\s+Asked at \d\d:\d\d:\d\d\./);
    const rows = page.locator('.tentative + .scroll tbody tr');
    expect(await rows.count()).toBe(6);
    expect(await page.locator('tr.differs').count()).toBe(1);
    expect(await rows.nth(2).getAttribute('class')).toContain('differs');
    expect(await rows.nth(2).locator('td.then').textContent()).toContain('Moved under the limit');
    expect(await rows.nth(2).locator('td').nth(2).textContent()).toContain('nothing found');
    expect(server.orders).toEqual([]);
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `referee_what_if_${size}`, { fullPage: true });
    expect(complaints).toEqual([]);
    await close();
  });

  test('compares algorithms, and says what was refused', async () => {
    const { page, close } = await open_panel('desktop');
    await page.getByRole('combobox', { name: 'Onset' }).selectOption('absolute_threshold');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.waitForSelector('tr.differs');
    const { rows } = start_trace.http['/api/v1/races/1/what_if?algorithm=absolute_threshold'];
    expect(await page.locator('tr.differs').count()).toBe(rows.filter((row) => row.differs).length);
    await page.getByLabel('Limit, ms').fill('soon');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.waitForSelector('.refusal');
    expect(await page.locator('.tentative').count()).toBe(0);
    await close();
  });

  test('says of an answer that the race has changed since', async () => {
    const { page, close } = await open_panel('desktop');
    await page.getByLabel('Limit, ms').fill('150');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.waitForSelector('.tentative');
    const plain = start_trace.views['race/1/referee'];
    server.recording = { ...start_trace, views: { ...start_trace.views, 'race/1/referee': { ...plain, decisions: [{ run: plain.header.run, verdict: 'dismissed', responsible: [], actor: 'A. Moreau', reason: '', at_us: 1 }] } } };
    server.show('scheduled');
    await page.getByText('The race has changed since: compare again.').waitFor();
    await keep_picture(page, 'referee_what_if_old', { fullPage: true });
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByText('The race has changed since').waitFor({ state: 'detached' });
    expect(await page.textContent('.tentative')).toContain('1 of 6 lanes would differ.');
    await close();
  });
});

describe('Reactions of the meet', () => {
  const group = (lane, more = {}) => ({ lane, device: '', channel: '', algorithm: '', count: 15, least_ns: 101e6, lower_ns: 150e6, median_ns: 170e6, upper_ns: 190e6, most_ns: 240e6, below: 0, shorter: 7, longer: 8, offset_ns: 1e6, systematic: false, text: '', ...more });
  const off = { shorter: 15, longer: 0, least_ns: 60e6, lower_ns: 95e6, median_ns: 120e6, offset_ns: -48e6, below: 3, systematic: true, text: 'Lane 4: sooner than the others in 15 of 15 starts, by 48 ms in the middle. Check the sensor and the signal there before a crew is blamed.' };
  const show = (lanes) => (server.more = { 'meet/reactions': { starts: 15, lanes, sensors: [group(null, { device: 'blocks', channel: 'lane 1', algorithm: 'baseline_sigma' })], test: 'Sign test.' } });

  test.each(['desktop', 'tablet'])('name the lane that is off before anybody is blamed: %s', async (size) => {
    server.recording = start_trace;
    show([1, 2, 3, 4, 5, 6].map((lane) => group(lane, lane === 4 ? off : {})));
    const { page, complaints, close } = await open_page(browser, `${address}/referee.html?race=1`, size);
    await page.waitForSelector('.suspect');
    expect(await page.textContent('.suspect')).toContain('Lane 4: sooner than the others in 15 of 15 starts');
    expect(await page.locator('tr.systematic').count()).toBe(1);
    expect(await page.textContent('tr.systematic')).toContain('3 (20 %)');
    const edge = (selector, side) => page.locator(selector).evaluate((one, which) => one.getBoundingClientRect()[which], side);
    expect(await edge('main', 'right')).toBeLessThanOrEqual(await edge('aside', 'left'));
    for (const panel of await page.locator('main > *').all()) expect(await panel.evaluate((one) => one.getBoundingClientRect().right)).toBeLessThanOrEqual(await edge('aside', 'left'));
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `referee_reactions_${size}`, { fullPage: true });
    expect(complaints).toEqual([]);
    await close();
  });

  test('stay closed while nothing stands out', async () => {
    server.recording = start_trace;
    show([1, 2, 3].map((lane) => group(lane)));
    const { page, close } = await open_page(browser, `${address}/referee.html?race=1`, 'desktop');
    const panel = page.locator('details', { hasText: 'no lane and no sensor stands out' });
    await panel.waitFor();
    expect(await panel.evaluate((one) => one.open)).toBe(false);
    expect(await page.locator('.suspect').count()).toBe(0);
    await close();
  });
});

describe('Curves of a start', () => {
  async function referee(size) {
    server.recording = start_trace;
    const opened = await open_page(browser, `${address}/referee.html?race=1`, size);
    await opened.page.waitForSelector('.picture');
    return opened;
  }
  const all_drawn = (page) => page.waitForFunction(() => document.querySelectorAll('.picture canvas').length === 6);
  /** Where in a picture its curve leaves the set force for good: per cent of the width, read from the pixels. */
  const first_push = (page, lane) => page.evaluate((k) => {
    const canvas = document.querySelectorAll('.picture canvas')[k];
    const { width, height } = canvas;
    const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data;
    const top_of = (x) => {
      for (let y = 0; y < height; ++y) if (pixels[(y * width + x) * 4 + 3] > 100) return y;
      return height;
    };
    const rest = top_of(1);
    for (let x = 0; x < width; ++x) if (top_of(x) < rest - height * 0.08) return (x / width) * 100;
    return null;
  }, lane - 1);

  test.each(['desktop', 'tablet'])('stand lane by lane on the one time axis, with onset, band and level: %s', async (size) => {
    const { page, complaints, close } = await referee(size);
    await all_drawn(page);
    const left = async (selector, lane) => parseFloat(await page.locator(`.chart ol > li:nth-child(${lane}) ${selector}`).evaluate((one) => one.style.left));
    for (const lane of [1, 2, 3, 4, 5]) {
      expect(await left('.onset', lane)).toBeCloseTo(await left('.mark.crew', lane), 1);   // the mark of the reaction stands right above
      expect(await page.locator(`.chart ol > li:nth-child(${lane}) .level`).count()).toBe(1);
    }
    const on_axis = (selector) => page.locator(`.chart ol > li:nth-child(2) ${selector}`).evaluate((one) => one.getBoundingClientRect().left);
    expect(await on_axis('.line.signal')).toBeLessThan(await on_axis('.onset'));
    expect(await on_axis('.onset')).toBeLessThan(await on_axis('.line.limit'));
    // The curve itself rises a little behind the onset that was read from it, and sooner in lane 2 than in lane 4.
    const pushes = [await first_push(page, 2), await first_push(page, 4)];
    expect(pushes[0]).toBeGreaterThan(await left('.onset', 2) - 1);
    expect(pushes[0]).toBeLessThan(await left('.onset', 2) + 25);
    expect(pushes[1]).toBeGreaterThan(pushes[0]);
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `referee_traces_${size}`, { fullPage: true });
    expect(complaints).toEqual([]);
    await close();
  });

  test('go into one archive that the server signed, by one click', async () => {
    server.case_file = an_archive;
    const { page, close } = await referee('desktop');
    await all_drawn(page);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('button:has-text("Save the signed case")')]);
    const { race, run } = start_trace.views['race/1/referee'].header;
    expect(download.suggestedFilename()).toBe(`case-race-${race}-start-${run}.tar`);
    expect(readFileSync(await download.path()).equals(an_archive)).toBe(true);
    expect(await page.locator('.refusal').count()).toBe(0);
    server.me = null;
    await page.click('button:has-text("Save the signed case")');
    await page.waitForSelector('.refusal:has-text("The server did not sign it.")');
    await close();
  });

  test('are not saved where the server cannot be reached, and that is said', async () => {
    server.case_file = an_archive;
    const { page, close } = await referee('desktop');
    await all_drawn(page);
    await page.route('**/starts/*/case', (route) => route.abort());
    await page.click('button:has-text("Save the signed case")');
    await page.waitForSelector('.refusal:has-text("Check the network")');
    await close();
  });

  test('say which rule read them and how surely, and where the samples are', async () => {
    const { page, close } = await referee('desktop');
    await all_drawn(page);
    const { trace } = start_trace.views['race/1/referee'].rows[1];
    const caption = page.locator('figcaption').nth(1);
    expect(await caption.textContent()).toContain(trace.parameters);
    expect(await caption.textContent()).toContain('1500 samples, N');
    expect(await caption.locator('a').getAttribute('href')).toBe(trace.samples_url);
    expect(await page.locator('.picture').nth(1).getAttribute('aria-label')).toMatch(/^Trace of lane 2. Onset ±/);
    expect(await page.locator('figcaption').nth(5).textContent()).toContain('No onset: Nothing reached the level.');
    expect(await page.locator('.picture').nth(5).locator('.onset, .band').count()).toBe(0);
    await close();
  });

  test('are shown whole, and close', async () => {
    const { page, complaints, close } = await referee('desktop');
    await all_drawn(page);
    const onset = () => page.locator('.picture').nth(1).locator('.onset').evaluate((one) => parseFloat(one.style.left));
    await page.getByRole('button', { name: 'Whole trace' }).click();
    await all_drawn(page);
    expect(await onset()).toBeCloseTo(((500 + start_trace.views['race/1/referee'].rows[1].trace.onset_us / 1000) / 1500) * 100, 1);
    await keep_picture(page, 'referee_traces_whole', { fullPage: true });
    await page.getByRole('button', { name: 'Close look' }).click();
    await all_drawn(page);
    expect(await onset()).toBeGreaterThan(45);
    await keep_picture(page, 'referee_traces_close', { fullPage: true });
    expect(complaints).toEqual([]);
    await close();
  });

  test('are drawn once, however many views come', async () => {
    const { page, close } = await referee('desktop');
    await all_drawn(page);
    await page.evaluate(() => document.querySelectorAll('.picture canvas').forEach((one) => (one.is_the_first = true)));
    // The same start, and a word of a decision with it: what is drawn is as before.
    const views = { ...start_trace.views, 'race/1/referee': { ...structuredClone(start_trace.views['race/1/referee']), header: { ...start_trace.views['race/1/referee'].header, event_title: 'Another title' } } };
    server.recording = { ...start_trace, views };
    server.show('scheduled');
    await page.getByText('Another title').first().waitFor();
    expect(await page.locator('.picture canvas').evaluateAll((all) => all.filter((one) => one.is_the_first).length)).toBe(6);
    await close();
  });

  test('are missed aloud where the samples cannot be had', async () => {
    server.recording = { ...start_trace, http: {} };
    const { page, close } = await open_page(browser, `${address}/referee.html?race=1`, 'desktop');
    await page.waitForSelector('.picture p');
    expect(await page.locator('.picture p').count()).toBe(6);
    expect(await page.locator('.picture .onset').count()).toBe(5);   // what was read of them stands
    await close();
  });
});

describe('Sync check', () => {
  const contact = (main, more = {}) => ({
    main, other: main + 1, main_device: 'timy a', main_channel: 'C0', other_device: 'timy b', other_channel: 'C0', at_us: 1_795_455_600_000_000, difference_us: 300,
    difference_text: '0.0003', uncertainty_us: 142, race: null, ...more,
  });

  test('is ordered from the console, of the contact that both systems stamped', async () => {
    server.recording = { views: { redundancy: { differences: [], checks: [], contacts: [contact(41), contact(30, { race: 11 })], alarm: '' } }, http: {} };
    const { page, complaints, close } = await open_page(browser, `${address}/console`, 'desktop');
    await page.waitForSelector('[aria-label="Systems A and B"] .contact');
    const rows = page.locator('[aria-label="Systems A and B"] .contact');
    expect(await rows.nth(0).textContent()).toContain('timy a C0, timy b C0: B less A 0.0003 s');
    expect(await rows.nth(1).textContent()).toContain('Race 11 was open: perhaps its start.');
    await keep_picture(page, 'console_sync_check');
    await rows.nth(0).getByRole('button', { name: 'Check sync' }).click();
    await page.waitForSelector('.note');
    expect(server.orders.map(({ command, data }) => ({ command, data }))).toEqual([{ command: 'check_sync', data: { impulses: [41, 42] } }]);
    expect(await sticks_out(page)).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  });

  test('that is refused says why', async () => {
    server.recording = { views: { redundancy: { differences: [], checks: [], contacts: [contact(41)], alarm: '' } }, http: {} };
    server.answer = () => ({ kind: 'refused', code: 'bad_input', text: 'Both stamps are of one clock. There is nothing to compare.' });
    const { page, close } = await open_page(browser, `${address}/console`, 'tablet');
    await page.getByRole('button', { name: 'Check sync' }).click();
    await page.waitForSelector('.note');
    expect(await page.textContent('.notes')).toContain('Both stamps are of one clock.');
    await keep_picture(page, 'console_sync_check_tablet');
    await close();
  });
});

describe('Test of inputs', () => {
  const impulse = (id, more = {}) => ({
    id, device: 'start box', channel: 'C0', point: 'start_signal', lane: null, source: 'a', at_us: 1_795_455_600_123_456 + id * 1_000_000, text: '12:00:01.1234', uncertainty_us: 206,
    falling: false, suspect: false, remark: '', samples: 0, ...more,
  });
  const inputs = (impulses, more = {}) => ({
    views: { inputs: { testing: true, began_us: 1_795_455_600_000_000, ended_us: null, actor: 'A. Moreau', text: 'What comes now is a test, and no race\'s. Arming a race ends it.', count: impulses.length, impulses, heard: [...new Set(impulses.map(({ device }) => device))], ...more } }, http: {},
  });

  test('is begun by an official', async () => {
    const { page, complaints, close } = await open_page(browser, `${address}/health`, 'desktop');
    await page.getByRole('button', { name: 'Test the inputs' }).click();
    await page.waitForSelector('.note');
    expect(server.orders.map(({ command, data }) => ({ command, data }))).toEqual([{ command: 'begin_input_test', data: {} }]);
    expect(complaints).toEqual([]);
    await close();
  });

  test.each(['desktop', 'tablet', 'phone'])('shows each impulse as it comes, and who was not heard: %s', async (size) => {
    server.recording = inputs([]);
    const { page, complaints, close } = await open_page(browser, `${address}/health`, size);
    await page.waitForSelector('.on');
    const panel = page.locator('[aria-label="Test of inputs"]');
    expect(await panel.textContent()).toContain('press the start button now');
    expect(await panel.textContent()).toContain('Nothing yet from: start box, finish box, 1500 m, gates.');
    server.recording = inputs([impulse(3, { device: 'gates', channel: 'X7', point: 'unbound' }), impulse(2, { point: 'first_motion', lane: 4, samples: 1500, device: 'blocks' }), impulse(1)]);
    server.show('scheduled');
    await page.waitForSelector('tbody tr:nth-child(3)');
    const [needs, has] = await page.locator('[aria-label="Impulses"]').evaluate((box) => [box.scrollWidth, box.clientWidth]);
    expect(needs).toBeLessThanOrEqual(has + 1);
    const rows = await page.locator('[aria-label="Test of inputs"] tbody tr').allTextContents();
    expect(rows[0]).toMatch(/\d\d:\d\d:\d\d\.1234.*±0\.206 ms.*no timing point.*gates.*X7/s);
    expect(rows[1]).toMatch(/First motion, lane 4.*trace of 1500 samples/s);
    expect(rows[2]).toMatch(/Start signal.*start box.*C0.*system A/s);
    expect(await panel.textContent()).toContain('Nothing yet from: finish box, 1500 m.');
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `health_test_${size}`);
    await panel.getByRole('button', { name: 'End the test' }).click();
    await page.waitForSelector('.note');
    expect(server.orders.at(-1).command).toBe('end_input_test');
    expect(complaints).toEqual([]);
    await close();
  });

  test('says why it ended', async () => {
    server.recording = inputs([impulse(1)], { testing: false, ended_us: 1_795_455_700_000_000, text: 'The test ended when race 12 was armed.' });
    const { page, close } = await open_page(browser, `${address}/health`, 'desktop');
    await page.waitForSelector('[aria-label="Test of inputs"] tbody');
    expect(await page.locator('[aria-label="Test of inputs"]').textContent()).toContain('The test ended when race 12 was armed.');
    expect(await page.locator('.on').count()).toBe(0);
    await close();
  });
});
