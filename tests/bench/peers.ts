/** The entries as plain pages of other generators: what they say, without demos and without our own components. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadEntries } from '../../lib/content/entries.ts';
import type { Entry } from '../../lib/content/parse.ts';
import { families } from '../../lib/content/schema.ts';

/** An entry's body as Markdown: demos and model sources are left out, citations and confusables written out. */
function plainBody({ source, confusables, references }: Entry): string {
  const body = source
    // Frontmatter and the demo come before the first section.
    .slice(source.indexOf('\n## ') + 1)
    .replace(/<Cite id="([^"]+)" \/>/g, '[$1](#references)')
    .replace(/<Confusables \/>/, confusables.map(({ name, text }) => `- **${name}.** ${text}`).join('\n'))
    .replace(/<\/?(?:Symbols|Aside)>|<Source \/>/g, '');
  const cited = references.map((r) => `1. ${r.authors}. *${r.title}*. ${r.venue}, ${r.year}.`).join('\n');
  return `${body}\n## References\n\n${cited}\n`;
}

const page = (title: string, short: string, body: string) =>
  `---\ntitle: ${JSON.stringify(title)}\ndescription: ${JSON.stringify(short)}\n---\n\n${body}`;

interface Peer {
  packages: string[];
  config: { file: string; text: string };
  pages: string;
  built: string;
  /** How its pages show a title, and keep formulas from being read as a template. */
  wrap: (title: string, body: string) => string;
}

const peers: Record<string, Peer> = {
  starlight: {
    // The current Astro asks for a Node newer than ours, so it brings its own.
    packages: [
      'node@22',
      'astro@7',
      '@astrojs/starlight@0.42',
      '@astrojs/markdown-remark@7',
      'remark-math@6',
      'rehype-katex@7',
      'katex@0.16',
    ],
    config: {
      file: 'astro.config.mjs',
      text: `import { unified } from '@astrojs/markdown-remark';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
export default defineConfig({
  markdown: { processor: unified({ remarkPlugins: [remarkMath], rehypePlugins: [rehypeKatex] }) },
  integrations: [starlight({
    title: 'Glossary',
    customCss: ['katex/dist/katex.min.css'],
    sidebar: [{ label: 'Terms', items: [{ autogenerate: { directory: 'terms' } }] }],
  })],
});`,
    },
    pages: 'src/content/docs',
    built: 'dist',
    wrap: (_, body) => body,
  },
  vitepress: {
    packages: ['vitepress@1', 'markdown-it-mathjax3@4'],
    config: {
      file: '.vitepress/config.mjs',
      text: `import { readdirSync } from 'node:fs';
const items = readdirSync('terms').sort().map((file) => file.replace(/\\.md$/, '')).map((slug) => ({ text: slug, link: '/terms/' + slug + '/' }));
export default {
  title: 'Glossary',
  cleanUrls: true,
  rewrites: { 'terms/:slug.md': 'terms/:slug/index.md' },
  ignoreDeadLinks: true,
  markdown: { math: true },
  themeConfig: { search: { provider: 'local' }, sidebar: [{ text: 'Terms', items }] },
};`,
    },
    pages: '.',
    built: '.vitepress/dist',
    wrap: (title, body) => `# ${title}\n\n::: v-pre\n${body}\n:::\n`,
  },
};

/** Folders of finished sites by the names of their generators; made once, and again when \`.cache/peers\` is deleted. */
export function buildPeers(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(peers).map(([name, { packages, config, pages, built, wrap }]) => {
      const folder = join('.cache/peers', name);
      const finished = join(folder, built);
      if (existsSync(finished)) return [name, finished];
      const write = (file: string, text: string) => {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), text);
      };
      const npm = (...args: string[]) => execFileSync('npm', args, { cwd: folder, stdio: 'inherit' });
      const build = name === 'starlight' ? 'astro build' : 'vitepress build';
      write('package.json', JSON.stringify({ private: true, type: 'module', scripts: { build } }));
      write(config.file, config.text);
      if (name === 'starlight')
        write(
          'src/content.config.ts',
          `import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };`,
        );
      for (const entry of loadEntries()) {
        const body = `${entry.short}\n\n${plainBody(entry)}`;
        write(join(pages, `terms/${entry.slug}.md`), page(entry.term, entry.short, wrap(entry.term, body)));
      }
      const index = Object.entries(families).map(([id, title]) => {
        const links = loadEntries()
          .filter(({ family }) => family === id)
          .map(({ slug, term, short }) => `- [${term}](/terms/${slug}/) ${short}`);
        return `## ${title}\n\n${links.join('\n')}\n`;
      });
      const home = 'Every term, with its short definition.';
      write(join(pages, 'index.md'), page('Glossary', home, wrap('Glossary', index.join('\n'))));
      npm('install', '--no-audit', '--no-fund', ...packages);
      npm('run', 'build');
      return [name, finished];
    }),
  );
}
