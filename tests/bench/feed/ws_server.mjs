// npm `ws` as its users use it: a send for each client.
//
//   node ws_server.mjs MESSAGES deflate|plain [CERTIFICATE KEY]      MESSAGES: a file, one message a line
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const { WebSocketServer } = createRequire(new URL('../../../server/web/package.json', import.meta.url))('ws');
const [file, how, certificate, key] = process.argv.slice(2);
const messages = readFileSync(file, 'utf8').trim().split('\n');
const http = certificate ? createSecureServer({ cert: readFileSync(certificate), key: readFileSync(key) }) : createServer();
// Compressed from 500 bytes on, as Bowball does.
const server = new WebSocketServer({ server: http, perMessageDeflate: how === 'deflate' && { threshold: 500 } });
server.on('connection', (client) => client.on('error', () => client.terminate()));
http.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => console.log(`ready ${http.address().port}`));

let published = 0;
createInterface({ input: process.stdin }).on('line', (line) => {
  const began = process.hrtime.bigint();
  for (let left = Number(line.split(' ')[1]); left > 0; left -= 1) {
    const message = messages[published++ % messages.length];
    for (const client of server.clients) client.send(message);
  }
  console.log(String(began));
}).on('close', () => process.exit());
