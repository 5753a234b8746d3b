// For printed sheets, which speak English alone: the words of everybody, and the groups of words that sheets and officials share.
import english from './languages/en.js';
import desk from './officials/en/desk.js';
import terms from './officials/en/terms.js';
import { speak } from './say.js';

speak({ ...english, ...desk, ...terms });
