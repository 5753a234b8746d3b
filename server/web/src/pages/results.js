import '../style/base.css';
import '../desk/desk.css';
import { mount } from 'svelte';
import { Live, browser_world } from '../feed/live.svelte.js';
import { frame_of } from '../feed/session.js';
import { load_font_later } from '../reader/font_later.js';
import Results from '../results/Results.svelte';
import { use_language } from '../text/language.js';
import { wear_look } from '../reader/look.js';

wear_look();
// The socket is opened while the words are on their way.
const live = new Live(browser_world(), frame_of);
use_language().then(() => mount(Results, { target: document.body, props: { live } }));
load_font_later();
