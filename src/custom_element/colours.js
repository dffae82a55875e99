// @ts-check
// Colours the command and the body until the deferred part does (components/highlight.rs has the same tokens).

/** Strings, of which those before a colon are keys; options; values. */
const TOKEN = /(?<key>"(?:[^"\\\n]|\\.)*"(?=\s*:))|"(?:[^"\\\n]|\\.)*"|(?<option>(?<=\s)--[\w.+-]+)|(?<value>(?<=[:,[\s])(?:-?\d[\d.eE+-]*|true|false|null)(?=\s*[,}\]]))/g;

/** Placeholders, which may be in a string. */
const PLACEHOLDER = /<[A-Z][A-Za-z_ -]*>|\u2022+/g;

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
      /** @type {[Node, number][]} Each text with the end of it in the whole. */
      const ends = [];
      let text = '';
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        text += node.nodeValue;
        ends.push([node, text.length]);
      }
      /**
       * @param {string} name
       * @param {number} start
       * @param {number} end
       */
      const paint = (name, start, end) => {
        const range = new Range();
        /** @type {(offset: number) => [Node, number]} */
        const place = (offset) => {
          const [node, last] = /** @type {[Node, number]} */ (ends.find(([, last]) => offset <= last));
          return [node, offset - last + (node.nodeValue ?? '').length];
        };
        range.setStart(...place(start));
        range.setEnd(...place(end));
        const key = `instance-form-${name}`;
        const highlight = highlights.get(key) ?? new Highlight();
        highlights.set(key, highlight.add(range));
        painted.push([highlight, range]);
      };
      for (const { 0: token, index, groups = {} } of text.matchAll(TOKEN)) {
        const name = ['key', 'option', 'value'].find((kind) => groups[kind] !== undefined) ?? 'text';
        paint(name, index, index + token.length);
      }
      for (const { 0: token, index } of text.matchAll(PLACEHOLDER)) paint('placeholder', index, index + token.length);
    }
  }
  return () => {
    for (const [highlight, range] of painted) highlight.delete(range);
  };
};
