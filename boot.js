// Starts the program. Trunk writes its two files into the page as preload links; its own loader
// would be an inline script, which a strict Content Security Policy refuses.
const glue = document.querySelector('link[rel=modulepreload]');
const wasm = document.querySelector('link[type="application/wasm"]');
const complain = () => {
  const status = document.querySelector('#form [role=status]');
  if (status) status.textContent = 'The form could not start. Reload the page, or use a browser with WebAssembly.';
};
// Few visitors import a command, so that what reads one comes when it is asked for. Its files have no
// hash in their names: that of the program stands in.
const form = document.getElementById('form');
let loading;
const loadImporter = async () => {
  const version = glue.href.split('/').pop().replace(/\W/g, '');
  const importer = await import(`./importer.js?${version}`);
  await importer.default({ module_or_path: new URL(`./importer_bg.wasm?${version}`, import.meta.url) });
  form.importer = importer;
};
form.loadImporter = (target) => {
  loading ??= loadImporter().catch((error) => { loading = undefined; console.error(error); });
  loading.finally(() => target.dispatchEvent(new Event('loaded')));
};
try {
  const { default: init } = await import(glue.href);
  await init({ module_or_path: fetch(wasm.href, { integrity: wasm.integrity }) });
} catch (error) {
  console.error(error);
  complain();
}
