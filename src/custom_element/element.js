// @ts-check
// Defines <element-instance-form>. README.md describes its attributes and events. `cargo xtask build` bundles this
// module as embed.js, the only file that other pages name.

import { ATTRIBUTES, PROPERTIES } from './attributes.js';
import { colour } from './colours.js';
import { handleCrash, hasCrashed } from './crash.js';
import { create, keepFocus } from './dom.js';
import { forms } from './forms.js';
import { hasWebAssembly, startApp } from './loader.js';
import { selectLocale, translate, updateLocale } from './locale.js';
import { PrerenderedForm } from './prerendered.js';
import { takeFragments } from './share_link.js';
import { applyStyle, extendStyle, loadStyle, pageStyle } from './style.js';
import { restoreTheme } from './theme.js';

/** The time that a start waits for translations, in milliseconds. Texts follow the language if they arrive later. */
const TRANSLATION_TIMEOUT_MS = 2000;

/** The events that a stopped form ignores. */
const INPUT_EVENTS = ['click', 'submit', 'input', 'change', 'keydown', 'pointerdown', 'close', 'toggle'];

class ElementInstanceForm extends HTMLElement {
  static observedAttributes = [...ATTRIBUTES, 'lang'];

  /**
   * The app's form, while the element is in the page and works.
   * @type {import('../element-instance-form.js').FormHandle | undefined}
   */
  #form;
  /**
   * The app's form that keeps the requests of the element while it is out of the page.
   * @type {import('../element-instance-form.js').FormHandle | undefined}
   */
  #detachedForm;
  /**
   * The form of a crashed app. Without a reference it would be freed, and its fields would disappear.
   * @type {import('../element-instance-form.js').FormHandle | undefined}
   */
  // @ts-expect-error Nothing reads it.
  #crashedForm;
  /** @type {PrerenderedForm | undefined} */
  #prerendered;
  #isStopped = false;
  /** Removes the colours that the code has until the deferred part is there. @type {(() => void) | undefined} */
  #removeColours;

  async connectedCallback() {
    if (this.#form || this.#isStopped) return this.#restoreAfterMove();
    forms.add(this);
    restoreTheme(this);
    // Both are awaited, and their failures reported, below.
    startApp().catch(() => {});
    if (!pageStyle()) loadStyle().catch(() => {});
    const translated = new Promise((resolve) => {
      updateLocale().then(resolve);
      setTimeout(resolve, TRANSLATION_TIMEOUT_MS);
    });
    // The parser may still be adding the prerendered form.
    if (document.readyState === 'loading') {
      await new Promise((resolve) => { document.addEventListener('DOMContentLoaded', resolve, { once: true }); });
    }
    this.#upgradeProperties();
    // An element that moves before the app has started keeps its prerendered form.
    this.#prerendered ??= new PrerenderedForm(this);
    if (!this.firstElementChild && !this.#root.firstChild) {
      this.#root.append(create('p', { role: 'status', textContent: 'Loading the form…' }));
    }
    try {
      const glue = await startApp();
      await translated;
      // If the style were applied earlier, the browser would lay out the prerendered form twice.
      await loadStyle();
      await this.#prerendered?.untilIdle();
      if (!this.isConnected || this.#form || this.#isStopped) return;
      if (hasCrashed) return this.stop();
      this.#mount(glue);
    } catch (error) {
      console.error(error);
      handleCrash({ error });
      if (this.#isStopped) return;
      await translated;
      this.#showFailure(hasWebAssembly ? [
        'The form could not start: a file is missing, was changed in transit, or is blocked on this page.',
        'Your entries are still in the fields. Copy what you need, then reload.',
      ] : [
        'This form needs WebAssembly, which is disabled or missing in this browser.',
        'Lockdown Mode (iPhone, iPad, Mac) disables it. Allow this website in its settings, then reload the page.',
        ...this.firstElementChild ? ['Below is the documented cURL command. Fill in your values by hand.'] : [],
      ]);
    }
  }

  disconnectedCallback() {
    // An element that only moves is in the page again by then.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.removeColours();
      // Requests that were sent outlive the form.
      if (this.#form?.unmount()) this.#detachedForm = this.#form;
      else this.#form?.free();
      this.#form = undefined;
      forms.delete(this);
      updateLocale();
    });
  }

  /**
   * @param {string} name
   * @param {string | null} _
   * @param {string | null} value
   */
  attributeChangedCallback(name, _, value) {
    if (name === 'lang') {
      if (forms.has(this)) updateLocale();
    } else if (this.#form) {
      keepFocus(this.#root, this.#root.activeElement, () => this.#form?.attribute(name, value ?? ''));
    }
  }

  get #root() {
    return this.shadowRoot ?? this.attachShadow({ mode: 'open' });
  }

