// A static server that sends every file as brotli 11 and records the requested files.
import { createServer } from 'node:http';
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm',
};
const brotli = (bytes) => brotliCompressSync(bytes, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
});

// Serves the folders under their names. `asked` is the set of requested files; the caller can clear it.
export const serve = async (folders) => {
  const files = new Map();
  for (const [name, folder] of Object.entries(folders)) {
    for (const file of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())) {
      const raw = readFileSync(join(folder, file.name));
      const kept = { type: TYPES[extname(file.name)] ?? 'text/plain', raw: raw.length, body: brotli(raw), gzip: gzipSync(raw, { level: 9 }).length };
      files.set(`/${name}/${file.name}`, kept);
      if (file.name === 'index.html') files.set(`/${name}/`, kept);
    }
  }
  const asked = new Set();
  const server = createServer(({ url }, answer) => {
    const file = files.get(url);
    if (!file) {
      answer.writeHead(404).end();
      return;
    }
    asked.add(file);
    answer.writeHead(200, { 'content-type': file.type, 'content-encoding': 'br', 'content-length': file.body.length });
    answer.end(file.body);
  });
  await new Promise((listening) => { server.listen(0, '127.0.0.1', listening); });
  return { address: `http://127.0.0.1:${server.address().port}`, asked, close: () => server.close() };
};
