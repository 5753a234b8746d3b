// Follows the live feed of a Bowball server, in browsers and in Node. Copy it: it needs nothing else.
//
//   const feed = new Feed('http://127.0.0.1:8080', ['current/board', 'log'], {
//     view(topic, data, frame) {},   // the whole state of a topic: replaces what you had
//     entry(entry, frame) {},        // the next entry of the log, from the oldest that is held; none is missed, none comes twice
//     gap(frame) {},                 // except here: entries before frame.first are not held, or this is another journal
//     heartbeat(frame) {},
//     status(text) {},
//   });
//   feed.now_us();                   // what the venue's clock says, microseconds; null before the first answer
//   feed.close();
//
// Fields of the frames: docs/schemas. License: Apache-2.0.

const first_wait_ms = 500;
const longest_wait_ms = 30_000;
const probe_every_ms = 4_000;
const probes_kept = 8;
const silent_heartbeats = 2.5;
/** Close codes after which coming back would not help. */
const for_good = [4003, 4009, 4010];

const local_us = () => Math.round(performance.now() * 1000);

export class Feed {
  #url; #topics; #tell; #WebSocket;
  #socket = null;
  #attempt = 0;
  #planned_ms = null;      // how long to stay away, if the server said so
  #position = null;        // of the log: the last entry that came, {epoch, seq}
  #heartbeat_ms = 5_000;
  #clock = { epoch: null, speed: 1, probes: [] };
  #timers = {};

  constructor(address, topics, listeners, WebSocket = globalThis.WebSocket) {
    this.#url = address.replace(/^http/, 'ws') + '/live';
    this.#topics = topics;
    this.#tell = { view() {}, entry() {}, gap() {}, heartbeat() {}, status() {}, ...listeners };
    this.#WebSocket = WebSocket;
    this.#connect();
  }

  /** The probe with the shortest trip is believed: it is wrong by half of that at most. */
  now_us() {
    const { probes, speed } = this.#clock;
    if (probes.length === 0) return null;
    const best = probes.reduce((a, b) => (b.trip < a.trip ? b : a));
    return Math.round(best.offset + local_us() * speed);
  }

  close() {
    Object.values(this.#timers).forEach(clearTimeout);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
  }

  #connect() {
    const socket = new this.#WebSocket(this.#url, 'bowball.v1');
    this.#socket = socket;
    const lost = (why) => {
      if (this.#socket === socket) this.#lost(why);
    };
    socket.onmessage = ({ data }) => {
      if (this.#socket === socket) this.#hear(JSON.parse(data), local_us());
    };
    socket.onclose = ({ code }) => lost(code);
    socket.onerror = () => {};  // a close follows
    this.#watch();
  }

  /** Silence means that the link is gone, whatever the socket believes. */
  #watch() {
    this.#after('silence', this.#heartbeat_ms * silent_heartbeats, () => this.#lost('silent'));
  }

  #lost(why) {
    const socket = this.#socket;
    this.#socket = null;
    socket.close();
    clearTimeout(this.#timers.silence);
    clearTimeout(this.#timers.probe);
    if (for_good.includes(why)) return this.#tell.status(`ended: ${why}`);
    // Full jitter: ten thousand screens that lost one server must not come back in one second.
    const ceiling = Math.min(longest_wait_ms, first_wait_ms * 2 ** Math.min(this.#attempt, 16));
    const wait = this.#planned_ms ?? Math.max(100, Math.random() * ceiling);
    this.#planned_ms = null;
    this.#attempt += 1;
    this.#tell.status(`lost (${why}), again in ${Math.round(wait)} ms`);
    this.#after('connect', wait, () => this.#connect());
  }

  #hear(frame, heard_us) {
    this.#watch();
    switch (frame.kind) {
      case 'hello': return this.#greet(frame);
      case 'view': return this.#tell.view(frame.topic, frame.data, frame);
      case 'event':
        this.#position = { epoch: frame.epoch, seq: frame.seq };
        return this.#tell.entry(frame.data, frame);
      case 'gap':  // the views come anew by themselves, for they were subscribed to in the same breath
        this.#position = { epoch: frame.epoch, seq: frame.first };
        return this.#tell.gap(frame);
      case 'heartbeat': return this.#tell.heartbeat(frame);
      case 'pong': return this.#note_probe(frame, heard_us);
      case 'bye': return void (this.#planned_ms = frame.retry_ms);
      case 'error': return this.#tell.status(`${frame.topic ?? ''} ${frame.text}`);
      default: return undefined;  // later versions may say more
    }
  }

  #greet(hello) {
    this.#attempt = 0;
    this.#heartbeat_ms = hello.heartbeat_ms;
    if (hello.epoch !== this.#clock.epoch || hello.speed !== this.#clock.speed) this.#clock = { epoch: hello.epoch, speed: hello.speed, probes: [] };
    const elsewhere = hello.role === 'superseded' ? `: another server leads this meet now ${(hello.others ?? []).join(' ')}` : '';
    this.#tell.status(`connected to ${hello.product} ${hello.version}${elsewhere}`);
    const { epoch, seq } = this.#position ?? { epoch: hello.epoch, seq: 0 };
    this.#say({ kind: 'subscribe', topics: this.#topics, since: `${epoch}:${seq}` });
    this.#probe();
  }

  #probe() {
    this.#say({ kind: 'ping', t0: local_us() });
    this.#after('probe', probe_every_ms, () => this.#probe());
  }

  #note_probe({ t0, t1_us, t2_us }, t3) {
    const { speed, probes } = this.#clock;  // a demo's clock runs faster
    probes.push({ trip: t3 - t0 - (t2_us - t1_us) / speed, offset: (t1_us + t2_us) / 2 - ((t0 + t3) / 2) * speed });
    if (probes.length > probes_kept) probes.shift();
  }

  #say(message) {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify({ v: 1, ...message }));
  }

  #after(name, ms, then) {
    clearTimeout(this.#timers[name]);
    this.#timers[name] = setTimeout(then, ms);
  }
}
