import '../style/font.css';
import '../style/base.css';
import { mount } from 'svelte';
import Scoreboard from '../scoreboard/Scoreboard.svelte';
import { use_language } from '../text/language.js';

use_language().then(() => mount(Scoreboard, { target: document.body }));