  /** Passes properties to their accessors that the page set before the element was defined. */
  #upgradeProperties() {
    const properties = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this));
    for (const name of Object.keys(PROPERTIES)) {
      if (!Object.hasOwn(this, name)) continue;
      const value = properties[name];
      delete properties[name];
      properties[name] = value;
    }
  }

  /**
   * Replaces the prerendered form with the app's.
   * @param {import('./loader.js').Glue} glue
   */
  #mount(glue) {
    const wasUsed = this.#prerendered?.takeOver(() => this.#root, (root) => {
      applyStyle(root);
      const form = this.#detachedForm ??= new glue.FormHandle();
      form.mount(root);
      [this.#form, this.#detachedForm] = [form, undefined];
      for (const name of ATTRIBUTES) {
        const value = this.getAttribute(name);
        if (value !== null) form.attribute(name, value);
      }
      form.recall();
      this.applyLinks();
    });
    this.#prerendered = undefined;
    // The deferred part loads when the user turns to the form.
    const prepare = () => this.#form?.prepare();
    if (wasUsed) return prepare();
    (window.requestIdleCallback ?? setTimeout)(() => {
      if (this.#form) this.#removeColours ??= colour(this.#root);
    });
    for (const event of ['focusin', 'pointerover']) this.#root.addEventListener(event, prepare, { once: true });
  }

  /** Repairs what a move undoes: adoption by another document drops the style, and removal makes a dialog non-modal. */
  #restoreAfterMove() {
    applyStyle(this.#root);
    /** @type {NodeListOf<HTMLDialogElement>} */
    const dialogs = this.#root.querySelectorAll('dialog[open]:not(:modal)');
    for (const dialog of dialogs) {
      // `close()` would fire an event, and the form would empty the dialog.
      dialog.open = false;
      dialog.showModal();
    }
  }

  /**
   * Shows a failure above the form, instead of the loading message or an earlier failure.
   * @param {string[]} sentences
   */
  #showFailure(sentences) {
    this.querySelector('.starting')?.remove();
    // A partly filled command is useless.
    this.#prerendered?.fail();
    const root = this.#root;
    [...root.children].find((child) => child.hasAttribute('role'))?.remove();
    if (!root.firstChild && this.firstChild) root.append(document.createElement('slot'));
    const textContent = sentences.map(translate).join(' ');
    root.prepend(create('p', { className: 'failure', role: 'alert', textContent }));
    // The failure may be that of the style.
    loadStyle().then(() => applyStyle(root), () => {});
  }

  /**
   * Shows which language the form has, although another may be selected.
   * @param {string} locale
   */
  showLocale(locale) {
    if (this.#form) /** @type {HTMLSelectElement} */ (this.#root.querySelector('#language')).value = locale;
    if (this.hasAttribute('standalone')) document.documentElement.lang = locale;
  }

  /** Passes the values of links to the app. */
  applyLinks() {
    if (this.#form && this.hasAttribute('standalone')) {
      for (const fragment of takeFragments()) this.#form.link(fragment);
    }
  }

  /** Blocks all input, because the app has crashed. */
  stop() {
    if (this.#isStopped) return;
    this.#isStopped = true;
    [this.#crashedForm, this.#form] = [this.#form, undefined];
    /** @param {Event} event */
    const block = (event) => {
      event.stopImmediatePropagation();
      if (event.type === 'submit') event.preventDefault();
    };
    for (const type of INPUT_EVENTS) this.#root.addEventListener(type, block, true);
    this.#showFailure([
      'The form stopped because of an error. Nothing else will be sent.',
      'Your entries are still in the fields. Copy what you need, then reload.',
      'If a request was in progress, check your instances before you send it again.',
    ]);
  }

  // The app calls the following four methods.

  /**
   * Adds the style of the deferred part.
   * @param {string} text
   */
  extendStyle(text) {
    extendStyle(this.ownerDocument, text);
  }

  /** Removes the first colours of the code: the app colours it from now on. */
  removeColours() {
    this.#removeColours?.();
    this.#removeColours = () => {};
  }

  /**
   * Acquires a lock among all pages of this origin. Resolves to a function that releases it, or to `undefined` if
   * another page has it. The browser releases the locks of a page that closes.
   * @param {string} name
   * @returns {Promise<(() => void) | undefined>}
   */
  acquireLock(name) {
    return new Promise((resolve) => {
      const grant = () => resolve(() => {});
      /** @param {Lock | null} lock */
      const hold = (lock) => lock
        ? new Promise((release) => resolve(() => release(undefined)))
        : resolve(undefined);
      // Pages without HTTPS, and frames without an origin, have no locks.
      if (navigator.locks) navigator.locks.request(name, { ifAvailable: true }, hold).catch(grant);
      else grant();
    });
  }

  /**
   * Shows the language that the user selected.
   * @param {string} language
   */
  selectLanguage(language) {
    return selectLocale(language);
  }
}

Object.defineProperties(ElementInstanceForm.prototype, PROPERTIES);

if (!customElements.get('element-instance-form')) customElements.define('element-instance-form', ElementInstanceForm);

export { ElementInstanceForm };
