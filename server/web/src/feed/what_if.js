// Asks the server how a race would be judged by other rules. Answers with data or a sentence, and never throws.
import { call, no_contact } from './session.js';
import { say } from '../text/say.js';

/** {data, text}: the comparison as the server describes it, or null and why not. Empty parameters are left out: as in the race. */
export async function compare(race, question) {
  const named = Object.entries(question).filter(([, value]) => value !== '');
  const { ok, status, data } = await call(`/api/v1/races/${race}/what_if?${new URLSearchParams(named)}`);
  if (ok) return { data, text: '' };
  return { data: null, text: status === 0 ? no_contact() : (data.text ?? say('link.no_answer')) };
}
