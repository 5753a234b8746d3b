import '../style/base.css';
import { mount } from 'svelte';
import Overlay from '../overlay/Overlay.svelte';

mount(Overlay, { target: document.body });
