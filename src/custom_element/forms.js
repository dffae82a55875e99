// @ts-check
// The page's forms, which share the app, the language and the links.

/**
 * The interface of an element to the modules that all forms share.
 * @typedef {HTMLElement & {
 *   showLocale(locale: string): void,
 *   applyLinks(): void,
 *   stop(): void,
 * }} FormElement
 */

/**
 * The elements in the page, in the order of their insertion.
 * @type {Set<FormElement>}
 */
export const forms = new Set();
