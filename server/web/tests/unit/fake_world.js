// A world that the test moves by hand: sockets that record, timers that wait for advance(), one local clock.

export class FakeSocket {
  readyState = 0;
  sent = [];

  accept() {
    this.readyState = 1;
    this.onopen?.({});
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  receive(frame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  close(code = 1000) {
    this.readyState = 3;
    this.closed_with = code;
  }

  /** The other side, or the network, ends it. */
  drop(code = 1006) {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  kinds() {
    return this.sent.map((message) => message.kind);
  }
}

export class FakeWorld {
  sockets = [];
  timers = [];
  local_us = 1_000_000;
  wall = 1_700_000_000_000;
  chance = 0.5;

  open = (subprotocol, server, ticket) => {
    const socket = new FakeSocket();
    socket.subprotocol = subprotocol;
    socket.server = server;
    socket.ticket = ticket;
    this.sockets.push(socket);
    return socket;
  };
  now_us = () => this.local_us;
  on_wake = (f) => (this.wake = f);
  wall_ms = () => this.wall;
  random = () => this.chance;
  set_timer = (ms, f) => {
    const timer = { due_us: this.local_us + ms * 1000, f };
    this.timers.push(timer);
    return timer;
  };
  clear_timer = (timer) => {
    this.timers = this.timers.filter((other) => other !== timer);
  };

  get socket() {
    return this.sockets.at(-1);
  }

  /** Runs every timer that falls due, in order. */
  advance(ms) {
    const end = this.local_us + ms * 1000;
    for (;;) {
      const next = this.timers.filter((timer) => timer.due_us <= end).sort((a, b) => a.due_us - b.due_us)[0];
      if (!next) break;
      this.clear_timer(next);
      this.wall += (next.due_us - this.local_us) / 1000;
      this.local_us = next.due_us;
      next.f();
    }
    this.wall += (end - this.local_us) / 1000;
    this.local_us = end;
  }
}

export const hello = (more = {}) => ({
  v: 1, kind: 'hello', product: 'bowball', version: '0.1.0', epoch: 'E1', seq: 1, heartbeat_ms: 5000, sent_us: 5_000_000, speed: 1, ...more,
});

export const board = (seq, header = {}, more = {}) => ({
  v: 1, kind: 'view', topic: 'race/12/board', epoch: 'E1', seq, sent_us: 5_000_000, edge_us: null,
  data: { header: { race: 12, run: 1, ...header }, rows: [], seq }, ...more,
});
