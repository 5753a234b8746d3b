import '../style/base.css';
import '../desk/desk.css';
import { mount } from 'svelte';
import Referee from '../referee/Referee.svelte';

mount(Referee, { target: document.body });
