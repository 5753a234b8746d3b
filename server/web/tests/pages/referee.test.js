import { beforeEach, describe, expect, test } from 'vitest';
import { hold, keep_picture, open_page, press, sticks_out, stop_time } from './browser.js';
import { address, browser, server } from './world.js';

beforeEach(() => {
  server.orders = [];
  server.answer = () => ({ kind: 'accepted' });
  server.me = { name: 'A. Moreau', role: 'referee' };
});

async function referee(size, moment, options, more) {
  server.show(moment, options);
  const opened = await open_page(browser, `${address}/referee`, size, more);
  await opened.page.waitForSelector('.lanes .lane, aside .soft');
  return opened;
}

describe('Referee page', () => {
  test.each(['wide_tablet', 'desktop', 'phone'])('says unmistakably that a recall is asked for, and why: %s', async (size) => {
    const { page, complaints, close } = await referee(size, 'review');
    const alarm = await page.textContent('[role=alert]');
    expect(alarm).toContain('Recall asked for');
    expect(alarm).toContain('Lane 5: moved 0.071 s after the signal, limit 0.090 s.');
    expect(await page.title()).toContain('RECALL?');
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `referee_${size}`);
    await keep_picture(page, `referee_${size}_whole`, { fullPage: true });
    expect(complaints).toEqual([]);
    await close();
  });

  // Right after a start each lane's trace comes as a view of its own: a recall that is held must not begin anew with each.
  test('a hold lives through views of the same race', async () => {
    const { page, close } = await referee('desktop', 'review');
    await stop_time(page);
    await press(page, /^Recall: False start/);
    for (const run of [1, 2, 3]) {
      server.show('review', { lit: run });
      await page.waitForTimeout(100);
      await page.clock.runFor(100);
    }
    await page.clock.runFor(300);
    await page.mouse.up();
    await expect.poll(() => server.orders.map(({ command }) => command)).toEqual(['recall_race']);
    await close();
  });

  test('shows measured values as the server cut them, with their uncertainty', async () => {
    const { page, close } = await referee('desktop', 'review');
    const rows = page.locator('.chart ol > li');
    expect(await rows.count()).toBe(6);
    expect(await rows.nth(4).textContent()).toMatch(/POL\s*0\.071\s*±0\.0015 s\s*Moved under the limit/);
    expect(await rows.nth(1).textContent()).toContain('±0.012 s');
    expect(await page.locator('[aria-label="About this start"]').textContent()).toMatch(/Reactions from\s*start_box, ±0\.010\sms\s*Race time from\s*finish_timer, ±0\.300\sms/);
    const widths = await page.locator('.track .band.crew').evaluateAll((bands) => bands.map((band) => band.getBoundingClientRect().width));
    expect(Math.max(...widths)).toBe(widths[1]);
    await close();
  });

  test('opens the videos of the signal at their frames', async () => {
    const { page, complaints, close } = await referee('desktop', 'review');
    const strip = page.locator('[aria-label="Video of the signal"]');
    await strip.waitFor();
    expect(await strip.locator('li').allTextContents()).toEqual(['Start line frame 3000, ±12 ms', 'Gates, lanes 1 to 3 frame 14985, ±1.02 s']);
    expect(await strip.locator('a').getAttribute('href')).toBe('http://127.0.0.1:9/gates.mp4#t=60.010000');
    await keep_picture(page, 'referee_videos', { fullPage: true });
    expect(complaints).toEqual([]);
    await close();
  });

  test('keeps over the line and responsible apart', async () => {
    const { page, close } = await referee('desktop', 'review');
    const cells = (lane, k) => page.locator(`table tbody tr:nth-child(${lane}) td`).nth(k);
    expect(await cells(3, -2).textContent()).toBe('before the signal');
    expect(await cells(3, -1).textContent()).toBe('not decided');
    expect(await page.locator('.lane[aria-pressed=true]').count()).toBe(0);
    server.show('upheld');
    await page.waitForSelector('.decided');
    expect(await page.textContent('.decided')).toContain('False start: Lane 5');
    expect(await cells(3, -2).textContent()).toBe('before the signal');
    expect(await cells(3, -1).textContent()).toBe('no');
    expect(await cells(5, -1).textContent()).toBe('yes');
    await keep_picture(page, 'referee_upheld', { fullPage: true });
    await close();
  });

  test('upholds in two actions: the lane, and the held button', async () => {
    const { page, close } = await referee('wide_tablet', 'review');
    expect(await page.getByRole('button', { name: /^False start: choose/ }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: '5 POL' }).click();
    await hold(page, /^False start: lane 5/);
    await page.waitForSelector('.note');
    expect(server.orders.map(({ command, data }) => ({ command, data }))).toEqual([
      { command: 'decide_false_start', data: { race: 12, run: 1, verdict: 'upheld', responsible: [5] } },
    ]);
    expect(await page.locator('.lane[aria-pressed=true]').count()).toBe(0);
    await close();
  });

  test('asks for a word of why where the evidence found nothing on the lane', async () => {
    const { page, close } = await referee('wide_tablet', 'review');
    await page.getByRole('button', { name: '2 GRE' }).click();
    const uphold = page.getByRole('button', { name: /^False start: lane 2/ });
    expect(await uphold.isDisabled()).toBe(true);
    expect(await page.locator('[aria-label=Decision]').textContent()).toContain('No sensor found anything on lane 2: say what you saw.');
    await page.getByRole('button', { name: 'Reason: seen by eye' }).click();
    await keep_picture(page, 'referee_unfounded', { fullPage: true });
    await hold(page, /^False start: lane 2/);
    await page.waitForSelector('.note');
    expect(server.orders.map(({ data, reason }) => [data.verdict, data.responsible, reason])).toEqual([['upheld', [2], 'Seen by eye']]);
    await close();
  });

  test('warns of a crew that carries a card already', async () => {
    const { page, close } = await referee('wide_tablet', 'review');
    await page.getByRole('button', { name: '2 GRE' }).click();
    expect(await page.textContent('.carries')).toContain('Lane 2 carries already: yellow (by hand)');
    await keep_picture(page, 'referee_chosen');
    await close();
  });

  test('works by keyboard alone', async () => {
    const { page, close } = await referee('desktop', 'review');
    await page.keyboard.press('5');
    await page.keyboard.press('3');
    expect(await page.locator('.lane[aria-pressed=true]').allTextContents()).toEqual(['3 NED', '5 POL']);
    await page.keyboard.press('Escape');
    expect(await page.locator('.lane[aria-pressed=true]').count()).toBe(0);
    await page.getByRole('button', { name: /^No false start/ }).focus();
    await page.keyboard.down('Enter');
    await page.waitForSelector('.note');
    await page.keyboard.up('Enter');
    expect(server.orders[0].data).toEqual({ race: 12, run: 1, verdict: 'dismissed', responsible: [] });
    await close();
  });

  test('does not decide on a short press', async () => {
    const { page, close } = await referee('desktop', 'review');
    await page.getByRole('button', { name: /^Nobody to blame/ }).click();
    await page.getByRole('button', { name: /^Nobody to blame/ }).click();
    await page.keyboard.press('1');
    expect(server.orders).toEqual([]);
    await close();
  });

  test('forgets what was chosen when another start comes', async () => {
    const { page, close } = await referee('desktop', 'review');
    await page.keyboard.press('5');
    await page.waitForSelector('.lane[aria-pressed=true]');
    server.show('racing_500');
    await page.waitForFunction(() => document.querySelectorAll('.lane[aria-pressed=true]').length === 0);
    expect(await page.textContent('[aria-label=Decisions]')).toContain('Bow of lane 5 clearly over before green.');
    await close();
  });

  test('asks for the reason that the server wants, and shows a refusal', async () => {
    const { page, close } = await referee('desktop', 'upheld');
    server.answer = (message) => (message.reason ? { kind: 'accepted' } : { kind: 'refused', code: 'needs_reason', text: 'A reason is needed to change a decision.' });
    await page.getByRole('button', { name: /^No false start/ }).focus();
    await page.keyboard.down(' ');
    await page.waitForSelector('dialog[open]');
    await page.keyboard.up(' ');
    await page.fill('dialog textarea', 'Seen again on the line camera.');
    await page.click('dialog .button.act');
    await page.waitForSelector('.note');
    expect(server.orders.at(-1).reason).toBe('Seen again on the line camera.');
    await close();
  });

  test('lets a timekeeper look but not decide', async () => {
    server.me = { name: 'T. Keeper', role: 'timekeeper' };
    const { page, close } = await referee('desktop', 'review');
    await page.waitForFunction(() => document.querySelector('[aria-label=Decision]').textContent.includes('signed in as timekeeper'));
    expect(await page.locator('.lanes .lane').count()).toBe(0);
    await close();
  });

  test('sends a stranger to the sign-in page', async () => {
    server.me = null;
    server.show('review');
    const { page, close } = await open_page(browser, `${address}/referee.html?race=12`, 'desktop');
    await page.waitForURL('**/sign-in.html?next=*');
    expect(new URL(page.url()).searchParams.get('next')).toBe('referee.html?race=12');
    await close();
  });

  test('tells no sensor from no fault, and which verdict was replaced', async () => {
    const decided = (verdict, lane, reason, at_us) => ({ run: 1, verdict, responsible: [lane], reason, actor: 'A. Moreau', at_us });
    const view = server.regatta('review').view('race/12/referee');
    server.more = { 'race/12/referee': { recall_requested: false, recalled: true, faults: [], rows: view.rows.map((row) => ({ ...row, quantities: [], trace: undefined, faults: [] })), decisions: [] } };
    const { page, complaints, close } = await referee('desktop', 'recalled');
    expect(await page.textContent('[role=alert]')).toContain('No lane had a sensor that sent anything.');
    const run = view.header.run;
    server.more = { 'race/12/referee': { ...server.more['race/12/referee'], decisions: [decided('upheld', 3, 'seen by eye', 1e15), decided('upheld', 2, 'wrong lane', 1e15 + 1)].map((one) => ({ ...one, run })) } };
    server.show('recalled');
    await page.waitForSelector('li.replaced');
    expect(await page.locator('[aria-label="Decisions"] li').count()).toBe(2);
    expect(await page.textContent('li.replaced')).toMatch(/Lane 3|lane 3/);
    expect(await page.textContent('li.replaced')).toContain('replaced by a later decision');
    await keep_picture(page, 'referee_replaced_verdict');
    expect(complaints).toEqual([]);
    server.more = {};
    await close();
  });

  test('says NOT RECORDED, and greys when contact is lost', async () => {
    const { page, close } = await referee('wide_tablet', 'review', { recorded: false, simulated: true });
    await page.waitForSelector('.alarm strong');
    expect(await page.locator('[role=alert]').allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining('NOT RECORDED')]));
    expect(await page.textContent('header .demo')).toBe('Demo');
    server.cut();
    await page.waitForSelector('.body.old');
    expect(await page.textContent('.lost')).toMatch(/No contact since \d\d:\d\d:\d\d/);
    await keep_picture(page, 'referee_lost');
    await close();
    server.mend();
  });
});

