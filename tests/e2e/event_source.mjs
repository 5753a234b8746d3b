// Server-sent events as a browser reads them, in Node, over HTTP or HTTPS: it comes back by itself when it was told to, and says then by Last-Event-ID
// where it was. Shares no code with the pages or the server.
import { get as get_plain } from 'node:http';
import { get as get_secure } from 'node:https';

const usual_wait_ms = 1_000;

export class EventSource {
  last_id = '';
  resumed = 0;      // requests with a Last-Event-ID that were answered
  #wait_ms = usual_wait_ms;
  #request = null;
  #timer = null;
  #is_closed = false;

  /** `hear(frame, id)`: each event's data, as JSON. `ca`: the root that an HTTPS server's certificate is of. */
  constructor(url, hear, ca) {
    Object.assign(this, { url, hear, ca });
    this.#connect();
  }

  close() {
    this.#is_closed = true;
    clearTimeout(this.#timer);
    this.#request?.destroy();
  }

  #connect() {
    const headers = { accept: 'text/event-stream', ...(this.last_id ? { 'last-event-id': this.last_id } : {}) };
    const get = this.url.startsWith('https') ? get_secure : get_plain;
    const request = get(this.url, { headers, ca: this.ca, agent: false }, (answer) => this.#read(answer));
    this.#request = request;
    request.on('error', () => {}).on('close', () => this.#come_back());
  }

  #come_back() {
    if (!this.#is_closed) this.#timer = setTimeout(() => this.#connect(), this.#wait_ms);
  }

  #read(answer) {
    if (answer.statusCode !== 200) return answer.resume();
    if (this.last_id) this.resumed += 1;
    let text = '';
    answer.setEncoding('utf8').on('data', (piece) => {
      text += piece;
      const blocks = text.split('\n\n');
      text = blocks.pop();   // a block that was cut off is no event
      blocks.forEach((block) => this.#take(block));
    });
    answer.on('error', () => {});
  }

  #take(block) {
    let data = '';
    let id = null;
    for (const line of block.split('\n')) {
      const [, name, value] = /^(\w*): ?(.*)$/.exec(line) ?? [];
      if (name === 'data') data += value;
      if (name === 'id') id = value;
      if (name === 'retry') this.#wait_ms = Number(value);
    }
    if (id !== null) this.last_id = id;
    if (data) this.hear(JSON.parse(data), id);
  }
}
