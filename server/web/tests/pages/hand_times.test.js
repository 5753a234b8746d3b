// Times by hand on the console: the press is the time, in the page's clock, with what that clock may be off.
import { describe, expect, test } from 'vitest';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

async function hand_times(size) {
  server.show('racing_1500');
  server.orders = [];
  server.probes = 0;
  const opened = await open_page(browser, `${address}/console`, size);
  await opened.page.getByRole('button', { name: 'Add a time by hand' }).click();
  const tap = opened.page.getByRole('button', { name: /^Tap: finish/ });
  await tap.waitFor();
  await expect.poll(() => server.probes, { timeout: 20_000 }).toBeGreaterThan(0);
  return { ...opened, tap };
}

/** The race time of the twin, which it says in every frame. */
const race_time_us = () => server.now_us();

async function order_number(count) {
  await expect.poll(() => server.orders.length, { timeout: 20_000 }).toBe(count);
  return server.orders[count - 1];
}

describe('Times by hand', () => {
  test.each(['wide_tablet', 'phone'])('are stamped when the finger comes down, not when it is lifted: %s', async (size) => {
    const { page, tap, complaints, close } = await hand_times(size);
    await tap.hover();
    const before_us = race_time_us();
    await page.mouse.down();
    const { command, data } = await order_number(1);
    const after_us = race_time_us();
    await page.waitForTimeout(300);
    const lifted_us = race_time_us();
    await page.mouse.up();

    expect(command).toBe('add_impulse');
    expect(data).toMatchObject({ race: 12, point: 'finish', lane: null });
    expect(Number.isInteger(data.at_us) && Number.isInteger(data.uncertainty_us)).toBe(true);
    // The page's clock was measured by probes: what it may be off is said, and covers what it is off.
    expect(data.uncertainty_us).toBeGreaterThan(0);
    expect(data.uncertainty_us).toBeLessThan(1_000_000);
    expect(data.at_us).toBeGreaterThanOrEqual(before_us - data.uncertainty_us);
    expect(data.at_us).toBeLessThanOrEqual(after_us + data.uncertainty_us);
    expect(data.at_us).toBeLessThan(lifted_us);

    await page.mouse.down();
    const second = await order_number(2);
    await page.mouse.up();
    expect(second.data.at_us).toBeGreaterThan(data.at_us);
    await page.waitForTimeout(200);
    expect(server.orders.length).toBe(2);
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `hand_times_${size}`);
    expect(complaints).toEqual([]);
    await close();
  });

  test('of a page whose clock nobody measured say that they may be off by a second', async () => {
    server.answers_probes = false;
    const { page, tap, close } = await hand_times('wide_tablet');
    await tap.hover();
    await page.mouse.down();
    const { data } = await order_number(1);
    await page.mouse.up();
    server.answers_probes = true;
    expect(data.uncertainty_us).toBe(1_000_000);
    await close();
  });

  test('are taken with the key of a keyboard too, once for each press', async () => {
    const { page, tap, close } = await hand_times('wide_tablet');
    await tap.focus();
    await page.keyboard.down('Enter');
    await page.keyboard.down('Enter');  // held: the system repeats it
    await order_number(1);
    await page.keyboard.up('Enter');
    await page.waitForTimeout(200);
    expect(server.orders.map(({ command }) => command)).toEqual(['add_impulse']);
    await close();
  });

  test.each([['as the sheet comes up', null], ['after a point was chosen', 'Finish'], ['on the cross', 'Close']])('are taken with Space wherever the focus is: %s', async (_, name) => {
    const { page, close } = await hand_times('wide_tablet');
    if (name) await page.getByRole('dialog').getByRole('button', { name, exact: true }).focus();
    await page.keyboard.down(' ');
    await page.keyboard.down(' ');  // held: the system repeats it
    await page.keyboard.up(' ');
    const { command, data } = await order_number(1);
    expect([command, data.point]).toEqual(['add_impulse', 'finish']);
    await page.waitForTimeout(200);
    expect(server.orders.length).toBe(1);
    await page.getByLabel('Whose watch').focus();
    await page.keyboard.type('Ben J');
    await page.waitForTimeout(200);
    expect(server.orders.length, 'a blank in a name is no crossing').toBe(1);
    await close();
  });

  test('are typed lane by lane, each with Enter', async () => {
    const { page, close } = await hand_times('desktop');
    await page.getByRole('dialog').getByLabel('Lane').selectOption({ label: '3 NED' });
    const time = page.getByLabel('Time since the start');
    for (const [typed, count] of [['6:41.3', 1], ['6:42', 2]]) {
      await time.fill(typed);
      await page.keyboard.press('Enter');
      await order_number(count);
      await expect.poll(() => time.inputValue()).toBe('');
    }
    await time.fill('1.05.9');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(200);
    expect(server.orders.map(({ command, data }) => [command, data.lane, data.time_us])).toEqual([['add_watch_time', 3, 401_300_000], ['add_watch_time', 4, 402_000_000]]);
    await close();
  });

  test('go on in the field after Add was pressed with the mouse: a Space there is no crossing', async () => {
    const { page, close } = await hand_times('desktop');
    await page.getByLabel('Time since the start').fill('6:41.3');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await order_number(1);
    await expect.poll(() => page.evaluate(() => document.activeElement.getAttribute('aria-label'))).toBe('Time since the start');
    await page.keyboard.press(' ');
    await page.waitForTimeout(200);
    expect(server.orders.map(({ command }) => command)).toEqual(['add_watch_time']);
    await close();
  });

  test('that were typed wrong are typed anew in one order, and from the note the very crossing of before counts again', async () => {
    const wrong = { ...server.regatta().console(12).impulses.at(-1), id: 811, point: 'finish', lane: 6, since_start_us: 67_000_000, text: '1:07.0', source: 'hand', by_hand: true, channel: 'Ben', use: 'used', corrected: false };
    server.more = { 'race/12/console': { impulses: [wrong] } };
    server.show('racing_1500');
    server.orders = [];
    const { page, close } = await open_page(browser, `${address}/console`, 'wide_tablet');
    await page.getByRole('button', { name: 'Change crossing 1:07.0' }).click();
    const sheet = page.getByRole('dialog');
    const change = sheet.getByRole('button', { name: 'Change it' });
    expect(await change.isDisabled()).toBe(true);
    const time = sheet.getByLabel('Time since the start');
    await time.fill('1:07.9.1');
    expect(await change.isDisabled(), 'no time').toBe(true);
    await time.fill('1:00.9');
    server.answer = (order) => (order.command === 'add_watch_time' ? { kind: 'refused', code: 'wrong_state', text: 'The race has no start yet.' } : { kind: 'accepted' });
    await change.click();
    await sheet.getByText('The race has no start yet.').waitFor();
    server.answer = () => ({ kind: 'accepted', seq: 903 });
    await time.fill('1:01.9');
    await sheet.getByRole('button', { name: /^4 / }).click();
    await change.click();
    await sheet.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    const typed = (lane, time_us, instead_of) => ['add_watch_time', { race: 12, point: 'finish', lane, time_us, instead_of }];
    await expect.poll(() => server.orders.map(({ command, data }) => [command, data])).toEqual([typed(6, 60_900_000, 811), typed(4, 61_900_000, 811), ['void_impulse', { impulse: 902 }], ['restore_impulse', { impulse: 811 }]]);
    server.more = {};
    await close();
  });

  test('that are taken without a link are kept over a reload, shown as kept, and sent once each when it is back', async () => {
    const { page, tap, close } = await hand_times('wide_tablet');
    server.cut();
    await page.getByText('No contact since').first().waitFor({ timeout: 30_000 });
    await tap.hover();
    for (let k = 0; k < 2; k += 1) {
      await page.mouse.down();
      await page.mouse.up();
    }
    await page.getByText('2 kept on this device: sent when the link is back.').waitFor();
    expect(server.orders).toEqual([]);
    await page.keyboard.press('Escape');
    const panel = page.locator('[aria-label="Kept on this device"]');
    expect(await panel.textContent()).toContain('2 times by hand kept on this device. They are sent when the link is back.');
    await keep_picture(page, 'hand_times_kept');
    await page.reload();
    await panel.waitFor();
    expect(await panel.locator('li').count()).toBe(2);
    server.mend();
    await panel.waitFor({ state: 'detached', timeout: 30_000 });
    expect(server.orders.map(({ command }) => command)).toEqual(['add_impulse', 'add_impulse']);
    expect(new Set(server.orders.map(({ id }) => id)).size).toBe(2);
    expect(server.orders[1].data.at_us).toBeGreaterThan(server.orders[0].data.at_us);
    await page.reload();
    await page.getByRole('button', { name: 'Add a time by hand' }).waitFor();
    expect(await panel.count()).toBe(0);
    expect(server.orders.length).toBe(2);
    await close();
  });

  test('of which nobody said whether they arrived go again under the same id', async () => {
    const { page, tap, close } = await hand_times('wide_tablet');
    server.answer = () => ({ kind: 'lost on the way' });
    await tap.hover();
    await page.mouse.down();
    await page.mouse.up();
    const first = await order_number(1);
    server.answer = () => ({ kind: 'accepted' });   // before the page is there again: it sends at once
    await page.reload();
    const second = await order_number(2);
    expect([second.id, second.data]).toEqual([first.id, first.data]);
    await page.locator('[aria-label="Kept on this device"]').waitFor({ state: 'detached' });
    await close();
  });

  test('that the server refuses once it can be asked stay in sight with its words', async () => {
    const { page, tap, close } = await hand_times('wide_tablet');
    server.answer = () => ({ kind: 'lost on the way' });
    await tap.hover();
    await page.mouse.down();
    await page.mouse.up();
    await order_number(1);
    server.answer = () => ({ kind: 'refused', code: 'wrong_state', text: 'Race 12 is official.' });
    await page.reload();
    const panel = page.locator('[aria-label="Kept on this device"]');
    await panel.getByText('was not taken.').waitFor();
    expect(await panel.textContent()).toContain('Race 12 is official.');
    await panel.getByRole('button', { name: 'Put away' }).click();
    expect(await panel.count()).toBe(0);
    server.answer = () => ({ kind: 'accepted' });
    await close();
  });

  test('of the start go on to the finish, and nothing is typed for a start', async () => {
    server.show('attention');
    server.more = { 'race/12/console': { started_us: null } };
    server.orders = [];
    const { page, close } = await open_page(browser, `${address}/console`, 'wide_tablet');
    await page.getByRole('button', { name: 'Add a time by hand' }).click();
    const tap = page.getByRole('button', { name: /^Tap: / });
    await page.getByRole('heading', { name: 'Tap as the start is given' }).waitFor();
    expect(await page.getByLabel('Time since the start').count()).toBe(0);
    await tap.hover();
    await page.mouse.down();
    expect((await order_number(1)).data).toMatchObject({ point: 'start_signal', lane: null });
    await page.mouse.up();
    await page.getByRole('button', { name: /^Tap: finish/ }).waitFor();
    await page.getByLabel('Time since the start').waitFor();
    server.more = {};
    await close();
  });
});

