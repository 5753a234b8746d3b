// A PNG of at most 256 colours: pages have few, and pictures of them are kept in the project. Colours are gathered in steps that the eye does
// not see on a page; the most frequent are the palette, and every other takes the nearest of it.
import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

const most = 256;

function crc_of(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (~crc) >>> 0;
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc_of(body));
  return Buffer.concat([length, body, crc]);
}

const rounded = (value) => Math.min(255, (value + 4) & ~7);

/** Key of the colour of a pixel, and the three it is made of. White and black stay what they are. */
const key_at = (data, at) => (rounded(data[at]) << 16) | (rounded(data[at + 1]) << 8) | rounded(data[at + 2]);
const parts_of = (key) => [key >> 16, (key >> 8) & 255, key & 255];

function nearest(palette, key) {
  const [r, g, b] = parts_of(key);
  let best = 0;
  let least = Infinity;
  palette.forEach(([pr, pg, pb], k) => {
    const far = 3 * (r - pr) ** 2 + 4 * (g - pg) ** 2 + 2 * (b - pb) ** 2;
    if (far < least) [best, least] = [k, far];
  });
  return best;
}

/** @param {Buffer} bytes of a PNG without transparency */
export function small_png(bytes) {
  const { width, height, data } = PNG.sync.read(bytes);
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) counts.set(key_at(data, at), (counts.get(key_at(data, at)) ?? 0) + 1);
  const keys = [...counts].sort((a, b) => b[1] - a[1]).slice(0, most).map(([key]) => key);
  const palette = keys.map(parts_of);
  const index = new Map(keys.map((key, k) => [key, k]));
  const rows = Buffer.alloc((width + 1) * height);   // each row begins with its filter: none
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const key = key_at(data, 4 * (y * width + x));
      if (!index.has(key)) index.set(key, nearest(palette, key));
      rows[y * (width + 1) + 1 + x] = index.get(key);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('PLTE', Buffer.from(palette.flat())), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}
