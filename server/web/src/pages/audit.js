import '../text/english.js';
import '../style/font.css';
import '../style/base.css';
import '../desk/desk.css';
import { mount } from 'svelte';
import Audit from '../audit/Audit.svelte';
import { wear_look } from '../reader/look.js';

wear_look();
mount(Audit, { target: document.body });
