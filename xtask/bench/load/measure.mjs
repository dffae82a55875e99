// Measures this page and its peers in one run: node measure.mjs MODULES PEERS OURS CHROMIUM
//   MODULES   the folder node_modules with playwright-core
//   PEERS     the folder of the peers' pages
//   OURS      the folder of this page
//   CHROMIUM  the browser's program
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { serve } from './server.mjs';

const [modules, peers, ours, executablePath] = process.argv.slice(2);
const { chromium } = createRequire(join(modules, 'from-here.js'))('playwright-core');

const PAGES = [
  { name: 'plain', words: 'plain JavaScript' },
  { name: 'preact-ahead', words: 'Preact, compiled check' },
  { name: 'preact', words: 'Preact + ajv' },
  { name: 'svelte', words: 'Svelte + ajv' },
  { name: 'rjsf', words: 'React + rjsf', field: '#root_name' },
  { name: 'ours', words: 'ours', output: '[aria-label="cURL command"] code' },
];
const REFERENCE = 'preact';
const SETTINGS = [
  { words: 'local', rounds: 11, keystrokes: 40 },
  {
    words: 'slow: 1.6 Mbit/s, 150 ms, CPU 4 times slower',
    rounds: 7,
    keystrokes: 20,
    cpu: 4,
    network: { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 },
  },
];
const PATIENCE = 60_000;

const server = await serve({ ...Object.fromEntries(PAGES.map(({ name }) => [name, join(peers, name)]).slice(0, -1)), ours });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
const script = readFileSync(join(import.meta.dirname, 'in-page.js'), 'utf8');

// A new context: no cached files and no cached code.
const inContext = async (then) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    return await then(context, await context.newPage());
  } finally {
    await context.close();
  }
};

// The size of a page's first load, in bytes.
const weigh = (page) => inContext(async (_, tab) => {
  server.asked.clear();
  await tab.goto(`${server.address}/${page.name}/`, { waitUntil: 'networkidle' });
  const sum = (of) => [...server.asked].reduce((sum, file) => sum + of(file), 0);
  return {
    files: server.asked.size, raw: sum(({ raw }) => raw), gzip: sum(({ gzip }) => gzip), brotli: sum(({ body }) => body.length),
  };
});

const load = ({ name, field = '#name', output = '#command' }, { cpu, network, keystrokes }) =>
  inContext(async (context, tab) => {
    const devtools = await context.newCDPSession(tab);
    await devtools.send('Network.enable');
    if (cpu) await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu });
    if (network) await devtools.send('Network.emulateNetworkConditions', network);
    await tab.addInitScript(`${script}\nwatch(${JSON.stringify({ field, output })});`);
    await tab.goto(`${server.address}/${name}/`, { waitUntil: 'commit' });
    await tab.waitForFunction(() => {
      const { paint, responds } = window.bench.times;
      return paint !== undefined && responds !== undefined;
    }, undefined, { timeout: PATIENCE, polling: 100 });
    // No request may be in flight while keystrokes are measured.
    await tab.waitForLoadState('networkidle');
    await tab.waitForTimeout(300);
    const { times, keystroke } = await tab.evaluate(async (count) =>
      ({ times: window.bench.times, keystroke: await window.bench.keystroke(count) }), keystrokes);
    return { ...times, keystroke };
  });

const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};

// A table; each number has its ratio to the reference in brackets.
const print = (words, columns, rows) => {
  console.log(`\n${words.padEnd(24)}${columns.map(([title]) => title.padStart(20)).join('')}`);
  for (const page of PAGES) {
    const cells = columns.map(([, key, digits]) => {
      const ratio = rows[page.name][key] / rows[REFERENCE][key];
      return `${rows[page.name][key].toFixed(digits)} (${ratio.toFixed(2)})`.padStart(20);
    });
    console.log(`${page.words.padEnd(24)}${cells.join('')}`);
  }
};

try {
  console.log(`Chromium ${browser.version()}; medians; in brackets how many times that of Preact + ajv`);
  const weights = {};
  for (const page of PAGES) weights[page.name] = await weigh(page);
  print('bytes of the first load', [['files', 'files', 0], ['raw', 'raw', 0], ['gzip 9', 'gzip', 0], ['brotli 11', 'brotli', 0]], weights);
  for (const setting of SETTINGS) {
    const loads = Object.fromEntries(PAGES.map(({ name }) => [name, []]));
    for (let round = 0; round < setting.rounds; round++) {
      for (const page of PAGES) loads[page.name].push(await load(page, setting));
    }
    const rows = Object.fromEntries(Object.entries(loads).map(([name, all]) =>
      [name, Object.fromEntries(Object.keys(all[0]).map((key) => [key, median(all.map((one) => one[key]))]))]));
    print(`ms, ${setting.words.split(':')[0]}`, [
      ['first paint', 'paint', 0], ['field is there', 'field', 0], ['form responds', 'responds', 0], ['keystroke', 'keystroke', 2],
    ], rows);
    console.log(`${setting.words}; ${setting.rounds} loads of each, in turn`);
  }
} finally {
  await browser.close();
  server.close();
}