describe('The decision stays under the finger', () => {
  const moments = [['attention', {}], ['started', {}], ['review', {}], ['recalled', {}], ['upheld', {}]];
  const places = (page) => page.locator('[aria-label=Decision] button, [aria-label="Change the decision"] button').evaluateAll((buttons) => buttons.map((button) => {
    const { top, left, height, width } = button.getBoundingClientRect();
    return [top + scrollY, left, height, width].map(Math.round).join(' ');
  }));

  test.each(['tablet', 'desktop', 'upright', 'phone'])('from before the signal through recall to the decision no button moves: %s', async (size) => {
    const { page, close } = await referee(size, 'attention');
    await page.waitForSelector('[aria-label=Decision] .lanes .lane');
    await page.evaluate(() => document.fonts.ready);
    const seen = {};
    for (const [moment, options] of moments) {
      server.show(moment, options);
      await page.waitForFunction((state) => document.querySelector('header .state, header .mark')?.textContent.includes(state), { attention: 'Attention', started: 'Started', review: 'Started', recalled: 'Recalled', upheld: 'Recalled' }[moment]);
      if (moment === 'review') await page.waitForSelector('.alarm strong');
      if (moment === 'upheld') await page.waitForSelector('.decided');
      seen[moment] = await places(page);
      await keep_picture(page, `referee_places_${size}_${moment}`);
    }
    expect(seen.review).toHaveLength(10);
    for (const [moment] of moments) expect([moment, seen[moment]]).toEqual([moment, seen.review]);
    server.show('review');
    await page.waitForSelector('.alarm strong');
    await page.getByRole('button', { name: '2 GRE' }).click();   // which carries a card already
    await page.waitForSelector('.carries');
    for (const lane of [1, 3, 4, 5, 6]) await page.keyboard.press(String(lane));
    expect(await places(page)).toEqual(seen.review);
    await close();
  });

  test('nothing can be decided before the signal, and the page says why', async () => {
    const { page, close } = await referee('tablet', 'attention');
    await page.waitForSelector('[aria-label=Decision] .lanes .lane');
    const buttons = page.locator('[aria-label=Decision] button');
    expect(await buttons.evaluateAll((all) => all.filter((one) => !one.matches(':disabled')).length)).toBe(0);
    expect(await page.textContent('[aria-label=Decision]')).toContain('Before the start signal there is nothing to decide.');
    await page.keyboard.press('5');
    expect(await page.locator('.lane[aria-pressed=true]').count()).toBe(0);
    server.show('started');
    await page.waitForFunction(() => !document.querySelector('[aria-label=Decision] .lane').matches(':disabled'));
    await close();
  });
});

