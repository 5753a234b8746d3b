import '../style/base.css';
import '../desk/desk.css';
import { mount } from 'svelte';
import Results from '../results/Results.svelte';

mount(Results, { target: document.body });
