// For tests of officials' pages: imported first, it is loaded with them.
import english from './languages/en.js';
import officials from './officials/en/index.js';
import { speak } from './say.js';

speak({ ...english, ...officials });
