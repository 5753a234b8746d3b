#!/usr/bin/env node
// Wireless sensors, one at the start and one at the finish of each lane, through networks that lose, double and overtake, into
// a real `bowball serve`: every impulse arrives once, the race has the right result; and what a sensor had to throw away
// because nobody listened for too long is counted on the health view.
//
//   node tests/e2e/wireless.mjs [seed]
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { dice } from './dice.mjs';
import { journal_rows } from './recording.mjs';
import { Screen, sign_in } from './screen.mjs';
import { build_folder, expect, expect_equal, on_a_venue, run, wait_for } from './venue.mjs';

const sender = process.env.BOWBALL_SENSOR ?? join(build_folder, 'tests/net_sensor/net_sensor_posix');
const seed = Number(process.argv[2] ?? randomInt(1 << 30));
const random = dice(seed);
const lanes = [1, 2, 3];
/** Impulses that a sensor of docs/net_sensor keeps while nobody answers. */
const store = 256;
const too_many = 20;
const key_of = (device) => String(device).padStart(2, '0').repeat(32);

let programme = 'name = "Wireless"\nvenue = "Lake"\ncourse_m = 500\n[[events]]\ncode = "TT"\ntitle = "Time trial"\n';
for (const lane of lanes) programme += `[[crews]]\nid = ${lane}\nevent = "TT"\ncode = "N${lane}"\nname = "Number ${lane}"\n`;
programme += `[[races]]\nnumber = 1\nevent = "TT"\nphase = "R1"\ndistance_m = 25\nrules = "time_trial"\nlanes = [${lanes}]\n`;

/** Between a sensor and the server: loses 20 %, doubles 10 %, holds 30 % back for up to 40 ms, both ways; or loses all. */
class Weather {
  static async between(server_port) {
    const weather = new Weather();
    Object.assign(weather, { lost: 0, doubled: 0, held_back: 0, newest: 0, is_dead: false, front: createSocket('udp4'), back: createSocket('udp4') });
    for (const socket of [weather.front, weather.back]) {
      socket.bind(0, '127.0.0.1');
      await once(socket, 'listening');
    }
    weather.front.on('message', (bytes, from) => {
      if (bytes[5] === 2) weather.newest = Math.max(weather.newest, bytes.readUInt32LE(36));  // kind and number of an impulse: docs/net_sensor.md
      weather.sensor_port = from.port;
      weather.carry(bytes, weather.back, server_port);
    });
    weather.back.on('message', (bytes) => weather.carry(bytes, weather.front, weather.sensor_port));
    return weather;
  }

  carry(bytes, by, port) {
    if (this.is_dead || random() < 0.2) return ++this.lost;
    const copies = random() < 0.1 ? 2 : 1;
    this.doubled += copies - 1;
    for (let i = 0; i < copies; ++i) {
      const delay = random() < 0.3 ? 1 + random() * 40 : 0;
      this.held_back += delay > 0 ? 1 : 0;
      setTimeout(() => this.is_closed || by.send(bytes, port, '127.0.0.1'), delay);
    }
  }

  get port() {
    return this.front.address().port;
  }

  close() {
    this.is_closed = true;
    this.front.close();
    this.back.close();
  }
}

/** The reference sender as a process; truth: {ticks, monotonic} of each impulse, nanoseconds. */
function sensor(venue, port, device, impulses, every_ms) {
  const child = spawn(sender, ['127.0.0.1', port, device, key_of(device), impulses, every_ms, (device - 3) * 20].map(String), { stdio: ['ignore', 'pipe', 'inherit'] });
  venue.children.push(child);
  let out = '';
  child.stdout.on('data', (piece) => (out += piece));
  const over = new Promise((resolve) => child.once('close', (code) => resolve(code)));
  return { over, truth: () => out.trim().split('\n').map((line) => ({ ticks: BigInt(line.split(' ')[1]), monotonic: BigInt(line.split(' ')[2]) })) };
}

async function free_port() {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  await new Promise((resolve) => socket.close(resolve));
  return port;
}

const sensors = [...lanes.map((lane) => ({ device: lane, lane, point: 'start_signal' })), ...lanes.map((lane) => ({ device: 3 + lane, lane, point: 'finish' })), { device: 7, point: 'split 500' }];

