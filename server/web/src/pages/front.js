import '../style/font.css';
import '../style/base.css';
import '../desk/desk.css';
import { mount } from 'svelte';
import Front from '../front/Front.svelte';
import { files } from '../text/broadcasters.js';
import { use_language } from '../text/language.js';
import { wear_look } from '../reader/look.js';

wear_look();
use_language(files).then(() => mount(Front, { target: document.body }));
