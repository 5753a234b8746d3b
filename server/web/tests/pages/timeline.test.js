// The crossings of a point on the console's timeline: by mouse, finger and keys each comes to its lane, and nothing is ordered before somebody means it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serious_findings } from './axe.js';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

beforeEach(() => {
  server.orders = [];
  server.answer = () => ({ kind: 'accepted' });
});
afterEach(() => {
  server.more = {};
});

const impulses_now = () => server.data_of('race/12/console').impulses;
const unnamed = () => impulses_now().filter(({ use }) => use === 'unnamed');
const used_at = (point) => impulses_now().find((one) => one.point === point && one.use === 'used');
const ordered = () => server.orders.map(({ command, data }) => [command, data]);
const rules_off = { bypassCSP: true };

async function desk(size = 'wide_tablet', moment = 'finishing', more = {}) {
  server.show(moment);
  const opened = await open_page(browser, `${address}/console`, size, more);
  const timeline = opened.page.getByRole('region', { name: 'Timeline' });
  await timeline.locator('.mark').first().waitFor();
  await opened.page.evaluate(() => document.fonts.ready);
  await timeline.scrollIntoViewIfNeeded();
  return { ...opened, timeline, mark: (impulse) => timeline.locator(`[data-impulse="${impulse.id}"]`) };
}

const middle = async (locator) => {
  const { x, y, width, height } = await locator.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
};
/** The height on the screen of a lane's row; 0: of none. */
const row = async (timeline, lane) => (await middle(timeline.locator('.row').nth(lane))).y;

async function lift(page, mark, y) {
  const from = await middle(mark);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 2, (from.y + y) / 2);
  await page.mouse.move(from.x + 2, y);
}

