// Which notes stay when one more comes; pure.

/** More would cover what they are about. */
const most_notes = 3;

/** What it is to lose one unread: nothing, the way back from a slip, an order that was not carried out. */
const weight = (note) => (note.is_bad ? 2 : note.undo ? 1 : 0);

/** The notes with the newest at the end. The lightest go first, and of these the oldest; none goes for one that is lighter than it. At most four stay. */
export function notes_with(notes, newest) {
  let kept = [...notes];
  while (kept.length >= most_notes) {
    const lightest = Math.min(...kept.map(weight));
    if (lightest > weight(newest)) break;
    const leaves = kept.findIndex((note) => weight(note) === lightest);
    kept = kept.filter((_, k) => k !== leaves);
  }
  return [...kept, newest];
}
