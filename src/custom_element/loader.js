// @ts-check
// Loads the app and the other files of the element, and checks their hashes.

import { APP, GLUE } from './assets.js';
import { create } from './dom.js';

/** @typedef {import('./assets.js').Asset} Asset */
/** @typedef {typeof import('../element-instance-form.js')} Glue */

/** Whether the browser has WebAssembly. Some privacy modes disable it. */
export const hasWebAssembly = typeof WebAssembly === 'object';

/** The time limit for a file that is loaded on demand, in milliseconds. */
const TIMEOUT_MS = 30_000;

/**
 * The files that exceeded the time limit. Their first request may still be pending.
 * @type {Set<Asset>}
 */
const timedOut = new Set();

/**
 * Fetches a file. Its hash is checked when the body is read. A failure is reported to whoever awaits the response.
 * @param {Asset} asset
 */
export const fetchAsset = (asset) => {
  const { url, integrity } = asset;
  /** @param {RequestCache} cache */
  const request = (cache) => fetch(url, { integrity, cache });
  // The browser's cache may hold an altered file, or wait for a request that never ends.
  const loaded = timedOut.has(asset) ? request('reload') : request('default').catch(() => request('reload'));
  const response = loaded.then((response) => {
    if (!response.ok) throw new Error(`${url} is missing`);
    return response;
  });
  // Without a handler, the browser would report the failure before anything awaits the response.
  response.catch(() => {});
  return response;
};

/**
 * Limits the time for loading a file. After a timeout, the next attempt bypasses the browser's cache.
 * @template T
 * @param {Asset} asset
 * @param {Promise<T>} content
 * @returns {Promise<T>}
 */
export const withTimeout = (asset, content) => {
  /** @type {number | undefined} */
  let timer;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(() => {
      timedOut.add(asset);
      reject(new Error(`${asset.url} does not come`));
    }, TIMEOUT_MS);
  });
  return Promise.race([content, timeout]).finally(() => clearTimeout(timer));
};

/**
 * Checks the hash of a script. `import()` takes no hash, but it uses a module that was preloaded with one: a document
 * has one module per URL.
 * @param {Asset} asset
 */
const checkModule = async ({ url, integrity }) => {
  const link = create('link', { rel: 'modulepreload', href: url, integrity, crossOrigin: 'anonymous' });
  // Other browsers never fire an event for the link.
  if (!integrity || !link.relList.supports('modulepreload')) return;
  // The standalone page already has such a link.
  /** @type {NodeListOf<HTMLLinkElement>} */
  const preloads = document.querySelectorAll('link[rel=modulepreload]');
  if ([...preloads].find(({ href }) => href === link.href)?.integrity === integrity) return;
  try {
    await new Promise((resolve, reject) => {
      link.onload = resolve;
      link.onerror = () => reject(new Error(`${url} is missing or was altered`));
      document.head.append(link);
    });
  } finally {
    link.remove();
  }
};

/**
 * Loads the app's script.
 * @returns {Promise<Glue>}
 */
const loadGlue = async () => {
  try {
    await checkModule(GLUE);
    return await GLUE.load();
  } catch (error) {
    // A bundler may have moved the script, so that only its own import finds it.
    if (!GLUE.integrity) throw error;
    // The document remembers a URL that failed, and the browser may have cached an altered file.
    const url = new URL(GLUE.url);
    url.search = String(Date.now());
    await checkModule({ ...GLUE, url });
    return import(/* @vite-ignore */ url.href);
  }
};

/** @type {Promise<Glue> | undefined} */
let app;

/** Starts the app, once for all forms. After a failure, the next call tries again. */
export const startApp = () => app ??= (async () => {
  if (!hasWebAssembly) throw new Error('there is no WebAssembly');
  const wasm = fetchAsset(APP);
  const glue = await loadGlue();
  await glue.default({ module_or_path: wasm });
  return glue;
})().catch((error) => {
  app = undefined;
  throw error;
});
