// Signing out: what the page shows is gone at once, whether the server can be reached or not.
import { sign_out } from '../feed/session.js';
import { go_to_sign_in } from './desk.svelte.js';

const patience_ms = 3_000;

/** Without an answer the sign-in page goes on trying. */
export async function leave() {
  const is_known = await Promise.race([sign_out(), new Promise((late) => setTimeout(() => late(false), patience_ms))]);
  go_to_sign_in(is_known ? '' : '&left=1');
}
