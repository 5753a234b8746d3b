import '../text/english.js';
import '../style/font.css';
import '../style/base.css';
import { mount } from 'svelte';
import Overlay from '../overlay/Overlay.svelte';

mount(Overlay, { target: document.body });
