// By how much a race was moved, for whoever waits for it; pure.
import { say } from './say.js';

/** "15 min later", or empty where it was not moved, or by less than a minute. */
export function delay_text(header) {
  if (header.first_scheduled_us === undefined) return '';
  const minutes = Math.round((header.scheduled_us - header.first_scheduled_us) / 60e6);
  if (minutes === 0) return '';
  return minutes > 0 ? say('later_by', { n: minutes }) : say('earlier_by', { n: -minutes });
}
