// @ts-check
// Takes the values of a shared link out of the standalone page's URL.

import { forms } from './forms.js';

/** @type {string[]} */
const fragments = [];

/** Returns the fragments that no form has read, and forgets them. */
export const takeFragments = () => fragments.splice(0);

/** Removes the fragment from the URL before anything else loads, because it may contain a secret. */
const takeFragment = () => {
  const { hash, pathname, search } = location;
  // A word is no link.
  if (/^#?[a-z-]{0,24}$/i.test(hash) || !document.querySelector('element-instance-form[standalone]')) return;
  fragments.push(hash.slice(1));
  try {
    history.replaceState(null, '', pathname + search);
  } catch {
    location.replace('#');
  }
  for (const form of forms) form.applyLinks();
};

takeFragment();
addEventListener('hashchange', takeFragment);
