// What the start control says of the light, the gates, the bows and the device that gives the start: in words, and moving nothing.
import { describe, expect, test } from 'vitest';
import { Regatta } from '../../dev/regatta.mjs';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

async function desk(size, moment, more = {}) {
  server.more = more;
  server.show(moment);
  const opened = await open_page(browser, `${address}/console`, size);
  await opened.page.waitForSelector('[aria-label="Start line"]');
  return opened;
}

const facts = (page) => page.locator('[aria-label="Start line"] > div').evaluateAll((all) => all.map((one) => one.innerText.replace(/\s+/g, ' ')));
const tops = (page) => page.locator('[aria-label="Start control"] button, [aria-label="Roll call"] button').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));

describe('Start line', () => {
  test.each(['wide_tablet', 'desktop', 'phone'])('says the light, the gates and the bows by lane, and the start device: %s', async (size) => {
    const { page, complaints, close } = await desk(size, 'attention');
    await page.getByText('gates: Lost').first().waitFor();
    expect(await facts(page)).toEqual(['Start device ▲ gates: Lost', 'Red light lit', 'Gates up 1–6', 'Bows at the gate there 1–5 · away 6']);
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `start_line_${size}`);
    expect(complaints).toEqual([]);
    await close();
  });

  test('a gate that opens is told in words, and moves no button', async () => {
    const { page, close } = await desk('wide_tablet', 'start_list');
    const before = await tops(page);
    const lanes = [1, 2, 3, 4, 5, 6].map((lane) => ({ lane, gate: ['up', 'open', 'down'][lane % 3], bow: lane % 2 ? 'there' : 'away' }));
    server.more = { 'race/12/console': { start_line: { red: 'lit', lanes } } };
    server.show('start_list');
    await page.getByText('up 3, 6 · open 1, 4 · down 2, 5').waitFor();
    expect((await facts(page))[2]).toContain('▲');
    expect(await tops(page)).toEqual(before);
    await close();
  });

  test('where no sensor tells anything it says so, and where no device gives the start', async () => {
    const health = new Regatta('start_list', 1e15).view('health');
    const { page, close } = await desk('desktop', 'start_list', { 'race/12/console': { start_line: undefined }, health: { devices: health.devices.map((device) => ({ ...device, gives_start: false })) } });
    await page.getByText('none: by hand').waitFor();
    expect(await facts(page)).toEqual(['Start device none: by hand', 'Red light no sensor tells', 'Gates no sensor tells', 'Bows at the gate no sensor tells']);
    await close();
  });
});
