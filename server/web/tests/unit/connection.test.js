import { describe, expect, test } from 'vitest';
import { Connection } from '../../src/feed/connection.js';
import { FakeWorld, board, hello } from './fake_world.js';

function connected(more = {}) {
  const world = new FakeWorld();
  const seen = [];
  const statuses = [];
  const connection = new Connection(world).on({
    view: (topic, data, frame) => seen.push(frame),
    status: (status) => statuses.push(status.link),
  });
  connection.want(['meet']);
  connection.open();
  world.socket.accept();
  world.socket.receive(hello(more));
  return { world, connection, seen, statuses };
}

describe('Connection', () => {
  test('speaks the subprotocol and subscribes when the socket opens', () => {
    const { world } = connected();
    expect(world.socket.subprotocol).toBe('bowball.v1');
    expect(world.socket.sent[0]).toEqual({ v: 1, kind: 'subscribe', topics: ['meet'] });
  });

  test('subscribes to what is new and lets go of what is not wanted, in one message each', () => {
    const { world, connection } = connected();
    connection.want(['meet', 'race/12/board', 'race/12/results']);
    expect(world.socket.sent.at(-1)).toEqual({ v: 1, kind: 'subscribe', topics: ['race/12/board', 'race/12/results'] });
    connection.want(['meet']);
    expect(world.socket.sent.at(-1)).toEqual({ v: 1, kind: 'unsubscribe', topics: ['race/12/board', 'race/12/results'] });
  });

  describe('with another server to go to', () => {
    const others = ['http://second:8080'];
    const next_attempt = (world) => {
      const { length } = world.sockets;
      for (let i = 0; i < 400 && world.sockets.length === length; ++i) world.advance(100);
      return world.socket.server;
    };
    /** Where it connects, attempt after attempt, while nobody is there. */
    const attempts = (world, count) => Array.from({ length: count }, () => {
      world.socket.drop();
      return next_attempt(world);
    });

    test('tries its own twice more, then the other, then its own again', () => {
      const { world } = connected({ others });
      expect(attempts(world, 5)).toEqual(['', '', 'http://second:8080', '', 'http://second:8080']);
    });

    test('stays with its own where no other is known', () => {
      const { world } = connected();
      expect(attempts(world, 3)).toEqual(['', '', '']);
    });

    test('shows what the other one says, wants the same there, and tells that it leads', () => {
      const { world, connection, seen } = connected({ others });
      const elsewhere = [];
      connection.on({ elsewhere: (server) => elsewhere.push(server) });
      attempts(world, 3);
      world.socket.accept();
      expect(world.socket.sent[0]).toEqual({ v: 1, kind: 'subscribe', topics: ['meet'] });
      world.socket.receive(hello({ epoch: 'NEXT', role: 'leading', others: ['http://first:8080'] }));
      world.socket.receive({ v: 1, kind: 'view', topic: 'meet', epoch: 'NEXT', seq: 3, sent_us: 5, data: {} });
      expect(elsewhere).toEqual(['http://second:8080']);
      expect(seen.at(-1).epoch).toBe('NEXT');
    });

    test('a standby shows the race, and nobody is sent there to work', () => {
      const { world, connection } = connected({ others });
      const elsewhere = [];
      connection.on({ elsewhere: (server) => elsewhere.push(server) });
      attempts(world, 3);
      world.socket.accept();
      world.socket.receive(hello({ role: 'standby' }));
      expect(elsewhere).toEqual([]);
      expect(connection.status.link).toBe('live');
    });

    test('leaves a server that leads no more, and stays where none of them does', () => {
      const { world, connection } = connected({ others, role: 'superseded' });
      expect(next_attempt(world)).toBe('http://second:8080');
      world.socket.accept();
      world.socket.receive(hello({ role: 'superseded' }));
      const { length } = world.sockets;
      world.advance(1_000);
      expect(world.sockets.length).toBe(length);
      expect(connection.status.link).toBe('live');
    });
  });

  test('tells the number of the newest entry, whichever frame says it', () => {
    const { world, connection } = connected();
    const heads = [];
    connection.on({ head: (seq) => heads.push(seq) });
    world.socket.receive({ v: 1, kind: 'heartbeat', sent_us: 1, seq: 812 });
    world.socket.receive({ v: 1, kind: 'event', topic: 'log', epoch: 'E', seq: 815, prev: 811, data: {} });
    expect(heads).toEqual([812, 815]);
  });

  test('takes a view of a topic afresh after having let go of it', () => {
    const { world, connection, seen } = connected();
    connection.want(['race/12/board']);
    world.socket.receive(board(10));
    connection.want([]);
    connection.want(['race/12/board']);
    world.socket.receive(board(4));
    expect(seen.map((frame) => frame.seq)).toEqual([10, 4]);
  });

  test('a pattern is wanted as a topic is, and what it brought is forgotten with it', () => {
    const { world, connection, seen } = connected();
    connection.want(['meet', 'race/*/board']);
    expect(world.socket.sent.at(-1)).toEqual({ v: 1, kind: 'subscribe', topics: ['race/*/board'] });
    world.socket.receive(board(10));
    connection.want(['meet']);
    connection.want(['meet', 'race/12/board']);
    world.socket.receive(board(4));
    expect(seen.map((frame) => frame.seq)).toEqual([10, 4]);
  });

  test('shows what came over HTTP before the socket was there, and nothing older than what the socket brought', () => {
    const world = new FakeWorld();
    const seen = [];
    const connection = new Connection(world).on({ view: (topic, data, frame) => seen.push(frame.seq) });
    connection.want(['race/12/board']);
    connection.open();
    connection.take_snapshot(board(5));
    connection.take_snapshot({ ...board(5), topic: 'race/13/board' });
    expect(seen).toEqual([5]);
    expect([connection.status.link, connection.status.heard_at]).toEqual(['connecting', world.wall]);
    expect(connection.now_us()).toBe(null);
    world.socket.accept();
    world.socket.receive(hello());
    world.socket.receive(board(9));
    connection.take_snapshot(board(6));
    expect(seen).toEqual([5, 9]);
    expect(connection.status.link).toBe('live');
  });

  test('makes its subscriptions again after a reconnect', () => {
    const { world, connection } = connected();
    connection.want(['meet', 'health']);
    world.socket.drop();
    world.advance(600);
    expect(world.sockets).toHaveLength(2);
    world.socket.accept();
    expect(world.socket.sent[0]).toEqual({ v: 1, kind: 'subscribe', topics: ['meet', 'health'] });
  });

  test('waits longer after each failure, between a tenth of a second and thirty seconds', () => {
    const { world } = connected();
    world.chance = 0.999;
    const waits = [];
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const before = world.local_us;
      const count = world.sockets.length;
      world.socket.drop();
      while (world.sockets.length === count) world.advance(10);
      waits.push((world.local_us - before) / 1000);
    }
    expect(waits[0]).toBeLessThanOrEqual(510);
    expect(waits[1]).toBeGreaterThan(waits[0]);
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_010);
    expect(waits.at(-1)).toBeGreaterThan(29_000);
  });

  test('turns stale after two and a half silent heartbeats and opens a new socket', () => {
    const { world, connection, statuses } = connected();
    world.advance(12_400);
    expect(connection.status.link).toBe('live');
    const heard_at = connection.status.heard_at;
    world.advance(200);
    expect(connection.status.link).toBe('stale');
    expect(connection.status.heard_at).toBe(heard_at);
    world.advance(600);
    expect(world.sockets).toHaveLength(2);
    world.socket.accept();
    world.socket.receive(hello());
    expect(statuses.at(-1)).toBe('live');
  });

  test('a heartbeat keeps it fresh', () => {
    const { world, connection } = connected();
    for (let beat = 0; beat < 6; beat += 1) {
      world.advance(5_000);
      world.socket.receive({ kind: 'heartbeat', sent_us: 0, seq: 1 });
    }
    expect(connection.status.link).toBe('live');
    expect(world.sockets).toHaveLength(1);
  });

  test('a late answer of the socket before does not disturb the one after', () => {
    const { world, seen } = connected();
    const old = world.socket;
    world.advance(13_200);
    expect(world.sockets).toHaveLength(2);
    old.receive(board(99));
    old.drop();
    expect(seen).toHaveLength(0);
    expect(world.sockets).toHaveLength(2);
  });

  test('says that the page must sign in, and refuses what waits', async () => {
    const { world, connection } = connected();
    const answer = connection.command('void_impulse', { impulse: 7 }, 'a duck');
    world.socket.drop(4001);
    expect(connection.status.problem).toBe('sign_in');
    expect((await answer).accepted).toBe(false);
  });

  test('stays away when another page took its place', () => {
    const { world } = connected();
    world.socket.drop(4009);
    world.advance(120_000);
    expect(world.sockets).toHaveLength(1);
  });

  test('comes back within the time that a planned restart names', () => {
    const { world } = connected();
    world.socket.receive({ kind: 'bye', retry_ms: 8_000 });
    world.socket.drop(4020);
    world.advance(3_900);
    expect(world.sockets).toHaveLength(1);
    world.advance(200);
    expect(world.sockets).toHaveLength(2);
  });

  test('drops views that go backwards and takes them again in another epoch', () => {
    const { world, connection, seen } = connected();
    connection.want(['meet', 'race/12/board']);
    world.socket.receive(board(10, { run: 2 }));
    world.socket.receive(board(9, { run: 1 }));
    world.socket.receive(board(10, { run: 1 }));
    world.socket.receive(board(11, { race: 11 }));
    world.socket.receive(board(11, { run: 2 }));
    world.socket.receive(board(3, { run: 1 }, { epoch: 'E2' }));
    expect(seen.map((frame) => `${frame.epoch}:${frame.seq}`)).toEqual(['E1:10', 'E1:11', 'E2:3']);
  });

  test('ignores what it does not understand', () => {
    const { world, seen } = connected();
    world.socket.onmessage({ data: 'not json' });
    world.socket.onmessage({ data: 'null' });
    world.socket.receive({ kind: 'from_the_future', data: {} });
    world.socket.receive(board(10, {}, { from_the_future: true }));
    expect(seen).toHaveLength(1);
  });
});