describe('A start that no device gives', () => {
  const at_attention = async (devices) => {
    server.show('attention');
    server.more = { health: { devices } };
    server.orders = [];
    server.probes = 0;
    const opened = await open_page(browser, `${address}/console`, 'wide_tablet');
    await expect.poll(() => server.probes, { timeout: 20_000 }).toBeGreaterThan(0);
    return opened;
  };

  test('is the moment at which Start is pressed, once it was held, and marked as by hand', async () => {
    const { page, complaints, close } = await at_attention([]);
    const button = page.getByRole('button', { name: /Start now/ });
    await button.hover();
    await page.mouse.down();
    await page.waitForTimeout(100);
    await page.mouse.up();
    await page.waitForTimeout(700);
    expect(server.orders, 'let go too soon').toEqual([]);
    const before_us = race_time_us();
    await page.mouse.down();
    const pressed_us = race_time_us();
    const { command, data } = await order_number(1);
    const held_us = race_time_us();
    await page.mouse.up();
    expect([command, data.race, data.point, data.lane]).toEqual(['add_impulse', 12, 'start_signal', null]);
    expect(held_us - pressed_us).toBeGreaterThan(400_000);
    expect(data.at_us).toBeGreaterThanOrEqual(before_us - data.uncertainty_us);
    expect(data.at_us - data.uncertainty_us).toBeLessThanOrEqual(pressed_us + 50_000);
    await keep_picture(page, 'start_by_hand');
    expect(complaints).toEqual([]);
    server.more = {};
    await close();
  });

  test('is one that a device gives, where one can', async () => {
    const { page, close } = await at_attention([{ name: 'gates', driver: 'gpio_lines', state: 'live', wired: true, gives_start: true }]);
    const button = page.getByRole('button', { name: /^Start (?!now)/ });
    await button.hover();
    await page.mouse.down();
    expect((await order_number(1)).command).toBe('order_start');
    await page.mouse.up();
    server.more = {};
    await close();
  });
});
