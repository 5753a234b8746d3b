// What a printed sheet is of, and what its status is called; pure.

const views = { results: 'results', start_list: 'start_list', case: 'referee' };
export const titles = { results: 'Results', start_list: 'Start list', case: 'Start: the case' };

/** {what, race, topic} of an address, or null where it names no sheet. */
export function sheet_of(search) {
  const asked = new URLSearchParams(search);
  const what = asked.get('what') ?? 'results';
  const race = Number(asked.get('race'));
  return views[what] && Number.isInteger(race) && race > 0 ? { what, race, topic: `race/${race}/${views[what]}` } : null;
}

/** {text, is_loud}: paper outlives the screen, so whatever is not official says so in large letters. A start list has no such status. */
export function status_of(what, header) {
  if (what === 'start_list') return { text: ['postponed', 'cancelled', 'abandoned'].includes(header.state) ? header.state.toUpperCase() : '', is_loud: true };
  if (what === 'case') return { text: '', is_loud: false };
  if (header.status === 'official') return { text: 'Official', is_loud: false };
  if (header.status === 'revised') return { text: `Official, revision ${header.revision}`, is_loud: false };
  return { text: header.status === 'unofficial' ? 'UNOFFICIAL' : 'NOT FINAL: THE RACE IS NOT OVER', is_loud: true };
}

/** 64 digits in groups that can be read aloud. */
export const grouped = (digest) => digest.replaceAll(/(.{8})(?=.)/g, '$1 ');
