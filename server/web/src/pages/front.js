import '../style/base.css';
import '../desk/desk.css';
import { mount } from 'svelte';
import Front from '../front/Front.svelte';

mount(Front, { target: document.body });
