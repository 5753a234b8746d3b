// Days, with their year, and times of day as the language of the sheet writes them, in the zone of the screen.
import { say } from '../text/say.js';
import { clock_seconds_text, clock_text } from '../text/time.js';

const in_words = (us, how) => new Date(us / 1000).toLocaleString(say('locale'), { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', ...how });

/** "Sat, 4 July 2026": a sheet is read in other years too. */
const day_text = (us) => new Date(us / 1000).toLocaleDateString(say('locale'), { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' });

/** "4 Jul 2026, 14:05". */
export const day_and_time = (us) => in_words(us, {});

/** "4 Jul 2026, 14:05:09 CEST": with the zone, for whoever reads the sheet elsewhere. */
export const exact_moment = (us) => in_words(us, { second: '2-digit', timeZoneName: 'short' });

/** When the race of this header is due; of one that has a start signal beside it when it began, with its day where that is another. */
export function times_of(header, started_us) {
  const day = day_text(header.scheduled_us);
  const due = clock_text(header.scheduled_us);
  if (started_us === undefined || started_us === null) return `${day} ${due}`;
  const began = clock_seconds_text(started_us / 1000);
  const day_then = day_text(started_us);
  return [day, say('print.scheduled_time', { time: due }), say('print.started_time', { time: day_then === day ? began : `${day_then} ${began}` })].join(', ');
}
