import '../style/base.css';
import '../desk/desk.css';
import { mount } from 'svelte';
import Console from '../console/Console.svelte';

mount(Console, { target: document.body });
