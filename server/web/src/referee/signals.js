// Which sensed signal the start was measured from. The same green is seen by several boxes: a reaction counts from the box on
// its sensor's own clock, and the race from the venue's best source, which may be another.
import { say } from '../text/say.js';
import { uncertainty_text } from '../text/time.js';

const named = ({ device, uncertainty_ns }) => `${device}, ${uncertainty_text(uncertainty_ns / 1000).replace(' ', '\u00a0')}`;

/** [name, text] for each fact about the signal: one where reactions and race are measured from the same box, else two. */
export function signals_of(view) {
  if (!view.signal_device) return [[say('referee.signal_from'), say('referee.none_yet')]];
  const race = named({ device: view.signal_device, uncertainty_ns: view.signal_uncertainty_ns });
  const reactions = [...new Set((view.reaction_signals ?? []).map(named))];
  if (reactions.every((one) => one === race)) return [[say('referee.signal_from'), race]];
  return [[say('referee.reactions_from'), reactions.join('; ')], [say('referee.race_time_from'), race]];
}
