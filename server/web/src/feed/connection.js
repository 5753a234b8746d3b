// The live feed's one connection: opens it, keeps it, says how fresh it is, and repeats what the server must know again
// after every reconnect. Knows the protocol "bowball.v1" and nothing of pages; time, chance and sockets are handed in.
import { wait_before } from './backoff.js';
import { OrderOfViews } from './order_of_views.js';
import { lost_on_the_way, meaning_of, no_problem, sign_in_first } from './closing.js';
import { PendingOrders } from './pending_orders.js';
import { ServerClock } from './server_clock.js';
import { Servers } from './servers.js';
import { Timers } from './timers.js';
import { make_id } from './id.js';
import { is_of_any } from './topics.js';

const version = 1;
const subprotocol = 'bowball.v1';
const usual_heartbeat_ms = 5_000;
const stale_after_heartbeats = 2.5;
const first_probes_ms = [0, 300, 800, 1_500];
const probe_every_ms = 4_000;

export class Connection {
  #world;
  #socket = null;
  #attempt = 0;
  #heartbeat_ms = usual_heartbeat_ms;
  #timers;
  #topics = new Set();
  #orders = new PendingOrders();
  #order_of_views = new OrderOfViews();
  #status = { link: 'connecting', heard_at: null, problem: null, text: '' };
  #closed = false;
  #retry_ms = null;
  #servers = new Servers();
  #asking = null;   // for a ticket: whichever answer is waited for
  #is_signed_out = false;   // the server knows nobody here, and shows what the public sees
  #shows_ticket = false;    // this socket, and nothing has come on it yet
  #tries_anew = false;      // with another ticket, once
  #listeners = { view: () => {}, status: () => {}, hello: () => {}, error: () => {}, head: () => {}, elsewhere: () => {} };
  clock = new ServerClock();
  hello = null;