await on_a_venue('wireless', async (venue) => {
  venue.write('programme.toml', programme);
  let config = '[meet]\nprogramme = "programme.toml"\n[log]\nlevel = "error"\n';
  for (const one of sensors) {
    one.port = await free_port();
    one.weather = await Weather.between(one.port);
    config += `[[devices]]\nname = "sensor_${one.device}"\ndriver = "net_sensor"\nlink = "udp://127.0.0.1:${one.port}"\nsettings = { device = "${one.device}", key = "${key_of(one.device)}" }\n`;
    config += `[[channels]]\ndevice = "sensor_${one.device}"\nchannel = "1"\npoint = "${one.point}"\n${one.lane ? `lane = ${one.lane}\n` : ''}`;
  }
  const server = await venue.start('serve', '--config', venue.write('bowball.toml', config));
  const official = await Screen.open(server.address, ['health', 'race/*/results'], { cookie: await sign_in(server.address, server.code) });
  await official.order('arm_race', { race: 1 });

  for (const one of sensors.slice(0, 6)) {
    const after_ms = one.point === 'finish' ? 2500 + 400 * ((one.lane * 2) % 3) : 800 + 150 * one.lane;
    one.process = sensor(venue, one.weather.port, one.device, 2, after_ms);  // the contact closes, and opens as long after that
  }
  for (const one of sensors.slice(0, 6)) expect_equal(await one.process.over, 0, `sensor ${one.device} ends when the server has recorded all that it sent`);
  const view = await wait_for('three results', () => official.view('race/1/results')?.rows.filter((row) => row.time).length === 3 && official.view('race/1/results'), 20);
  const seen = journal_rows(venue.journal, 'impulse_seen').map(({ data: { impulse } }) => impulse);
  const truth_of = (one) => one.process.truth()[0];
  expect_equal(seen.map((one) => `${one.device} ${one.stamp.ticks_ns}`).sort(), sensors.slice(0, 6).flatMap((one) => one.process.truth().map(({ ticks }) => `sensor_${one.device} ${ticks}`)).sort(), 'impulses in the journal, each once');
  const nets = new Map(lanes.map((lane) => [lane, Number(truth_of(sensors[lane + 2]).monotonic - truth_of(sensors[lane - 1]).monotonic) / 1000]));
  let widest = 0;
  for (const row of view.rows) {
    const [start, finish] = ['start_signal', 'finish'].map((point) => seen.find((one) => one.edge === 'rising' && one.device === `sensor_${sensors.find((each) => each.point === point && each.lane === row.crew.lane).device}`).stamp);
    const allowed_us = (start.uncertainty_ns + finish.uncertainty_ns) / 1000 + 2;
    const off_us = Math.abs(row.time.time_us - nets.get(row.crew.lane));
    expect(off_us <= allowed_us, `lane ${row.crew.lane}: ${row.time.time_us} us, in truth ${nets.get(row.crew.lane)}: more off than the ±${allowed_us} that is said`);
    expect_equal(row.rank, 1 + [...nets.values()].filter((net) => net < nets.get(row.crew.lane)).length, `place of lane ${row.crew.lane}`);
    widest = Math.max(widest, off_us);
  }
  const sum = (what) => sensors.reduce((total, one) => total + one.weather[what], 0);
  expect(sum('lost') > 0 && sum('doubled') > 0 && sum('held_back') > 0, 'the weather was bad');
  await official.order('publish_result', { race: 1 });
  await official.order('confirm_result', { race: 1, accept_warnings: true }, 'compared with the sensors');
  for (const device of official.view('health').devices) expect_equal(device.missed_impulses, 0, `impulses of ${device.name} that were missed`);
  console.log(`race: ${sum('lost')} datagrams lost, ${sum('doubled')} doubled, ${sum('held_back')} held back; twelve impulses once each, results ${widest.toFixed(0)} us off at most`);

  // Nobody answers for longer than the sensor can keep what it sees: the oldest are gone, and that is said.
  const split = sensors[6];
  split.weather.is_dead = true;
  split.process = sensor(venue, split.weather.port, split.device, store + too_many, 4);
  await wait_for('more impulses than the sensor keeps', () => split.weather.newest === store + too_many, 30);
  split.weather.is_dead = false;
  expect_equal(await split.process.over, 0, 'the sensor ends when the server has all that it kept');
  const told = await wait_for('the loss on the health view', () => official.view('health').devices.find((one) => one.name === 'sensor_7' && one.missed_impulses > 0), 20);
  expect_equal(told.missed_impulses, too_many, 'impulses that the health view says are lost');
  const kept = journal_rows(venue.journal, 'impulse_seen').filter((row) => row.data.impulse.device === 'sensor_7').map((row) => String(row.data.impulse.stamp.ticks_ns)).sort();
  expect_equal(kept, split.process.truth().slice(too_many).map((one) => String(one.ticks)).sort(), 'impulses that the sensor kept');
  expect_equal(journal_rows(venue.journal, 'impulses_lost').map((row) => [row.data.device, row.data.count]), [['sensor_7', too_many]], 'the loss in the journal');
  console.log(`silence: ${store} impulses kept and recorded, ${too_many} thrown away and counted`);

  expect_equal(await venue.stop(server), { code: 0, signal: null }, 'end of the server');
  expect_equal((await run('verify', venue.journal)).code, 0, 'bowball verify');
  sensors.forEach((one) => one.weather.close());
});
if (process.exitCode) {
  console.error(`the seed was ${seed}: node tests/e2e/wireless.mjs ${seed}`);
  process.exit();
}
