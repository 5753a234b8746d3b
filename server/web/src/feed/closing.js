// What the end of a socket means for whether, and when, to come back.

/** Nobody is signed in here, any more or yet. */
export const sign_in_first = 4001;
/** As a browser says it. */
export const lost_on_the_way = 1006;

export const no_problem = { problem: null, text: '' };

const meanings = {
  [sign_in_first]: { problem: 'sign_in', text: 'Sign in to see this page.' },
  4003: { problem: 'forbidden', text: 'This account may not see this page.' },
  4009: { problem: 'replaced', text: 'This page was opened elsewhere. Reload to take over.', stay_away: true },
  4010: { problem: 'too_old', text: 'The server is newer than this page. Reload the page.', stay_away: true },
};

/** {problem, text, stay_away} of a close code, or undefined: the page comes back, and says no more than that. */
export const meaning_of = (code) => meanings[code];
