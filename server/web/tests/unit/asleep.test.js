// What a page believes after it was frozen, or its computer slept.
import { describe, expect, test } from 'vitest';
import { Connection } from '../../src/feed/connection.js';
import { FakeWorld, hello } from './fake_world.js';

function connected(more = {}) {
  const world = new FakeWorld();
  const connection = new Connection(world);
  connection.want(['meet']);
  connection.open();
  world.socket.accept();
  world.socket.receive(hello(more));
  return { world, connection };
}

describe('After a sleep the connection', () => {
  test('believes neither its time nor its socket, and is back within half a second', () => {
    const { world, connection } = connected({ sent_us: 5_000_000 });
    world.socket.receive({ v: 1, kind: 'pong', t0: world.local_us, t1_us: 5_000_000, t2_us: 5_000_000 });
    const dead = world.socket;
    world.wake();
    expect(connection.status.link).toBe('stale');
    expect(connection.now_us()).toBe(null);
    world.advance(500);
    expect(world.socket).not.toBe(dead);
    world.socket.accept();
    world.socket.receive(hello({ sent_us: 900_000_000 }));
    expect(connection.status.link).toBe('live');
    expect(connection.now_us()).toBe(900_000_000);
  });

  test('does not wait for the attempt that was planned when there was no contact', () => {
    const { world } = connected();
    for (let k = 0; k < 8; k += 1) {
      world.socket.drop();
      for (const { length } = world.sockets; world.sockets.length === length;) world.advance(100);
    }
    world.socket.drop();
    const { length } = world.sockets;
    world.wake();
    world.advance(500);
    expect(world.sockets).toHaveLength(length + 1);
  });

  test('stays away where it was told to', () => {
    const { world } = connected();
    world.socket.drop(4009);
    const { length } = world.sockets;
    world.wake();
    world.advance(60_000);
    expect(world.sockets).toHaveLength(length);
  });
});
