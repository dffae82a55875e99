// @ts-check
// The theme that the user selected on the standalone page.

/**
 * Sets the stored theme, before the app starts.
 * @param {HTMLElement} element
 */
export const restoreTheme = (element) => {
  if (!element.hasAttribute('standalone')) return;
  try {
    const theme = localStorage.getItem('element-instance-form.theme');
    if (theme) element.setAttribute('theme', theme);
  } catch {
    // A browser may forbid storage.
  }
};
