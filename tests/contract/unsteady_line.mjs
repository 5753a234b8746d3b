// A line between a client and a server that a test may cut, stall or lead elsewhere.
import net from 'node:net';

export class UnsteadyLine {
  /** @param {string} address where it leads: http://127.0.0.1:8080 */
  static async open(address) {
    const line = new UnsteadyLine();
    line.lead_to(address);
    await new Promise((resolve) => line.server.listen(0, '127.0.0.1', resolve));
    line.port = line.server.address().port;
    return line;
  }

  constructor() {
    this.pairs = new Set();
    this.connections = 0;
    this.server = net.createServer((near) => this.take(near));
  }

  take(near) {
    const far = net.connect(this.target);
    const pair = { near, far };
    this.pairs.add(pair);
    this.connections += 1;
    const end = () => {
      near.destroy();
      far.destroy();
      this.pairs.delete(pair);
    };
    for (const [from, to] of [[near, far], [far, near]]) {
      from.on('data', (bytes) => pair.stalled || to.write(bytes));
      from.on('error', end);
      // A stalled line does not even tell that the other side hung up.
      from.on('close', () => pair.stalled || end());
    }
  }

  lead_to(address) {
    const { hostname, port } = new URL(address);
    this.target = { host: hostname, port: Number(port) };
  }

  /** As when a cable is pulled at a switch that notices. */
  cut() {
    for (const { near } of this.pairs) near.resetAndDestroy();
  }

  /** As when a cable is pulled and nobody notices: what is connected stays so, and nothing comes. New connections work. */
  stall() {
    for (const pair of this.pairs) pair.stalled = true;
  }

  close() {
    this.server.close();
    for (const { near, far } of this.pairs) {
      near.destroy();
      far.destroy();
    }
  }
}