describe('Commands', () => {
  test('are accepted with the seq they became', async () => {
    const { world, connection } = connected();
    const answer = connection.command('publish_result', { race: 12 });
    const sent = world.socket.sent.at(-1);
    expect(sent).toMatchObject({ v: 1, kind: 'command', command: 'publish_result', reason: '', data: { race: 12 } });
    expect(sent.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    world.socket.receive({ kind: 'accepted', id: sent.id, seq: 77 });
    expect(await answer).toEqual({ accepted: true, seq: 77 });
  });

  test('are refused with the sentence of the server', async () => {
    const { world, connection } = connected();
    const answer = connection.command('publish_result', { race: 12 });
    world.socket.receive({ kind: 'refused', id: world.socket.sent.at(-1).id, code: 'wrong_state', text: 'Race 12 has not been rowed.' });
    expect(await answer).toEqual({ accepted: false, code: 'wrong_state', text: 'Race 12 has not been rowed.' });
  });

  test('are repeated with the same id after a reconnect', async () => {
    const { world, connection } = connected();
    const answer = connection.command('assign_impulse', { impulse: 9, lane: 3 });
    const id = world.socket.sent.at(-1).id;
    world.socket.drop();
    world.advance(600);
    world.socket.accept();
    const repeated = world.socket.sent.filter((message) => message.kind === 'command');
    expect(repeated.map((message) => message.id)).toEqual([id]);
    world.socket.receive({ kind: 'accepted', id, seq: 5 });
    expect((await answer).accepted).toBe(true);
  });

  test('for the start line are never delivered late', async () => {
    const { world, connection } = connected();
    world.socket.drop();
    const answer = connection.command('order_start', { race: 12 });
    world.chance = 0;
    world.advance(3_100);
    world.socket.accept();
    expect(world.socket.kinds()).not.toContain('command');
    expect(await answer).toMatchObject({ accepted: false, code: 'not_sent' });
  });

  test('without an answer say so instead of waiting for ever', async () => {
    const { world, connection } = connected();
    const answer = connection.command('order_start', { race: 12 });
    world.advance(3_100);
    expect(await answer).toMatchObject({ accepted: false, code: 'no_answer' });
  });
});

describe('A page of officials', () => {
  /** Its world, and how the next request for a ticket is answered. */
  function official() {
    const world = new FakeWorld();
    const asked = [];
    world.ticket = () => new Promise((answer) => asked.push(answer));
    const connection = new Connection(world);
    connection.want(['health']);
    connection.open();
    const answer = async (given) => {
      asked.shift()(given);
      await Promise.resolve();
    };
    return { world, connection, asked, answer };
  }
  const come_back = (world, asked) => {
    for (let i = 0; i < 400 && asked.length === 0; ++i) world.advance(100);
  };

  test('shows a ticket on its socket, and another one on the next', async () => {
    const { world, connection, asked, answer } = official();
    expect(world.sockets).toHaveLength(0);
    await answer({ ticket: 'one' });
    expect(world.socket.ticket).toBe('one');
    world.socket.accept();
    world.socket.receive(hello());
    expect(connection.status).toMatchObject({ link: 'live', problem: null });
    world.socket.drop();
    come_back(world, asked);
    await answer({ ticket: 'two' });
    expect(world.socket.ticket).toBe('two');
  });

  test('where nobody is signed in follows as the public does, and says so as long as it is so', async () => {
    const { world, connection, asked, answer } = official();
    await answer({ ticket: '', is_signed_out: true });
    expect(connection.status.problem).toBe('sign_in');
    expect(world.socket.ticket).toBe('');
    world.socket.accept();
    world.socket.receive(hello());
    expect(connection.status).toMatchObject({ link: 'live', problem: 'sign_in' });
    world.socket.drop();
    come_back(world, asked);
    await answer({ ticket: 'one' });
    world.socket.accept();
    world.socket.receive(hello());
    expect(connection.status).toMatchObject({ link: 'live', problem: null });
  });

  test('that gets no answer comes back as after a lost socket, later and later', async () => {
    const { world, connection, asked, answer } = official();
    world.chance = 0.999;
    const waits = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await answer(null);
      expect(connection.status.link).toBe('lost');
      const before = world.local_us;
      come_back(world, asked);
      waits.push(Math.round((world.local_us - before) / 1000));
    }
    expect(waits).toEqual([500, 1000, 2000, 4000]);
    expect(world.sockets).toHaveLength(0);
  });

  test('whose ticket came too late asks for another at once, keeps its orders, and asks only once', async () => {
    const { world, connection, asked, answer } = official();
    const order = connection.command('publish_result', { race: 12 });
    await answer({ ticket: 'old' });
    world.socket.accept();
    world.socket.drop(4001);
    expect(connection.status.problem).toBe(null);
    await answer({ ticket: 'new' });
    expect(world.socket.ticket).toBe('new');
    world.socket.drop(4001);
    expect(connection.status.problem).toBe('sign_in');
    expect(asked).toHaveLength(0);
    expect((await order).accepted).toBe(false);
  });

  test('whose session ended is told so at once', async () => {
    const { world, connection, asked, answer } = official();
    await answer({ ticket: 'one' });
    world.socket.accept();
    world.socket.receive(hello());
    world.socket.drop(4001);
    expect(connection.status.problem).toBe('sign_in');
    expect(asked).toHaveLength(0);
  });

  test('shows none at another server, where nobody knows it', async () => {
    const { world, asked, answer } = official();
    await answer({ ticket: 'one' });
    world.socket.accept();
    world.socket.receive(hello({ others: ['http://second:8080'] }));
    world.socket.drop();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      come_back(world, asked);
      await answer(null);
    }
    for (let i = 0; i < 400 && world.sockets.length === 1; ++i) world.advance(100);
    expect([world.socket.server, world.socket.ticket]).toEqual(['http://second:8080', '']);
    expect(asked).toHaveLength(0);
  });

  test('that was closed meanwhile opens nothing', async () => {
    const { world, connection, answer } = official();
    connection.close();
    await answer({ ticket: 'one' });
    expect(world.sockets).toHaveLength(0);
  });
});
