// Lists of entries over HTTP: a file is looked at, and sent again when its report is accepted.
import { no_contact } from '../feed/session.js';
import { say } from '../text/say.js';

/** A browser gives no more of a file that was saved again, moved or deleted since it was chosen: what was looked at is gone. */
async function is_still_there(file) {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

async function send(call, path, parameters, file) {
  const { ok, status, data } = await call(`/api/v1/entries/${path}?${new URLSearchParams(parameters)}`, file, 'text/csv');
  if (ok) return { ok: true, data };
  if (status !== 0) return { ok: false, code: data.code ?? '', text: data.text ?? say('programme.the_server_did_not_take_the') };
  if (!(await is_still_there(file))) return { ok: false, code: 'file_changed', text: say('programme.name_was_changed_moved_or_deleted', { name: file.name }) };
  return { ok: false, code: '', text: no_contact() };
}

/** `call`: the desk's, which asks for the password where the server wants it. {ok, data: the report} or {ok, code, text}. */
export const look_at_list = (call, file) => send(call, 'check', {}, file);

/** `id`: of this acceptance; sent again with the same id, it is done once. */
export const accept_list = (call, file, report, reason, id) => send(call, 'accept', { plan: report.plan, id, name: file.name, reason }, file);
