// A nats-server for tests, on loopback with a store of its own, killed and started again at will.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { wait_for } from './venue.mjs';

const program = existsSync('/usr/sbin/nats-server') ? '/usr/sbin/nats-server' : 'nats-server';

/** A port that nobody has at the moment. */
export async function free_port() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Whether somebody who speaks NATS listens there. */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', (bytes) => end(bytes.toString().startsWith('INFO ')));
    socket.once('error', () => end(false));
    socket.setTimeout(1000, () => end(false));
  });
}

export class Hub {
  /** `venue` ends it with everything else. `secrets`: {certificate, key} of a hub that speaks TLS and nothing else. */
  static async start(venue, secrets = null) {
    const hub = new Hub(venue, secrets);
    hub.port = await free_port();
    await hub.start();
    return hub;
  }

  constructor(venue, secrets) {
    Object.assign(this, { venue, secrets });
  }

  async start() {
    const words = ['-a', '127.0.0.1', '-p', String(this.port), '-js', '-sd', join(this.venue.folder, 'hub'), '-l', join(this.venue.folder, 'hub.log')];
    if (this.secrets) words.push('--tls', '--tlscert', this.secrets.certificate, '--tlskey', this.secrets.key);
    this.child = spawn(program, words, { stdio: 'ignore' });
    this.venue.children.push(this.child);
    await wait_for('the hub', () => answers(this.port), 20);
  }

  async kill() {
    const over = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await over;
  }
}
