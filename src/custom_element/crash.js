// @ts-check
// Stops all forms after a crash of the app, whose state is unreliable then. The browser's message about it goes to the
// console and contains no input.

import { APP, GLUE } from './assets.js';
import { forms } from './forms.js';
import { hasWebAssembly } from './loader.js';

/** Whether the app has crashed. */
export let hasCrashed = false;

/**
 * Stops all forms if the error is a crash of the app.
 * @param {{ error?: unknown, reason?: unknown }} event
 */
export const handleCrash = ({ error, reason }) => {
  const crash = error ?? reason;
  if (!hasWebAssembly || !(crash instanceof WebAssembly.RuntimeError)) return;
  if (![GLUE, APP].some(({ url }) => crash.stack?.includes(url.href))) return;
  hasCrashed = true;
  for (const form of forms) form.stop();
};

addEventListener('error', handleCrash);
addEventListener('unhandledrejection', handleCrash);
