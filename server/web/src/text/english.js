// For pages that speak English alone: imported first, it is loaded with them.
import english from './languages/en.js';
import { speak } from './say.js';

speak(english);
