import '../style/base.css';
import { mount } from 'svelte';
import Scoreboard from '../scoreboard/Scoreboard.svelte';

mount(Scoreboard, { target: document.body });
