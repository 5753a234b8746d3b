// All that officials' pages say, beside what every page says.
import audit from './audit.js';
import console from './console.js';
import desk from './desk.js';
import health from './health.js';
import photo from './photo.js';
import print from './print.js';
import programme from './programme.js';
import referee from './referee.js';
import roles from '../../roles/fr.js';
import setup from './setup.js';
import sign_in from './sign_in.js';
import terms from './terms.js';
import warnings from './warnings.js';

export default { ...desk, ...console, ...referee, ...photo, ...health, ...programme, ...setup, ...audit, ...sign_in, ...print, ...roles, ...terms, ...warnings };
