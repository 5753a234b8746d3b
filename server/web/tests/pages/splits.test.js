// The times at the splits on the console: folded away until somebody wants them, in the order of the table above, and nothing is wider than its screen.
import { afterEach, describe, expect, test } from 'vitest';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

afterEach(() => {
  server.more = {};
});

async function desk(size, moment) {
  server.show(moment);
  const opened = await open_page(browser, `${address}/console`, size);
  await opened.page.locator('summary').filter({ hasText: 'Splits' }).waitFor();
  await opened.page.evaluate(() => document.fonts.ready);
  return { ...opened, summary: opened.page.locator('summary').filter({ hasText: 'Splits' }), table: opened.page.getByRole('region', { name: 'Splits' }) };
}

const cells = (table) => table.locator('tbody tr').evaluateAll((all) => all.map((one) => [...one.cells].map((cell) => cell.innerText.replace(/\s+/g, ' ').trim())));

describe('Splits', () => {
  test.each(['wide_tablet', 'upright', 'phone'])('are opened below the order, which stays where it was: %s', async (size) => {
    const { page, complaints, summary, table, close } = await desk(size, 'racing_1500');
    const order = page.locator('[aria-label="Live order"]');
    const before = await order.boundingBox();
    expect(await table.count()).toBe(0);
    await summary.click();
    await table.waitFor();
    expect({ ...(await order.boundingBox()), y: 0 }).toEqual({ ...before, y: 0 });
    expect(await sticks_out(page)).toBe(false);
    if (size !== 'phone') expect(await table.evaluate((node) => node.scrollWidth <= node.clientWidth), 'no scroll bar of its own').toBe(true);
    const lanes = await order.locator('tbody tr td:nth-child(2)').allInnerTexts();
    expect((await cells(table)).map(([lane]) => lane.trim())).toEqual(lanes.map((lane) => lane.replace(/\s+/g, ' ').trim()));
    await keep_picture(page, `splits_${size}`);
    expect(complaints).toEqual([]);
    await close();
  });

  test('say time, place and the time from the point before; a point that was not reached, and a time by hand, are marked', async () => {
    server.show('racing_1500');
    const { rows } = server.data_of('race/12/results');
    const by_hand = rows.map((row) => (row.crew.lane === 4 ? { ...row, splits: row.splits.map((split) => (split.metres === 1000 ? { ...split, by_hand: true } : split)) } : row));
    server.more = { 'race/12/results': { rows: by_hand } };
    const { page, summary, table, close } = await desk('wide_tablet', 'racing_1500');
    await summary.click();
    const [lane_4] = (await cells(table)).filter(([, code]) => code === 'NZL');
    expect(lane_4.slice(2)).toEqual(['1:40.22 (2)', '3:21.98 (1) 1:41.76', '5:04.90 (1) 1:42.92']);
    const [lane_2] = (await cells(table)).filter(([, code]) => code === 'GRE');
    expect(lane_2.at(-1)).toBe('5:08.71 (4) 1:44.05');
    expect(await table.locator('.by-hand').allInnerTexts()).toEqual(['3:21.98']);
    expect(await page.locator('[aria-label="Live order"] .by-hand').count()).toBe(0);
    await close();
  });

  test('a crew that comes to a point moves no row', async () => {
    const { summary, table, close } = await desk('wide_tablet', 'racing_500');
    await summary.click();
    await table.waitFor();
    const before = await table.boundingBox();
    server.show('racing_1500');
    await expect.poll(async () => (await cells(table)).flat().filter((text) => text.startsWith('5:0')).length).toBeGreaterThan(0);
    expect((await table.boundingBox()).height).toBe(before.height);
    await close();
  });
});
