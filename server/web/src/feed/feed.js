// The feed as a page reads it, of whatever it is built: the newest views, those that are due for showing, freshness of the
// link, race time, and orders. Tells by listeners what changed; a page's framework keeps its own copies, or reads here.
import { Connection } from './connection.js';
import { DelayLine } from './delay_line.js';
import { PaintReporter } from './paint_reporter.js';
import { is_of_any } from './topics.js';

const longest_delay_ms = 60_000;

export class Feed {
  #connection;
  #line;
  #views = new Map();
  #newest = new Map();
  #status = { link: 'connecting', heard_at: null, problem: null, text: '' };
  #delay_ms = 0;
  #wanted = new Set();
  #reporter = null;
  #listeners;
  #snapshot;
  #asked = new Set();

  /**
   * Listeners, each may be left out: newest(topic, data), view(topic, data) once it is due, gone(topic), status(status), hello(frame), head(seq),
   * elsewhere(server).
   * `snapshot`: (topic) -> a promise of its frame over plain HTTP, or null, for pages that show something before the socket is there.
   */
  constructor(world, listeners = {}, snapshot = null) {
    this.#snapshot = snapshot;
    const nobody = () => {};
    this.#listeners = { newest: nobody, view: nobody, gone: nobody, status: nobody, hello: nobody, head: nobody, elsewhere: nobody, ...listeners };
    this.#line = new DelayLine(world, (due) => this.#show(due));
    this.#connection = new Connection(world).on({
      view: (topic, data, frame) => this.#take(topic, data, frame),
      status: (status) => this.#take_status(status),
      hello: (frame) => this.#listeners.hello(frame),
      head: (seq) => this.#listeners.head(seq),
      elsewhere: (server) => this.#listeners.elsewhere(server),
    });
    if (world.is_board) this.#reporter = this.#make_reporter(world);
  }

  open() {
    this.#connection.open();
    return this;
  }

  close() {
    if (this.#reporter) this.#reporter.close();
    this.#connection.close();
  }

  /** The newest data of a topic that is due for showing, or undefined. */
  view(topic) {
    return this.#views.get(topic);
  }

  /** The newest data even where a delay holds it back: for choosing what to subscribe to, not for showing. */
  newest(topic) {
    return this.#newest.get(topic);
  }

  /** {link: "connecting" | "live" | "stale" | "lost", heard_at, problem, text}. */
  get status() {
    return this.#status;
  }

  /** How far what is shown is behind, within 0 and a minute, whole milliseconds. */
  get delay_ms() {
    return this.#delay_ms;
  }

  set delay_ms(delay) {
    this.#delay_ms = Math.max(0, Math.min(longest_delay_ms, Math.round(Number(delay)) || 0));
    this.#line.set_delay(this.#delay_ms);
  }

  /** Race time now on the page's (perhaps delayed) time base, microseconds, or null. */
  now_us() {
    const now = this.#connection.now_us();
    return now === null ? null : now - this.#delay_us();
  }

  /** Seconds of the race in one second of life: 1 at a venue, more in a demonstration. */
  get speed() {
    return this.#connection.clock.speed;
  }

  /** How far now_us may be off, half-width, microseconds; null before anybody measured it. */
  error_us() {
    return this.#connection.error_us();
  }

  /** Gives an order; see Connection.command. */
  command(name, data, reason, id) {
    return this.#connection.command(name, data, reason, id);
  }

  /** Says which topics the page wants now, all of them. */
  want(topics) {
    this.#wanted = new Set(topics);
    for (const topic of [...this.#newest.keys()]) {
      if (is_of_any(topic, this.#wanted)) continue;
      this.#newest.delete(topic);
      this.#views.delete(topic);
      this.#listeners.gone(topic);
    }
    this.#connection.want(topics);
    // What the page's head asked for already is taken in any case.
    if (this.#snapshot && (this.#asked.size === 0 || this.#status.link !== 'live')) this.#look_at(topics);
  }

  /** Each once: what the socket brings afterwards is as new or newer. */
  #look_at(topics) {
    for (const topic of topics) {
      if (topic.includes('*') || this.#asked.has(topic)) continue;
      this.#asked.add(topic);
      this.#snapshot(topic).then((frame) => frame && this.#connection.take_snapshot(frame));
    }
  }

  #delay_us() {
    return this.#delay_ms * 1000 * this.#connection.clock.speed;
  }

  #make_reporter(world) {
    return new PaintReporter(world, {
      now_us: () => this.#connection.now_us(),
      error_us: () => this.#connection.error_us(),
      delay_us: () => this.#delay_us(),
      send: (message) => this.#connection.say(message),
    });
  }

  #take(topic, data, frame) {
    this.#newest.set(topic, data);
    this.#listeners.newest(topic, data);
    this.#line.push({ topic, data, frame, arrived_us: this.#connection.now_us() });
  }

  #show({ topic, data, frame, arrived_us }) {
    // The page may have turned away from the topic while the frame waited.
    if (is_of_any(topic, this.#wanted)) {
      this.#views.set(topic, data);
      this.#listeners.view(topic, data);
    }
    if (this.#reporter) this.#reporter.shown(frame, arrived_us);
  }

  #take_status(status) {
    // Every frame makes a status; only a change of state or of the second is worth drawing.
    const same = status.link === this.#status.link && status.problem === this.#status.problem;
    if (same && Math.abs((status.heard_at ?? 0) - (this.#status.heard_at ?? 0)) < 1000) return;
    this.#status = status;
    this.#listeners.status(status);
  }
}
