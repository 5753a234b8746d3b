// Videos at an instant: a recording of some megabytes, made here by the browser itself, opens on the frame that shows it.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keep_picture, open_page, sticks_out } from './browser.js';
import { address, browser, server } from './world.js';

let folder;

/** Noise, so that it grows large; its upper half is red for the first seconds and blue from then on. Returns where it turned, in seconds. */
async function make_film(file) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const { bytes, turned } = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
    const pen = canvas.getContext('2d');
    const noise = pen.createImageData(640, 180);
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm;codecs=vp8', videoBitsPerSecond: 20_000_000 });
    const pieces = [];
    let size = 0;
    recorder.ondataavailable = ({ data }) => {
      pieces.push(data);
      size += data.size;
    };
    let random = 1;
    let turned = null;
    const draw = (is_late) => {
      for (let i = 0; i < noise.data.length; ++i) {
        random = (random * 1103515245 + 12345) % 2147483648;
        noise.data[i] = i % 4 === 3 ? 255 : (random >> 16) & 255;
      }
      pen.fillStyle = is_late ? 'blue' : 'red';
      pen.fillRect(0, 0, 640, 180);
      pen.putImageData(noise, 0, 180);
    };
    draw(false);
    recorder.start(100);
    const began = performance.now();
    const frame = () => new Promise((done) => setTimeout(done, 40));
    while (size < 3 * 1024 * 1024 || performance.now() - began < 2000) {
      draw(false);
      await frame();
    }
    turned = (performance.now() - began) / 1000;
    const later = performance.now();
    while (performance.now() - later < 2000) {
      draw(true);
      await frame();
    }
    await new Promise((done) => {
      recorder.onstop = done;
      recorder.stop();
    });
    const all = new Uint8Array(await new Blob(pieces).arrayBuffer());
    let text = '';
    for (let i = 0; i < all.length; i += 32768) text += String.fromCharCode(...all.subarray(i, i + 32768));
    return { bytes: btoa(text), turned };
  });
  await context.close();
  writeFileSync(file, Buffer.from(bytes, 'base64'));
  return turned;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bowball-film-'));
  server.video_file = join(folder, 'film.webm');
  const turned = await make_film(server.video_file);
  // A second after the turn: a browser that stands at the beginning shows the other colour.
  server.video_moment = { frame: 100, position_us: Math.round((turned + 1) * 1e6), frame_us: 40_000 };
});
beforeEach(() => {
  server.me = { name: 'A. Moreau', role: 'referee' };
  server.asked_us = null;
  server.lists_videos = true;
});
afterAll(() => {
  if (folder) rmSync(folder, { recursive: true });
});

const stands_at = (page, seconds) => page.waitForFunction((wanted) => {
  const player = document.querySelector('video');
  return player && player.readyState >= 2 && !player.seeking && Math.abs(player.currentTime - wanted) < 0.001;
}, seconds);
/** The colour of the middle of the upper half. */
const colour = (page) => page.evaluate(() => {
  const player = document.querySelector('video');
  const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 36 });
  const pen = canvas.getContext('2d');
  pen.drawImage(player, 0, 0, 64, 36);
  const [red, , blue] = pen.getImageData(32, 5, 1, 1).data;
  return blue > red ? 'blue' : 'red';
});
describe('A video', () => {
  test.each(['desktop', 'tablet', 'phone'])('of a signal opens in the page, on its frame: %s', async (size) => {
    expect(statSync(server.video_file).size).toBeGreaterThan(2 * 1024 * 1024);
    server.show('review');
    const { page, complaints, close } = await open_page(browser, `${address}/referee.html`, size);
    await page.getByRole('button', { name: 'Start line' }).click();
    const at = server.video_moment.position_us / 1e6;
    await stands_at(page, at);
    expect(await colour(page)).toBe('blue');
    expect(await page.locator('dialog .soft', { hasText: 'the instant is in' }).textContent()).toContain('frame 100; the instant is in frame 100, ±12 ms');
    await keep_picture(page, `referee_video_${size}`);
    await page.getByRole('button', { name: 'Frame ›' }).click();
    await stands_at(page, at + 0.04);
    expect(await page.locator('dialog .soft', { hasText: 'the instant is in' }).textContent()).toContain('frame 101;');
    await page.getByRole('button', { name: 'The instant' }).click();
    await stands_at(page, at);
    expect(await sticks_out(page)).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  });

  test.each(['desktop', 'tablet'])('of a finish opens from the crossing, the camera of the finish first: %s', async (size) => {
    server.show('finished');
    const { page, complaints, close } = await open_page(browser, `${address}/console`, size);
    const row = page.locator('[aria-label="Crossings"] tbody tr', { hasText: 'Finish' }).first();
    await row.getByRole('button', { name: /^Video of crossing/ }).click();
    await stands_at(page, server.video_moment.position_us / 1e6);
    expect(server.asked_us).toBeGreaterThan(1_700_000_000_000_000);
    expect(await page.locator('dialog button[aria-pressed=true]').textContent()).toBe('Finish line');
    await keep_picture(page, `console_video_${size}`);
    expect(complaints).toEqual([]);
    await close();
  });

  test('of a crew\'s finish opens from its row', async () => {
    server.show('finished');
    const { page, close } = await open_page(browser, `${address}/console`, 'desktop');
    await page.locator('table tbody tr button').first().waitFor();
    await page.getByRole('button', { name: /lane 1|^1\b/i }).first().click();
    await page.getByRole('button', { name: 'Video of the finish' }).click();
    await stands_at(page, server.video_moment.position_us / 1e6);
    await close();
  });

  test('is not offered where the venue has none', async () => {
    server.lists_videos = false;
    server.show('finished');
    const { page, close } = await open_page(browser, `${address}/console`, 'desktop');
    await page.waitForSelector('[aria-label="Crossings"]');
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('button', { name: /^Video/ }).count()).toBe(0);
    await close();
  });
});
