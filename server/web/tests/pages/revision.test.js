// What two persons must agree on can be taken back or declined, and a revision says what it changes before it is confirmed.
import { readFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Regatta } from '../../dev/regatta.mjs';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

/** What the server wrote in the golden race: the console of race 1 at each `show`. */
const golden = readFileSync(new URL('../../../../tests/races/revised_heat.views', import.meta.url), 'utf8');
const consoles = [...golden.matchAll(/^race\/1\/console (\{.*(?:\n {2}.*)*)$/gm)].map(([, data]) => JSON.parse(data));
const [with_penalty, excluded] = consoles.map(({ revision }) => revision).filter(Boolean);
const digest = 'a7'.repeat(32);
const asked = (change) => ({ change, actor: 'J. Brandt', reason: 'buoys of lane 3', asked_us: 2, ...(change === 'confirm' ? { digest } : {}) });

async function desk(size, moment, console_more, results_more = {}) {
  const plain = new Regatta(moment, 1e15).view('race/12/console');
  server.more = { 'race/12/console': { ...console_more, actions: [...plain.actions, ...(console_more.four_eyes?.change ? ['withdraw_proposal'] : [])] }, 'race/12/results': results_more };
  server.show(moment);
  server.orders = [];
  const opened = await open_page(browser, `${address}/console`, size);
  await opened.page.waitForSelector('[aria-label="Live order"]');
  return opened;
}
const tidy = (text) => text.replace(/\s+/g, ' ').trim();
const button = (page, name) => page.getByRole('dialog').getByRole('button', { name });

beforeEach(() => {
  server.me = { name: 'A. Moreau', role: 'referee' };
  server.answer = () => ({ kind: 'accepted' });
});
afterAll(() => (server.more = {}));

describe('A proposal that waits for a second person', () => {
  test.each(['tablet', 'desktop', 'phone'])('is declined by another, with a reason: %s', async (size) => {
    const { page, complaints, close } = await desk(size, 'official', { four_eyes: asked('reopen') });
    await page.getByRole('button', { name: 'Decline it…' }).click();
    const decline = button(page, 'Withdraw the request');
    expect(await decline.isDisabled()).toBe(true);
    await page.fill('dialog textarea', 'the video shows clear water');
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `revision_decline_${size}`);
    await decline.click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(server.orders.map(({ command, data, reason }) => ({ command, data, reason }))).toEqual([{ command: 'withdraw_proposal', data: { race: 12, change: 'reopen' }, reason: 'the video shows clear water' }]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('is the one that was seen, whatever waits by the time it is declined', async () => {
    const { page, close } = await desk('desktop', 'unofficial', { four_eyes: asked('confirm'), warnings: [] });
    await page.getByRole('button', { name: 'Decline it…' }).click();
    await page.fill('dialog textarea', 'the penalty is another');
    server.more = { 'race/12/console': { ...server.more['race/12/console'], four_eyes: { ...asked('confirm'), digest: 'b8'.repeat(32) } } };
    server.show('unofficial');
    await button(page, 'Withdraw the request').click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(server.orders.map(({ data }) => data)).toEqual([{ race: 12, change: 'confirm', digest }]);
    await close();
  });

  test('is taken back by who asked, and a refusal is said in the words of the server', async () => {
    server.me = { name: 'J. Brandt', role: 'judge' };
    const { page, close } = await desk('desktop', 'official', { four_eyes: asked('reopen') });
    server.answer = () => ({ kind: 'refused', code: 'wrong_state', text: 'Race 12 has no change that waits for a second person.' });
    await page.getByRole('button', { name: 'Take it back…' }).click();
    await page.fill('dialog textarea', 'wrong race');
    await button(page, 'Withdraw the request').click();
    await page.waitForSelector('dialog .refusal');
    expect(await page.textContent('dialog .refusal')).toContain('Race 12 has no change that waits for a second person.');
    await close();
  });

  test('of which there is none cannot be withdrawn', async () => {
    const { page, close } = await desk('desktop', 'official', { four_eyes: { change: '', actor: '', reason: '', asked_us: null } });
    expect(await page.getByRole('button', { name: /Take it back|Decline it/ }).count()).toBe(0);
    await close();
  });
});

describe('A revision', () => {
  const again = { revisions: [{ number: 0, actor: 'M. Keller', reason: '', at_us: 1 }], objections: [] };

  const told_of = async (page) => {
    await page.getByRole('button', { name: 'Make official…' }).click();
    const told = page.locator('dialog [aria-label="What changes"]');
    await told.waitFor();
    const rows = await told.locator('tr').evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent).join(' ')));
    return { told, lines: rows.map(tidy) };
  };

  test.each(['tablet', 'desktop', 'phone'])('says which places, times and crews of later rounds it changes: %s', async (size) => {
    const { page, complaints, close } = await desk(size, 'unofficial', { revision: with_penalty, four_eyes: asked('confirm'), warnings: [] }, again);
    const { told, lines } = await told_of(page);
    expect(lines).toEqual([
      'C203 1 → 4 6:40.000 → 6:45.000', 'C102 2 → 1', 'C101 3 → 2', 'C103 4 → 3',
      'C101 Final A, lane 1 → Final A, lane 2', 'C102 Final A, lane 2 → Final A, lane 3', 'C103 Final B, lane 3 → Final A, lane 6',
      'C201 Final A, lane 6 → Final A, lane 1', 'C203 Final A, lane 3 → Final B, lane 4', 'C204 Final B, lane 4 → Final B, lane 3']);
    expect(await sticks_out(page)).toBe(false);
    await told.scrollIntoViewIfNeeded();
    await keep_picture(page, `revision_changes_${size}`);
    const confirm = button(page, 'Make official');
    expect(await confirm.isDisabled()).toBe(true);
    await page.fill('dialog textarea', 'buoys, by the video');
    await confirm.click();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(server.orders.map(({ command, data, reason }) => ({ command, data, reason }))).toEqual([{ command: 'confirm_result', data: { race: 12, accept_warnings: false }, reason: 'buoys, by the video' }]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('that puts a crew out says so, and which races keep their crews, and what is in doubt', async () => {
    const revision = { ...excluded, settled: ['FB'], problems: ['Who rows in FA is not known.'] };
    const { page, close } = await desk('desktop', 'unofficial', { revision, warnings: [] }, again);
    const { told, lines } = await told_of(page);
    expect(lines).toContain('C203 1 → EXC 6:40.000 → no time');
    expect(lines).toContain('C203 Final A, lane 3 → out');
    expect(tidy(await told.textContent())).toContain('Final B: rowed or at the start. The crews there stay.');
    expect(tidy(await told.textContent())).toContain('Who rows in FA is not known.');
    await close();
  });

  test('that changes nothing says so', async () => {
    const { page, close } = await desk('desktop', 'unofficial', { revision: { rows: [], seats: [], settled: [], problems: [] }, warnings: [] }, again);
    await page.getByRole('button', { name: 'Make official…' }).click();
    expect(await page.textContent('dialog [aria-label="What changes"]')).toContain('Nothing: places, times and later rounds stay as they were official.');
    await close();
  });

  test('before a result is official for the first time it says who goes on, and where', async () => {
    const seat = (crew, code, phase_after, lane_after) => ({ crew, code, name: code, phase_before: '', lane_before: null, phase_after, lane_after });
    const revision = { rows: [], seats: [seat(101, 'C101', 'FA', 3), seat(102, 'C102', 'R1', 2)], settled: [], problems: [] };
    const { page, complaints, close } = await desk('tablet', 'unofficial', { revision, warnings: [] });
    await page.getByRole('button', { name: 'Make official…' }).click();
    const told = page.locator('dialog [aria-label="In later rounds"]');
    expect((await told.locator('tr').allInnerTexts()).map(tidy)).toEqual(['C101 Final A, lane 3', 'C102 Repechage 1, lane 2']);
    expect(tidy(await told.textContent())).not.toContain('revision');
    await keep_picture(page, 'first_result_seats_tablet');
    expect(complaints).toEqual([]);
    await close();
  });

  test('is not spoken of where the result was never official', async () => {
    const { page, close } = await desk('desktop', 'unofficial', { warnings: [] });
    await page.getByRole('button', { name: 'Make official…' }).click();
    await page.waitForSelector('dialog ol');
    expect(await page.locator('dialog [aria-label="What changes"]').count()).toBe(0);
    await close();
  });
});
