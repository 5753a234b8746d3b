// Finds in the journal what tells of one run of a race: the newest entries first, further back as far as the arming of that run.
import { JournalCopy } from '../feed/journal_copy.js';
import { run_of } from './origin.js';

// One a page: who asks about the next crew does not load it again.
const copies = new Map();

/** `from`: "journal" or "log", see JournalCopy. Answers {entries, armed, source, text}: `entries` from the arming on, see run_of; null, with a sentence where something is amiss, if there is none. */
export async function find_run(race, run, from) {
  if (!copies.has(from)) copies.set(from, new JournalCopy(() => {}, from));
  const copy = copies.get(from);
  await copy.open();
  while (!run_of(copy.entries, race, run) && !copy.is_all_here && !copy.text) await copy.older();
  const found = run_of(copy.entries, race, run);
  return { entries: found?.entries ?? null, armed: found?.armed ?? null, source: copy.source, text: found ? '' : copy.text };
}
