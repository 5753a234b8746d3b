// A timer that two servers hear: it stamps by its own clock and says each line to whoever is connected, as a serial server on a venue's network
// does (ALGE Timy, lines as tests/devices/alge_timy.cap has them).
import { createServer } from 'node:net';

const ticks_a_second = 10_000;
const seven_o_clock = 7 * 3600 * ticks_a_second;

export class TimerOnTheNet {
  static async open() {
    const timer = new TimerOnTheNet();
    await new Promise((resolve) => timer.server.listen(0, '127.0.0.1', resolve));
    timer.link = `tcp://127.0.0.1:${timer.server.address().port}`;
    return timer;
  }

  constructor() {
    this.began = performance.now();
    this.lines = new Set();
    this.stamps = [];   // {number, channel, ticks}
    this.server = createServer((line) => {
      this.lines.add(line);
      line.on('error', () => {}).on('close', () => this.lines.delete(line));
      line.resume();
    });
  }

  stamp(number, channel) {
    const ticks = seven_o_clock + Math.round(((performance.now() - this.began) * ticks_a_second) / 1000);
    this.stamps.push({ number, channel, ticks });
    const two = (n) => String(n).padStart(2, '0');
    const seconds = Math.floor(ticks / ticks_a_second);
    const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${String(ticks % ticks_a_second).padStart(4, '0')}`;
    for (const line of this.lines) line.write(` ${String(number).padStart(4, '0')} ${channel}  ${time} 00\r`);
  }

  close() {
    for (const line of this.lines) line.destroy();
    this.server.close();
  }
}
