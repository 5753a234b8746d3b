// The console's room for the scoreboards: what they show, the choice, the message, the way back, and the word that no board shows the race that is on.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serious_findings } from './axe.js';
import { keep_picture, open_page } from './browser.js';
import { address, browser, server } from './world.js';

const change = 'Change what the scoreboard shows';

beforeEach(() => {
  server.answer = () => ({ kind: 'accepted' });
  server.me = { name: 'A. Moreau', role: 'referee' };
  server.orders = [];
  server.show('racing_1500');
});
afterEach(() => {
  server.steer({ shows: 'automatic' });
});

async function desk(size = 'tablet', more = {}) {
  const opened = await open_page(browser, `${address}/console`, size, { bypassCSP: true, ...more });
  await opened.page.waitForSelector('[aria-label="Live order"]');
  return { ...opened, panel: opened.page.getByRole('region', { name: 'Scoreboard' }), sheet: opened.page.getByRole('dialog', { name: 'Scoreboard' }) };
}

const ordered = () => server.orders.map(({ command, data }) => [command, data]);

describe("The console's room for the scoreboards", () => {
  test.each(['tablet', 'desktop', 'phone'])('a message is written, shown and undone: %s', async (size) => {
    const { page, panel, sheet, complaints, close } = await desk(size);
    expect(await panel.getByRole('status').textContent()).toBe('Automatic');
    const before = await panel.boundingBox();
    await panel.getByRole('button').click();
    await sheet.getByRole('button', { name: 'Message' }).click();
    expect(await sheet.getByRole('button', { name: 'Show it' }).isDisabled()).toBe(true);
    await sheet.getByRole('textbox').fill('Racing is delayed\n\nNext race 14:20');
    expect(await sheet.locator('small').textContent()).toBe('33 of 200 characters, 2 of 3 lines');
    expect(await sheet.getByText('Race 12 is on, and the scoreboard would not show it.').isVisible()).toBe(true);
    expect(await serious_findings(page)).toEqual([]);
    for (const button of await sheet.getByRole('button').all()) {
      const { width, height } = await button.boundingBox();
      expect(Math.min(width, height), await button.textContent()).toBeGreaterThanOrEqual(44);
    }
    await keep_picture(page, `board_room_message_${size}`);
    await sheet.getByRole('button', { name: 'Show it' }).click();
    await page.getByText('Scoreboard: Message: Racing is delayed / Next race 14:20.').waitFor();
    await sheet.waitFor({ state: 'detached' });
    await expect.poll(() => panel.getByRole('status').textContent()).toBe('It does not show race 12.');
    expect((await panel.boundingBox()).height, 'nothing below it moves').toBe(before.height);
    expect(await serious_findings(page)).toEqual([]);
    await keep_picture(page, `board_room_hides_${size}`);
    await page.locator('.note').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => panel.getByRole('status').textContent()).toBe('Automatic');
    expect(ordered()).toEqual([['show_on_board', { shows: 'message', text: 'Racing is delayed\nNext race 14:20' }], ['show_on_board', { shows: 'automatic' }]]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('Undo brings back the message that was there', async () => {
    server.steer({ shows: 'message', text: 'Lunch' });
    const { page, panel, sheet, close } = await desk();
    await panel.getByRole('button').click();
    expect(await sheet.getByRole('textbox').inputValue()).toBe('Lunch');
    expect(await sheet.getByRole('button', { name: 'Show it' }).isDisabled(), 'it shows that already').toBe(true);
    await sheet.getByRole('button', { name: 'Back to automatic' }).click();
    await page.locator('.note').getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Scoreboard: Message: Lunch.').waitFor();
    expect(ordered()).toEqual([['show_on_board', { shows: 'automatic' }], ['show_on_board', { shows: 'message', text: 'Lunch' }]]);
    await close();
  });

  test('what somebody else has turned meanwhile is not turned back', async () => {
    const { page, panel, sheet, close } = await desk();
    await panel.getByRole('button').click();
    await sheet.getByRole('button', { name: 'Medals' }).click();
    await sheet.getByRole('button', { name: 'Show it' }).click();
    await page.locator('.note').getByRole('button', { name: 'Undo' }).waitFor();
    server.steer({ shows: 'message', text: 'Lunch' });
    await page.getByText('Changed since: nothing to undo').waitFor();
    expect(await page.locator('.note').getByRole('button', { name: 'Undo' }).count()).toBe(0);
    expect(ordered().length).toBe(1);
    await close();
  });

  test.each(['en', 'de', 'fr', 'it', 'es', 'zh'])('what it says of a race that is hidden is not cut on a tablet: %s', async (lang) => {
    server.steer({ shows: 'medals' });
    const { page, close } = await open_page(browser, `${address}/console?lang=${lang}`, 'tablet', { bypassCSP: true });
    const panel = page.locator('aside > section').first();
    await expect.poll(() => panel.getByRole('status').textContent()).toContain('12');
    const parts = await panel.evaluate((section) => [...section.querySelectorAll('h2, p')].map((one) => ({ text: one.textContent, is_cut: one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 1 })));
    expect(parts.filter(({ is_cut }) => is_cut)).toEqual([]);
    await keep_picture(page, `board_room_${lang}`);
    await close();
  });

  test('by keys alone', async () => {
    const { page, panel, sheet, close } = await desk();
    await panel.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await sheet.getByRole('button', { name: 'Medals' }).focus();
    await page.keyboard.press('Space');
    await sheet.getByRole('button', { name: 'Show it' }).focus();
    await page.keyboard.press('Enter');
    await sheet.waitFor({ state: 'detached' });
    expect(ordered()).toEqual([['show_on_board', { shows: 'medals' }]]);
    await panel.getByRole('button').press('Enter');
    await sheet.waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    expect(server.orders).toHaveLength(1);
    await close();
  });

  test('a message that is too long or has too many lines is not sent', async () => {
    const { panel, sheet, close } = await desk();
    await panel.getByRole('button').click();
    await sheet.getByRole('button', { name: 'Message' }).click();
    for (const [text, goes] of [['🚣'.repeat(200), true], ['🚣'.repeat(201), false], ['a\nb\nc', true], ['a\nb\nc\nd', false], [' \n ', false]]) {
      await sheet.getByRole('textbox').fill(text);
      expect(await sheet.getByRole('button', { name: 'Show it' }).isEnabled(), text.slice(0, 9)).toBe(goes);
    }
    await close();
  });

  test('a refusal stays in the sheet, and what was typed too', async () => {
    server.answer = () => ({ kind: 'refused', code: 'not_allowed', text: 'A starter may not steer the scoreboard.' });
    const { panel, sheet, close } = await desk();
    await panel.getByRole('button').click();
    await sheet.getByRole('button', { name: 'Message' }).click();
    await sheet.getByRole('textbox').fill('Lunch');
    await sheet.getByRole('button', { name: 'Show it' }).click();
    await sheet.getByRole('alert').waitFor();
    expect(await sheet.getByRole('alert').textContent()).toContain('A starter may not steer the scoreboard.');
    expect(await sheet.getByRole('textbox').inputValue()).toBe('Lunch');
    expect(await panel.getByRole('status').textContent()).toBe('Automatic');
    await close();
  });

  test('a starter sees what is shown, and has no button for it', async () => {
    server.me = { name: 'S. Arter', role: 'starter' };
    server.steer({ shows: 'schedule' });
    const { panel, close } = await desk();
    expect(await panel.getByRole('status').textContent()).toBe('It does not show race 12.');
    expect(await panel.getByRole('button', { name: change }).count()).toBe(0);
    await close();
  });

  test('while no race is on it says what is shown, and nothing of a race', async () => {
    server.show('official');
    server.steer({ shows: 'schedule' });
    const { panel, close } = await desk();
    expect(await panel.getByRole('status').textContent()).toBe('Programme');
    server.show('start_list');
    await expect.poll(() => panel.getByRole('status').textContent()).toBe('It does not show race 12.');
    await close();
  });
});
