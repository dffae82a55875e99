// Replaces the module of curlconverter that creates its parser: esbuild cannot order its top-level await.
import TreeSitter from 'web-tree-sitter';

let parser;
globalThis.curlconverterIsReady = (async () => {
  await TreeSitter.init({ locateFile: (name) => `/${name}` });
  parser = new TreeSitter();
  parser.setLanguage(await TreeSitter.Language.load('/tree-sitter-bash.wasm'));
})();
export default { parse: (...texts) => parser.parse(...texts) };
