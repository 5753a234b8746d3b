import '../text/english.js';
import '../style/font.css';
import '../style/base.css';
import '../desk/desk.css';
import { mount } from 'svelte';
import SignIn from '../sign_in/SignIn.svelte';
import { wear_look } from '../reader/look.js';

wear_look();
mount(SignIn, { target: document.body });
