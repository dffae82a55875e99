// The form in Svelte, with ajv in the page.
import { mount } from 'svelte';
import Form from './Form.svelte';
import './form.css';

mount(Form, { target: document.body });
