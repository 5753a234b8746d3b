// A link that can be cut: a TCP proxy on loopback that passes bytes on, stalls without a word as a dead radio link does, or is gone.
import { createServer, connect } from 'node:net';

export class Proxy {
  static async to(port) {
    const proxy = new Proxy(port);
    await new Promise((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    proxy.port = proxy.server.address().port;
    return proxy;
  }

  constructor(port) {
    this.pairs = new Set();
    this.state = 'open';
    this.server = createServer((near) => {
      if (this.state === 'cut') return near.destroy();
      const far = connect(port, '127.0.0.1');
      const pair = [near, far];
      this.pairs.add(pair);
      const end = () => {
        near.destroy();
        far.destroy();
        this.pairs.delete(pair);
      };
      for (const socket of pair) socket.on('error', end).on('close', end);
      near.on('data', (bytes) => far.write(bytes));
      far.on('data', (bytes) => near.write(bytes));
      if (this.state === 'stalled') pair.forEach((socket) => socket.pause());
    });
  }

  /** Connections stay, and nothing comes through. */
  stall() {
    this.state = 'stalled';
    for (const pair of this.pairs) pair.forEach((socket) => socket.pause());
  }
  /** Connections that there are never hear of one another again, and nobody tells them; new ones end until let_in(). */
  lose() {
    this.stall();
    this.state = 'cut';
  }
  let_in() {
    this.state = 'open';
  }
  /** Connections end, and new ones too. */
  cut() {
    this.state = 'cut';
    for (const pair of [...this.pairs]) pair.forEach((socket) => socket.destroy());
  }
  mend() {
    this.state = 'open';
    for (const pair of this.pairs) pair.forEach((socket) => socket.resume());
  }
  close() {
    this.cut();
    this.server.close();
  }
}
