// Loads the rest of the program (src/view/rest.rs) into the memory of what runs already. The linker's splitting
// wants this name, and a function for each part.
import { initSync } from './element-instance-form.js';

const REST = { url: new URL('./rest.wasm', import.meta.url), integrity: '' };

const instantiate = async () => {
  // Once it has started, this gives what the program shares.
  const program = initSync();
  const load = (cache) => fetch(REST.url, { integrity: REST.integrity, cache });
  // What the browser has kept may be what is not right.
  const answer = await load('default').catch(() => load('reload'));
  const imports = { __wasm_split: program };
  // A host that does not know the type of a wasm file keeps it from being compiled while it comes.
  if (answer.headers.get('content-type') === 'application/wasm') {
    return WebAssembly.instantiateStreaming(answer, imports);
  }
  return WebAssembly.instantiate(await answer.arrayBuffer(), imports);
};

let loading;
export const __wasm_split_load_rest = async (callback, data) => {
  loading ??= instantiate();
  const isThere = await loading.then(() => true, (error) => {
    console.error(error);
    // The next one to ask tries again.
    loading = undefined;
    return false;
  });
  initSync().__indirect_function_table.get(callback)(data, isThere);
};
