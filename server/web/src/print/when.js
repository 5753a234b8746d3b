// Days and times of day as the language of the sheet writes them, in the zone of the screen.
import { say } from '../text/say.js';

const in_words = (us, how) => new Date(us / 1000).toLocaleString(say('locale'), { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', ...how });

/** "4 Jul, 14:05". */
export const day_and_time = (us) => in_words(us, {});

/** "4 Jul, 14:05:09 CEST": with the zone, for whoever reads the sheet elsewhere. */
export const exact_moment = (us) => in_words(us, { second: '2-digit', timeZoneName: 'short' });
