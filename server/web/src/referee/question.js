// Whether somebody must decide about the start shown, and what was decided. A flag is not a verdict, and a recall is not
// one either.
import { stage_of } from '../text/race_words.js';
import { say } from '../text/say.js';

const is_verdict = (decision) => !decision.verdict.startsWith('recalled');

/** The newest verdict on this run, or undefined. */
export function verdict_on(view) {
  return view.decisions.filter((decision) => decision.run === view.header.run && is_verdict(decision)).at(-1);
}

/** Whether a later verdict on the same start stands in the place of this one. */
export function is_replaced(decisions, decision) {
  return is_verdict(decision) && decisions.findLast((one) => one.run === decision.run && is_verdict(one)) !== decision;
}

/** Whether a sensor of any lane said anything of this start: none at all is not the same as no fault. The signal is no lane's. */
export const has_sensors = (view) => view.rows.some((row) => row.trace || row.quantities.length > 0);

/** "asked": a recall is asked for; "recalled": called back and not judged yet; "decided"; "quiet"; "none": never armed; "waiting": before the
    signal, and nothing was seen; "closed": official. */
export function question_of(view) {
  if (view.header.run === 0) return 'none';
  if (view.recall_requested) return 'asked';
  if (['official', 'revised'].includes(view.header.state)) return 'closed';
  if (verdict_on(view)) return 'decided';
  if (view.recalled) return 'recalled';
  return stage_of(view.header.state) === 'before' && view.signal_us === null && view.faults.length === 0 ? 'waiting' : 'quiet';
}

/** Lanes whose crews the machine's findings concern: a hint for the eye, never a choice made for the official. */
export function suspected_lanes(view) {
  return new Set(view.faults.filter((fault) => fault.concerns_crew).map((fault) => fault.lane));
}

/** In the order in which they are shown. */
export const quantity_names = ['reaction', 'sensed', 'contact', 'over_line', 'release', 'clear', 'signal'];

/** A quantity of a row by its name, or undefined. */
export const quantity_of = (row, name) => row.quantities.find((quantity) => quantity.name === name);

/** "Lane 5", "Lanes 2, 5". */
export function lanes_text(lanes) {
  return `${lanes.length === 1 ? say('desk.lane') : say('desk.lanes')} ${lanes.join(', ')}`;
}