describe('By mouse', () => {
  test('a crossing without a lane is dragged onto one, and from its note it has none again', async () => {
    const { page, complaints, timeline, mark, close } = await desk();
    const [first] = unnamed();
    await lift(page, mark(first), await row(timeline, 3));
    await timeline.getByRole('status').getByText(`${first.text} → lane 3`).waitFor();
    expect(await timeline.locator('.row.aim').count()).toBe(1);
    expect(server.orders).toEqual([]);
    await keep_picture(page, 'timeline_dragged');
    await page.mouse.up();
    const data = { impulse: first.id, race: 12, point: 'finish' };
    await expect.poll(ordered).toEqual([['assign_impulse', { ...data, lane: 3 }]]);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.locator('.note').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(ordered).toEqual([['assign_impulse', { ...data, lane: 3 }], ['assign_impulse', { ...data, lane: null }]]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('one of the wrong lane comes to another, and back to that from its note', async () => {
    const { page, timeline, mark, close } = await desk();
    const wrong = used_at('finish');
    await lift(page, mark(wrong), await row(timeline, 5));
    await page.mouse.up();
    await page.getByText(`Crossing ${wrong.text} is changed: finish, lane 5.`).waitFor();
    await page.locator('.note').getByRole('button', { name: 'Undo' }).click();
    const data = { impulse: wrong.id, race: 12, point: 'finish' };
    await expect.poll(ordered).toEqual([['assign_impulse', { ...data, lane: 5 }], ['assign_impulse', { ...data, lane: wrong.lane }]]);
    await close();
  });

  test('Escape, a drop beside the rows and a drop where it was order nothing', async () => {
    const { page, timeline, mark, close } = await desk();
    const [first] = unnamed();
    const before = await middle(mark(first));
    await lift(page, mark(first), await row(timeline, 2));
    await page.keyboard.press('Escape');
    await expect.poll(() => middle(mark(first))).toEqual(before);
    await page.mouse.up();
    await lift(page, mark(first), (await row(timeline, 6)) + 60);
    await page.mouse.up();
    await lift(page, mark(first), (await row(timeline, 0)) + 20);
    await page.mouse.up();
    // Orders come in their turn: had one of those gone, it would be here before this.
    await page.getByRole('region', { name: 'Crossings without a lane' }).getByRole('button', { name: /^Lane ?1/ }).first().click();
    await expect.poll(ordered).toEqual([['assign_impulse', { impulse: first.id, race: 12, point: 'finish', lane: 1 }]]);
    await close();
  });

  test('a tap opens the sheet of the crossing and orders nothing', async () => {
    const { page, mark, close } = await desk();
    const [first] = unnamed();
    const { x, y } = await middle(mark(first));
    await page.mouse.click(x + 1, y + 1);
    await page.getByRole('dialog').getByText(`Crossing ${first.text}`).waitFor();
    expect(server.orders).toEqual([]);
    await close();
  });

  test('what is void looks otherwise and stays where it is', async () => {
    server.show('finishing');
    const [dead] = unnamed();
    server.more = { 'race/12/console': { impulses: impulses_now().map((one) => (one.id === dead.id ? { ...one, use: 'voided' } : one)) } };
    const { page, timeline, mark, close } = await desk();
    const dragged = mark(dead);
    const [its_look, look] = await Promise.all([dragged, timeline.locator('.mark:not(.fixed)').first()].map((one) => one.locator('path').getAttribute('d')));
    expect(its_look).not.toBe(look);
    const before = await middle(dragged);
    await lift(page, dragged, await row(timeline, 3));
    expect(await middle(dragged)).toEqual(before);
    await page.mouse.up();
    await dragged.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(server.orders).toEqual([]);
    await close();
  });
});

describe('While somebody drags', () => {
  test('a crossing that comes waits until the drop, and nothing that grows above moves the rows', async () => {
    server.show('finishing');
    const all = impulses_now();
    const [first, second] = unnamed();
    const late = { ...first, id: 2999, at_us: first.at_us + 30e6, since_start_us: first.since_start_us + 30e6, text: '7:16.117' };
    const { page, timeline, mark, close } = await desk();
    await lift(page, mark(first), await row(timeline, 3));
    const places = async () => [(await middle(mark(second))).x, await row(timeline, 3)];
    const before = await places();
    server.more = { 'race/12/console': { impulses: [...all, late] } };
    server.show('finishing');
    await page.getByRole('region', { name: 'Crossings without a lane' }).getByText('7:16.117').waitFor();
    const [x, y] = await places();
    expect(x).toBe(before[0]);
    expect(Math.abs(y - before[1]), 'less than a pixel').toBeLessThan(1);
    expect(await mark(late).count()).toBe(0);
    await page.mouse.up();
    await mark(late).waitFor();
    await expect.poll(ordered).toEqual([['assign_impulse', { impulse: first.id, race: 12, point: 'finish', lane: 3 }]]);
    await close();
  });

  test('one that somebody else has named meanwhile is left to them', async () => {
    server.show('finishing');
    const all = impulses_now();
    const [first] = unnamed();
    const { page, timeline, mark, close } = await desk();
    await lift(page, mark(first), await row(timeline, 3));
    server.more = { 'race/12/console': { impulses: all.map((one) => (one.id === first.id ? { ...one, lane: 5, use: 'used' } : one)) } };
    server.show('finishing');
    await page.getByRole('region', { name: 'Crossings without a lane' }).getByText(first.text).waitFor({ state: 'detached' });
    await page.mouse.up();
    await expect.poll(() => mark(first).getAttribute('aria-label')).toContain('lane 5');
    expect(server.orders).toEqual([]);
    await close();
  });
});

test('by finger it is dragged too, and the page stays', async () => {
  const { page, timeline, mark, close } = await desk('upright', 'finishing', { hasTouch: true });
  const [first] = unnamed();
  const grip = await mark(first).boundingBox();
  expect([grip.width, grip.height]).toEqual([44, 44]);
  const from = await middle(mark(first));
  const to = { x: from.x, y: await row(timeline, 3) };
  const scrolled = () => page.evaluate(() => scrollY);
  const before = await scrolled();
  const finger = await page.context().newCDPSession(page);
  const touch = (type, point) => finger.send('Input.dispatchTouchEvent', { type, touchPoints: point ? [point] : [] });
  await touch('touchStart', from);
  for (let k = 1; k <= 5; k += 1) await touch('touchMove', { x: from.x, y: from.y + ((to.y - from.y) * k) / 5 });
  await timeline.getByRole('status').getByText('→ lane 3').waitFor();
  expect(await scrolled()).toBe(before);
  await touch('touchEnd');
  await expect.poll(ordered).toEqual([['assign_impulse', { impulse: first.id, race: 12, point: 'finish', lane: 3 }]]);
  await close();
});

describe('By keys', () => {
  test('marks come in the order of their time', async () => {
    const { page, timeline, mark, close } = await desk();
    const order = impulses_now().filter(({ point }) => point === 'finish').sort((a, b) => a.at_us - b.at_us).map(({ id }) => String(id));
    expect(await timeline.locator('.mark').evaluateAll((all) => all.map((one) => one.dataset.impulse))).toEqual(order);
    await mark({ id: order[0] }).focus();
    for (const id of order.slice(1)) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement.dataset.impulse)).toBe(id);
    }
    await close();
  });

  test('a lane is proposed, taken back, proposed and confirmed', async () => {
    const { page, timeline, mark, close } = await desk();
    const [first] = unnamed();
    const status = timeline.getByRole('status');
    await mark(first).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await status.getByText(`${first.text}: lane 2? Enter confirms`).waitFor();
    expect((await middle(mark(first))).y).toBe(await row(timeline, 2));
    await page.keyboard.press('Escape');
    await status.getByText('Drag a crossing').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await status.getByText('Drag a crossing').waitFor();
    await mark(first).focus();
    await page.keyboard.press('ArrowDown');
    expect(server.orders).toEqual([]);
    await page.keyboard.press('Enter');
    await expect.poll(ordered).toEqual([['assign_impulse', { impulse: first.id, race: 12, point: 'finish', lane: 1 }]]);
    await close();
  });

  test('a digit names the crossing that is chosen and not the oldest; one that has a lane it only proposes', async () => {
    const { page, timeline, mark, close } = await desk();
    const [, second] = unnamed();
    const named = used_at('finish');
    await mark(named).focus();
    await page.keyboard.press('6');
    await timeline.getByRole('status').getByText('lane 6? Enter confirms').waitFor();
    await page.keyboard.press('Escape');
    await mark(second).focus();
    await page.keyboard.press('5');
    await expect.poll(ordered).toEqual([['assign_impulse', { impulse: second.id, race: 12, point: 'finish', lane: 5 }]]);
    await close();
  });
});

