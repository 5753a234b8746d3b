// What is wrong, worst first: one sentence for the top of the page, and an order for the devices.

import { say } from '../text/say.js';
import { age_text, uncertainty_text } from '../text/time.js';
import { clock_word } from '../text/words.js';
import { displays_doubt } from './displays.js';

const ranks = { lost: 0, silent: 1, opening: 2, open: 3, quiet: 4, live: 5 };

/** A timer that speaks only at impulses is silent for minutes between races, and its clock runs on alone: that is usual, until
    its stamps may be off by as much as a hand time. */
const doubtful_clock_us = 100_000;

/** Why somebody should look at a device, or empty. A clock that runs on alone is a doubt, not a loss. */
export function doubt_of(device) {
  if (device.state === 'silent') return say('health.silent');
  if (device.ailing) return say('health.asks_for_somebody_as_it_says');
  if (device.recording_trouble) return say('health.is_not_being_recorded');
  if (device.missed_impulses > 0) return say('health.missed_impulses');
  if (device.clock_state === 'holdover' && device.clock_uncertainty_us >= doubtful_clock_us) return say('health.not_heard_for_so_long_that');
  if (device.clock_state === 'unsynced' && device.impulses > 0) return say('health.its_clock_is_not_in_step');
  return '';
}

/** "bad", "doubt", "wait" or "good": how a device stands. */
export function tone_of(device) {
  if (device.state === 'lost') return 'bad';
  if (doubt_of(device)) return 'doubt';
  return device.state === 'live' ? 'good' : 'wait';
}

/** What to know of a driver that has not met real devices; empty for one that has, or is built to the maker's layout. */
export function maturity_mark(device) {
  return { experimental: say('health.experimental'), simulated: say('health.no_device_simulated') }[device.maturity] ?? '';
}

/** The ailing first, then by name. */
export function worst_first(devices) {
  const tones = ['bad', 'doubt', 'wait', 'good'];
  const key = (device) => tones.indexOf(tone_of(device)) * 10 + (ranks[device.state] ?? 6);
  return [...devices].sort((a, b) => key(a) - key(b) || a.name.localeCompare(b.name));
}

/** An absence stays a doubt for so long; then it is only told. */
const absence_in_doubt_us = 3_600_000_000;

/** Who was away and is back: times may be missing that no race shows. `now_us`: null while nobody knows. */
function absences_of(devices, now_us) {
  const away = devices.filter((device) => device.absences > 0);
  const is_in_doubt = away.some((device) => now_us === null || now_us - device.away_until_us < absence_in_doubt_us);
  const each = away.map((device) => say('health.name_was_away_for_age_age', { name: device.name, age: age_text(device.away_until_us - device.away_from_us), age_2: now_us === null ? '' : say('health.age_ago', { age: age_text(now_us - device.away_until_us) }) })).join('; ');
  return { is_in_doubt, text: each && say('health.working_again_each_look_for_times', { each }) };
}

/** Devices at a timing point of which nothing came in a test of inputs. */
export function not_heard_in(inputs, devices) {
  const heard = new Set(inputs?.heard ?? []);
  return devices.filter((device) => device.wired && !heard.has(device.name)).map((device) => device.name);
}

/** A result is to a thousandth of a second. */
const slewed_in_doubt_us = 1_000;

