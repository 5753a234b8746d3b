// What stays under the finger: rows keep their places while somebody acts on them, a warning keeps its room, a dialog its head.
import { afterEach, describe, expect, test } from 'vitest';
import { keep_picture, open_page } from './browser.js';
import { address, browser, server } from './world.js';

afterEach(() => {
  server.more = {};
});

async function desk(size, moment, path = 'console', options = {}) {
  server.me = { name: 'A. Moreau', role: 'admin' };
  server.orders = [];
  server.show(moment, options);
  const opened = await open_page(browser, `${address}/${path}`, size);
  await opened.page.waitForSelector('[aria-label="Live order"] tbody button');
  await opened.page.evaluate(() => document.fonts.ready);
  return opened;
}

const lanes = (page) => page.locator('[aria-label="Live order"] tbody tr td:nth-child(2)').allInnerTexts().then((all) => all.map((one) => /\d+/.exec(one)[0]));

/** The board as it is once the crew of the first row is out: it stands last. */
function with_first_out() {
  const { rows } = server.data_of('race/12/board');
  const [first, ...others] = rows;
  server.more = { 'race/12/board': { rows: [...others, { ...first, status: 'DNF', rank: null }] } };
  server.show('racing_1500');
}

describe('Rows', () => {
  test('keep their places while somebody acts on them, and take the order of the boards at a tap', async () => {
    const { page, close } = await desk('wide_tablet', 'racing_1500');
    const before = await lanes(page);
    await page.click(`[aria-label="Sheet of lane ${before[0]}"]`);
    await page.getByRole('dialog').getByRole('button', { name: /DNF/ }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: /^Set DNF/ }).click();
    await page.waitForSelector('dialog', { state: 'detached' });
    const second = await page.locator(`[aria-label="Sheet of lane ${before[1]}"]`).boundingBox();
    with_first_out();
    await page.waitForSelector('[aria-label="Live order"] abbr');
    expect(await lanes(page)).toEqual(before);
    const sort = page.getByRole('button', { name: 'The order has changed: sort' });
    await sort.waitFor();
    const moved_by = (await page.locator(`[aria-label="Sheet of lane ${before[1]}"]`).boundingBox()).y - second.y;
    expect(Math.abs(moved_by), 'a line fewer in the row above, but no row').toBeLessThan(5);
    await keep_picture(page, 'order_held');
    await sort.click();
    expect(await lanes(page)).toEqual([...before.slice(1), before[0]]);
    expect(await sort.count()).toBe(0);
    await close();
  });

  test('take the order of the boards by themselves once nobody has touched them for a while', async () => {
    const { page, close } = await desk('wide_tablet', 'racing_1500');
    await page.clock.install();
    const before = await lanes(page);
    await page.locator('[aria-label="Live order"] tbody tr').nth(2).hover();
    await page.mouse.move(2, 2);
    with_first_out();
    await page.waitForSelector('[aria-label="Live order"] abbr');
    expect(await lanes(page)).toEqual(before);
    await page.clock.runFor(30_000);
    await expect.poll(() => lanes(page)).toEqual([...before.slice(1), before[0]]);
    await close();
  });

  test('of which nobody touched any are in the order of the boards at once', async () => {
    const { page, close } = await desk('wide_tablet', 'racing_1500');
    const before = await lanes(page);
    with_first_out();
    await expect.poll(() => lanes(page)).toEqual([...before.slice(1), before[0]]);
    await close();
  });
});

describe('A desk that looks at another race', () => {
  test.each(['tablet', 'phone'])('stays where it is when that race comes on: %s', async (size) => {
    const { page, close } = await desk(size, 'racing_500', 'console?race=14');
    await page.waitForSelector('.other button');
    const place = () => page.locator('main header.panel').evaluate((node) => node.getBoundingClientRect().top + (node.closest('main')?.scrollTop ?? 0));
    const before = await place();
    server.show('racing_500', { current: 14 });
    await page.getByText('Race 14 is on now').waitFor();
    expect(Math.abs((await place()) - before)).toBeLessThanOrEqual(1);
    await page.locator('[aria-label=Programme] button').filter({ has: page.getByText('12', { exact: true }) }).first().click();
    await page.waitForFunction(() => !document.body.textContent.includes('Race 14 is on now'));
    await close();
  });
});

describe('A dialog', () => {
  test.each(['tablet', 'phone'])('keeps its head and what was in it where they came up, when it grows: %s', async (size) => {
    const { page, close } = await desk(size, 'unofficial');
    await page.getByRole('button', { name: 'Make official…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    const top = () => dialog.evaluate((node) => node.getBoundingClientRect().top);
    const before = await top();
    await dialog.locator('textarea').evaluate((node) => (node.style.height = `${node.offsetHeight + 60}px`));
    expect(await top()).toBe(before);
    await close();
  });
});

test.each(['tablet', 'phone'])('Times by hand are taken beside the running clock: %s', async (size) => {
  const { page, close } = await desk(size, 'racing_1500');
  await page.getByRole('button', { name: 'Add a time by hand' }).click();
  const clock = page.getByRole('dialog').getByRole('timer');
  await expect.poll(() => clock.innerText()).toMatch(/^5:\d\d\.\d$/);
  const said = await clock.innerText();
  await expect.poll(() => clock.innerText()).not.toBe(said);
  const covered = await clock.evaluate((node) => {
    const { left, top, width, height } = node.getBoundingClientRect();
    return node.contains(document.elementFromPoint(left + width / 2, top + height / 2)) ? '' : 'covered';
  });
  expect(covered).toBe('');
  await keep_picture(page, `hand_times_clock_${size}`);
  await close();
});

test.each(['tablet', 'phone'])('A hold that was let go too soon says so, orders nothing and moves nothing: %s', async (size) => {
  const { page, complaints, close } = await desk(size, 'racing_1500');
  const recall = page.getByRole('button', { name: /False start$/ });
  const place = () => recall.evaluate((node) => JSON.stringify(node.getBoundingClientRect()));
  const before = await place();
  await recall.click({ delay: 60 });
  await page.getByRole('button', { name: /Hold it longer/ }).waitFor();
  await keep_picture(page, `hold_too_short_${size}`);
  expect(await page.getByRole('button', { name: /Hold it longer/ }).evaluate((node) => JSON.stringify(node.getBoundingClientRect()))).toBe(before);
  expect(server.orders).toEqual([]);
  await page.getByRole('button', { name: /Hold it longer/ }).waitFor({ state: 'detached' });
  expect(await place()).toBe(before);
  expect(complaints).toEqual([]);
  await close();
});
