import { describe, expect, test } from 'vitest';
import { hold, keep_picture, open_page, press, sticks_out, stop_time } from './browser.js';
import { address, browser, server } from './world.js';

async function desk(size, moment, options, more = {}) {
  server.more = more;
  server.show(moment, options);
  server.orders = [];
  const opened = await open_page(browser, `${address}/console`, size);
  await opened.page.waitForSelector('[aria-label="Live order"]');
  return opened;
}

/** Panels of a column that reach under the next one. */
function covered_panels(page) {
  return page.evaluate(() =>
    ['main', 'aside'].flatMap((column) => {
      const panels = [...document.querySelectorAll(`${column} > *`)].map((panel) => panel.getBoundingClientRect());
      return panels.slice(1).flatMap((next, k) => (panels[k].bottom > next.top + 1 ? [`${column} ${k}: ${panels[k].bottom} > ${next.top}`] : []));
    }));
}

describe('Console', () => {
  test.each(['wide_tablet', 'desktop', 'phone'])('fits its screen and complains of nothing: %s', async (size) => {
    const { page, complaints, close } = await desk(size, 'unofficial');
    expect(await sticks_out(page)).toBe(false);
    expect(await page.textContent('[aria-label=Programme]')).toContain('Semifinal A/B 1');
    // No crew is hidden behind a scroll bar of its own.
    const order = page.locator('[aria-label="Live order"]');
    expect(await order.evaluate((panel) => panel.scrollHeight <= panel.clientHeight + 1)).toBe(true);
    expect(await covered_panels(page)).toEqual([]);
    await keep_picture(page, `console_${size}`);
    expect(complaints).toEqual([]);
    await close();
  });

  test('starts a race only when the button was held', async () => {
    const { page, close } = await desk('desktop', 'attention');
    const start = page.getByRole('button', { name: /Start Press/ });
    await start.click();
    await start.hover();
    await page.mouse.down();
    await page.waitForSelector('.note');
    await page.mouse.up();
    expect(server.orders.map(({ command, data }) => ({ command, data }))).toEqual([{ command: 'order_start', data: { race: 12 } }]);
    await close();
  });

  test('a call is taken back where Call was, by holding', async () => {
    const { page, close } = await desk('desktop', 'start_list', {}, { 'race/12/console': { actions: ['call_race', 'withdraw_call', 'arm_race'] } });
    await hold(page, /^Not called/);
    await expect.poll(() => server.orders.map(({ command, data }) => ({ command, data }))).toEqual([{ command: 'withdraw_call', data: { race: 12 } }]);
    await page.getByText('Race 12 is no longer called.').waitFor();
    server.more = {};
    await close();
  });

  test('so is an arming where Arm was, and no reason is asked', async () => {
    const { page, close } = await desk('desktop', 'start_list');
    await hold(page, /^Not armed/);
    await expect.poll(() => server.orders.map(({ command, data }) => ({ command, data }))).toEqual([{ command: 'withdraw_arm', data: { race: 12 } }]);
    await page.getByText('Race 12 is no longer armed.').waitFor();
    await close();
  });

  test('with the keyboard alone the next order of the start lies under the hands that gave the last one, and takes the focus from nothing else', async () => {
    const { page, close } = await desk('desktop', 'start_list');
    const focused = () => page.evaluate(() => document.activeElement.innerText ?? '');
    const hold_attention = async () => {
      server.orders = [];
      await page.getByRole('button', { name: /^Attention/ }).focus();
      await page.keyboard.down(' ');
      await expect.poll(() => server.orders.map(({ command }) => command), { timeout: 20_000 }).toEqual(['give_attention']);
      await page.keyboard.up(' ');
    };
    await hold_attention();
    server.show('attention');
    await expect.poll(focused).toMatch(/Start/);
    // Whoever went to look elsewhere meanwhile stays there.
    server.show('start_list');
    await page.getByRole('button', { name: /^Attention/ }).waitFor();
    await hold_attention();
    await page.getByRole('button', { name: 'Add a time by hand' }).focus();
    server.show('attention');
    await page.getByRole('button', { name: /As you were/ }).waitFor();
    await page.waitForTimeout(300);
    expect(await focused()).toBe('Add a time by hand');
    await close();
  });

  test('digits that are quicker than the link name one crossing each, and one that is refused waits again', async () => {
    const { page, close } = await desk('desktop', 'finishing');
    const crossings = page.locator('[aria-label="Crossings without a lane"] li');
    await crossings.first().waitFor();
    expect(await crossings.count()).toBe(2);
    await page.keyboard.press('3');
    await page.keyboard.press('5');
    await page.waitForFunction(() => document.querySelectorAll('.notes .note').length >= 2);
    const named = server.orders.filter(({ command }) => command === 'assign_impulse').map(({ data }) => data);
    expect(named.map(({ lane }) => lane)).toEqual([3, 5]);
    expect(new Set(named.map(({ impulse }) => impulse)).size).toBe(2);
    await crossings.first().waitFor();   // this server's view never shows them named
    server.answer = () => ({ kind: 'refused', code: 'not_now', text: 'The race is official.' });
    await page.keyboard.press('1');
    await page.getByText('The race is official.').first().waitFor();
    expect(await crossings.count()).toBe(2);
    server.answer = () => ({ kind: 'accepted' });
    await close();
  });

  test.each([['another race comes', 'scheduled', /^Call/, 'scheduled', { current: 13 }], ['the race has moved on', 'unofficial', 'Draw lots', 'unofficial', {}]])('a hold comes to nothing when %s', async (_, moment, name, then, options) => {
    const { page, close } = await desk('desktop', moment === 'scheduled' ? moment : 'level');
    await stop_time(page);
    await press(page, name);
    server.show(then, options);
    if (options.current) await page.waitForFunction(() => document.title.startsWith('Race 13'));
    else await page.getByRole('button', { name }).waitFor({ state: 'detached' });
    await page.clock.runFor(5_000);
    await page.mouse.up();
    expect(server.orders).toEqual([]);
    await close();
  });

  const control = { roll_call: true, announced: 'two_minutes', announced_us: 1, present: [1, 2], absent: [3, 4], pause_least_us: 1500000, pause_most_us: 3500000, attention_us: null, pause_seal: '', pause_seed: '', pause_us: null };

  test.each(['desktop', 'phone'])('calls the roll, lane by lane: %s', async (size) => {
    const { page, complaints, close } = await desk(size, 'start_list', {}, { 'race/12/console': { start_control: control } });
    const panel = page.locator('[aria-label="Roll call"]');
    expect(await panel.textContent()).toContain('Not yet: 3, 4');
    await panel.getByRole('button', { name: '3', exact: true }).click();
    await panel.getByRole('button', { name: '1', exact: true }).click();
    await panel.getByRole('button', { name: 'Quick start' }).click();
    await page.waitForSelector('.note');
    expect(server.orders.map(({ command, data }) => ({ command, data }))).toEqual([
      { command: 'call_roll', data: { race: 12, lane: 3, present: true } }, { command: 'call_roll', data: { race: 12, lane: 1, present: false } }, { command: 'announce_start', data: { race: 12, how: 'quick_start' } }]);
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `console_roll_call_${size}`);
    expect(complaints).toEqual([]);
    await close();
  });

  test('says that a pause runs, and not how long it will be', async () => {
    const { page, close } = await desk('desktop', 'attention', {}, { 'race/12/console': { start_control: { ...control, attention_us: 2, pause_seal: 'ab' } } });
    expect(await page.locator('[aria-label="Roll call"]').textContent()).toContain('The pause runs. The start comes by itself, 1.5 to 3.5 s after red.');
    await close();
  });

  test('says how long objections are taken, what became of them, and who else must confirm', async () => {
    const soon_us = Date.now() * 1000 + 200e6;
    const more = {
      'race/12/results': { unofficial_us: soon_us - 300e6, protest_until_us: soon_us },
      'race/12/console': {
        objections: [{ lane: 2, raised_us: 1, raised_by: 'Anna', raised_reason: '', upheld: false, decided_us: soon_us - 250e6, decided_by: 'Ben', reason: 'the umpire saw no wash' }],
        four_eyes: { change: 'confirm', actor: 'Anna', reason: 'with the penalty.', asked_us: 2 },
      },
    };
    const { page, complaints, close } = await desk('desktop', 'unofficial', {}, more);
    const panel = page.locator('[aria-label="Objections"]');
    await panel.waitFor();
    expect(await panel.textContent()).toMatch(/Taken for 3:\d\d more/);
    expect(await panel.textContent()).toContain('Lane 2: rejected by Ben');
    expect(await panel.textContent()).toContain('Anna asks to make the revised result official: with the penalty. Another judge, referee or admin must confirm.');
    await keep_picture(page, 'console_objections');
    expect(complaints).toEqual([]);
    await close();
  });

  test('leads from a recall request to its start in one action', async () => {
    const { page, close } = await desk('desktop', 'review');
    await page.getByRole('link', { name: 'Open the start' }).click();
    await page.waitForSelector('.lanes .lane');
    expect(page.url()).toContain('referee.html?race=12');
    await close();
  });

  test.each(['wide_tablet', 'phone'])('takes back a recall that was a mistake, as long as it can be: %s', async (size) => {
    const now_us = Date.now() * 1000;
    const { page, complaints, close } = await desk(size, 'recalled', {}, { 'race/12/console': { recall_undo_until_us: now_us + 600e6 } });
    expect(await page.getByRole('button', { name: /^Not recalled/ }).textContent()).toMatch(/Press and hold: (5\d\d|600) s left/);
    await keep_picture(page, `console_recall_undo_${size}`);
    expect(await sticks_out(page)).toBe(false);
    await hold(page, /^Not recalled/);
    await page.waitForFunction(() => document.body.textContent.includes('The recall is withdrawn: race 12 goes on.'));
    expect(server.orders[0]).toMatchObject({ command: 'withdraw_recall', data: { race: 12 }, reason: 'Recalled by mistake: taken back at once by its button. Nobody said more.' });
    server.more = { 'race/12/console': { recall_undo_until_us: now_us - 1e6 } };
    server.show('recalled');
    await page.waitForFunction(() => !document.body.textContent.includes('Not recalled'));
    expect(complaints).toEqual([]);
    await close();
  });

  test('says how the sport calls a race that is held again', async () => {
    const { page, close } = await desk('desktop', 'level', {}, { 'race/12/console': { words: { rerow: 're-swim', tie_rerow: 'swim-off' } } });
    expect(await page.locator('[aria-label="Dead heat"]').textContent()).toContain('The rules ask for a swim-off of these crews.');
    await page.getByRole('button', { name: 'Re-swim…' }).click();
    expect(await page.textContent('dialog')).toContain('Order a re-swim');
    expect(await page.textContent('body')).not.toMatch(/re-row/i);
    await close();
  });

  test('advances a crew by the word of the referee or the jury, with a reason', async () => {
    const { page, close } = await desk('desktop', 'unofficial', {}, { 'race/12/console': { actions: ['set_status', 'advance_crew'], advanced: [{ lane: 3, by: 'jury', actor: 'Anna', reason: 'appeal upheld' }] } });
    await page.click('[aria-label="Sheet of lane 3"]');
    expect(await page.textContent('dialog')).toContain("Goes on by the jury's word (qJ), whatever its place and time: Anna, appeal upheld");
    await page.keyboard.press('Escape');
    await page.click('[aria-label="Sheet of lane 2"]');
    const advance = page.getByRole('button', { name: 'Advance: referee (qR)' });
    expect(await advance.isDisabled()).toBe(true);
    await page.getByRole('textbox').last().fill('hindered at 60 m');
    await keep_picture(page, 'console_advance');
    await advance.click();
    await page.waitForFunction(() => document.body.textContent.includes('Lane 2: advanced by the referee.'));
    expect(server.orders[0]).toMatchObject({ command: 'advance_crew', data: { race: 12, lane: 2, by: 'referee' }, reason: 'hindered at 60 m' });
    await close();
  });

  test('advances a crew late only when what that changes is accepted', async () => {
    const { page, close } = await desk('desktop', 'unofficial', {}, { 'race/12/console': { actions: ['set_status', 'advance_crew'] } });
    const text = 'FA (race 18) is drawn already. Carried out now it changes: NED into FA, lane 6.';
    server.answer = ({ data }) => (data.accept_changes ? { kind: 'accepted' } : { kind: 'refused', code: 'needs_consent', text });
    await page.click('[aria-label="Sheet of lane 2"]');
    await page.getByRole('textbox').last().fill('hindered at 60 m');
    await page.getByRole('button', { name: 'Advance: referee (qR)' }).click();
    const consent = page.getByRole('dialog', { name: 'Accept the changes' });
    await consent.getByText(text).waitFor();
    await consent.getByRole('button', { name: 'Accept the changes' }).click();
    await page.waitForFunction(() => document.body.textContent.includes('Lane 2: advanced by the referee.'));
    expect(server.orders.at(-1)).toMatchObject({ command: 'advance_crew', data: { race: 12, lane: 2, by: 'referee', accept_changes: true }, reason: 'hindered at 60 m' });
    server.answer = () => ({ kind: 'accepted' });
    await close();
  });

  test('offers a recall that was a mistake to be said so, where the field starts again', async () => {
    const { page, close } = await desk('desktop', 'racing_1500', {}, { 'race/12/console': { recall_restarts: true } });
    await hold(page, /^Recalled by mistake/);
    await page.waitForFunction(() => document.body.textContent.includes('nobody is charged. Arm it again'));
    expect(server.orders[0]).toMatchObject({ command: 'withdraw_recall', data: { race: 12 } });
    await close();
  });

  test('takes back that a recall was a mistake, until the race is armed again', async () => {
    const { page, close } = await desk('desktop', 'racing_1500', {}, { 'race/12/console': { recall_was_mistake: true } });
    await hold(page, /^No mistake/);
    await page.waitForFunction(() => document.body.textContent.includes('the recall was no mistake'));
    expect(server.orders.at(-1)).toMatchObject({ command: 'withdraw_recall', data: { race: 12, mistaken: false } });
    await close();
  });

  test.each([
    ['withdraw_abandonment', 'Take back that it was abandoned…', 'Take back that it was abandoned', 'The race goes on as if it had never been abandoned'],
    ['withdraw_rerow', 'Take the re-row back…', 'Take the re-row back', 'what was sensed meanwhile counts again'],
    ['withdraw_result', 'Take the result back…', 'Take the result back', 'The unofficial result leaves the boards'],
  ])('takes back what ended a race by mistake, with a reason: %s', async (command, open_name, name, says) => {
    const { page, complaints, close } = await desk('phone', 'unofficial', {}, { 'race/12/console': { actions: [command] } });
    await page.getByRole('button', { name: open_name }).click();
    const sheet = page.getByRole('dialog', { name });
    expect(await sheet.textContent()).toContain(says);
    const give = sheet.getByRole('button', { name, exact: true });
    expect(await give.isDisabled()).toBe(true);
    await sheet.getByRole('textbox').fill('another race was meant');
    expect(await sticks_out(page)).toBe(false);
    await give.click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(server.orders.map(({ command: order, data, reason }) => ({ order, data, reason }))).toEqual([{ order: command, data: { race: 12 }, reason: 'another race was meant' }]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('says why a race cannot be armed, and how many crossings no list has', async () => {
    const refused = 'Race 12: there is no rule set "lake".';
    const { page, close } = await desk('desktop', 'unofficial', {}, { 'race/12/console': { actions: ['call_race'], arm_refused: refused, unlisted: 412 } });
    expect(await page.textContent('[aria-label="Start control"]')).toContain(refused);
    expect(await page.textContent('[aria-label="Crossings"]')).toContain('And 412 older ones that no race claims');
    await close();
  });

  test('gives a photo file that waits to the race on the desk', async () => {
    const { page, close } = await desk('desktop', 'unofficial');
    await page.getByRole('button', { name: 'It is of race 12' }).click();
    await page.getByText('Hold it longer').waitFor();
    expect(server.orders).toEqual([]);
    await hold(page, 'It is of race 12');
    await page.waitForFunction(() => document.body.textContent.includes('014-1-01.lif is read for race 12.'));
    expect(server.orders.map(({ command, data }) => ({ command, data }))).toEqual([{ command: 'apply_photo', data: { race: 12, document: '014-1-01.lif' } }]);
    await close();
  });

  test('offers both ways out of a dead heat that decides who goes on', async () => {
    const { page, complaints, close } = await desk('desktop', 'level');
    const panel = page.locator('[aria-label="Dead heat"]');
    expect(await panel.textContent()).toContain('Lanes 3, 4 hold place 1 together. The rules ask for a re-row of these crews.');
    await keep_picture(page, 'console_dead_heat');
    await panel.getByRole('button', { name: 'Draw lots' }).click();
    await hold(page, 'Draw lots');
    await page.waitForFunction(() => document.body.textContent.includes('Lots are drawn between lanes 3, 4.'));
    expect(server.orders).toHaveLength(1);  // a draw is not repeated: it takes more than a tap
    expect(server.orders[0]).toMatchObject({ command: 'draw_lots', data: { race: 12, lanes: [3, 4] } });
    await panel.getByRole('button', { name: 'Re-row of these' }).click();
    expect(await page.textContent('dialog')).toContain('Lanes 3, 4 start again.');
    expect(complaints).toEqual([]);
    await close();
  });

  test('lets a crew row that another race put out, with a reason', async () => {
    const { page, close } = await desk('desktop', 'barred');
    await page.click('[aria-label="Sheet of lane 2"]');
    expect(await page.textContent('dialog')).toContain('Out by race 9');
    const button = page.getByRole('button', { name: 'Let it row' });
    expect(await button.isDisabled()).toBe(true);
    await page.fill('dialog textarea', 'the jury heard the crew');
    await keep_picture(page, 'console_barred');
    await button.click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(server.orders.at(-1)).toMatchObject({ command: 'give_leave', data: { race: 12, lane: 2, may_row: true }, reason: 'the jury heard the crew' });
    await close();
  });

  test('keeps an open sheet, and what is typed into it, when another race is called', async () => {
    const { page, close } = await desk('desktop', 'racing_1500');
    await page.getByRole('button', { name: 'Abandon…' }).click();
    await page.fill('dialog textarea', 'thunder');
    server.show('racing_1500', { current: 13 });
    await page.waitForFunction(() => document.querySelector('[aria-label=Programme] [data-current]').textContent.includes('13'));
    expect(await page.textContent('dialog')).toContain('race 12');
    expect(await page.inputValue('dialog textarea')).toBe('thunder');
    await page.getByRole('button', { name: 'Do nothing' }).click();
    await page.waitForFunction(() => document.title.startsWith('Race 13'));
    await close();
  });

  test('keeps every lane within reach on a phone while crews are on their way', async () => {
    const { page, close } = await desk('phone', 'racing_1500');
    const order = page.locator('[aria-label="Live order"]');
    expect(await order.evaluate((panel) => panel.scrollWidth <= panel.clientWidth)).toBe(true);
    await close();
  });

  test('accepts a replacement time with its figures and a reason', async () => {
    const { page, close } = await desk('desktop', 'unofficial');
    await page.getByRole('button', { name: 'Replace lane 5' }).click();
    const accept = page.getByRole('button', { name: 'Accept it' });
    expect(await accept.isDisabled()).toBe(true);
    await page.getByRole('dialog').getByRole('textbox').fill('beam of A was knocked over');
    await accept.click();
    await page.waitForFunction(() => document.body.textContent.includes('Finish of lane 5 is replaced.'));
    expect(server.orders.map(({ command, data, reason }) => ({ command, data, reason }))).toEqual([{
      command: 'accept_replacement', data: { race: 12, point: 'finish', lane: 5, impulse: 2107, correction_us: 3000 }, reason: 'beam of A was knocked over',
    }]);
    await close();
  });

  test.each(['laptop', 'tablet', 'upright', 'phone'])('keeps the figures of systems A and B within their panel: %s', async (size) => {
    server.show('unofficial');
    const { page, close } = await open_page(browser, `${address}/console`, size);
    const panel = page.locator('[aria-label="Systems A and B"]');
    await panel.waitFor();
    expect(await panel.locator('tbody').count()).toBe(3);
    expect(await panel.evaluate((one) => {
      const right = one.getBoundingClientRect().right;
      return [...one.querySelectorAll('table, td, th')].every((each) => each.getBoundingClientRect().right <= right) && one.scrollWidth <= one.clientWidth + 1;
    })).toBe(true);
    await panel.scrollIntoViewIfNeeded();
    await keep_picture(page, `console_systems_${size}`);
    await close();
  });

  test('says which keys do what, behind a key', async () => {
    server.show('racing_1500');
    const { page, complaints, close } = await open_page(browser, `${address}/console`, 'wide_tablet');
    await page.getByRole('button', { name: 'Keys: ?' }).waitFor();
    expect(await page.locator('table .button, table button').evaluateAll((all) => all.every((one) => one.getBoundingClientRect().right <= one.closest('.panel').getBoundingClientRect().right))).toBe(true);
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').textContent()).toContain('The lane of the oldest crossing that has none');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  test('says in red that nothing is recorded', async () => {
    const { page, close } = await desk('desktop', 'racing_1500', { recorded: false });
    expect(await page.textContent('.alarm')).toContain('NOT RECORDED');
    await close();
  });

  test('shows a refusal in the words of the server', async () => {
    const { page, close } = await desk('desktop', 'started');
    server.answer = () => ({ kind: 'refused', code: 'not_now', text: 'Race 12 is not under way.' });
    const recall = page.getByRole('button', { name: /^Recall: False start/ });
    await recall.hover();
    await page.mouse.down();
    await page.waitForSelector('.note.bad');
    await page.mouse.up();
    expect(await page.textContent('.note.bad')).toContain('Not done. Race 12 is not under way.');
    await close();
  });
});
