// The live store: what components read. Views by topic, freshness of the link, race time now, and orders.
// One of these a page; everything else about the wire stays inside this folder.
import { SvelteMap } from 'svelte/reactivity';
import { Connection } from './connection.js';
import { DelayLine } from './delay_line.js';
import { PaintReporter } from './paint_reporter.js';
import { is_of, is_of_any } from './topics.js';

/** The real world of a browser. `as`: "board" asks to be served before the public, and tells how late its pictures are; the
    address may name the screen (?screen=North wall). */
export function browser_world(as = '') {
  // Its own name for as long as this page lives: a connection made anew takes the place of one that was lost on the way.
  const client = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const screen = new URLSearchParams(location.search).get('screen') ?? '';
  const query = `?client=${client}${as ? `&as=${as}` : ''}${screen ? `&screen=${encodeURIComponent(screen.slice(0, 40))}` : ''}`;
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return {
    open: (subprotocol) => new WebSocket(`${scheme}//${location.host}/live${query}`, subprotocol),
    now_us: () => performance.now() * 1000,
    wall_ms: () => Date.now(),
    random: () => Math.random(),
    set_timer: (ms, f) => setTimeout(f, ms),
    clear_timer: (handle) => clearTimeout(handle),
    is_board: as === 'board',
    // The callback comes before the picture is drawn, a task of its own after that.
    after_paint: (f) => requestAnimationFrame(() => setTimeout(f)),
  };
}

export class Live {
  #connection;
  #line;
  #views = new SvelteMap();
  #newest = new SvelteMap();
  #status = $state.raw({ link: 'connecting', heard_at: null, problem: null, text: '' });
  #delay_ms = $state(0);
  #hello = $state.raw(null);
  #wanted = new Set();
  #reporter = null;
  #snapshot;
  #asked = new Set();

  /** @param {object} world @param {((topic: string) => Promise<object | null>) | null} snapshot of a topic over plain HTTP, for pages that
      show something before the socket is there; null: they wait for it */
  constructor(world = browser_world(), snapshot = null) {
    this.#snapshot = snapshot;
    this.#line = new DelayLine(world, (due) => this.#show(due));
    this.#connection = new Connection(world).on({
      view: (topic, data, frame) => this.#take(topic, data, frame),
      status: (status) => this.#take_status(status),
      hello: (frame) => (this.#hello = frame),
    });
    if (world.is_board) this.#reporter = this.#make_reporter(world);
    this.#connection.open();
  }

  #make_reporter(world) {
    return new PaintReporter(world, {
      now_us: () => this.#connection.now_us(),
      error_us: () => this.#connection.error_us(),
      delay_us: () => this.#delay_ms * 1000 * this.#connection.clock.speed,
      send: (message) => this.#connection.say(message),
    });
  }

  /** The newest data of a topic that is due for showing, or undefined. Reactive. */
  view(topic) {
    return this.#views.get(topic);
  }

  /** The data of every topic of a pattern that is due for showing. Reactive. */
  views_of(pattern) {
    return [...this.#views].filter(([topic]) => is_of(topic, pattern)).map(([, data]) => data);
  }

  /** The newest data even where a delay holds it back: for choosing what to subscribe to, not for showing. Reactive. */
  newest(topic) {
    return this.#newest.get(topic);
  }

  /** {link: "connecting" | "live" | "stale" | "lost", heard_at, problem, text}. Reactive. */
  get status() {
    return this.#status;
  }

  get hello() {
    return this.#hello;
  }

  /** True while what is shown can be believed to be the newest. */
  get is_fresh() {
    return this.#status.link === 'live';
  }

  get delay_ms() {
    return this.#delay_ms;
  }

  set delay_ms(delay) {
    const bounded = Math.max(0, Math.min(60_000, Number(delay) || 0));
    this.#delay_ms = bounded;
    this.#line.set_delay(bounded);
  }

  /** Race time now on the page's (perhaps delayed) time base, microseconds, or null. Not reactive: draw from a frame. */
  now_us() {
    const now = this.#connection.now_us();
    return now === null ? null : now - this.#delay_ms * 1000 * this.#connection.clock.speed;
  }

  /** How far now_us may be off, half-width, microseconds; null before anybody measured it. */
  error_us() {
    return this.#connection.error_us();
  }

  /** Gives an order; see Connection.command. */
  command(name, data, reason) {
    return this.#connection.command(name, data, reason);
  }

  /** Says which topics the page wants now; called from an effect whenever the answer changes. */
  want(topics) {
    this.#wanted = new Set(topics);
    for (const topic of [...this.#newest.keys()]) {
      if (is_of_any(topic, this.#wanted)) continue;
      this.#newest.delete(topic);
      this.#views.delete(topic);
    }
    this.#connection.want(topics);
    // What the page's head asked for already is taken in any case.
    if (this.#snapshot && (this.#asked.size === 0 || this.#status.link !== 'live')) this.#look_at(topics);
  }

  close() {
    this.#reporter?.close();
    this.#connection.close();
  }

  /** Each once: what the socket brings afterwards is as new or newer. */
  #look_at(topics) {
    for (const topic of topics) {
      if (topic.includes('*') || this.#asked.has(topic)) continue;
      this.#asked.add(topic);
      this.#snapshot(topic).then((frame) => frame && this.#connection.take_snapshot(frame));
    }
  }

  #take(topic, data, frame) {
    this.#newest.set(topic, data);
    this.#line.push({ topic, data, frame, arrived_us: this.#connection.now_us() });
  }

  #show({ topic, data, frame, arrived_us }) {
    // The page may have turned away from the topic while the frame waited.
    if (is_of_any(topic, this.#wanted)) this.#views.set(topic, data);
    this.#reporter?.shown(frame, arrived_us);
  }

  #take_status(status) {
    // Every frame makes a status; only a change of state or of the second is worth drawing.
    const same = status.link === this.#status.link && status.problem === this.#status.problem;
    if (same && Math.abs((status.heard_at ?? 0) - (this.#status.heard_at ?? 0)) < 1000) return;
    this.#status = status;
  }
}
