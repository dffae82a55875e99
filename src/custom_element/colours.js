// @ts-check
// Colours the command and the body until the deferred part does (components/highlight.rs has the same tokens).

/** Strings, of which those before a colon are keys; options; values. */
const TOKEN = /(?<key>"(?:[^"\\\n]|\\.)*"(?=\s*:))|"(?:[^"\\\n]|\\.)*"|(?<option>(?<=\s)--[\w.+-]+)|(?<value>(?<=[:,[\s])(?:-?\d[\d.eE+-]*|true|false|null)(?=\s*[,}\]]))/g;

/** Placeholders, which may be in a string. */
const PLACEHOLDER = /(?<placeholder><[A-Z][A-Za-z_ -]*>|\u2022+)/g;

/**
 * Colours the code in a form. Returns a function that removes the colours.
 * @param {ShadowRoot} root
 */
export const colour = (root) => {
  const { highlights } = CSS;
  /** @type {[Highlight, Range][]} */
  const painted = [];
  // In forced colours a highlight would hide the text.
  if (highlights && !matchMedia('(forced-colors: active)').matches) {
    for (const code of root.querySelectorAll('pre code')) {
      const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (const pattern of [TOKEN, PLACEHOLDER]) {
          for (const { 0: token, index, groups = {} } of (node.nodeValue ?? '').matchAll(pattern)) {
            const name = `instance-form-${Object.keys(groups).find((kind) => groups[kind]) ?? 'text'}`;
            const range = new Range();
            range.setStart(node, index);
            range.setEnd(node, index + token.length);
            const highlight = highlights.get(name) ?? new Highlight();
            highlights.set(name, highlight.add(range));
            painted.push([highlight, range]);
          }
        }
      }
    }
  }
  return () => {
    for (const [highlight, range] of painted) highlight.delete(range);
  };
};
