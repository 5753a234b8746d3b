// What the scoreboards show, in words.
import { say, spaced } from '../text/say.js';

const words = {
  automatic: () => say('console.board_automatic'),
  race: () => say('console.board_race'),
  schedule: () => say('programme'),
  medals: () => say('medals'),
  message: () => say('console.board_message'),
};

/** The name of a face. */
export const face_word = (shows) => words[shows]?.() ?? spaced(shows);

/** What is shown, with the message itself in one line: {shows, text}. */
export const shown_words = ({ shows, text }) => (shows === 'message' ? say('console.board_says', { text: text.split('\n').join(' / ') }) : face_word(shows));
