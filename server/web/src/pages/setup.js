import '../text/english.js';
import '../style/font.css';
import '../style/base.css';
import '../desk/desk.css';
import { mount } from 'svelte';
import Setup from '../setup/Setup.svelte';
import { wear_look } from '../reader/look.js';

wear_look();
mount(Setup, { target: document.body });
