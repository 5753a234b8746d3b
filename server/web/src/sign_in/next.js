// Where to go after signing in: the page named in ?next=, if it is one of this server's own.

/** A path on this server, or the console. Another site's address is never followed. */
export function next_page(search) {
  const next = new URLSearchParams(search).get('next') ?? '';
  // Behind the question mark nothing can lead elsewhere.
  const plain = /^\/?[a-z-]+(\.html)?(\?[^\s#\\]*)?$/i;
  return plain.test(next) ? next : 'console.html';
}

/** Where officials sign in over TLS, with what this address asks for; null where this page may do it. `doors`: what the server says of itself. */
export function door_of_tls(doors, { hostname, search }) {
  const is_here = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (!doors?.officials_need_tls || doors.secure || is_here) return null;
  return `https://${hostname}:${doors.tls_port}/sign-in.html${search}`;
}

/** The code of a sign-in link, or empty. */
export function code_in(search) {
  return (new URLSearchParams(search).get('code') ?? '').trim();
}
