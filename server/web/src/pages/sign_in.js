import '../style/base.css';
import '../desk/desk.css';
import { mount } from 'svelte';
import SignIn from '../sign_in/SignIn.svelte';

mount(SignIn, { target: document.body });
