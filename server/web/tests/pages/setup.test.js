// The set-up page: an official goes through it step by step; what is written is the text that is shown.
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { serious_findings } from './axe.js';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

const topic = 'meet';
beforeEach(() => {
  server.me = { name: 'admin', role: 'admin' };
  server.more = { [topic]: { name: '', venue: '', races: [], current_race: null, previous_race: null, progressions: [] } };
  server.setups.length = 0;
  server.accounts = [{ name: 'admin', role: 'admin' }];
  server.orders.length = 0;
  server.setup_refusal = null;
  server.show('scheduled');
});
afterAll(() => (server.more = {}));
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

describe('The set-up page', () => {
  test.each(['laptop', 'tablet', 'upright'])('leads from an empty server to a written configuration: %s', async (size) => {
    const { page, complaints, close } = await open_page(browser, `${address}/setup`, size);
    const look = async (name) => {
      expect(await sticks_out(page), name).toBe(false);
      await keep_picture(page, `setup_${name}_${size}`);
    };
    await page.getByLabel('Name').fill('Lake Regatta');
    await page.getByLabel('Day of the first race').fill('2026-07-24');
    expect(await page.textContent('[aria-label="Meet"]')).toContain('3 races: the first Fri');
    await look('meet');
    await press(page, 'Open this meet');
    await page.getByRole('heading', { name: 'Devices of this venue' }).waitFor();
    const programme = server.orders.filter(({ kind }) => kind === 'command');
    expect(programme.map(({ command }) => command)).toEqual(['open_meet', 'declare_event', 'schedule_race', 'schedule_race', 'schedule_race']);
    await press(page, 'Use it');
    expect(await page.getByLabel('Where').inputValue()).toBe('serial:///dev/ttyUSB1?baud=38400');
    await look('devices');
    await press(page, 'Next: timing points');
    await press(page, 'One more input');
    await page.getByLabel('Socket').fill('C1');
    await look('inputs');
    await press(page, 'Next: people');
    await page.getByRole('textbox', { name: 'Name' }).fill('Ben');
    await page.getByLabel('Password', { exact: true }).fill('regatta-1');
    await press(page, 'Let in');
    await page.getByText('Ben may sign in.').waitFor();
    await look('people');
    await press(page, 'Next: write and test');
    const text = await page.getByRole('textbox').inputValue();
    expect(text).toContain('[[channels]]\ndevice = "alge_timy"\nchannel = "C1"\npoint = "finish"');
    server.setup_refusal = '/srv/regatta/bowball.toml:9:1: there is no driver "alge_timmy". Did you mean "alge_timy"?';
    await press(page, 'Check it');
    await page.getByText('Did you mean "alge_timy"?').waitFor();
    server.setup_refusal = null;
    await press(page, 'Write the file');
    await page.getByText('Written to /srv/regatta/bowball.toml').waitFor();
    expect(server.setups.at(-1)).toEqual(['/api/v1/setup/write', text]);
    await look('written');
    expect(await page.textContent('[aria-label="Test"]')).toContain('bowball serve --config /srv/regatta/bowball.toml');
    // A refused check answers with a status that browsers log.
    expect(complaints.filter((one) => !one.includes('400'))).toEqual([]);
    await close();
  });

  test('proposes today, keeps an event on the course, and puts the rules in the order of their sports', async () => {
    server.setup.rule_sets = [['canoe_sprint', 'Canoe sprint', 'canoe_sprint'], ['head_race', 'Head race', 'rowing'], ['swimming', 'Swimming', 'swimming'], ['rowing', 'Rowing, World Rowing style', 'rowing']].map(([id, title, sport]) => ({ id, title, sport }));
    const { page, close } = await open_page(browser, `${address}/setup`, 'laptop');
    await page.getByLabel('Name').fill('Club race');
    const today = await page.evaluate(() => new Date().toLocaleDateString('sv-SE'));
    expect(await page.getByLabel('Day of the first race').inputValue()).toBe(today);
    expect(await page.locator('optgroup').evaluateAll((groups) => groups.map((group) => [group.label, ...[...group.children].map((one) => one.value)]))).toEqual([['Rowing', 'rowing', 'head_race'], ['Canoe sprint', 'canoe_sprint'], ['Swimming', 'swimming']]);
    expect(await page.textContent('main')).not.toContain('docs/');
    await page.getByLabel('Races, in their order').fill('FA');
    expect(await page.textContent('[aria-label="Meet"]')).toMatch(/(^|\D)1 race: \w/);
    await page.getByLabel('Course, m').fill('1000');
    expect(await page.getByLabel('Metres').inputValue()).toBe('1000');
    await page.getByLabel('Metres').fill('500');
    await page.getByLabel('Course, m').fill('1500');
    expect(await page.getByLabel('Metres').inputValue()).toBe('500');   // somebody said otherwise
    await keep_picture(page, 'setup_club');
    await close();
  });

  test('is refused in words to who is no admin, and on a demo', async () => {
    server.me = { name: 'Ben', role: 'judge' };
    const { page, close } = await open_page(browser, `${address}/setup`, 'tablet');
    expect(await page.textContent('[role=alert]')).toContain('Only an admin sets the venue up. You are signed in as judge.');
    await close();
  });

  test('waits with writing while something is missing', async () => {
    const { page, close } = await open_page(browser, `${address}/setup`, 'tablet');
    await press(page, '2 Devices');
    await press(page, 'Another device: network, folder');
    await press(page, '5 Write and test');
    expect(await page.getByRole('button', { name: 'Write the file' }).isDisabled()).toBe(true);
    expect(await page.textContent('[aria-label="Write"]')).toContain('Say what kind of device "device" is.');
    await close();
  });

  test('leaves a meet alone that has races', async () => {
    server.more = {};
    server.show('scheduled');
    const { page, close } = await open_page(browser, `${address}/setup`, 'tablet');
    await page.getByText('races in the journal already').waitFor();
    expect(await page.getByRole('button', { name: 'Open this meet' }).count()).toBe(0);
    await close();
  });

  test('has no serious finding on any step', async () => {
    for (const look of ['day', 'night']) {
      const { page, close } = await open_page(browser, `${address}/setup`, 'laptop', { bypassCSP: true });
      await page.evaluate((name) => (document.documentElement.dataset.look = name), look);
      for (const step of ['1 Meet', '2 Devices', '3 Timing points', '4 People', '5 Write and test']) {
        await press(page, step);
        if (step === '2 Devices') await press(page, 'Use it');
        if (step === '3 Timing points') await press(page, 'One more input');
        expect(await serious_findings(page), `${step}, ${look}`).toEqual([]);
      }
      await close();
    }
  });
});
