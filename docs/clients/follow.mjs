#!/usr/bin/env node
// Prints what a Bowball server says:   node follow.mjs http://127.0.0.1:8080 'race/*/results' log
// Node below 22 has no WebSocket of its own: npm install ws
import { Feed } from './bowball.mjs';

const [address, ...topics] = process.argv.slice(2);
if (topics.length === 0) {
  console.error('follow.mjs ADDRESS TOPIC...');
  process.exit(2);
}
const feed = new Feed(address, topics, {
  view: (topic, data, frame) => console.log('view', topic, frame.seq, JSON.stringify(data)),
  entry: (entry) => console.log('entry', entry.seq, entry.kind),
  gap: (frame) => console.log('gap', frame.first, frame.text),
  heartbeat: (frame) => console.log('clock', feed.now_us(), frame.sent_us),
  status: (text) => console.error(text),
}, globalThis.WebSocket ?? (await import('ws')).default);
