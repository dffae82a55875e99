// Loads the parts of the program that come later (src/view/rest.rs, src/view/importer.rs) into the memory of what runs
// already. wasm-split wants this name, and a function for each split point.
import { initSync } from './element-instance-form.js';

const SHARED = { url: new URL('./shared.wasm', import.meta.url), integrity: '' };
const REST = { url: new URL('./rest.wasm', import.meta.url), integrity: '' };
const IMPORTER = { url: new URL('./importer.wasm', import.meta.url), integrity: '' };

const get = async ({ url, integrity }) => {
  const load = (cache) => fetch(url, { integrity, cache });
  // What the browser has kept may be what is not right.
  return load('default').catch(() => load('reload'));
};

// Instantiates a part once; after a failure the next one to ask tries again.
const instantiate = (part) => part.instance ??= (async () => {
  const answer = await get(part);
  // Once the program has started, this gives what it shares.
  const imports = { __wasm_split: initSync() };
  // A host that does not know the type of a wasm file keeps it from being compiled while it comes.
  if (answer.headers.get('content-type') === 'application/wasm') {
    return WebAssembly.instantiateStreaming(answer, imports);
  }
  return WebAssembly.instantiate(await answer.arrayBuffer(), imports);
})().catch((error) => {
  part.instance = undefined;
  throw error;
});

// Both parts call what they share.
const loader = (part) => async (callback, data) => {
  const isThere = await Promise.all([SHARED, part].map(instantiate)).then(() => true, (error) => {
    console.error(error);
    return false;
  });
  initSync().__indirect_function_table.get(callback)(data, isThere);
};

export const __wasm_split_load_rest = loader(REST);
export const __wasm_split_load_importer = loader(IMPORTER);
