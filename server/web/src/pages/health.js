import '../text/english.js';
import '../style/font.css';
import '../style/base.css';
import '../desk/desk.css';
import '../health/instrument.css';
import { mount } from 'svelte';
import Health from '../health/Health.svelte';
import { wear_look } from '../reader/look.js';

wear_look();
mount(Health, { target: document.body });
