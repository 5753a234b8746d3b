// One visit to the live feed with the npm package `ws`, which shares no code with Bowball: pings, a subscription in two
// fragments, the log after entry EPOCH:SEQ as far as entry LAST, a goodbye. Prints what happened as JSON; visit_websockets.py makes the same visit.
//
//   node tests/contract/visit_ws.mjs ws://127.0.0.1:8080/live deflate|plain EPOCH:SEQ LAST
import { once } from 'node:events';
import { packages } from '../e2e/venue.mjs';

const WebSocket = packages('ws');
const [url, how, since, last] = process.argv.slice(2);
const report = { hello: null, extension: '', pong: '', clock: null, views: {}, entries: [], bytes_read: 0, characters: 0, closed: 0 };

/** Whether everything that was wanted is here. */
const is_complete = () => report.views['race/1/results'] && report.entries.at(-1)?.seq >= Number(last);

const socket = new WebSocket(url, 'bowball.v1', { perMessageDeflate: how === 'deflate' && { threshold: 0 } });
let tcp;
socket.once('upgrade', (answer) => (tcp = answer.socket));
const over = new Promise((resolve, reject) => {
  socket.on('error', reject);
  socket.on('close', (code) => resolve((report.closed = code)));
  socket.on('message', (bytes) => {
    const text = bytes.toString();
    const frame = JSON.parse(text);
    report.characters += text.length;
    if (frame.kind === 'hello') report.hello = frame;
    else if (frame.kind === 'pong') report.clock = frame;
    else if (frame.kind === 'event') report.entries.push(frame);
    else if (frame.kind === 'view') report.views[frame.topic] = frame;
    else if (frame.kind !== 'heartbeat') reject(new Error(`a frame that nobody asked for: ${text}`));
    if (is_complete()) socket.close(1000);
  });
});

await Promise.race([once(socket, 'open'), over]);
report.extension = socket.extensions;
socket.ping('are you there?');
report.pong = (await Promise.race([once(socket, 'pong'), over]))[0].toString();
socket.send(JSON.stringify({ v: 1, kind: 'ping', t0: 42 }));
const wish = JSON.stringify({ v: 1, kind: 'subscribe', topics: ['race/*/start_list', 'race/1/results', 'log'], since });
socket.send(wish.slice(0, 20), { fin: false });
socket.send(wish.slice(20), { fin: true });
await over;
report.bytes_read = tcp.bytesRead;
console.log(JSON.stringify(report));