  /**
   * @param {object} world what the connection needs from outside:
   *   open(subprotocol, server, ticket) -> a WebSocket, to "http://192.0.2.4:8080" or to the page's own server where it is empty; now_us() monotonic local time; wall_ms() time of day;
   *   ticket() -> a promise of {ticket, is_signed_out} or null, see ticket.js; only of a page of officials, the others' sockets show none;
   *   random() in [0, 1); set_timer(ms, f) -> handle; clear_timer(handle); on_wake(f), where there is one: f when this computer or the page has slept
   */
  constructor(world) {
    this.#world = world;
    this.#timers = new Timers(world);
    world.on_wake?.(() => this.#woke());
  }

  /** Listeners: view(topic, data, frame), status(status), hello(frame), error(frame), head(seq): the journal's newest entry, elsewhere(server): one that
   * leads, which is not the page's own. */
  on(listeners) {
    Object.assign(this.#listeners, listeners);
    return this;
  }

  get status() {
    return this.#status;
  }

  open() {
    this.#closed = false;
    this.#connect();
    return this;
  }

  /** For good: the page goes away. */
  close() {
    this.#closed = true;
    this.#timers.cancel_all();
    this.#drop_socket();
  }

  /** The topics the page wants from now on, all of them: subscribes to the new ones, lets go of the rest. */
  want(topics) {
    const wanted = new Set(topics);
    const added = [...wanted].filter((topic) => !this.#topics.has(topic));
    const left = [...this.#topics].filter((topic) => !wanted.has(topic));
    this.#topics = wanted;
    if (left.length > 0) this.#order_of_views.keep_only((topic) => is_of_any(topic, wanted));
    if (left.length > 0) this.#send({ kind: 'unsubscribe', topics: left });
    if (added.length > 0) this.#send({ kind: 'subscribe', topics: added });
  }

  /**
   * Gives an order. Resolves with {accepted: true, seq} or {accepted: false, code, text}; never rejects.
   * @param {string} command snake_case name, as the server's command.hpp
   * @param {string} id of an order that was given before and may have arrived: the server does it once
   */
  command(command, data, reason = '', id = make_id()) {
    const message = { kind: 'command', id, command, reason, data };
    const answer = this.#orders.add(message, this.#local_ms());
    if (this.#send(message)) this.#orders.note_sent(message.id);
    this.#watch_orders();
    return answer;
  }

  /** Says something that needs no answer and is not repeated; lost while there is no contact. */
  say(message) {
    this.#send(message);
  }

  /** Race time now, microseconds, or null while nobody has said. */
  now_us() {
    return this.clock.now_us(this.#world.now_us());
  }

  /** How far that may be off, half-width, microseconds; null before the first probe was answered. */
  error_us() {
    return this.clock.error_us(this.#world.now_us());
  }

  #connect() {
    if (this.#closed) return;
    this.#is_signed_out = false;
    // Elsewhere nobody is signed in by what this server knows of him.
    if (this.#world.ticket && this.#servers.is_own) this.#ask_for_ticket();
    else this.#open_socket('');
  }

  #ask_for_ticket() {
    const asking = {};
    this.#asking = asking;
    this.#world.ticket().then((answer) => {
      if (this.#asking !== asking) return;
      this.#asking = null;
      if (answer === null) return this.#lost(lost_on_the_way);
      this.#is_signed_out = answer.is_signed_out ?? false;
      if (this.#is_signed_out) this.#set_status({ ...this.#status, ...meaning_of(sign_in_first) });
      this.#open_socket(answer.ticket);
    });
  }

  #open_socket(ticket) {
    const socket = this.#world.open(subprotocol, this.#servers.address, ticket);
    this.#socket = socket;
    this.#shows_ticket = ticket !== '';
    const mine = (f) => (event) => {
      if (this.#socket === socket) f(event);
    };
    socket.onopen = mine(() => this.#opened());
    socket.onmessage = mine((event) => this.#received(event.data));
    socket.onclose = mine((event) => this.#lost(event.code));
    // An error is always followed by a close, which says more.
    socket.onerror = () => {};
    this.#expect_something();
  }

  #opened() {
    if (this.#topics.size > 0) this.#send({ kind: 'subscribe', topics: [...this.#topics] });
    this.#orders.expire(this.#local_ms());
    for (const message of this.#orders.deliverable(this.#local_ms())) {
      if (this.#send(message)) this.#orders.note_sent(message.id);
    }
    this.#probe_soon(0);
  }

  #received(text) {
    let frame;
    try {
      frame = JSON.parse(text);
    } catch {
      return;
    }
    if (frame === null || typeof frame !== 'object') return;
    const local_us = this.#world.now_us();
    this.#attempt = 0;
    this.#shows_ticket = this.#tries_anew = false;
    this.#expect_something();
    this.#set_status({ link: 'live', heard_at: this.#world.wall_ms(), ...(this.#is_signed_out ? meaning_of(sign_in_first) : no_problem) });
    this.clock.add_hint(frame.sent_us, local_us);
    switch (frame.kind) {
      case 'hello': return this.#greeted(frame, local_us);
      case 'view': return void (this.#order_of_views.admit(frame) && this.#listeners.view(frame.topic, frame.data, frame));
      case 'heartbeat':
      case 'event': return this.#listeners.head(frame.seq);
      case 'pong': return this.clock.add_probe({ t0: frame.t0, t1: frame.t1_us, t2: frame.t2_us, t3: local_us });
      case 'accepted':
      case 'refused': return this.#orders.settle(frame);
      case 'gap': return this.#load_anew();
      case 'bye': return void (this.#retry_ms = Number.isFinite(frame.retry_ms) ? frame.retry_ms : this.#retry_ms);
      case 'error': return this.#listeners.error(frame);
      default: return; // A newer server says more than this page understands; that is allowed.
    }
  }

  #greeted(frame, local_us) {
    if (frame.heartbeat_ms > 0) this.#heartbeat_ms = frame.heartbeat_ms;
    this.clock.set_speed(frame.speed ?? 1);
    // Another epoch is another server process or another meet: its clock owes nothing to the one before.
    if (this.hello && this.hello.epoch !== frame.epoch) this.clock.forget();
    this.hello = frame;
    if (this.#servers.greeted(frame)) return this.#come_back();
    if (!this.#servers.is_own && frame.role === 'leading') this.#listeners.elsewhere(this.#servers.address);
    this.clock.add_hint(frame.sent_us, local_us);
    this.#expect_something();
    this.#listeners.hello(frame);
    this.#listeners.head(frame.seq);
  }

  #load_anew() {
    const topics = [...this.#topics];
    this.#order_of_views.keep_only(() => false);
    if (topics.length > 0) this.#send({ kind: 'subscribe', topics });
  }

  /** A frame that came over plain HTTP while the socket was still being opened. Caches may have held it: it tells no time. */
  take_snapshot(frame) {
    if (!is_of_any(frame.topic, this.#topics) || !this.#order_of_views.admit(frame)) return;
    this.#listeners.view(frame.topic, frame.data, frame);
    if (this.#status.link !== 'live') this.#set_status({ ...this.#status, heard_at: this.#world.wall_ms() });
  }

  #probe_soon(count) {
    const wait = count < first_probes_ms.length ? first_probes_ms[count] : probe_every_ms;
    this.#timers.after('probe', wait, () => {
      this.#send({ kind: 'ping', t0: Math.round(this.#world.now_us()) });
      this.#probe_soon(count + 1);
    });
  }

  /** Silence for two and a half heartbeats: what is shown may be old, and the connection may be dead without knowing. */
  #expect_something() {
    this.#timers.after('silence', this.#heartbeat_ms * stale_after_heartbeats, () => this.#doubt());
  }

  #doubt() {
    if (this.#status.link === 'live') this.#set_status({ ...this.#status, link: 'stale' });
    this.#come_back();
  }

  /** Nothing that was known holds: neither the time, nor that anybody is at the other end. */
  #woke() {
    if (this.#closed || this.#status.problem) return;
    this.clock.forget();
    this.#attempt = 0;
    this.#doubt();
  }

  #lost(code) {
    this.#socket = null;
    this.#timers.cancel('probe');
    this.#timers.cancel('silence');
    // It was too old by the time it arrived: the socket before was not the last word.
    if (code === sign_in_first && this.#shows_ticket && !this.#tries_anew) {
      this.#tries_anew = true;
      return this.#connect();
    }
    const meaning = meaning_of(code);
    this.#set_status({ ...this.#status, link: 'lost', problem: meaning?.problem ?? null, text: meaning?.text ?? '' });
    if (meaning) this.#orders.refuse_all(meaning.problem, meaning.text);
    if (!meaning?.stay_away) this.#come_back();
  }

  #come_back() {
    this.#drop_socket();
    // Once is a cable, twice a server that is started anew; then the others are asked too.
    if (this.#attempt > 1) this.#servers.try_the_next();
    const planned = this.#retry_ms;
    this.#retry_ms = null;
    // Each of several servers is asked as often as the only one would be.
    const round = Math.floor(this.#attempt / this.#servers.count);
    const wait = planned === null ? wait_before(round, this.#world.random) : planned * this.#world.random();
    this.#attempt += 1;
    this.#timers.after('reconnect', wait, () => this.#connect());
  }

  #drop_socket() {
    const socket = this.#socket;
    this.#socket = null;
    this.#asking = null;
    this.#timers.cancel('probe');
    if (socket && socket.readyState <= 1) socket.close(1000);
  }

  #watch_orders() {
    const next = this.#orders.expire(this.#local_ms());
    if (next === null) return;
    this.#timers.after('orders', Math.max(50, next - this.#local_ms()), () => this.#watch_orders());
  }

  #send(message) {
    if (this.#socket?.readyState !== 1) return false;
    this.#socket.send(JSON.stringify({ v: version, ...message }));
    return true;
  }

  #set_status(status) {
    this.#status = status;
    this.#listeners.status(status);
  }

  #local_ms() {
    return this.#world.now_us() / 1000;
  }
}
