/**
 * `npm run bench:training -- [rounds, 7] [job …]`: the jobs of tests/bench/training/jobs.ts on lib/tf, stock TensorFlow.js,
 * ConvNetJS and plain loops, by turns, here and in a worker of Chromium: medians of steps per second, ratios, and the
 * loss after the job's steps, which must agree.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { serve } from '../../lib/build/serve.mjs';
import { BROWSER_SWITCHES, findBrowser } from '../browser/browser.ts';
import { type JobName, jobs } from './training/jobs.ts';
import { engines, type Name, type Result, race } from './training/race.ts';

const [given = '7', ...only] = process.argv.slice(3);
const names = (Object.keys(jobs) as JobName[]).filter((name) => only.length === 0 || only.includes(name));
const rounds = Number(given);
const REQUIRE =
  "import { createRequire as $require } from 'node:module'; const require = $require(import.meta.url);";
const folder = join(process.cwd(), '.cache/bench');
const program = (platform: 'node' | 'browser') =>
  build({
    entryPoints: [...engines, 'race'].map((name) => `tests/bench/training/${name}.ts`),
    outdir: join(folder, platform),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform,
    mainFields: ['module', 'main'],
    // TensorFlow.js asks for Node's own modules by `require`.
    banner: platform === 'node' ? { js: REQUIRE } : {},
    logLevel: 'error',
    // The package of the CPU backend claims that importing it has no effect; registering the backend is one.
    ignoreAnnotations: true,
  });
await Promise.all([program('node'), program('browser')]);

function report(title: string, results: Partial<Record<JobName, Result>>) {
  console.log(`\n${title}: steps per second of CPU, median of ${rounds} rounds (loss)`);
  const median = (rates: number[]) => [...rates].sort((a, b) => a - b)[rates.length >> 1] as number;
  for (const [job, result] of Object.entries(results)) {
    const speed = (name: Name) => (result[name] ? median(result[name].rates) : Number.NaN);
    const figures = engines.map((name) =>
      result[name] ? `${name} ${speed(name).toFixed(0)} (${result[name].loss.toFixed(5)})` : `${name} –`,
    );
    const ratio = (name: Name) => (speed('ours') / speed(name)).toFixed(2);
    const ratios = engines
      .filter((name) => name !== 'ours' && result[name])
      .map((name) => `${ratio(name)} × ${name}`);
    console.log(
      `${job} ${jobs[job as JobName].title}\n   ${figures.join(', ')}\n   ours is ${ratios.join(', ')}`,
    );
    const [ours, stock] = [result.ours?.loss as number, result.stock?.loss as number];
    if (!(Math.abs(ours - stock) <= 1e-4)) {
      console.error(`   LOSSES DIFFER: ${ours} and ${stock}`);
      process.exitCode = 1;
    }
  }
}

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const here = (name: Name) =>
  import(pathToFileURL(join(folder, 'node', `${name}.mjs`)).href).then((m) => m.default);
report('Node', await race(here, names, { rounds, ms: 200, clock: cpu }));

const server = await serve({ folder: join(folder, 'browser'), port: 0 });
const browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_SWITCHES });
const page = await browser.newPage();
await page.goto(server.url);
const results = await page.evaluate(
  ({ url, names, rounds }) =>
    new Promise<Partial<Record<JobName, Result>>>((resolve, reject) => {
      const program = `
        import { race } from '${url}race.mjs';
        const load = (name) => import('${url}' + name + '.mjs').then((m) => m.default);
        const settings = { rounds: ${rounds}, ms: 200, clock: () => performance.now() };
        race(load, ${JSON.stringify(names)}, settings).then(postMessage, (error) => postMessage(String(error)));`;
      const worker = new Worker(URL.createObjectURL(new Blob([program], { type: 'text/javascript' })), {
        type: 'module',
      });
      worker.onmessage = ({ data }) => (typeof data === 'string' ? reject(new Error(data)) : resolve(data));
      worker.onerror = (event) => reject(new Error(event.message));
    }),
  { url: server.url, names, rounds },
);
report('Worker of Chromium', results);
await browser.close();
server.close();
