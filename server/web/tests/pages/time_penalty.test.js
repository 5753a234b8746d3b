// A time penalty says what it does to the time of the crew before anybody gives it; and a password what it lacks before it is sent.
import { expect, test } from 'vitest';
import { keep_picture, open_page } from './browser.js';
import { address, browser, server } from './world.js';

test('A time penalty says which time it is added to, and what that becomes', async () => {
  server.me = { name: 'A. Moreau', role: 'admin' };
  server.orders = [];
  server.show('unofficial');
  const { time } = server.data_of('race/12/results').rows.find((row) => row.crew.lane === 3);
  const { page, close } = await open_page(browser, `${address}/console`, 'tablet');
  await page.click('[aria-label="Sheet of lane 3"]');
  const sheet = page.getByRole('dialog');
  await sheet.getByText(`Its time is ${time.text}. The seconds are added to it.`).waitFor();
  const below = await sheet.getByRole('heading', { name: 'Objection' }).evaluate((node) => node.offsetTop);
  await sheet.getByLabel('Penalty in seconds').fill('5');
  const [minutes, seconds] = time.text.split(':');
  const after = `${minutes}:${(Number(seconds) + 5).toFixed(2).padStart(5, '0')}`;
  await sheet.getByText(after).waitFor();
  expect(await sheet.locator('.becomes').innerText()).toBe(`${time.text} → ${after} with the penalty beside it on results and boards`);
  expect(await sheet.getByRole('heading', { name: 'Objection' }).evaluate((node) => node.offsetTop), 'nothing moves while one types').toBe(below);
  await keep_picture(page, 'time_penalty');
  await sheet.getByRole('button', { name: 'Add 5 s' }).click();
  await page.waitForSelector('dialog', { state: 'detached' });
  expect(server.orders.at(-1)).toMatchObject({ command: 'set_penalty', data: { race: 12, lane: 3, penalty_us: 5_000_000 } });
  await close();
});

test('The set-up says what a password must be, and what it lacks', async () => {
  server.me = { name: 'admin', role: 'admin' };
  const { page, close } = await open_page(browser, `${address}/setup`, 'tablet');
  await page.getByRole('button', { name: /People/ }).first().click();
  const people = page.locator('section[aria-label=People]');
  await people.getByText('At least eight characters').waitFor();
  await people.getByRole('textbox', { name: 'Name' }).fill('Ben');
  await people.getByLabel('Password').fill('haus');
  expect(await people.innerText()).toContain('Characters still missing: 4');
  expect(await people.getByRole('button', { name: 'Let in' }).isDisabled()).toBe(true);
  await people.getByLabel('Password').fill('boat lamp nine');
  expect(await people.getByRole('button', { name: 'Let in' }).isDisabled()).toBe(false);
  await keep_picture(page, 'setup_password');
  await close();
});
