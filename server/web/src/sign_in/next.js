// Where to go after signing in: the page named in ?next=, if it is one of this server's own.

/** A path on this server, or the console. Another site's address is never followed. */
export function next_page(search) {
  const next = new URLSearchParams(search).get('next') ?? '';
  // Behind the question mark nothing can lead elsewhere.
  const plain = /^\/?[a-z-]+(\.html)?(\?[^\s#\\]*)?$/i;
  return plain.test(next) ? next : 'console.html';
}

/** The code of a sign-in link, or empty. */
export function code_in(search) {
  return (new URLSearchParams(search).get('code') ?? '').trim();
}
