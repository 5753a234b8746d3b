import { describe, expect, test } from 'vitest';
import { ServerClock } from '../../src/feed/server_clock.js';

/** A probe against a server that is `ahead_us` ahead, `there` and `back` on the way, microseconds. */
const probe = (t0, ahead_us, there, back, speed = 1) => {
  const server = (local) => ahead_us + local * speed;
  return { t0, t1: server(t0 + there), t2: server(t0 + there), t3: t0 + there + back };
};

describe('ServerClock', () => {
  test('knows nothing before somebody has spoken', () => {
    expect(new ServerClock().now_us(5)).toBeNull();
  });

  test('believes the smallest round trip of the last eight', () => {
    const clock = new ServerClock();
    clock.add_probe(probe(0, 1_000_000, 40_000, 2_000));
    clock.add_probe(probe(100_000, 1_000_000, 500, 500));
    clock.add_probe(probe(200_000, 1_000_000, 90_000, 1_000));
    expect(clock.now_us(300_000)).toBe(1_300_000);
    expect(clock.uncertainty_us).toBe(500);
  });

  test('says how far it may be off: half a trip and what is still slewed away, in time of the server', () => {
    const clock = new ServerClock();
    expect(clock.error_us(0)).toBeNull();
    clock.add_hint(500, 400);
    expect(clock.error_us(0), 'a frame that came says nothing of how long it took').toBeNull();
    clock.add_probe(probe(0, 1_100_000, 5_000, 5_000));
    expect(clock.error_us(10_000)).toBe(5_000);
    clock.add_probe(probe(10_000, 1_000_000, 100, 100));
    expect(clock.error_us(10_000)).toBe(100 + 100_000);
    const fast = new ServerClock();
    fast.set_speed(10);
    fast.add_probe(probe(0, 1_000_000, 300, 300, 10));
    expect(fast.error_us(600)).toBe(3_000);
  });

  test('knows the time worse and worse while nobody answers', () => {
    const clock = new ServerClock();
    clock.add_probe(probe(0, 1_000_000, 500, 500));
    const an_hour = 3_600_000_000;
    expect(clock.error_us(an_hour)).toBeCloseTo(500 + 180_000, -2);
  });

  test('forgets a good probe after eight more', () => {
    const clock = new ServerClock();
    clock.add_probe(probe(0, 1_000_000, 500, 500));
    for (let k = 1; k <= 8; k += 1) clock.add_probe(probe(k * 100_000, 1_000_000, 10_000, 10_000));
    expect(clock.uncertainty_us).toBe(10_000);
  });

  test('slews small corrections and never runs backwards', () => {
    const clock = new ServerClock();
    clock.add_probe(probe(0, 1_100_000, 5_000, 5_000));
    let last = clock.now_us(10_000);
    clock.add_probe(probe(10_000, 1_000_000, 100, 100));
    for (let local = 20_000; local < 3_000_000; local += 16_000) {
      const now = clock.now_us(local);
      expect(now).toBeGreaterThanOrEqual(last);
      last = now;
    }
    expect(clock.now_us(3_000_000)).toBe(4_000_000);
  });

  test('steps beyond a quarter of a second', () => {
    const clock = new ServerClock();
    clock.add_probe(probe(0, 1_000_000, 1_000, 1_000));
    clock.now_us(10_000);
    clock.add_probe(probe(20_000, 9_000_000, 2_000, 2_000));
    expect(clock.now_us(30_000)).toBe(9_030_000);
  });

  test('uses what frames say until the first probe is back', () => {
    const clock = new ServerClock();
    clock.add_hint(1_000_000, 50_000);
    clock.add_hint(1_010_000, 90_000);
    expect(clock.now_us(100_000)).toBe(1_050_000);
  });

  test('follows a demonstration that runs five times as fast', () => {
    const clock = new ServerClock();
    clock.set_speed(5);
    clock.add_probe(probe(0, 1_000_000, 2_000, 2_000, 5));
    expect(clock.now_us(1_000_000)).toBe(6_000_000);
  });
});
