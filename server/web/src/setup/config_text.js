// The text of a configuration: what a person filled in, and of an older text all that the page does not ask about; pure.
import { say } from '../text/say.js';

/** A TOML string. */
const quoted = (text) => JSON.stringify(text).replaceAll('\u007f', '\\u007f');

const replaced = new Set(['[[devices]]', '[[channels]]']);

/**
 * The blocks of a text: what stands before its first table, and each table with what follows it, up to the comment before the next.
 * A line that begins with a bracket begins a table: no value of a configuration does.
 */
export function blocks_of(text) {
  const blocks = [{ header: '', lines: [] }];
  for (const line of text.split('\n')) {
    const header = /^\s*(\[\[?[^\]]+\]\]?)/.exec(line)?.[1].replaceAll(/\s/g, '') ?? null;
    if (header !== null) blocks.push({ header, lines: [] });
    blocks.at(-1).lines.push(line);
  }
  return blocks.map(({ header, lines }) => ({ header, text: lines.join('\n').trimEnd() })).filter(({ text: one }) => one.trim() !== '');
}

function device_text({ name, driver, link, settings = {}, record = true }) {
  const lines = ['[[devices]]', `name = ${quoted(name.trim())}`, `driver = ${quoted(driver)}`];
  if (link.trim()) lines.push(`link = ${quoted(link.trim())}`);
  if (!record) lines.push('record = false');
  const given = Object.entries(settings);
  if (given.length > 0) lines.push(`settings = { ${given.map(([key, value]) => `${key} = ${quoted(value)}`).join(', ')} }`);
  return lines.join('\n');
}

function channel_text({ device, channel, point, lane, source, number_is_lane }) {
  const lines = ['[[channels]]', `device = ${quoted(device)}`, `channel = ${quoted(channel.trim())}`, `point = ${quoted(point)}`];
  if (lane !== null && lane !== '') lines.push(`lane = ${Number(lane)}`);
  if (source && source !== 'a') lines.push(`source = ${quoted(source)}`);
  if (number_is_lane) lines.push('number_is_lane = true');
  return lines.join('\n');
}

const usual_port = '8080';

/**
 * @param {{text: string, data_dir: string, open_to: string, devices: object[], channels: object[], own_port?: string}} filled `text`: the older one, or empty;
 *   `own_port`: of this page's own address, where it came over plain HTTP: a server that was started at it on its command line is found there again
 */
export function config_text({ text, data_dir, open_to, devices, channels, own_port = '' }) {
  const kept = blocks_of(text).filter(({ header }) => !replaced.has(header)).map((block) => block.text);
  if (text.trim() === '') kept.push('# Written by the set-up page. config/bowball.toml explains every key.', `[server]\naddress = ${quoted(open_to)}\n${own_port && own_port !== usual_port ? `port = ${Number(own_port)}\n` : ''}data_dir = ${quoted(data_dir)}`);
  return `${[...kept, ...devices.map(device_text), ...channels.map(channel_text)].join('\n\n')}\n`;
}

/** What a person should mend before the server is asked; empty where all is filled in. */
export function problems_of(devices, channels) {
  const problems = [];
  const names = devices.map(({ name }) => name.trim());
  devices.forEach(({ name, driver }, k) => {
    if (name.trim() === '') problems.push(say('setup.device_k_has_no_name_call', { k: k + 1 }));
    if (names.indexOf(name.trim()) !== k) problems.push(say('setup.two_devices_are_called_name', { name }));
    if (!driver) problems.push(say('setup.say_what_kind_of_device_name', { name: name || k + 1 }));
  });
  channels.forEach(({ device, channel, point }, k) => {
    if (!names.includes(device)) problems.push(say('setup.input_k_choose_its_device', { k: k + 1 }));
    if (channel.trim() === '') problems.push(say('setup.input_k_say_which_socket_it', { k: k + 1 }));
    if (/^split( |$)/.test(point) && !/^split \d+$/.test(point)) problems.push(say('setup.input_k_how_many_metres_from', { k: k + 1 }));
  });
  if (devices.length > 0 && !channels.some(({ point }) => point === 'finish') && channels.length > 0) problems.push(say('setup.no_input_stands_at_the_finish'));
  return problems;
}

/** A link for a port that is plugged in, made of the driver's usual one. */
export function link_for(port, driver) {
  const usual = driver?.default_link ?? '';
  return port.path && usual.startsWith('serial://') ? `serial://${port.path}${usual.includes('?') ? usual.slice(usual.indexOf('?')) : ''}` : usual;
}

/** "timy_2", where "timy" and "timy_1" are taken. */
export function free_name(wanted, taken) {
  if (!taken.includes(wanted)) return wanted;
  for (let k = 2; ; k += 1) if (!taken.includes(`${wanted}_${k}`)) return `${wanted}_${k}`;
}
