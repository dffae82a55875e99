// @ts-check
// Loads the parts of the app that are not needed at the start into its memory. The app imports this name and one
// function for each split point.

import { initSync } from './element-instance-form.js';
import { DEFERRED, EVENTS, IMPORTER, PROGRAMS, SUBMISSION, TEXTS } from './split_assets.js';

/** @typedef {import('./custom_element/assets.js').Asset} Asset */

/** The time limit for a part, in milliseconds. */
const TIMEOUT_MS = 30_000;

/**
 * A part of the app.
 * @typedef {Asset & {
 *   module?: Promise<WebAssembly.Module>,
 *   instance?: Promise<WebAssembly.Instance>,
 *   hasFailed?: boolean,
 * }} Part
 */

/**
 * Compiles a part.
 * @param {Part} part
 * @param {RequestCache} cache
 */
const compile = async ({ url, integrity }, cache) => {
  const response = await fetch(url, { integrity, cache });
  // Compilation while loading requires the right type, which some hosts don't send.
  if (response.headers.get('content-type') === 'application/wasm') return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
};

/**
 * Loads and instantiates a part, once.
 * @param {Part} part
 */
const instantiate = async (part) => {
  // The browser's cache may hold an altered file.
  if (!part.module) part.module = compile(part, 'default').catch(() => compile(part, 'reload'));
  // A request that exceeded the time limit may still succeed.
  else if (part.hasFailed) part.module = Promise.any([part.module, compile(part, 'reload')]);
  part.hasFailed = false;
  const module = await part.module;
  // After the start, `initSync` only returns the exports of the app.
  return part.instance ??= WebAssembly.instantiate(module, { app: initSync() });
};

/**
 * Returns the function that the app calls to load a part.
 * @param {Part} part
 */
const loader = (part) =>
  /**
   * Loads the part, then calls a function of the app, with its data and whether the part is there.
   * @param {number} callback An index in the app's table of functions.
   * @param {number} data
   */
  async (callback, data) => {
    /** @type {number | undefined} */
    let timer;
    const timeout = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${part.url} does not come`)), TIMEOUT_MS);
    });
    const isLoaded = await Promise.race([instantiate(part), timeout]).then(() => true, (error) => {
      console.error(error);
      // The next attempt loads it again, if it is missing.
      part.hasFailed = !part.instance;
      return false;
    });
    clearTimeout(timer);
    initSync().__indirect_function_table.get(callback)(data, isLoaded);
  };

// The app loads each part after the one that it calls, as xtask/site/src/files.rs lists them.

export const __wasm_split_load_deferred = loader(DEFERRED);
export const __wasm_split_load_events = loader(EVENTS);
export const __wasm_split_load_submission = loader(SUBMISSION);
export const __wasm_split_load_importer = loader(IMPORTER);
export const __wasm_split_load_texts = loader(TEXTS);
export const __wasm_split_load_programs = loader(PROGRAMS);
