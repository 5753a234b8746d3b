import '../style/font.css';
import '../style/base.css';
import '../desk/desk.css';
import { mount } from 'svelte';
import Print from '../print/Print.svelte';
import { wear_look } from '../reader/look.js';
import { use_language_of_officials } from '../text/officials.js';

wear_look();
use_language_of_officials().then(() => mount(Print, { target: document.body }));
