import '../style/base.css';
import '../desk/desk.css';
import { mount } from 'svelte';
import ProgrammeDesk from '../programme/ProgrammeDesk.svelte';

mount(ProgrammeDesk, { target: document.body });
