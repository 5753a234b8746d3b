// Lists of entries over HTTP: a file is looked at, and sent again when its report is accepted.
import { make_id } from '../feed/id.js';

async function send(path, parameters, file) {
  try {
    const response = await fetch(`/api/v1/entries/${path}?${new URLSearchParams(parameters)}`, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'text/csv' }, body: file });
    const data = await response.json().catch(() => ({}));
    if (response.ok) return { ok: true, data };
    return { ok: false, code: data.code ?? '', text: data.text ?? 'The server did not take the list.' };
  } catch {
    return { ok: false, code: '', text: 'No contact with the server. Check the network, then try again.' };
  }
}

/** {ok, data: the report} or {ok, text}. */
export const look_at_list = (file) => send('check', {}, file);

/** `id`: of this acceptance; sent again with the same id, it is done once. */
export const accept_list = (file, report, reason, id) => send('accept', { plan: report.plan, id, name: file.name, reason }, file);

export { make_id };
