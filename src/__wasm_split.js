// Loads the parts of the program that come later (src/view/rest.rs, src/view/importer.rs) into the memory of what runs
// already. wasm-split wants this name, and a function for each split point.
import { initSync } from './element-instance-form.js';

const SHARED = { url: new URL('./shared.wasm', import.meta.url), integrity: '' };
const REST = { url: new URL('./rest.wasm', import.meta.url), integrity: '' };
const IMPORTER = { url: new URL('./importer.wasm', import.meta.url), integrity: '' };

// How long a part is waited for, in milliseconds.
const LIMIT = 30_000;

const compile = async ({ url, integrity }, cache) => {
  const answer = await fetch(url, { integrity, cache });
  // A host that does not know the type of a wasm file keeps it from being compiled while it comes.
  if (answer.headers.get('content-type') === 'application/wasm') return WebAssembly.compileStreaming(answer);
  return WebAssembly.compile(await answer.arrayBuffer());
};

// Instantiates a part once, whichever of its modules came first.
const instantiate = async (part) => {
  // What the browser has kept may be what is not right.
  if (!part.module) part.module = compile(part, 'default').catch(() => compile(part, 'reload'));
  // What did not come in time may still come, while the server is asked anew.
  else if (part.hasFailed) part.module = Promise.any([part.module, compile(part, 'reload')]);
  part.hasFailed = false;
  const module = await part.module;
  // Once the program has started, initSync gives what it shares.
  return part.instance ??= WebAssembly.instantiate(module, { __wasm_split: initSync() });
};

// Both parts call what they share.
const loader = (part) => async (callback, data) => {
  const parts = [SHARED, part];
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${part.url} does not come`)), LIMIT);
  });
  const isThere = await Promise.race([Promise.all(parts.map(instantiate)), late]).then(() => true, (error) => {
    console.error(error);
    // The next one to ask tries again.
    for (const part of parts) part.hasFailed = !part.instance;
    return false;
  });
  clearTimeout(timer);
  initSync().__indirect_function_table.get(callback)(data, isThere);
};

export const __wasm_split_load_rest = loader(REST);
export const __wasm_split_load_importer = loader(IMPORTER);
