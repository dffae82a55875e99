// @ts-check
// The language of all forms of the page.

import { LOCALES } from './assets.js';
import { forms } from './forms.js';
import { fetchAsset, startApp, withTimeout } from './loader.js';

/** @typedef {import('./assets.js').Asset} Asset */
/** @typedef {keyof typeof LOCALES} Locale */

/** The key of the user's choice in local storage. */
const STORAGE_KEY = 'element-instance-form.language';

/**
 * The language that the user selected.
 * @type {string | null}
 */
let selected = null;
try {
  selected = localStorage.getItem(STORAGE_KEY);
} catch {
  // A frame without an origin has no storage.
}

/** The language that is shown. @type {Locale} */
let locale = 'en';

/** Each English message and, on the next line, its translation, sorted by the English text. Empty for English. */
let translations = '';

/** Whether the messages of the requested language failed to load. */
let isUnavailable = false;

/**
 * Returns the supported language of a language tag.
 * @param {string | null} tag
 */
const supported = (tag) => {
  const language = tag?.toLowerCase().split('-')[0];
  return /** @type {Locale[]} */ (Object.keys(LOCALES)).find((locale) => locale === language);
};

/** Returns the language that the user selected, else that of the first form with a `lang`, else the browser's. */
const requestedLocale = () =>
  [selected, ...Array.from(forms, ({ lang }) => lang), ...navigator.languages].map(supported).find(Boolean) ?? 'en';

/**
 * The messages of each language, in the order of its file.
 * @type {Map<Asset, Promise<string[]>>}
 */
const messages = new Map();

/**
 * Returns the messages of a file, one a line. Published files have no names and comments.
 * @param {string} file
 */
const texts = (file) =>
  file.split(/\r?\n/).filter((line) => line && !line.startsWith('#')).map((line) => line.replace(/^[A-Z\d_]+ = /, ''));

/**
 * Loads the messages of a language, once. After a failure, the next call tries again.
 * @param {Asset} asset
 */
const loadMessages = (asset) => {
  let loaded = messages.get(asset);
  if (!loaded) {
    const lines = fetchAsset(asset).then((response) => response.text()).then(texts);
    loaded = withTimeout(asset, lines).catch((error) => {
      messages.delete(asset);
      throw error;
    });
    messages.set(asset, loaded);
  }
  return loaded;
};

/**
 * Shows the requested language in all forms. Returns whether its messages loaded. If another language is requested
 * meanwhile, leaves the change to that call. Does not catch an error of the app itself, which is unusable then.
 */
export const updateLocale = async () => {
  const requested = requestedLocale();
  /** @type {string[]} */
  let english = [];
  /** @type {string[]} */
  let translated = [];
  try {
    if (requested !== 'en') {
      [english, translated] = await Promise.all([LOCALES.en, LOCALES[requested]].map(loadMessages));
    }
  } catch (error) {
    if (requested !== requestedLocale()) return true;
    console.error(error);
    isUnavailable = true;
    for (const form of forms) form.showLocale(locale);
    startApp().then((glue) => glue.setLanguage(locale, translations, isUnavailable)).catch(() => {});
    return false;
  }
  if (requested !== requestedLocale()) return true;
  translations = english.map((message, index) => `${message}\n${translated[index]}`).sort().join('\n');
  // The element reports an app that does not start.
  const glue = await startApp().catch(() => {});
  if (!glue || requested !== requestedLocale()) return true;
  if (requested !== locale || isUnavailable) {
    locale = requested;
    isUnavailable = false;
    glue.setLanguage(locale, translations, isUnavailable);
  }
  for (const form of forms) form.showLocale(requested);
  return true;
};

/**
 * Shows the language that the user selected, and remembers it.
 * @param {string} language
 */
export const selectLocale = async (language) => {
  const previous = selected;
  selected = language;
  const isAvailable = await updateLocale();
  if (selected !== language) return;
  if (!isAvailable) {
    selected = previous;
    return;
  }
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // Without storage, the choice lasts as long as the page.
  }
};

/**
 * Returns a message of these scripts in the language that is shown.
 * @param {string} english
 */
export const translate = (english) => {
  const lines = translations.split('\n');
  const index = lines.indexOf(english);
  return index < 0 ? english : lines[index + 1];
};
