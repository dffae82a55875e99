// Measures generating a command from a request beside other libraries, and importing a command beside curlconverter.
import './node-globals.js';
import { HTTPSnippet } from 'httpsnippet';
import postman from 'postman-code-generators';
import { Request as PostmanRequest } from 'postman-collection';
import fetchToCurl from 'fetch-to-curl';
import { toJsonString } from 'curlconverter';

await globalThis.curlconverterIsReady;
const { default: init, Request, read } = await import('/engine.js');
await init({ module_or_path: fetch('/engine_bg.wasm') });

const url = 'https://api.cloud-elements.com/elements/api-v2/instances';
const headers = { Authorization: 'User u, Organization o', 'Content-Type': 'application/json' };
// Each makes a command from its own representation of a request. Creating that representation is not measured.
const generators = {
  'httpsnippet 3': (text) => {
    const list = Object.entries(headers).map(([name, value]) => ({ name, value }));
    return () => new HTTPSnippet({ method: 'POST', url, headers: list, postData: { mimeType: 'application/json', text } }).convert('shell', 'curl');
  },
  'postman-code-generators 2': (raw) => {
    const header = Object.entries(headers).map(([key, value]) => ({ key, value }));
    const request = new PostmanRequest({ method: 'POST', url, header, body: { mode: 'raw', raw } });
    return () => { let command; postman.convert('curl', 'cURL', request, {}, (_, snippet) => { command = snippet; }); return command; };
  },
  'fetch-to-curl 0.6': (body) => () => fetchToCurl(url, { method: 'POST', headers, body }),
};

function configuration(size) {
  const resources = [];
  for (let length = 0, i = 0; length < size || !i; i++) {
    const json = `  "customers-${i}": {
    "url": "/hubs/ecommerce/customers?where=date_modified>'\${gmtDate:yyyy-MM-dd'T'HH:mm:ss'Z'}'",
    "idField": "id",
    "datesConfiguration": { "updatedDateField": "date_modified", "updatedDateFormat": "yyyy-MM-dd'T'HH:mm:ss" }
  }`;
    resources.push(json);
    length += json.length;
  }
  return `{\n${resources.join(',\n')}\n}`;
}

const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
let kept = 0;
// Reading the last character forces the browser to flatten a concatenated string.
const flat = (text) => { kept += text.charCodeAt(text.length - 1); };
function milliseconds(work, repeats) {
  const times = [];
  for (let round = 0; round < 12; round++) {
    const start = performance.now();
    for (let i = 0; i < repeats; i++) flat(work());
    if (round) times.push((performance.now() - start) / repeats);
  }
  return median(times);
}

const lines = ['from a request to a command, a second:', ['size'.padEnd(8), ...[...Object.keys(generators), 'ours'].map((name) => name.padStart(28))].join('')];
for (const [label, size, repeats] of [['1 kB', 300, 2000], ['1 MB', 1e6, 5]]) {
  const request = new Request(configuration(size));
  const body = request.body();
  const times = Object.values(generators).map((make) => milliseconds(make(body), repeats));
  times.push(milliseconds(() => request.command(), repeats));
  const ours = times.at(-1);
  lines.push([label.padEnd(8), ...times.map((ms) => `${Math.round(1000 / ms)} (ours ${(ms / ours).toFixed(1)})`.padStart(28))].join('') + `   body ${body.length} bytes`);
}

lines.push('', 'from a polling configuration to its request, milliseconds:');
for (const [label, size, repeats] of [['1 kB', 300, 500], ['1 MB', 1e6, 3]]) {
  const text = configuration(size);
  const free = () => { const request = new Request(text); request.free(); return text; };
  lines.push(label.padEnd(8) + milliseconds(free, repeats).toFixed(3).padStart(28));
}

lines.push('', 'from a command to what it means, milliseconds:', ['size'.padEnd(8), 'curlconverter 4'.padStart(28), 'ours'.padStart(28)].join(''));
for (const [label, size, repeats] of [['1 kB', 300, 400], ['30 kB', 3e4, 20], ['1 MB', 1e6, 2]]) {
  const command = new Request(configuration(size)).command();
  const body = new Request(configuration(size)).body();
  // A new text for each call.
  let number = 0;
  const fresh = () => command.replace('User ', `User ${number++}`);
  // curlconverter needs more than 30 s for a megabyte.
  const theirs = size > 1e5 ? undefined : milliseconds(() => toJsonString(fresh()), repeats);
  const readBack = () => { const reading = read(fresh()); const told = `.${reading.refusal()}`; reading.free(); return told; };
  const ours = milliseconds(readBack, repeats);
  lines.push([label.padEnd(8), (theirs ? `${theirs.toFixed(3)} (ours ${(theirs / ours).toFixed(1)})` : '–').padStart(28), ours.toFixed(3).padStart(28)].join('') + `   command ${command.length}, body ${body.length} bytes`);
}
await fetch('/result', { method: 'POST', body: `${lines.join('\n')}\n${kept ? '' : 'nothing was made'}` });
