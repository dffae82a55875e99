// In the place of curlconverter's own set-up of its parser, whose top-level await the bundler cannot order.
import TreeSitter from 'web-tree-sitter';

let parser;
globalThis.curlconverterIsReady = (async () => {
  await TreeSitter.init({ locateFile: (name) => `/${name}` });
  parser = new TreeSitter();
  parser.setLanguage(await TreeSitter.Language.load('/tree-sitter-bash.wasm'));
})();
export default { parse: (...texts) => parser.parse(...texts) };
