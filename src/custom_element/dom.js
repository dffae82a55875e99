// @ts-check
// Helpers for the DOM.

/**
 * Creates an element with these properties.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Partial<Omit<HTMLElementTagNameMap[T], 'href'>> & { href?: string | URL }} properties
 */
export const create = (tag, properties) => Object.assign(document.createElement(tag), properties);

/**
 * Runs a change and keeps the focus and the cursor on the focused control, or on its replacement in `root` with the
 * same ID.
 * @param {ShadowRoot} root
 * @param {Element | null} focused
 * @param {() => void} change
 */
export const keepFocus = (root, focused, change) => {
  const { selectionStart, selectionEnd } = /** @type {Partial<HTMLInputElement>} */ (focused ?? {});
  change();
  const control = !focused || focused.isConnected ? focused : root.getElementById(focused.id);
  if (!control) return;
  /** @type {HTMLElement} */ (control).focus({ preventScroll: true });
  const input = /** @type {HTMLInputElement} */ (control);
  // Setting the same selection would end a composition in an input method.
  if (selectionStart != null && (input.selectionStart !== selectionStart || input.selectionEnd !== selectionEnd)) {
    input.setSelectionRange(selectionStart, selectionEnd ?? null);
  }
};
