// A certificate for this computer, of a root of its own, for tests of TLS.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files of a root, and of a certificate of it for 127.0.0.1. `ca`: the root as text. */
export function make_secrets(venue) {
  const path = (name) => join(venue.folder, name);
  const openssl = (...words) => execFileSync('openssl', words, { stdio: ['ignore', 'ignore', 'pipe'] });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', path('root.key'), '-out', path('root.pem'), '-days', '2', '-subj', '/CN=root of a test');
  openssl('req', ...key, '-keyout', path('hub.key'), '-out', path('hub.csr'), '-subj', '/CN=127.0.0.1');
  venue.write('hub.ext', 'subjectAltName = IP:127.0.0.1, DNS:localhost\n');
  openssl('x509', '-req', '-in', path('hub.csr'), '-CA', path('root.pem'), '-CAkey', path('root.key'), '-CAcreateserial', '-days', '2', '-extfile', path('hub.ext'), '-out', path('hub.pem'));
  return { root: path('root.pem'), certificate: path('hub.pem'), key: path('hub.key'), ca: readFileSync(path('root.pem'), 'utf8') };
}
