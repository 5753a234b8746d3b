import '../style/base.css';
import '../desk/desk.css';
import '../health/instrument.css';
import { mount } from 'svelte';
import Health from '../health/Health.svelte';

mount(Health, { target: document.body });
