// What is wrong, worst first: one sentence for the top of the page, and an order for the devices.

const ranks = { lost: 0, silent: 1, opening: 2, open: 3, live: 4 };

/** "bad", "doubt", "wait" or "good": how a device stands. A clock that runs on alone is a doubt, not a loss. */
export function tone_of(device) {
  if (device.state === 'lost') return 'bad';
  if (device.state === 'silent' || device.missed_impulses > 0 || device.clock_state === 'holdover') return 'doubt';
  if (device.state === 'live') return device.clock_state === 'unsynced' && device.impulses > 0 ? 'doubt' : 'good';
  return 'wait';
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
  if (doubtful.length > 0) return { tone: 'doubt', text: `Look at: ${doubtful.map((device) => device.name).join(', ')}` };
  if (health.quarantined > 0) return { tone: 'doubt', text: 'Entries were put aside' };
  return { tone: 'good', text: 'Everything is working' };
}

/** Parts per million with two decimals, cut towards zero: "-1.83 ppm". */
export function rate_text(ppb) {
  const size = Math.abs(Math.trunc(ppb / 10));
  const sign = ppb < 0 && size > 0 ? '−' : ppb > 0 && size > 0 ? '+' : '';
  return `${sign}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')} ppm`;
}
