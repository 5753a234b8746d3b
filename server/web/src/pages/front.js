import '../style/font.css';
import '../style/base.css';
import '../desk/desk.css';
import { mount } from 'svelte';
import Front from '../front/Front.svelte';
import { use_language } from '../text/language.js';
import { wear_look } from '../reader/look.js';

wear_look();
use_language().then(() => mount(Front, { target: document.body }));
