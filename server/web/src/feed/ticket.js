// A ticket for one socket of whoever is signed in here: the server takes no cookie alone for an official. Never throws.

/** Longer than any server of a venue takes; then the way is gone, and it is tried again as after a lost socket. */
const patience_ms = 5_000;

/** {ticket}: empty where nobody is signed in, or the server knows of no tickets. Null: no answer that could be used, try again later. */
export async function ask_for_ticket() {
  const given_up = new AbortController();
  const timer = setTimeout(() => given_up.abort(), patience_ms);
  try {
    const response = await fetch('/api/v1/tickets', { method: 'POST', credentials: 'same-origin', headers: { accept: 'application/json', 'content-type': 'application/json' }, body: '{}', signal: given_up.signal });
    if (response.status === 401 || response.status === 404) return { ticket: '', is_signed_out: response.status === 401 };
    return response.ok ? { ticket: (await response.json()).ticket } : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
