// What a trial found loud, small or in the way on the console: notes over the lanes, a warning six times, a small state, a small choice.
import { afterEach, describe, expect, test } from 'vitest';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

afterEach(() => {
  server.more = {};
  server.answer = () => ({ kind: 'accepted' });
});

async function desk(size, moment, more = {}, path = 'console') {
  server.me = { name: 'A. Moreau', role: 'admin' };
  server.orders = [];
  server.more = more;
  server.show(moment);
  const opened = await open_page(browser, `${address}/${path}`, size);
  await opened.page.waitForSelector('[aria-label="Live order"]');
  await opened.page.evaluate(() => document.fonts.ready);
  return opened;
}

const notes = (page) => page.locator('.notes .note');

describe('Notes', () => {
  test.each(['tablet', 'wide_tablet', 'laptop', 'full_hd'])('are three at most, and cover nothing of the race: %s', async (size) => {
    const { page, close } = await desk(size, 'finishing');
    const table = page.locator('[aria-label="Live order"]');
    /** In its column, wherever that is scrolled to. */
    const place = () => table.evaluate((node) => [node.offsetTop, node.offsetLeft, node.offsetWidth, node.offsetHeight]);
    const before = await place();
    for (const colour of ['Yellow', 'Yellow', 'Yellow', 'Yellow', 'Yellow']) {
      await page.click('[aria-label="Sheet of lane 2"]');
      await page.getByRole('dialog').getByRole('button', { name: new RegExp(`${colour}$`) }).click();
      await page.getByRole('dialog').getByRole('button', { name: /^Show it: / }).click();
      await page.waitForSelector('dialog', { state: 'detached' });
    }
    expect(await notes(page).count()).toBe(3);
    const over = await page.evaluate(() => {
      const column = document.querySelector('main').getBoundingClientRect();
      return [...document.querySelectorAll('.notes .note')].filter((note) => note.getBoundingClientRect().top < column.bottom - 1).length;
    });
    expect(over).toBe(0);
    expect(await place()).toEqual(before);   // and what stands above them keeps its place
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `notes_${size}`);
    await close();
  });

  test('on a phone are three at most', async () => {
    const { page, close } = await desk('phone', 'finishing');
    for (let k = 0; k < 4; k += 1) {
      await page.click('[aria-label="Sheet of lane 2"]');
      await page.getByRole('dialog').getByRole('button', { name: /Yellow$/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: /^Show it: / }).click();
      await page.waitForSelector('dialog', { state: 'detached' });
    }
    expect(await notes(page).count()).toBe(3);
    await keep_picture(page, 'notes_phone');
    await close();
  });
});

describe('Warnings', () => {
  const fast = (lane) => ({ kind: 'implausible_time', lane, text: `Lane ${lane} is faster than any crew can be over this distance. Check start and finish.` });
  const more = { 'race/12/console': { warnings: [...[1, 2, 3, 4, 5, 6].map(fast), { kind: 'too_close_to_call', lane: null, text: 'The stamps cannot tell the order of lanes 2, 4. Read the photo finish, or enter the order that was seen at the line.' }] } };

  test.each([['en', 'Lanes 1–6: A time that cannot be', '2 warnings'], ['de', 'Bahnen 1–6: ', '2 ']])('of one kind are one line: %s', async (language, says, count) => {
    server.me = { name: 'A. Moreau', role: 'admin' };
    server.more = more;
    server.show('unofficial');
    const { page, close } = await open_page(browser, `${address}/console?lang=${language}`, 'tablet');
    await page.waitForSelector('section.loud');
    const lines = page.locator('section.loud li:not(.file)');
    expect(await lines.count()).toBe(2);
    expect(await lines.first().innerText()).toContain(says);
    expect(await lines.first().locator('[lang=en]').innerText()).toBe('Each is faster than any crew can be over this distance. Check start and finish.');
    expect(await page.locator('section.loud h2').innerText()).toContain(count);
    await keep_picture(page, `warnings_joined_${language}`);
    await close();
  });
});

describe('The head of the race', () => {
  test.each(['tablet', 'upright', 'phone'])('says what the race is at as its biggest word: %s', async (size) => {
    const { page, close } = await desk(size, 'attention');
    const height = (selector) => page.locator(selector).first().evaluate((node) => parseFloat(getComputedStyle(node).fontSize));
    const state = await height('main header .stands');
    for (const other of ['main header h1', 'main header button .label', 'main header .soft']) expect(state, other).toBeGreaterThan(await height(other));
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `head_${size}`);
    await close();
  });

  test.each(['tablet', 'phone'])('has a button for each cause of a recall that a finger hits, and a held one calls back for that cause: %s', async (size) => {
    const { page, close } = await desk(size, 'racing_500');
    const causes = page.getByRole('group', { name: 'Recall' }).getByRole('button');
    expect(await causes.count()).toBe(4);
    for (const cause of await causes.all()) {
      const { width, height } = await cause.boundingBox();
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    }
    expect(await page.locator('main select').count(), 'no cause is chosen beforehand').toBe(0);
    await causes.nth(2).hover();
    await page.mouse.down();
    await page.waitForSelector('.note');
    await page.mouse.up();
    expect(server.orders.map(({ command, data }) => ({ command, data }))).toEqual([{ command: 'recall_race', data: { race: 12, cause: 'breakage' } }]);
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `recall_${size}`);
    await close();
  });
});

test('A note of a race that was opened again says what is so now', async () => {
  const { page, close } = await desk('tablet', 'official');
  await page.getByRole('button', { name: /^Reopen/ }).click();
  await page.fill('dialog textarea', 'Lane 6 was read one column late.');
  await page.getByRole('dialog').getByRole('button', { name: 'Reopen' }).click();
  await page.waitForSelector('.note');
  expect(await page.textContent('.note span')).toBe('Race 12 is open again.');
  await close();
});

test.each([['official', 'is over'], ['revised', 'is over'], ['racing_500', 'is on']])('A desk at another race says of the one that boards show whether it is over: %s', async (moment, says) => {
  const { page, close } = await desk('tablet', moment, {}, 'console?race=14');
  await page.waitForSelector('.other');
  expect(await page.textContent('.other p')).toContain(`Race 12 ${says}`);
  await close();
});

test('Taps at the finish count bows: the start is none of them', async () => {
  const { started_us, ...view } = server.regatta().view('race/12/console');
  const { page, close } = await desk('tablet', 'attention', { 'race/12/console': { ...view, header: server.data_of('race/12/console').header, started_us: null } });
  await page.getByRole('button', { name: 'Add a time by hand' }).click();
  await page.getByRole('button', { name: /^Tap: start/ }).waitFor();
  await expect.poll(() => server.probes, { timeout: 20_000 }).toBeGreaterThan(0);
  await page.keyboard.press(' ');
  await page.getByRole('button', { name: /^Tap: finish/ }).waitFor();
  expect(await page.textContent('dialog')).not.toContain('1 taken');
  await page.keyboard.press(' ');
  await expect.poll(() => page.textContent('dialog')).toContain('1 taken.');
  await expect.poll(() => page.locator('.note').allTextContents().then((all) => all.join())).toContain('Finish, tap 1');
  await close();
});
