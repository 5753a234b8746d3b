import '../style/font.css';
import '../style/base.css';
import '../desk/desk.css';
import { mount } from 'svelte';
import Announcer from '../announcer/Announcer.svelte';
import { Live, browser_world } from '../feed/live.svelte.js';
import { frame_of } from '../feed/session.js';
import { wear_look } from '../reader/look.js';
import { use_language } from '../text/language.js';

wear_look();
const live = new Live(browser_world(), frame_of);
use_language().then(() => mount(Announcer, { target: document.body, props: { live } }));
