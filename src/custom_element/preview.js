// @ts-check
// Previews the input in the prerendered request until the app renders it.

/**
 * Text that needs no escaping in JSON, a header or single quotes of a shell: printable ASCII without `"`, `'`, `,` and
 * `\`.
 */
const PLAIN = /^[ !#-&(-+\--[\]-~]{1,999}$/;

/** A URL that may contain a key or a password, perhaps only half typed. The app masks it. */
const SECRET_IN_URL = /:\/\/[^/]*(@|:\d*[^\d/?#])|[?&#;][^=&]*(key|secret|token|oauth|pass|sign|auth|cred|code)[^=&]*=|c[ks]_[\da-f]/i;

/**
 * Returns the text of a control's value in the request, or an empty string if only the app can render it.
 * @param {HTMLInputElement | null} control
 */
const textOf = (control) => {
  if (!control || !PLAIN.test(control.value) || !control.value.trim()) return '';
  if (control.inputMode === 'url' && SECRET_IN_URL.test(control.value)) return '';
  if (control.type === 'password') return '••••••••';
  // The API trims no names.
  return control.id === 'name' ? control.value : control.value.trim();
};

/**
 * Shows the value of each field in the place of its placeholder. `cargo xtask prerender` marks the places: `data-field`
 * has the ID of the control. If the request needs the app, shows the placeholders.
 * @param {HTMLElement} host
 * @param {boolean} needsApp
 */
export const preview = (host, needsApp) => {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (host.querySelectorAll('[data-field]'))) {
    const { dataset } = place;
    const placeholder = dataset.placeholder ??= place.textContent ?? '';
    const text = !needsApp && textOf(host.querySelector(`#${dataset.field}`));
    place.textContent = text || placeholder;
  }
};
