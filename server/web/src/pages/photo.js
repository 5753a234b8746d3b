import '../text/english.js';
import '../style/font.css';
import '../style/base.css';
import '../desk/desk.css';
import { mount } from 'svelte';
import PhotoFinish from '../photo/PhotoFinish.svelte';
import { wear_look } from '../reader/look.js';

wear_look();
mount(PhotoFinish, { target: document.body });
