// Measures the diagnostics beside other validators: each call from a new JavaScript string to its findings.
import Ajv from 'ajv';
import { getLanguageService, TextDocument } from 'vscode-json-languageservice';

const { default: init, diagnose } = await import('/engine.js');
await init({ module_or_path: fetch('/engine_bg.wasm') });

const text = { type: 'string' };
const dates = { updatedDateField: text, updatedDateFormat: text, updatedDateTimezone: text, createdDateField: text, createdDateFormat: text, createdDateTimezone: text };
const schema = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    required: ['url', 'idField', 'datesConfiguration'],
    additionalProperties: false,
    properties: {
      url: { type: 'string', pattern: '^/' },
      idField: { type: 'string', minLength: 1 },
      datesConfiguration: { type: 'object', additionalProperties: false, properties: dates },
      filterByUpdatedDate: { type: 'boolean' },
      createdCheckTolerance: { type: 'integer' },
      pageSize: { type: 'integer' },
      pollDelay: { type: 'integer' },
    },
  },
};
const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
const service = getLanguageService({});
service.configure({ validate: true, schemas: [{ uri: 'polling', fileMatch: ['*'], schema }] });
let version = 0;

const engines = {
  'JSON.parse': (json) => { try { JSON.parse(json); return 0; } catch { return 1; } },
  'JSON.parse + ajv': (json) => { try { validate(JSON.parse(json)); return validate.errors?.length ?? 0; } catch { return 1; } },
  'vscode-json-languageservice': async (json) => {
    const document = TextDocument.create('file:///a.json', 'json', ++version, json);
    return (await service.doValidation(document, service.parseJSONDocument(document), { duplicateKeys: 'error' })).length;
  },
  ours: diagnose,
};

function configuration(size, broken) {
  let resources = [];
  for (let length = 2, i = 0; length < size || !i; i++) {
    const resource = {
      url: `/hubs/ecommerce/customers?where=date_modified>'\${gmtDate:yyyy-MM-dd'T'HH:mm:ss'Z'}'&page=${i}`,
      idField: broken && i % 100 === 0 ? 7 : 'id',
      datesConfiguration: {
        updatedDateField: 'date_modified', updatedDateFormat: "yyyy-MM-dd'T'HH:mm:ss",
        createdDateField: 'date_created', createdDateFormat: "yyyy-MM-dd'T'HH:mm:ss",
      },
      pageSize: 200,
    };
    const json = `  "customers-${i}": ${JSON.stringify(resource, null, 2).replaceAll('\n', '\n  ')}`;
    resources.push(json);
    length += json.length + 2;
  }
  return `{\n${resources.join(',\n')}\n}`;
}
const kinds = {
  valid: (size) => configuration(size, false),
  'syntax error near the end': (size) => { const json = configuration(size, false); const at = json.lastIndexOf(':'); return json.slice(0, at) + json.slice(at + 1); },
  'schema errors in 1 % of the resources': (size) => configuration(size, true),
};
const sizes = { '1 kB': 1e3, '100 kB': 1e5, '1 MB': 1e6, '10 MB': 1e7 };
const median = (a) => a.sort((x, y) => x - y)[a.length >> 1];

// All engines are warmed up, as they are while the user types: this measures optimised code.
for (let round = 0; round < 30; round++) {
  for (const make of Object.values(kinds)) {
    for (const engine of Object.values(engines)) await engine(make(1e5));
  }
}

const rows = [];
for (const [kind, make] of Object.entries(kinds)) {
  for (const [label, size] of Object.entries(sizes)) {
    const json = make(size);
    const repeats = size === 1e3 ? 40 : 1, rounds = size === 1e7 ? 5 : size === 1e6 ? 15 : 25;
    const times = Object.fromEntries(Object.keys(engines).map((name) => [name, []]));
    const found = {};
    for (let round = 0; round <= rounds; round++) {
      for (const [name, engine] of Object.entries(engines)) {
        // A new string for each call, flat and with one byte a character, like the value of a text area.
        const texts = Array.from({ length: repeats }, (_, i) => new TextDecoder().decode(new TextEncoder().encode(json + ' '.repeat(round % 7 + i % 5))));
        const start = performance.now();
        for (const each of texts) found[name] = await engine(each);
        if (round) times[name].push((performance.now() - start) / repeats);
      }
    }
    rows.push({ kind, size: label, bytes: json.length, found, ms: Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)])) });
  }
}

const names = Object.keys(engines);
const lines = [];
for (const kind of Object.keys(kinds)) {
  lines.push('', `${kind}: median ms (and times ours)`, ['size'.padEnd(8), ...names.map((name) => name.padStart(30))].join(''));
  for (const row of rows.filter((row) => row.kind === kind)) {
    lines.push([row.size.padEnd(8), ...names.map((name) => `${row.ms[name].toFixed(row.ms[name] < 1 ? 4 : 2)} (${(row.ms[name] / row.ms.ours).toFixed(1)})`.padStart(30))].join(''));
  }
}
const of = (size) => rows.find((row) => row.kind === 'valid' && row.size === size).ms.ours;
lines.push('', `ours, 10 MB to 1 MB, valid: ${(of('10 MB') / of('1 MB')).toFixed(1)} times`);
lines.push(`findings at 1 MB: ${rows.filter((row) => row.size === '1 MB').map((row) => names.map((name) => `${name} ${row.found[name]}`).join(', ')).join('; ')}`);
await fetch('/result', { method: 'POST', body: lines.join('\n') });
