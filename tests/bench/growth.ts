/**
 * What the site costs as it grows: `npm run bench:growth -- [entries, 100 500] …`. For each size a copy of the project in
 * `.cache/growth` whose further entries are copies of ours, each with a demo of its own (step-limit's, the cheapest to
 * run), is built cold, its posters included, and again after a change to one entry. Needs `ps` and bash.
 */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { parse as parseYaml, stringify } from 'yaml';
import { OUTCOMES_FILE, type Outcomes } from '../../lib/build/outcomes.ts';
import { loadEntries } from '../../lib/content/entries.ts';
import type { Frontmatter } from '../../lib/content/schema.ts';

const FOLDER = '.cache/growth';
const DEMO = 'step-limit';
const PARTS = [
  'app',
  'components',
  'content',
  'lib',
  'next.config.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
const sizes = process.argv.slice(3).map(Number);
const real = loadEntries();
const at = (path: string) => join(FOLDER, path);

/** Copies of our entries up to `size` of them, each copy of the whole a graph of its own. */
function grow(size: number) {
  const outcomes = JSON.parse(readFileSync(OUTCOMES_FILE, 'utf8')) as Outcomes;
  const view = readFileSync(`components/demos/${DEMO}.tsx`, 'utf8');
  for (let i = real.length; i < size; i++) {
    const entry = real[i % real.length] as (typeof real)[number];
    const copy = Math.floor(i / real.length);
    const named = (name: string) => `${name} copy${copy}`;
    const known = (slug: string) =>
      real.findIndex((other) => other.slug === slug) + copy * real.length < size;
    const renamed = (slug: string) => (known(slug) ? `${slug}-copy${copy}` : slug);
    const demo = `${DEMO}-${i}`;
    const [, yaml = ''] = /^---\n([\s\S]*?)\n---\n/.exec(entry.source) ?? [];
    const frontmatter = parseYaml(yaml) as Frontmatter;
    const { term, aliases = [], prerequisites = [], related = [], unlinked = [], confusables } = frontmatter;
    const changed = {
      ...frontmatter,
      term: named(term),
      aliases: aliases.map(named),
      prerequisites: prerequisites.map(renamed),
      related: related.map(renamed),
      unlinked: unlinked.map(renamed),
      confusables: confusables.map(({ slug, ...other }) =>
        slug ? { ...other, slug: renamed(slug) } : other,
      ),
    };
    const body = entry.source
      .slice(entry.source.indexOf('\n## '))
      .replace(/\/terms\/([a-z0-9-]+)\//g, (_, slug) => `/terms/${renamed(slug)}/`);
    writeFileSync(
      at(`content/terms/${entry.slug}-copy${copy}.mdx`),
      `---\n${stringify(changed)}---\n\n<Demo id="${demo}" />\n${body}`,
    );
    cpSync(`lib/models/${DEMO}.ts`, at(`lib/models/${demo}.ts`));
    writeFileSync(
      at(`components/demos/${demo}.tsx`),
      view.replaceAll(`models/${DEMO}.ts`, `models/${demo}.ts`),
    );
    outcomes[demo] = outcomes[DEMO] as Outcomes[string];
  }
  writeFileSync(at(OUTCOMES_FILE), JSON.stringify(outcomes));
}

/** Wall and CPU seconds of a build, and the most memory its processes held together, in MB. */
async function build(): Promise<{ wall: number; cpu: number; memory: number }> {
  const child = spawn('bash', ['-c', 'TIMEFORMAT="%R %U %S"; time npm run build >build.log 2>&1'], {
    cwd: FOLDER,
    detached: true,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let [times, memory] = ['', 0];
  child.stderr.on('data', (text) => {
    times += text;
  });
  const watch = setInterval(() => {
    const rows = execFileSync('ps', ['-eo', 'pgid=,rss='], { encoding: 'utf8' }).trim().split('\n');
    const held = rows.map((row) => row.trim().split(/\s+/).map(Number) as [number, number]);
    memory = Math.max(
      memory,
      held.reduce((sum, [group, rss]) => sum + (group === child.pid ? rss : 0), 0) / 1000,
    );
  }, 500);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`the build failed:\n${readFileSync(at('build.log'), 'utf8').slice(-3000)}`);
  const [wall = 0, user = 0, system = 0] = times.trim().split(/\s+/).map(Number);
  return { wall, cpu: user + system, memory };
}

const rows: Record<string, Record<string, number>> = {};
for (const size of [real.length, ...(sizes.length ? sizes : [100, 500])]) {
  rmSync(FOLDER, { recursive: true, force: true });
  for (const part of PARTS) cpSync(part, at(part), { recursive: true });
  execFileSync('cp', ['-al', 'node_modules', at('node_modules')]);
  // The posters of the real entries are not what is measured.
  cpSync('.cache/posters', at('.cache/posters'), { recursive: true });
  grow(size);
  const cold = await build();
  const changed = at('content/terms/adam.mdx');
  writeFileSync(
    changed,
    readFileSync(changed, 'utf8').replace('## How it works\n', '## How it works\n\nChanged.\n'),
  );
  const warm = await build();
  const files = readdirSync(at('out'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(at(join('out', file))).isFile(),
  );
  const weight = (file: string) => brotliCompressSync(readFileSync(at(join('out', file)))).length / 1000;
  const row: Record<string, number> = {
    pages: files.filter((file) => file.endsWith('.html')).length,
    'cold wall s': cold.wall,
    'cold CPU s': cold.cpu,
    'warm wall s': warm.wall,
    'warm CPU s': warm.cpu,
    'memory MB': Math.max(cold.memory, warm.memory),
    'out MB': files.reduce((sum, file) => sum + statSync(at(join('out', file))).size, 0) / 1e6,
    'home kB br': weight('index.html'),
    'search kB br': weight('search.json'),
  };
  const first = Object.values(rows)[0];
  if (first) {
    const perEntry = (name: string) =>
      (1000 * ((row[name] ?? 0) - (first[name] ?? 0))) / (size - real.length);
    row['cold CPU ms/entry'] = perEntry('cold CPU s');
    row['warm CPU ms/entry'] = perEntry('warm CPU s');
    row['warm CPU ms/page'] =
      (perEntry('warm CPU s') * (size - real.length)) / ((row.pages ?? 0) - (first.pages ?? 0));
  }
  rows[size] = row;
  console.table(
    Object.fromEntries(
      Object.keys(row).map((name) => [
        name,
        Object.fromEntries(
          Object.entries(rows).map(([n, r]) => [n, Number((r[name] ?? Number.NaN).toPrecision(3))]),
        ),
      ]),
    ),
  );
}
