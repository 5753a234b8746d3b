// What the set-up page writes and orders.
import { describe, expect, test } from 'vitest';
import { blocks_of, config_text, free_name, link_for, problems_of } from '../../src/setup/config_text.js';
import { meet_orders, meet_problems, races_of } from '../../src/setup/meet_orders.js';

const device = (name, more = {}) => ({ name, driver: 'alge_timy', link: 'serial:///dev/ttyUSB0', settings: {}, record: true, ...more });
const channel = (name, socket, point, more = {}) => ({ device: name, channel: socket, point, lane: null, source: 'a', number_is_lane: false, ...more });

describe('The text of a configuration', () => {
  test('is whole where there was none', () => {
    expect(config_text({ text: '', data_dir: 'data', open_to: '0.0.0.0', devices: [device('finish "a"', { settings: { commands: 'PRE4' } })], channels: [channel('finish "a"', 'C1', 'split 500', { lane: 3, source: 'b', number_is_lane: true })] })).toBe(`# Written by the set-up page. config/bowball.toml explains every key.

[server]
address = "0.0.0.0"
data_dir = "data"

[[devices]]
name = "finish \\"a\\""
driver = "alge_timy"
link = "serial:///dev/ttyUSB0"
settings = { commands = "PRE4" }

[[channels]]
device = "finish \\"a\\""
channel = "C1"
point = "split 500"
lane = 3
source = "b"
number_is_lane = true
`);
  });

  test('keeps what the page does not ask about, to the letter', () => {
    const old = '# ours\n[server]\nport = 9000   # the harbour\n\n[[devices]]\nname = "old"\n\n[[videos]]\nname = "start"\n[[videos.corrections]]\nframe = 1\n\n[[channels]]\ndevice = "old"\n';
    expect(config_text({ text: '', data_dir: 'data', open_to: '127.0.0.1', devices: [], channels: [], own_port: '9161' })).toContain('[server]\naddress = "127.0.0.1"\nport = 9161\n');
    const text = config_text({ text: old, data_dir: 'x', open_to: '0.0.0.0', devices: [device('new')], channels: [] });
    expect(text).toContain('# ours');
    expect(text).toContain('[server]\nport = 9000   # the harbour');
    expect(text).toContain('[[videos]]\nname = "start"\n\n[[videos.corrections]]\nframe = 1');
    expect(text).not.toContain('"old"');
    expect(text).not.toContain('0.0.0.0');
    expect(blocks_of(old).map(({ header }) => header)).toEqual(['', '[server]', '[[devices]]', '[[videos]]', '[[videos.corrections]]', '[[channels]]']);
  });

  test('waits for what is missing, said in words', () => {
    expect(problems_of([device(''), device('a'), device('a', { driver: '' })], [channel('gone', '', 'split')])).toEqual([
      'Device 1 has no name. Call it what you would call it on the radio: finish_a.', 'Two devices are called "a".', 'Say what kind of device "a" is.',
      'Input 1: choose its device.', 'Input 1: say which socket it is, as printed on the device: C1.', 'Input 1: how many metres from the start is it?', 'No input stands at the finish line.',
    ]);
    expect(problems_of([device('a')], [channel('a', 'C1', 'finish')])).toEqual([]);
  });

  test('links a device to the port that it is plugged into', () => {
    expect(link_for({ path: '/dev/ttyUSB7' }, { default_link: 'serial:///dev/ttyUSB0?baud=38400' })).toBe('serial:///dev/ttyUSB7?baud=38400');
    expect(link_for({ path: '/dev/ttyUSB7' }, { default_link: 'folder:///srv/lynx' })).toBe('folder:///srv/lynx');
    expect(free_name('timy', ['timy', 'timy_2'])).toBe('timy_3');
  });
});

describe('The orders that open a meet', () => {
  const meet = {
    name: ' Lake Regatta ', venue: 'Lake', course_m: 2000, first_us: 1_784_883_600_000_000, minutes_between: 10, rules: 'rowing',
    events: [{ code: 'M1x', title: "Men's Single Sculls", phases: 'H1, H2 FA', distance_m: 2000 }, { code: 'W1x', title: '', phases: 'FA', distance_m: 1000 }],
  };

  test('are the meet, its events, and the races round by round', () => {
    expect(races_of(meet).map(({ race, event, phase, scheduled_at_us, distance_m, photo_key }) => [race, event, phase, (scheduled_at_us - meet.first_us) / 60e6, distance_m, photo_key])).toEqual([
      [1, 'M1x', 'H1', 0, 2000, '1-1-1'], [2, 'M1x', 'H2', 10, 2000, '1-1-2'], [3, 'W1x', 'FA', 20, 1000, '2-1-1'], [4, 'M1x', 'FA', 30, 2000, '1-2-1'],
    ]);
    const orders = meet_orders(meet);
    expect(orders.map(({ command }) => command)).toEqual(['open_meet', 'declare_event', 'declare_event', 'schedule_race', 'schedule_race', 'schedule_race', 'schedule_race']);
    expect(orders[0].data).toEqual({ name: 'Lake Regatta', venue: 'Lake', course_m: 2000 });
    expect(orders[2].data).toEqual({ code: 'W1x', title: 'W1x' });
  });

  test('wait for what is missing', () => {
    expect(meet_problems(meet)).toEqual([]);
    expect(meet_problems({ ...meet, name: ' ', first_us: null, events: [{ code: '', title: '', phases: '', distance_m: 0 }] })).toHaveLength(5);
  });
});
