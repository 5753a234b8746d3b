// The health page of a server that stands by: how far its copy is, and the button with which it takes the meet over.
import { beforeEach, describe, expect, test } from 'vitest';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

const said = 'Ready, 0 entries behind. The first server has not been heard for 9 s.';
const relay = { state: 'standby', text: said, meet: 'lake', stream: 'bowball-log-lake-TWIN', server: 'nats://192.0.2.1:4222', version: '2.10.23', warning: '', sent: 66, behind: 0, resyncs: 0, refusals: 0, too_large: 0, frames: 0 };

beforeEach(() => {
  server.me = { name: 'A. Moreau', role: 'referee' };
  server.locked_by = null;
  server.standby = { ready: true, text: said, epoch: 'TWIN', entries: 66, behind: 0, first_server_age_ms: 9_000 };
  server.takeovers = [];
  server.more = { health: { relay } };
});

async function health(size) {
  server.show('racing_1500');
  const opened = await open_page(browser, `${address}/health`, size);
  await opened.page.getByRole('button', { name: 'Take over' }).waitFor();
  return opened;
}

describe('A standby', () => {
  test.each(['wide_tablet', 'desktop', 'phone'])('says how far it is, and takes over for a reason only: %s', async (size) => {
    const { page, complaints, close } = await health(size);
    expect(await page.textContent('[aria-label="Standby"]')).toContain(said);
    expect(await page.textContent('[aria-label="Standby"]'), 'it stands in no public log').not.toContain('Everybody can read it.');
    expect(await page.getByRole('button', { name: 'Take over' }).isDisabled()).toBe(true);
    expect(await sticks_out(page)).toBe(false);
    await keep_picture(page, `standby_${size}`);
    await page.locator('[aria-label="Standby"] textarea').fill('the first server is in the lake');
    await page.getByRole('button', { name: /^Take over/ }).hover();
    await page.mouse.down();
    await page.getByText('It takes over: this page comes back by itself.').waitFor();
    await page.mouse.up();
    expect(server.takeovers).toEqual(['the first server is in the lake']);
    expect(complaints).toEqual([]);
    await close();
  });

  // Nobody gives an order at a standby, so that every session there has rested.
  test('asks who has rested for the password, and takes over then', async () => {
    server.locked_by = 'correct horse';
    const { page, close } = await health('desktop');
    await page.locator('[aria-label="Standby"] textarea').fill('the first server is in the lake');
    await page.getByRole('button', { name: /^Take over/ }).hover();
    await page.mouse.down();
    await page.waitForSelector('dialog[aria-label="Your password again"]');
    await page.mouse.up();
    await page.getByRole('dialog').getByLabel('Password').fill('correct horse');
    await page.getByRole('button', { name: 'Go on', exact: true }).click();
    await page.getByText('It takes over: this page comes back by itself.').waitFor();
    expect(server.takeovers).toEqual(['the first server is in the lake']);
    await close();
  });

  // A line that says how long the first server is silent comes above it, in the very seconds when somebody holds.
  test('takes over though the button moves under a finger that keeps still, and not where the finger moves off', async () => {
    const { page, close } = await health('desktop');
    const button = page.getByRole('button', { name: /^Take over/ });
    const push_down = () => page.evaluate(() => {
      document.querySelector('[aria-label="Standby"] button').style.marginTop = '150px';
    });
    await page.locator('[aria-label="Standby"] textarea').fill('the first server is in the lake');
    const { x, y, width, height } = await button.boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y + height + 40, { steps: 4 });
    await page.waitForTimeout(2_500);
    await page.mouse.up();
    expect(server.takeovers).toEqual([]);
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await push_down();
    await page.mouse.move(x + width / 2 + 1, y + height / 2);
    await page.getByText('It takes over: this page comes back by itself.').waitFor();
    await page.mouse.up();
    expect(server.takeovers).toEqual(['the first server is in the lake']);
    await close();
  });
});
