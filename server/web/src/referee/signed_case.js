// The case of a start as a file: what the server says of it, the samples of each trace, and where the journal stood, each in a note
// that the server signed. bowball open-note reads it, without a server.
import { look_at, signed_note } from '../feed/session.js';

/** {name, text}, or null where the server does not sign or cannot be reached. */
export async function signed_case(view) {
  const { race, run } = view.header;
  const traces = view.rows.flatMap((row) => (row.trace ? [row.trace.samples_url] : []));
  const notes = await Promise.all([`/api/v1/views/race/${race}/referee`, ...traces].map(signed_note));
  const checkpoint = await look_at('meet/checkpoint');
  if (notes.includes(null) || !checkpoint) return null;
  // An empty line behind each: how a file holds several.
  return { name: `case-race-${race}-start-${run}.note`, text: [...notes, checkpoint.note].map((note) => `${note}\n`).join('') };
}