/** {tone, text} for the whole venue. Not being recorded outweighs everything. `now_us`: race time, or null while nobody knows. */
export function verdict_of(health, now_us = null) {
  if (!health.recorded) return { tone: 'bad', text: say('desk.not_recorded') };
  if (health.relay?.state === 'superseded') return { tone: 'bad', text: say('desk.another_server_leads') };
  if (health.relay?.state === 'yielding') return { tone: 'bad', text: say('desk.no_orders') };
  if (health.relay?.state === 'standby') return { tone: 'wait', text: health.relay.text };
  const bad = health.devices.filter((device) => tone_of(device) === 'bad');
  const doubtful = health.devices.filter((device) => tone_of(device) === 'doubt');
  if (bad.length > 0) return { tone: 'bad', text: say('health.lost_bad', { bad: bad.map((device) => device.name).join(', ') }) };
  const absences = absences_of(health.devices, now_us);
  const doubts = [];
  if (doubtful.length > 0) doubts.push(say('health.look_at_doubtful', { doubtful: doubtful.map((device) => `${device.name}: ${doubt_of(device)}`).join('; ') }));
  if (absences.is_in_doubt) doubts.push(absences.text);
  if (health.redundancy_text) doubts.push(health.redundancy_text);
  if (health.host_clock?.slewed_us >= slewed_in_doubt_us) doubts.push(say('health.this_computers_clock_is_being_slewed'));
  if (health.capture_text) doubts.push(say('health.the_system_refused_what_the_stamping'));
  const displays = displays_doubt(health.displays ?? []);
  if (displays) doubts.push(say('health.screens_displays', { displays }));
  if (health.quarantined > 0) doubts.push(say('health.entries_were_put_aside'));
  if (doubts.length > 0) return { tone: 'doubt', text: doubts.join(' · ') };
  if (absences.text) return { tone: 'good', text: absences.text };
  const unsure = [...unheard_of(health.devices), ...(is_set(health.host_clock) ? [] : [say('health.nothing_sets_this_computers_time')])];
  if (unsure.length > 0) return { tone: 'wait', text: [say('health.no_trouble_is_known'), ...unsure].join(' · ') };
  return { tone: 'good', text: say('health.everything_is_working') };
}

/** Whether somebody vouches for the time of day; where it is not told, nobody asks. */
const is_set = (host_clock) => !host_clock?.state || host_clock.state === 'synchronised';

/** Nothing is known against these, and nothing for them: one touch of a contact would tell. */
function unheard_of(devices) {
  const named = (state) => devices.filter((device) => device.wired && device.state === state).map((device) => device.name).join(', ');
  const never = named('open');
  const lately = named('quiet');
  return [...(never ? [say('health.never_heard_never', { never })] : []), ...(lately ? [say('health.nothing_for_a_minute_or_more', { lately })] : [])];
}

/** The server calls a clock alone after so long without a reading. */
const long_silence_us = 60_000_000;

/** How far a device's clock is to be believed, and how long nothing was heard of it. `silence_us`: that time, or null. */
export function clock_sentence(device, silence_us) {
  if (!device.clock_state) return say('health.the_computers_own');
  if (device.clock_state === 'unsynced') return clock_word('unsynced');
  const half_width = uncertainty_text(device.clock_uncertainty_us);
  if (device.clock_state === 'holdover' && silence_us >= long_silence_us) return say('health.not_heard_for_age_half_width', { age: age_text(silence_us), half_width });
  return `${clock_word(device.clock_state)}, ${half_width}`;
}

/** How often a device was away, and what that may have cost; empty if it never was. `now_us`: null while nobody knows. */
export function absence_text(device, now_us) {
  if (!device.absences) return '';
  const often = device.absences === 1 ? say('health.once') : say('health.absences_times', { absences: device.absences });
  const ago = now_us === null ? '' : say('health.age_ago', { age: age_text(now_us - device.away_until_us) });
  return say('health.was_away_often_last_for_age', { often, age: age_text(device.away_until_us - device.away_from_us), ago });
}

/** Parts per million with two decimals, cut towards zero: "-1.83 ppm". */
export function rate_text(ppb) {
  const size = Math.abs(Math.trunc(ppb / 10));
  const sign = ppb < 0 && size > 0 ? '−' : ppb > 0 && size > 0 ? '+' : '';
  return `${sign}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')} ppm`;
}

/** By how much a race of six minutes may be off whose start and finish one clock saw, that runs off by at most `ppb`. */
export function trust_text(ppb) {
  return uncertainty_text(Math.ceil((360_000_000 * ppb) / 1_000_000_000));
}
