// What is wrong, worst first: one sentence for the top of the page, and an order for the devices.

const ranks = { lost: 0, silent: 1, opening: 2, open: 3, live: 4 };

/** A clock without news for so long that its doubt is half of what rowing publishes is worth a look. */
const doubtful_clock_us = 5_000;

/** Why somebody should look at a device, or empty. A clock that runs on alone is a doubt, not a loss. */
export function doubt_of(device) {
  if (device.state === 'silent') return 'silent';
  if (device.missed_impulses > 0) return 'missed impulses';
  if (device.clock_state === 'holdover' && device.clock_uncertainty_us >= doubtful_clock_us) return 'its clock runs on alone';
  if (device.clock_state === 'unsynced' && device.impulses > 0) return 'its clock is not in step';
  return '';
}

/** "bad", "doubt", "wait" or "good": how a device stands. */
export function tone_of(device) {
  if (device.state === 'lost') return 'bad';
  if (doubt_of(device)) return 'doubt';
  return device.state === 'live' ? 'good' : 'wait';
}

/** The ailing first, then by name. */
export function worst_first(devices) {
  const tones = ['bad', 'doubt', 'wait', 'good'];
  const key = (device) => tones.indexOf(tone_of(device)) * 10 + (ranks[device.state] ?? 5);
  return [...devices].sort((a, b) => key(a) - key(b) || a.name.localeCompare(b.name));
}

/** {tone, text} for the whole venue. Not being recorded outweighs everything. */
export function verdict_of(health) {
  if (!health.recorded) return { tone: 'bad', text: 'NOT RECORDED' };
  const bad = health.devices.filter((device) => tone_of(device) === 'bad');
  const doubtful = health.devices.filter((device) => tone_of(device) === 'doubt');
  if (bad.length > 0) return { tone: 'bad', text: `Lost: ${bad.map((device) => device.name).join(', ')}` };
  if (doubtful.length > 0) return { tone: 'doubt', text: `Look at ${doubtful.map((device) => `${device.name}: ${doubt_of(device)}`).join('; ')}` };
  if (health.redundancy_text) return { tone: 'doubt', text: health.redundancy_text };
  if (health.quarantined > 0) return { tone: 'doubt', text: 'Entries were put aside' };
  return { tone: 'good', text: 'Everything is working' };
}

/** Parts per million with two decimals, cut towards zero: "-1.83 ppm". */
export function rate_text(ppb) {
  const size = Math.abs(Math.trunc(ppb / 10));
  const sign = ppb < 0 && size > 0 ? '−' : ppb > 0 && size > 0 ? '+' : '';
  return `${sign}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')} ppm`;
}
