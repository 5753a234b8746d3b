// Who is signed in: the plain HTTP side of access, and the call that all of plain HTTP goes by. Every function answers with
// data or a sentence, and never throws.
import { say } from '../text/say.js';

export const no_contact = () => say('link.no_contact');

/** {ok, status, data}; a status of 0 is no contact. With a body it is posted: as JSON, or as it is where its type is said. */
export async function call(path, body, type = 'application/json') {
  try {
    const init = body === undefined ? {} : { method: 'POST', body: type === 'application/json' ? JSON.stringify(body) : body };
    const headers = { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': type }) };
    const response = await fetch(path, { credentials: 'same-origin', headers, ...init });
    const data = await response.json().catch(() => ({}));
    return { ok: response.ok, status: response.status, data };
  } catch {
    return { ok: false, status: 0, data: {} };
  }
}

/** {name, role, locked} or null; locked: it asks for the password before the next order. */
export async function who_am_i() {
  const { ok, data } = await call('/api/v1/me');
  return ok && data.name ? data : null;
}

/** With {name, password} or {code}. Answers {ok, text}, and {name, role} of whoever is signed in now. */
export async function sign_in(credentials) {
  const { ok, status, data } = await call('/api/v1/sign-in', credentials);
  if (ok) return { ok: true, text: '', name: data.name ?? '', role: data.role ?? '' };
  if (status === 0) return { ok: false, text: no_contact() };
  if (status === 429) return { ok: false, text: say('link.too_many_attempts') };
  const usual = credentials.code ? say('link.used_up') : say('link.wrong');
  return { ok: false, text: data.text ?? usual };
}

/** Gives the account that is signed in a password of its own; whoever has one already gives it too. Answers {ok, text}. */
export async function set_password(password, old_password) {
  const { ok, status, data } = await call('/api/v1/password', old_password === undefined ? { password } : { old_password, password });
  if (ok) return { ok: true, text: '' };
  return { ok: false, text: data.text ?? (status === 0 ? no_contact() : say('link.password_not_taken')) };
}

/** Shows the server that the person at this page is still the one who signed in as `name`; where that has ended, signs in anew. Answers {ok, text}. */
export async function prove_oneself(name, password) {
  const { ok, status, data } = await call('/api/v1/unlock', { password });
  if (ok) return { ok: true, text: '' };
  if (status === 401) return sign_in({ name, password });
  return { ok: false, text: data.text ?? (status === 0 ? no_contact() : say('link.password_not_taken')) };
}

/** Where one is signed in, of an admin everybody: {ok, text, sessions}. */
export async function sessions() {
  return sessions_in(await call('/api/v1/sessions'));
}

/** What an answer about sessions says; so also that of POST /api/v1/sessions/end {id}. */
export function sessions_in({ ok, status, data }) {
  return { ok, sessions: data.sessions ?? [], text: ok ? '' : (data.text ?? (status === 0 ? no_contact() : say('link.no_sessions'))) };
}

/** How this server may be reached: {secure, port, tls_port, officials_need_tls, root_sha256, names}, or null. */
export async function doors() {
  const { ok, data } = await call('/api/v1/doors');
  return ok && 'tls_port' in data ? data : null;
}

/** The file under an address, as a Blob, or null where it is refused or breaks off. */
export async function file_at(path) {
  try {
    const response = await fetch(path, { credentials: 'same-origin' });
    return response.ok ? await response.blob() : null;
  } catch {
    return null;
  }
}

/** The frame of a view over plain HTTP, without following it, or null. */
export async function frame_of(topic) {
  const { ok, data } = await call(`/api/v1/views/${topic}`);
  return ok && data.kind === 'view' ? data : null;
}

/** Its data, or null. */
export const look_at = async (topic) => (await frame_of(topic))?.data ?? null;

/** Whether the server knows that this device is signed out. */
export async function sign_out() {
  return (await call('/api/v1/sign-out', {})).ok;
}