test('marks of one instant are each within reach, and what saw them has a shape of its own', async () => {
  server.show('finishing');
  const [first] = unnamed();
  const twins = ['a', 'b', 'hand'].map((source, k) => ({ ...first, id: 3000 + k, source, by_hand: source === 'hand' }));
  server.more = { 'race/12/console': { impulses: [...impulses_now().filter(({ id }) => id !== first.id), ...twins] } };
  const { page, mark, close } = await desk();
  const shapes = await Promise.all(twins.map((one) => mark(one).locator('path').getAttribute('d')));
  expect(new Set(shapes).size).toBe(3);
  for (const twin of twins) {
    const { x, y } = await middle(mark(twin));
    await page.mouse.click(x, y);
    await page.getByRole('dialog').getByText(`Entry ${twin.id}`).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await close();
});

test('another point is chosen, and until then it is the newest that was crossed', async () => {
  const { timeline, mark, close } = await desk('desktop', 'racing_1500');
  expect(await timeline.getByRole('button', { pressed: true }).innerText()).toBe('1500 m');
  await timeline.getByRole('button', { name: '500 m', exact: true }).click();
  await mark(used_at('split 500')).waitFor();
  await timeline.getByRole('button', { name: 'Finish' }).click();
  await timeline.getByText('None yet.').waitFor();
  await close();
});

test.each([['wide_tablet', 'light'], ['wide_tablet', 'dark'], ['upright', 'light'], ['upright', 'dark'], ['desktop', 'light'], ['desktop', 'dark']])('it has room on the screen: %s, %s', async (size, colorScheme) => {
  const { page, complaints, timeline, close } = await desk(size, 'finishing', { colorScheme });
  expect(await sticks_out(page)).toBe(false);
  expect(await timeline.evaluate((node) => node.scrollWidth <= node.clientWidth)).toBe(true);
  await keep_picture(page, `timeline_${size}_${colorScheme}`);
  expect(complaints).toEqual([]);
  await close();
});

test('with the splits open nothing serious is found', async () => {
  const { page, close } = await desk('wide_tablet', 'finishing', rules_off);
  await page.locator('summary').filter({ hasText: 'Splits' }).click();
  expect(await serious_findings(page)).toEqual([]);
  await close();
});
