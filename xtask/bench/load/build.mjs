// Builds the peers' pages: node build.mjs MODULES TO
//   MODULES  the folder node_modules with their packages and esbuild
//   TO       the output folder, with a folder for each page
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { SCHEMA } from './form.js';

const [modules, to] = process.argv.slice(2);
const here = import.meta.dirname;
const require = createRequire(join(modules, 'from-here.js'));
const esbuild = require('esbuild');
const svelte = require('svelte/compiler');
const Ajv = require('ajv').default;
const standalone = require('ajv/dist/standalone').default;

// ajv's validator of the polling configuration, compiled here or in the page.
const ahead = () => {
  const ajv = new Ajv({ allErrors: true, code: { source: true, esm: true } });
  return standalone(ajv, ajv.compile(SCHEMA));
};
const inPage = () => `
  import Ajv from 'ajv';
  import { SCHEMA } from './form.js';
  export default new Ajv({ allErrors: true }).compile(SCHEMA);`;

const plugin = (validate) => ({
  name: 'form',
  setup(build) {
    build.onResolve({ filter: /^validate$/ }, () => ({ path: 'validate', namespace: 'form' }));
    build.onLoad({ filter: /./, namespace: 'form' }, () => ({ contents: validate(), resolveDir: here }));
    // esbuild cannot see that these are constant, and would keep Svelte's development messages.
    build.onResolve({ filter: /^esm-env$/ }, () => ({ path: 'esm-env', namespace: 'environment' }));
    build.onLoad({ filter: /./, namespace: 'environment' }, () =>
      ({ contents: 'export const DEV = false, BROWSER = true, NODE = false;' }));
    build.onLoad({ filter: /\.svelte$/ }, ({ path }) =>
      ({ contents: svelte.compile(readFileSync(path, 'utf8'), { generate: 'client', runes: true }).js.code }));
  },
});

const PAGES = [
  { name: 'plain', entry: 'plain.js', validate: ahead },
  { name: 'preact-ahead', entry: 'preact.jsx', validate: ahead, jsx: 'preact' },
  { name: 'preact', entry: 'preact.jsx', validate: inPage, jsx: 'preact' },
  { name: 'svelte', entry: 'svelte.js', validate: inPage },
  { name: 'rjsf', entry: 'rjsf.jsx', validate: inPage, jsx: 'react' },
];
for (const { name, entry, validate, jsx } of PAGES) {
  const folder = join(to, name);
  mkdirSync(folder, { recursive: true });
  await esbuild.build({
    entryPoints: { page: join(here, entry) },
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
    nodePaths: [modules],
    conditions: ['browser', 'production'],
    define: { 'process.env.NODE_ENV': '"production"' },
    jsx: 'automatic',
    jsxImportSource: jsx,
    plugins: [plugin(validate)],
  });
  writeFileSync(join(folder, 'index.html'), `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${name}</title>
<link rel="stylesheet" href="./page.css"><script type="module" src="./page.js"></script><body></body></html>
`);
}
