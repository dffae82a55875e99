// @ts-check
// Names the files that the element loads, as Trunk lays them out. `cargo xtask build` replaces this module with one
// that has the published names and hashes. Bundlers of embedding pages find the files by these static URLs.

/**
 * A file of the site, with the hash that its content must have. A build without hashes leaves it empty.
 * @typedef {{ readonly url: URL, readonly integrity: string }} Asset
 */

/** The app. */
export const APP = { url: new URL('../element-instance-form_bg.wasm', import.meta.url), integrity: '' };

/** The app's script, which wasm-bindgen generates. */
export const GLUE = {
  url: new URL('../element-instance-form.js', import.meta.url),
  integrity: '',
  load: () => import('../element-instance-form.js'),
};

/** The form's style sheet. */
export const STYLE = { url: new URL('../style/style.css', import.meta.url), integrity: '' };

/** The messages in each language. The app contains English too; the other languages are looked up by it. */
export const LOCALES = {
  en: { url: new URL('../en.txt', import.meta.url), integrity: '' },
  de: { url: new URL('../de.txt', import.meta.url), integrity: '' },
};