describe('A decision has one name', () => {
  test.each([[/^Nobody to blame/, 'no_blame', 'Nobody to blame'], [/^No false start/, 'dismissed', 'No false start'], [/^False start/, 'upheld', 'False start']])('on its button, in the question and in the note: %s', async (button, verdict, name) => {
    const { page, close } = await referee('tablet', 'review');
    server.answer = (message) => (message.reason ? { kind: 'accepted' } : { kind: 'refused', code: 'needs_reason', text: 'A reason is needed.' });
    await page.keyboard.press('5');
    await hold(page, button);
    await page.waitForSelector('dialog[open]');
    expect(await page.textContent('dialog h2')).toContain(name);
    expect(await page.locator('[aria-label=Decision]').textContent()).not.toContain('Sent');
    await page.fill('dialog textarea', 'Seen on the line camera.');
    await page.click('dialog .button.act');
    await page.waitForSelector('.note');
    expect(await page.textContent('.note')).toContain(name);
    expect(server.orders.at(-1).data.verdict).toBe(verdict);
    await close();
  });

  test.each([['started', 'Press and hold: recalls the race', 'Nobody to blame: the race is recalled.'], ['unofficial', 'Press and hold', 'Nobody to blame.']])('says that it recalls the race only where it does: %s', async (moment, hint, note) => {
    const { page, close } = await referee('tablet', moment);
    const hint_of = (name) => page.getByRole('button', { name }).locator('small').textContent();
    await page.keyboard.press('5');
    expect(await hint_of(/^Nobody to blame/)).toBe(hint);
    expect(await hint_of(/^False start/), 'in some sports the others go on').toBe('Press and hold');
    await hold(page, /^Nobody to blame/);
    await page.waitForSelector('.note');
    expect(await page.textContent('.note span')).toBe(note);
    await close();
  });
});
