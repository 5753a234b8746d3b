// Entries of the journal over plain HTTP, in one shape whoever asks: officials get them as they stand on the disk, with names and
// hashes; everybody else, and officials of a server without a file, the public log, which has neither. Never throws.
import { no_contact } from './session.js';
import { say } from '../text/say.js';

/**
 * An entry: {seq, wall_us, person, role, order, reason, kind, data, line, hash, is_whole}. `order`: the id of the order that it follows from; the public log has none. `data` as docs/schemas/facts.json, but integers that a
 * number cannot hold are texts of digits. `line`: the canonical line, empty where the entry is known by its hash alone; null, as `hash`, of
 * the public log. `is_whole`: false where the samples of a trace were left out.
 */

/** JSON whose large integers, nanoseconds since 1970 among them, stay exact: as texts. */
export function parse_exactly(json) {
  const exact = (found) => (found[0] === '"' || Number.isSafeInteger(Number(found)) ? found : `"${found}"`);
  return JSON.parse(json.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}/g, exact));
}

function of_row({ seq, hash, entry, is_whole }) {
  const known = { seq, hash, line: entry, is_whole };
  if (entry === '') return { ...known, wall_us: null, person: '', role: '', order: '', reason: '', kind: '', data: {} };
  try {
    const { wall_us, actor, command_id, reason, kind, data } = parse_exactly(entry);
    return { ...known, wall_us, person: actor.name, role: actor.role, order: command_id ?? '', reason, kind, data };
  } catch {
    return { ...known, wall_us: null, person: '', role: '', order: '', reason: '', kind: 'unreadable', data: {} };
  }
}

const of_frame = ({ seq, data: { wall_us, role, reason, kind, data } }) => ({ seq, wall_us, person: '', role, order: '', reason, kind, data, line: null, hash: null, is_whole: true });

async function get(path) {
  try {
    const response = await fetch(path, { credentials: 'same-origin', headers: { accept: 'application/json' } });
    return { status: response.status, data: parse_exactly(await response.text()) };
  } catch {
    return { status: 0, data: {} };
  }
}

/** {epoch, seq} of the journal's end, or null without contact. */
export async function end_of_journal() {
  const { status, data } = await get('/api/v1/health');
  return status === 200 ? { epoch: data.epoch, seq: data.seq } : null;
}

/**
 * The entries after a number, in order, as many as one answer holds: {entries, text}; `text`: why there are none. `source`: "journal" or
 * "log". {is_shut: true}: this visitor, or this server, has no journal to read.
 */
export async function entries_after(source, { epoch, seq }) {
  const { status, data } = await get(`/api/v1/${source}?since=${encodeURIComponent(`${epoch}:${seq}`)}`);
  if (status === 200) return { entries: source === 'journal' ? data.rows.map(of_row) : data.map(of_frame), text: '' };
  // The log's ring holds no more than this: it goes on where it begins.
  if (status === 410 && data.first > seq) return entries_after(source, { epoch, seq: data.first });
  return { entries: [], text: status === 0 ? no_contact() : (data.text ?? say('link.no_answer')), is_shut: source === 'journal' && (status === 401 || status === 404) };
}

/** One entry as it stands on the disk, whole: {entry, text}. */
export async function whole_entry(seq) {
  const { status, data } = await get(`/api/v1/journal/${seq}`);
  return status === 200 ? { entry: of_row(data), text: '' } : { entry: null, text: status === 0 ? no_contact() : (data.text ?? say('link.no_answer')) };
}
