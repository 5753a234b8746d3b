// A screen for tests: reads the live feed with the npm package `ws` and remembers every frame, as bytes and as JSON.
// Shares no code with the pages or the server.
import { randomUUID } from 'node:crypto';
import { packages, wait_for } from './venue.mjs';

const WebSocket = packages('ws');

/** The cookie of an official, for the one-time code that the server printed. */
export async function sign_in(address, code) {
  const answer = await fetch(`${address}/api/v1/sign-in`, { method: 'POST', body: JSON.stringify({ code }) });
  if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return answer.headers.get('set-cookie').split(';')[0];
}

/** A ticket that opens one socket of this official's session, within half a minute. */
export async function ticket_of(address, cookie) {
  const answer = await fetch(`${address}/api/v1/tickets`, { method: 'POST', headers: { Cookie: cookie }, body: '{}' });
  if (answer.status !== 200) throw new Error(`ticket: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).ticket;
}

/** The bytes of `"data":` in a view or event frame, as the server wrote them. */
export const data_bytes = (text) => text.slice(text.indexOf('"data":') + 7, -1);

export class Screen {
  static async open(address, topics, { cookie, since } = {}) {
    const screen = new Screen(address, cookie, cookie ? await ticket_of(address, cookie) : '');
    await new Promise((resolve, reject) => {
      screen.socket.once('open', resolve);
      screen.socket.once('error', reject);
    });
    screen.send({ kind: 'subscribe', topics, ...(since ? { since } : {}) });
    await wait_for('a greeting', () => screen.hello);
    return screen;
  }

  constructor(address, cookie, ticket) {
    this.views = new Map();   // topic -> newest {text, frame}
    this.frames = [];         // every view frame, as text
    this.events = new Map();  // seq -> text
    this.disorder = [];       // log entries that did not come after the one before: twice, or late
    this.answers = new Map(); // id of an order -> accepted or refused
    this.others = [];
    this.socket = new WebSocket(address.replace('http', 'ws') + `/live${ticket ? `?ticket=${ticket}` : ''}`, 'bowball.v1', cookie ? { headers: { Cookie: cookie } } : {});
    this.socket.on('message', (bytes) => this.take(bytes.toString()));
    this.socket.on('close', () => (this.closed = true));
    this.socket.on('error', () => (this.closed = true));
  }

  take(text) {
    const frame = JSON.parse(text);
    if (frame.kind === 'view') {
      this.frames.push(text);
      this.views.set(frame.topic, { text, frame });
    } else if (frame.kind === 'event') this.take_event(frame.seq, text);
    else if (frame.kind === 'accepted' || frame.kind === 'refused') this.answers.set(frame.id, frame);
    else if (frame.kind === 'hello') this.hello = frame;
    else this.others.push(frame);
  }

  take_event(seq, text) {
    if (seq <= (this.newest_event ?? 0)) this.disorder.push(`${seq} after ${this.newest_event}`);
    this.newest_event = seq;
    this.events.set(seq, text);
  }

  send(message) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  /** Gives an order without waiting for what becomes of it; returns its id. */
  send_order(command, data, reason = '', id = randomUUID()) {
    this.send({ kind: 'command', id, command, data, reason });
    return id;
  }

  /** Gives an order that must be accepted. */
  async order(command, data, reason = '', id = randomUUID()) {
    this.send_order(command, data, reason, id);
    const answer = await wait_for(`an answer to ${command}`, () => this.answers.get(id), 20);
    if (answer.kind !== 'accepted') throw new Error(`${command} ${JSON.stringify(data)} was refused: ${answer.text}`);
    return answer;
  }

  /** The newest data of a topic. */
  view(topic) {
    return this.views.get(topic)?.frame.data;
  }

  close() {
    this.socket.close();
  }
}
