// A photo-finish picture that is drawn here, so that a pixel tells whether a line stands on its column.
import { writeFileSync } from 'node:fs';

export const columns = { 1: 3300, 2: 4112, 3: 1208, 4: 1215, 5: 5890, 6: 2650 };
export const picture = {
  run: 2, document: 'finish_12.png', sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', url: '/api/v1/pictures/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  width: 6000, height: 900, column_0_us: 401_000_000, lines_per_s: 2000,
  lanes: Object.entries(columns).map(([lane, column]) => {
    const time_us = 401_000_000 + column * 500;
    const s = time_us / 1e6;
    return { lane: Number(lane), column, time_us, text: `${Math.floor(s / 60)}:${(Math.floor((s % 60) * 1000 + 1e-6) / 1000).toFixed(3).padStart(6, '0')}`, resolution_ns: 500_000, counts: lane !== '5' };
  }),
};

/** Water, with a white bow of so many columns behind each lane's column. */
export async function draw_picture(browser, file) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const bytes = await page.evaluate(async ([width, height, lanes]) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const pen = canvas.getContext('2d');
    const water = pen.createLinearGradient(0, 0, 0, height);
    water.addColorStop(0, '#5b7f93');
    water.addColorStop(1, '#2c4c5e');
    pen.fillStyle = water;
    pen.fillRect(0, 0, width, height);
    for (const [lane, column] of lanes) {
      const y = lane * 130 - 40;
      pen.fillStyle = '#ffffff';
      pen.beginPath();
      pen.moveTo(column, y);
      pen.lineTo(column + 500, y - 18);
      pen.lineTo(column + 500, y + 18);
      pen.fill();
    }
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
    const all = new Uint8Array(await blob.arrayBuffer());
    let text = '';
    for (let i = 0; i < all.length; i += 32768) text += String.fromCharCode(...all.subarray(i, i + 32768));
    return btoa(text);
  }, [picture.width, picture.height, Object.entries(columns).map(([lane, column]) => [Number(lane), column])]);
  await context.close();
  writeFileSync(file, Buffer.from(bytes, 'base64'));
}
