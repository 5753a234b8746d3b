// The live store of the Svelte pages: the feed, and what of it components may watch. One of these a page.
import { SvelteMap } from 'svelte/reactivity';
import { browser_world, officials_world } from './browser_world.js';
import { Feed } from './feed.js';
import { is_of } from './topics.js';

export { browser_world, officials_world };

export class Live {
  #feed;
  #views = new SvelteMap();
  #newest = new SvelteMap();
  #status = $state.raw({ link: 'connecting', heard_at: null, problem: null, text: '' });
  #delay_ms = $state(0);
  #hello = $state.raw(null);
  #head = $state(0);
  #elsewhere = $state('');

  /** @param {object} world @param {((topic: string) => Promise<object | null>) | null} snapshot see Feed */
  constructor(world = browser_world(), snapshot = null) {
    this.#feed = new Feed(world, {
      newest: (topic, data) => this.#newest.set(topic, data),
      view: (topic, data) => this.#views.set(topic, data),
      gone: (topic) => {
        this.#newest.delete(topic);
        this.#views.delete(topic);
      },
      status: (status) => (this.#status = status),
      hello: (frame) => (this.#hello = frame),
      head: (seq) => (this.#head = seq ?? this.#head),
      elsewhere: (server) => (this.#elsewhere = server),
    }, snapshot).open();
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

  /** The server that leads, where this page's own does not: what is shown comes from there. Empty: its own. Reactive. */
  get elsewhere() {
    return this.#elsewhere;
  }

  /** Number of the journal's newest entry, as far as frames have said it; at once only where "log" is wanted. Reactive. */
  get head() {
    return this.#head;
  }

  /** True while what is shown can be believed to be the newest. */
  get is_fresh() {
    return this.#status.link === 'live';
  }

  get delay_ms() {
    return this.#delay_ms;
  }

  set delay_ms(delay) {
    this.#feed.delay_ms = delay;
    this.#delay_ms = this.#feed.delay_ms;
  }

  /** Race time now on the page's (perhaps delayed) time base, microseconds, or null. Not reactive: draw from a frame. */
  now_us() {
    return this.#feed.now_us();
  }

  /** How far now_us may be off, half-width, microseconds; null before anybody measured it. */
  error_us() {
    return this.#feed.error_us();
  }

  /** Gives an order; see Connection.command. */
  command(name, data, reason, id) {
    return this.#feed.command(name, data, reason, id);
  }

  /** Says which topics the page wants now; called from an effect whenever the answer changes. */
  want(topics) {
    this.#feed.want(topics);
  }

  close() {
    this.#feed.close();
  }
}
