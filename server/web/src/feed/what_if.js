// Asks the server how a race would be judged by other rules. Answers with data or a sentence, and never throws.

/** {data, text}: the comparison as the server describes it, or null and why not. Empty parameters are left out: as in the race. */
export async function compare(race, question) {
  const named = Object.entries(question).filter(([, value]) => value !== '');
  try {
    const response = await fetch(`/api/v1/races/${race}/what_if?${new URLSearchParams(named)}`, { credentials: 'same-origin', headers: { accept: 'application/json' } });
    const data = await response.json().catch(() => ({}));
    return response.ok ? { data, text: '' } : { data: null, text: data.text ?? 'The server gave no answer.' };
  } catch {
    return { data: null, text: 'No contact with the server. Check the network, then try again.' };
  }
}
