// `npm start`: serves the exported site on port 3000, or on another one when that is taken.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sirv from 'sirv';

/**
 * The headers of each path, by a `_headers` file: paths, each with its headers below it, indented.
 * @param {string} file
 * @returns {(path: string) => [name: string, value: string][]}
 */
function parseHeaders(file) {
  const rules = file.split(/\n(?=\/)/).map((rule) => {
    const [path = '', ...headers] = rule.trim().split(/\n\s+/);
    const [start = '', end] = path.split('*');
    const pairs = headers.map((header) => /** @type {[string, string]} */ (header.split(/: (.*)/, 2)));
    return {
      matches: (/** @type {string} */ p) => (end === undefined ? p === path : p.startsWith(start)),
      pairs,
    };
  });
  return (path) => rules.flatMap(({ matches, pairs }) => (matches(path) ? pairs : []));
}

/**
 * Serves `folder` under `basePath` as a file host does: its headers, no rewriting, 404.html for what is not there,
 * `page.br` for `page` where there is one.
 * @param {{ folder: string, basePath?: string, port: number }} options Port 0 takes any free one.
 * @returns {Promise<{ url: string, port: number, close: () => void }>} Rejects with EADDRINUSE when the port is taken.
 */
export function serve({ folder, basePath = '', port }) {
  const rules = join(folder, '_headers');
  const headersOf = parseHeaders(existsSync(rules) ? readFileSync(rules, 'utf8') : '');
  const files = sirv(folder, {
    etag: true,
    brotli: true,
    setHeaders(response, path) {
      for (const [name, value] of headersOf(basePath + path)) response.setHeader(name, value);
    },
  });
  const missing = join(folder, '404.html');
  const server = createServer((request, response) => {
    const notFound = () => {
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
      response.end(existsSync(missing) ? readFileSync(missing) : 'Not found');
    };
    const path = request.url ?? '/';
    if (!path.startsWith(basePath)) return notFound();
    request.url = path.slice(basePath.length) || '/';
    files(request, response, notFound);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => {
      const { port: taken } = /** @type {import('node:net').AddressInfo} */ (server.address());
      resolve({ port: taken, url: `http://localhost:${taken}${basePath}/`, close: () => server.close() });
    });
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const wanted = Number(process.env.PORT ?? 3000);
  const site = { folder: 'out', basePath: process.env.BASE_PATH ?? '' };
  const { url, port } = await serve({ ...site, port: wanted }).catch((error) => {
    if (error.code !== 'EADDRINUSE') throw error;
    return serve({ ...site, port: 0 });
  });
  if (port !== wanted) console.log(`Port ${wanted} is taken; using ${port} instead.`);
  console.log(`Lexigrad is at ${url}`);
}
