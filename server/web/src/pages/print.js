import '../text/english_print.js';
import '../style/font.css';
import '../style/base.css';
import '../desk/desk.css';
import { mount } from 'svelte';
import Print from '../print/Print.svelte';
import { wear_look } from '../reader/look.js';

wear_look();
mount(Print, { target: document.body });
