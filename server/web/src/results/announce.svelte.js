// The one thing of a race that is read aloud by itself: that its result has become unofficial, official, or another.
import { say } from '../text/say.js';

const told = ['unofficial', 'official', 'revised'];

/** @param {() => any} header of the race shown, reactive. {text}, reactive; nothing of what was so when the race was opened. */
export function announce(header) {
  let text = $state('');
  let before = null;
  $effect(() => {
    const { race, status, revision } = header() ?? {};
    if (race === undefined) return;
    const is_other = before?.race === race && (before.status !== status || before.revision !== revision);
    if (before?.race !== race) text = '';
    if (is_other && told.includes(status)) text = say(`news.${status}`, { n: race });
    before = { race, status, revision };
  });
  return {
    get text() {
      return text;
    },
  };
}
