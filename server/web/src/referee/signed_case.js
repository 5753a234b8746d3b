// The case of a start as a file: one archive of the server with journal, signatures, pictures and judgement. bowball open-case judges it
// again on another computer, without a server.
import { file_at } from '../feed/session.js';

/** {name, bytes: Blob}, or null where the server makes none or cannot be reached. */
export async function signed_case(view) {
  const { race, run } = view.header;
  const bytes = await file_at(`/api/v1/races/${race}/starts/${run}/case`);
  return bytes && { name: `case-race-${race}-start-${run}.tar`, bytes };
}
