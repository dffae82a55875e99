// @ts-check
// The style of all forms. It is a constructed style sheet, because a strict policy forbids style elements, and a link
// in a shadow root would load late.

import { STYLE } from './assets.js';
import { fetchAsset } from './loader.js';

/** The text of the style sheet. */
let css = '';

/** @type {Promise<void> | undefined} */
let loading;

/**
 * The style sheet of each document: a constructed sheet works only in the document whose window constructed it.
 * @type {WeakMap<Document, CSSStyleSheet>}
 */
const sheets = new WeakMap();

/**
 * Returns the style sheet for a document that has a window.
 * @param {Document} target
 */
const sheetOf = (target) => {
  let sheet = sheets.get(target);
  if (!sheet) {
    const { CSSStyleSheet } = /** @type {Window & typeof globalThis} */ (target.defaultView);
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(target, sheet);
  }
  return sheet;
};

/** Returns the link of a page that loads the style sheet itself, as the standalone page does. */
export const pageStyle = () => {
  /** @type {NodeListOf<HTMLLinkElement>} */
  const links = document.querySelectorAll('link[rel=stylesheet]');
  return [...links].find(({ href, integrity }) => href === STYLE.url.href && integrity === STYLE.integrity);
};

/**
 * Returns the text of a style sheet, with the sheets that it imports.
 * @param {CSSStyleSheet} sheet
 * @returns {string}
 */
const textOf = ({ cssRules }) => Array.from(cssRules, (rule) => {
  const { styleSheet } = /** @type {CSSImportRule} */ (rule);
  return styleSheet ? textOf(styleSheet) : rule.cssText;
}).join('\n');

/** Loads the style sheet, once for all forms. After a failure, the next call tries again. */
export const loadStyle = () => loading ??= (async () => {
  const link = pageStyle();
  // The link has no sheet while it loads, and none if the file is missing or altered: the page's load event tells the
  // two apart. Trunk's own build has a sheet that imports others, which load later.
  const isLoaded = link?.sheet && !(/** @type {CSSImportRule} */ (link.sheet.cssRules[0])?.href);
  if (link && !isLoaded && document.readyState !== 'complete') {
    await new Promise((resolve) => {
      link.onload = resolve;
      addEventListener('load', resolve);
    });
  }
  // A browser gives the link a sheet without rules if the response was an error.
  css = link?.sheet && textOf(link.sheet) || await (await fetchAsset(STYLE)).text();
  const sheet = sheetOf(document);
  // The prerendered form needs the style too if the link failed.
  if (link && !link.sheet?.cssRules.length) document.adoptedStyleSheets.push(sheet);
})().catch((error) => {
  loading = undefined;
  throw error;
});

/**
 * Registers the length that all sizes of the form are multiples of (style/tokens.css). The first registration counts.
 * @param {Window & typeof globalThis} window
 */
const registerRem = ({ CSS }) => {
  try {
    CSS.registerProperty({ name: '--instance-form-rem', syntax: '<length>', inherits: true, initialValue: '16px' });
  } catch {
    // It is registered already, or the browser cannot register properties.
  }
};

/**
 * Adds the style of the deferred part to that of all forms in a document.
 * @param {Document} target
 * @param {string} text
 */
export const extendStyle = (target, text) => {
  if (!css.includes(text)) css += text;
  sheetOf(target).replaceSync(css);
};

/**
 * Applies the style to a shadow root, if it is loaded. A document without a window displays nothing.
 * @param {ShadowRoot} root
 */
export const applyStyle = (root) => {
  const { defaultView } = root.ownerDocument;
  if (!css || !defaultView) return;
  // The standalone page uses its own rem.
  if (!root.host.hasAttribute('standalone')) registerRem(/** @type {Window & typeof globalThis} */ (defaultView));
  root.adoptedStyleSheets = [sheetOf(root.ownerDocument)];
};
