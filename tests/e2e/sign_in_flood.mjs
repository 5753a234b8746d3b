#!/usr/bin/env node
// Wrong passwords from several networks, as many as are let wait, each hashed with argon2id: orders are answered meanwhile, impulses come, and what an
// order takes with the flood and without it is printed.
//
//   node tests/e2e/sign_in_flood.mjs [orders]
import { request } from 'node:http';
import { Screen, sign_in } from './screen.mjs';
import { expect, on_a_venue, sleep, wait_for } from './venue.mjs';

const orders = Number(process.argv[2] ?? 40);
const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

/** Tries again and again from 127.0.0.`network`; counts what was answered with. */
function flood(address, network, state) {
  const { hostname, port } = new URL(address);
  return new Promise((resolve) => {
    const once = (n) => {
      if (state.is_over) return resolve();
      const asked = request({ hostname, port, localAddress: `127.0.0.${network}`, method: 'POST', path: '/api/v1/sign-in', agent: false, timeout: 60_000 }, (answer) => {
        state.answers[answer.statusCode] = (state.answers[answer.statusCode] ?? 0) + 1;
        answer.resume().on('end', () => setTimeout(once, 5, n + 1));
      });
      asked.on('error', () => setTimeout(once, 50, n + 1));
      asked.end(JSON.stringify({ name: `nobody ${network} ${n}`, password: 'not the password of anybody' }));
    };
    once(0);
  });
}

async function order_times(official, word) {
  const times = [];
  for (let n = 0; n < orders; ++n) {
    const began = performance.now();
    const id = official.send_order('open_meet', { name: `${word} ${n}`, venue: 'Lake', course_m: 2000 }, 'for the test');
    times.push(await new Promise((resolve, reject) => {
      const read = () => {
        if (!official.answers.has(id)) return;
        official.socket.off('message', read);
        clearTimeout(over);
        resolve(performance.now() - began);
      };
      const over = setTimeout(() => reject(new Error(`no answer to ${word} ${n}`)), 20_000);
      official.socket.on('message', read);
    }));
    await sleep(120);   // twenty messages a second are let
  }
  return times;
}

await on_a_venue('sign-in-flood', async (venue) => {
  const server = await venue.start('demo', '--speed', '60');
  const official = await Screen.open(server.address, ['log', 'meet', 'health'], { cookie: await sign_in(server.address, server.code) });
  const quiet = await order_times(official, 'quiet');
  const state = { is_over: false, answers: {} };
  const flooding = Array.from({ length: 24 }, (_, n) => flood(server.address, 2 + (n % 8), state));
  await wait_for('a wrong password to be refused', () => state.answers[401] > 0);
  const before = Math.max(...official.events.keys());
  const flooded = await order_times(official, 'flooded');
  await wait_for('entries under the flood', () => Math.max(...official.events.keys()) > before + orders);
  state.is_over = true;
  await Promise.all(flooding);
  expect(state.answers[401] > 3, `passwords were hashed meanwhile: ${JSON.stringify(state.answers)}`);
  const [without, under] = [median(quiet), median(flooded)];
  console.log(`${orders} orders each: median ${without.toFixed(2)} ms without, ${under.toFixed(2)} ms under the flood (${(under / without).toFixed(2)} times), longest ${Math.max(...flooded).toFixed(1)} ms; sign-ins answered: ${JSON.stringify(state.answers)}`);
  official.close();
});
