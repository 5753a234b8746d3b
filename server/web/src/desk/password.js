// What the server wants of a password, as far as a page can tell. Pure; the server's word counts (server/net/accounts.cpp, guessable.cpp).
import { say } from '../text/say.js';

/** Characters. */
export const least_password = 8;

/** What is missing, in words, or empty. `again`: the second time that it was typed; undefined where nobody asks for it. */
export function missing_in(password, name = '', again = undefined) {
  const short_by = least_password - [...password].length;
  if (short_by > 0) return say('sign_in.n_characters_more', { n: short_by });
  if (new Set(password.toLowerCase()).size === 1 || password.toLowerCase() === name.trim().toLowerCase()) return say('sign_in.too_easily_guessed');
  return again !== undefined && again !== '' && password !== again ? say('sign_in.the_two_passwords_are_not_the') : '';
}
