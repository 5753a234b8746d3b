// Who sits at a page: the password again after a rest, with nothing lost that was typed; where one is signed in; the way out, also without the server.
import { beforeEach, describe, expect, test } from 'vitest';
import { keep_picture, open_page } from './browser.js';
import { address, browser, server } from './world.js';

const referee = { name: 'A. Moreau', role: 'referee' };
const open = async (path, wait_for, size = 'desktop') => {
  const opened = await open_page(browser, `${address}/${path}`, size);
  await opened.page.waitForSelector(wait_for);
  return opened;
};
const button = (page, name) => page.getByRole('dialog').getByRole('button', { name });

beforeEach(() => {
  Object.assign(server, { me: referee, locked_by: null, unlocks: [], orders: [], setups: [], signs_out: true, sessions: [], answer: () => ({ kind: 'accepted' }), more: {}, doors: { secure: false, port: 8080, tls_port: 0, officials_need_tls: false, root_sha256: '', names: [] } });
  server.show('unofficial');
});

describe('After a rest', () => {
  test('the desk asks for the password, keeps what was typed, and then does it', async () => {
    server.me = { name: 'admin', role: 'admin' };
    const { page, close } = await open('setup', '[aria-label="Steps"]');
    await page.getByRole('button', { name: /People/ }).click();
    await page.waitForSelector('[aria-label="People"]');
    await page.getByRole('textbox', { name: 'Name' }).fill('Zoë Müller');
    await page.getByLabel('Password', { exact: true }).fill('three odd words');
    server.locked_by = 'correct horse';
    await page.getByRole('button', { name: 'Let in' }).click();
    await page.waitForSelector('dialog[aria-label="Your password again"]');
    await keep_picture(page, 'password_again');
    await page.getByRole('dialog').getByLabel('Password').fill('wrong');
    await button(page, 'Go on').click();
    await page.waitForSelector('dialog [role=alert]');
    expect(await page.textContent('dialog [role=alert]')).toContain('The password is wrong.');
    await page.getByRole('dialog').getByLabel('Password').fill('correct horse');
    await button(page, 'Go on').click();
    await page.waitForSelector('text=Zoë Müller may sign in.');
    expect(server.unlocks).toEqual(['wrong', 'correct horse']);
    expect(server.setups.map(([path, body]) => [path, JSON.parse(body).password])).toEqual([['/api/v1/accounts', 'three odd words']]);
    await close();
  });

  test('an order is given again with its own id, and nothing is done by closing', async () => {
    const { page, close } = await open('console', '[aria-label="Live order"]');
    server.locked_by = 'correct horse';
    const proof = page.locator('dialog[aria-label="Your password again"]');
    const give = async () => {
      await page.getByRole('button', { name: 'It is of race 12' }).hover();
      await page.mouse.down();
      await proof.waitFor();
      await page.mouse.up();
    };
    await give();
    await proof.getByRole('button', { name: 'Do nothing' }).click();
    await proof.waitFor({ state: 'detached' });
    expect(server.orders.length).toBe(1);
    await give();
    await proof.getByLabel('Password').fill('correct horse');
    await proof.getByRole('button', { name: 'Go on' }).click();
    await proof.waitFor({ state: 'detached' });
    await expect.poll(() => server.orders.length).toBe(3);
    expect(server.orders[2]).toEqual(server.orders[1]);
    await close();
  });

  test('an order to the start line is not given late: it is pressed again', async () => {
    server.show('attention');
    const { page, close } = await open('console', '[aria-label="Live order"]');
    server.locked_by = 'correct horse';
    const start = page.getByRole('button', { name: /Start Press/ });
    await start.hover();
    await page.mouse.down();
    await page.waitForSelector('dialog[aria-label="Your password again"]');
    await page.mouse.up();
    await page.getByRole('dialog').getByLabel('Password').fill('correct horse');
    await button(page, 'Go on').click();
    await page.waitForSelector('text=Look at the race, then press again.');
    expect(server.orders.map(({ command }) => command)).toEqual(['order_start']);
    await close();
  });

  test('the head says that it is locked before anything is pressed', async () => {
    server.locked_by = 'correct horse';
    const { page, close } = await open('console', '.me.locked');
    await page.click('.me.locked');
    await page.getByRole('dialog').getByLabel('Password').fill('correct horse');
    await button(page, 'Go on').click();
    await page.waitForSelector('.me.locked', { state: 'detached' });
    await close();
  });
});

describe('The account', () => {
  test('shows where one is signed in, ends one of them, and changes the password', async () => {
    server.sessions = [
      { id: 'aa', name: 'A. Moreau', role: 'referee', address: '192.0.2.7', secure: true, age_s: 20, unused_s: 5, own: true },
      { id: 'bb', name: 'A. Moreau', role: 'referee', address: '192.0.2.9', secure: false, age_s: 7200, unused_s: 3600, own: false },
    ];
    const { page, close } = await open('console', '.me');
    await page.click('.me');
    await page.waitForSelector('dialog tbody tr:nth-child(2)');
    expect(await page.textContent('dialog tbody')).toContain('192.0.2.9, not over TLS');
    await keep_picture(page, 'account');
    await button(page, 'End').click();
    await page.waitForSelector('dialog tbody tr:nth-child(2)', { state: 'detached' });
    await page.getByLabel('The old one').fill('correct horse');
    await page.getByLabel('The new one', { exact: true }).fill('another horse here');
    await page.getByLabel('The new one again').fill('another horse there');
    await button(page, 'Change the password').click();
    expect(await page.textContent('dialog [role=alert]')).toContain('not the same');
    await page.getByLabel('The new one again').fill('another horse here');
    await button(page, 'Change the password').click();
    await page.locator('dialog [role=status]', { hasText: 'The new password counts from n' }).waitFor();
    expect(server.passwords).toEqual(['another horse here']);
    await close();
  });

  test.each([
    ['console', '.me'],
    ['print?what=results&race=12', '.tools'],
  ])('signs out on %s, without the server too', async (path, wait_for) => {
    server.signs_out = false;
    const { page, close } = await open(path, wait_for);
    if (path === 'console') await page.click('.me');
    await page.getByRole('button', { name: /Sign out/ }).last().click();
    await page.waitForURL(/sign-in\.html/);
    expect(await page.textContent('[role=status]')).toContain('does not know yet that you signed out');
    expect(server.me).not.toBe(null);
    server.signs_out = true;
    await page.waitForSelector('[role=status]', { state: 'detached' });
    expect(server.me).toBe(null);
    await close();
  });
});

describe('The door of TLS', () => {
  test('officials are led to it where they must take it, and set-up shows the root as a code', async () => {
    server.me = { name: 'admin', role: 'admin' };
    server.doors = { secure: false, port: 8080, tls_port: 8443, officials_need_tls: true, root_sha256: 'AB:CD:EF', names: ['venue', 'venue.local', '127.0.0.1', '192.0.2.4'] };
    const { page, close } = await open('setup', '[aria-label="Steps"]');
    await page.getByRole('button', { name: /People/ }).click();
    await page.waitForSelector('[aria-label="Code of http://192.0.2.4:8080/root.crt"] path');
    expect(await page.textContent('[aria-label="Their devices"]')).toContain('AB:CD:EF');
    expect(await page.locator('[aria-label="Code of https://192.0.2.4:8443/sign-in"]').count()).toBe(1);
    await keep_picture(page, 'their_devices');
    await close();
  });
});
