// The beat of the sync signal: seconds of the server's clock. Pure.

/** How long the flash and the tone of each second last. */
export const flash_us = 120_000;

/** {second: "07", turn: 0 to 1 within it, flashes, next_us: until the next one}. In a demonstration that runs faster than life, too, a beat is one
    second of life. Null time: nothing is known yet. */
export function beat_of(now_us, speed = 1) {
  if (now_us === null) return { second: '--', turn: 0, flashes: false, next_us: null };
  const life_us = now_us / speed;
  const into_us = ((life_us % 1e6) + 1e6) % 1e6;
  const second = ((Math.floor(life_us / 1e6) % 60) + 60) % 60;
  return { second: String(second).padStart(2, '0'), turn: into_us / 1e6, flashes: into_us < flash_us, next_us: 1e6 - into_us };
}
