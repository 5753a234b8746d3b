// What officials chose for the scoreboards, as the view of the meet has it, and which race no board shows for that; pure.
import { is_under_way } from './faces.js';

/** What can be chosen, in the order in which it is offered. */
export const choices = ['automatic', 'race', 'schedule', 'medals', 'message'];

/** {shows, text}: "automatic" where nobody chose, and where this page does not know the face. */
export function steering_of(meet) {
  const { shows, text = '' } = meet?.board ?? {};
  const is_known = choices.includes(shows) && (shows === 'message') === Boolean(text.trim());
  return is_known ? { shows, text } : { shows: 'automatic', text: '' };
}

/** The race that is on and that a board which shows this hides; null: none. */
export function hidden_race(meet, shows) {
  if (['automatic', 'race'].includes(shows)) return null;
  const current = meet?.races.find(({ race }) => race === meet.current_race);
  return is_under_way(current) ? current.race : null;
}
