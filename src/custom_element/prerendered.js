// @ts-check
// The prerendered form: the HTML that a page can have in the element, so that it accepts input before the app starts.

import { ATTRIBUTES } from './attributes.js';
import { keepFocus } from './dom.js';
import { preview } from './preview.js';

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

/** The longest click that delays the start, in milliseconds: a pointer that is released elsewhere fires no event. */
const MAX_CLICK_MS = 1000;

/**
 * Returns true if the user changed a control.
 * @param {Control} control
 */
const isEdited = (control) => {
  if ('selectedIndex' in control) return control.selectedIndex > 0;
  return 'checked' in control && control.type === 'checkbox'
    ? control.checked !== control.defaultChecked
    : control.value !== control.defaultValue;
};

/**
 * Returns the buttons of a form, but for those of tags: only the app's form has them.
 * @param {ParentNode} root
 * @returns {HTMLButtonElement[]}
 */
const buttonsOf = (root) => [...root.querySelectorAll('button')].filter((button) => !button.closest('.tag'));

/** Previews the input, and hands input and clicks over to the app's form. */
export class PrerenderedForm {
  #host;
  /** The indices of the clicked buttons. Both forms have these buttons in the same order. @type {number[]} */
  #clicked = [];
  #hasFailed = false;
  #isComposing = false;
  /** The time when a pointer or key went down on a control, in milliseconds. The click follows when it goes up. */
  #downSince = 0;
  #listeners = new AbortController();

  /** @param {HTMLElement} host The element. */
  constructor(host) {
    this.#host = host;
    /**
     * @param {string[]} types
     * @param {(event: Event & { target: Element }) => void} listener
     */
    const on = (types, listener) => {
      for (const type of types) {
        host.addEventListener(type, /** @type {EventListener} */ (listener), { signal: this.#listeners.signal });
      }
    };
    on(['submit'], (event) => event.preventDefault());
    on(['input', 'change'], () => this.#preview());
    on(['click'], ({ target }) => {
      const index = buttonsOf(host).findIndex((button) => button.contains(target));
      if (index < 0) return;
      this.#clicked.push(index);
      this.#preview();
    });
    on(['compositionstart'], () => { this.#isComposing = true; });
    on(['compositionend'], () => { this.#isComposing = false; });
    on(['pointerdown', 'keydown'], ({ type, target }) => {
      if (type === 'pointerdown' || target.matches('button, select, [type=checkbox]')) this.#downSince = Date.now();
    });
    on(['keydown'], (event) => {
      // In the app's form, Enter adds the tag. Here it would select Create Instance.
      if (event.target.id === 'tags' && 'key' in event && event.key === 'Enter') event.preventDefault();
    });
    on(['pointerup', 'pointercancel', 'keyup'], () => { this.#downSince = 0; });
    // The user may have typed before this script ran.
    if (this.#editedControls().length > 0) this.#preview();
  }

  /** Returns the controls that the user changed. */
  #editedControls() {
    /** @type {NodeListOf<Control>} */
    const controls = this.#host.querySelectorAll('[id]:is(input, select, textarea)');
    return [...controls].filter(isEdited);
  }

  /** Previews the input in the request, unless the request needs the app. */
  #preview() {
    const host = this.#host;
    const needsApp = this.#hasFailed || this.#clicked.length > 0
      // A field without a place changes the shape of the request, and another host has a field of its own.
      || this.#editedControls().some(({ id, type, value }) =>
        !host.querySelector(`[data-field=${id}]`) || type === 'select-one' && value === 'other')
      || ATTRIBUTES.some((name) => host.hasAttribute(name));
    preview(host, needsApp);
    // The style hides the request until it changes (style/controls.css).
    /** @type {HTMLElement | null} */
    const request = host.querySelector('.request');
    if (request && !needsApp) request.style.contentVisibility = 'visible';
  }

  /** Shows the documented command, because the app does not start. */
  fail() {
    this.#hasFailed = true;
    this.#preview();
  }

  /** Waits for the end of a click or of a composition in an input method, which a replaced field would interrupt. */
  async untilIdle() {
    const isBusy = () => this.#isComposing || Date.now() - this.#downSince < MAX_CLICK_MS;
    while (isBusy()) await new Promise((resolve) => { setTimeout(resolve, 20); });
  }

  /**
   * Replaces this form with the app's, and repeats the input and the clicks in it. Returns whether the user has used
   * the form.
   * @param {() => ShadowRoot} attach Returns the root of the app's form.
   * @param {(root: ShadowRoot) => void} mount Renders the app's form.
   */
  takeOver(attach, mount) {
    const host = this.#host;
    this.#listeners.abort();
    // The root hides this form. The page can be too short to stay scrolled until the app's form is there.
    const { scrollX, scrollY } = window;
    const focused = host.contains(document.activeElement) ? document.activeElement : null;
    const focusedButton = buttonsOf(host).findIndex((button) => button === focused);
    const edited = this.#editedControls();
    const root = attach();
    keepFocus(root, focused, () => {
      host.replaceChildren();
      root.replaceChildren();
      mount(root);
      for (const { id, value } of edited) {
        const control = /** @type {Control | null} */ (root.getElementById(id));
        if (control?.type === 'checkbox') {
          control.click();
        } else if (control) {
          control.value = value;
          // The user has left the field, unless it has the focus.
          const typed = id === focused?.id ? ['input'] : ['input', 'change', 'blur'];
          for (const type of control.localName === 'select' ? ['change'] : typed) control.dispatchEvent(new Event(type, { bubbles: true }));
        }
      }
    });
    if (scrollX || scrollY) scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' });
    const buttons = buttonsOf(root);
    buttons[focusedButton]?.focus({ preventScroll: true });
    for (const index of this.#clicked) buttons[index]?.click();
    return Boolean(focused) || this.#clicked.length > 0;
  }
}
