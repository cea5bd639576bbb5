// `npm run new <slug>`: an entry, its model, view and claims, as a draft that already runs and passes the contract tests.
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';

const slug = process.argv[2] ?? '';
if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
  console.error('Usage: npm run new <slug>, the slug in kebab-case: npm run new gradient-clipping');
  process.exit(1);
}
const term = slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ');
const year = 2000;

const files = {
  [`lib/models/${slug}.ts`]: `import { defineSimulation, param } from '../sim/index.ts';

const tooLarge = 1e6;

/** Gradient descent on θ²/2, with noise of the given size in each gradient. Replace by the model of the term. */
export default defineSimulation({
  params: {
    rate: param.number({ label: 'Learning rate', min: 0.01, max: 3, scale: 'log', default: 0.1 }),
    noise: param.number({ label: 'Gradient noise', min: 0, max: 1, step: 0.1, default: 0.2 }),
  },
  metrics: { loss: { label: 'loss' } },
  schedule: { posterSteps: 60, maxSteps: 60, stepsPerSecond: 20 },
  init({ rate, noise }, rng) {
    const draws = rng.fork('noise');
    let theta = 1;
    let step = 0;
    let divergedAt: number | null = null;
    return {
      step() {
        step += 1;
        const next = theta - rate * (theta + noise * draws.normal());
        if (Math.abs(next) > tooLarge) {
          divergedAt = step;
          return 'diverged';
        }
        theta = next;
        return 'running';
      },
      snapshot: () => ({ theta }),
      metrics: () => ({ loss: theta ** 2 / 2 }),
      diagnosis: () =>
        divergedAt === null
          ? null
          : { step: divergedAt, message: \`Diverged at step \${divergedAt}: a rate above 2 overshoots.\`, param: 'rate', reset: 0.1 },
      dispose: () => {},
    };
  },
});
`,
  [`components/demos/${slug}.tsx`]: `import { Curves, formatNumber } from '@/components/plots';
import type model from '@/lib/models/${slug}.ts';
import type { Shown, ViewProps } from '@/lib/sim';

type Props = ViewProps<typeof model>;

export const summary = ({ step, snapshot }: Shown<typeof model>) =>
  \`After \${step} steps θ is \${formatNumber(snapshot.theta)}.\`;

export default function View({ history, pinned }: Props) {
  const curve = (of: Pick<Props, 'history'>) => ({ label: 'loss', x: of.history.steps, y: of.history.values.loss });
  return (
    <div className="panels">
      <Curves
        tile
        title="Loss"
        curves={[...(pinned ? [{ ...curve(pinned), ink: 1, style: 'pinned' } as const] : []), { ...curve({ history }), ink: 1 }]}
        x={{ label: 'step' }}
        y={{ label: 'loss' }}
      />
    </div>
  );
}
`,
  [`lib/claims/${slug}.ts`]: `import model from '../models/${slug}.ts';
import { defineClaims, runsOf } from '../sim/index.ts';

const run = runsOf(model);

export default defineClaims([
  {
    text: 'Without noise every step multiplies θ by 1 − η: two steps at rate 0.5 divide the loss by 16.',
    seeds: 1,
    figure: 'loss after over loss before',
    measure: () => run(1, { rate: 0.5, noise: 0 }, 2).metrics.loss / run(1, { noise: 0 }, 0).metrics.loss,
    holds: (ratio) => Math.abs(ratio - 1 / 16) < 1e-12,
  },
  {
    text: 'With noise the loss still ends below a tenth of its start.',
    seeds: 10,
    figure: 'last loss over first',
    measure: (seed) => run(seed).metrics.loss / run(seed, {}, 0).metrics.loss,
    holds: (ratio) => ratio < 0.1,
  },
  {
    text: 'A rate above 2 diverges.',
    seeds: 3,
    figure: 'steps until then',
    measure: (seed) => run(seed, { rate: 3 }).step,
    holds: (steps) => steps < 60,
  },
]);
`,
  [`content/terms/${slug}.mdx`]: `---
term: ${term}
draft: true
aliases: []
keywords: []
family: optimization
status: standard
introduced: { year: ${year}, authors: Author & Author }
short: One sentence of at most thirty words that stands alone.
tagline: What the demo lets one do
asks:
  - What is ${term.toLowerCase()}?
  - When does ${term.toLowerCase()} fail?
prerequisites: []
related: []
references:
  - id: author-${year}
    authors: A. Author and B. Author
    title: Title
    venue: Venue
    year: ${year}
    doi: 10.0000/replace-me
confusables:
  - name: Its neighbour
    text: What sets the two apart, in two lines.
---

<Demo id="${slug}" />

## How it works

The intuition, then the formula (<Cite id="author-${year}" />).

$$
\\theta \\leftarrow \\theta - \\eta\\, g
$$

<Symbols>

- $\\theta$: the parameter
- $\\eta$: the learning rate

</Symbols>

## When to use it, and when it fails

What people use in 2026, and why.

## Don’t confuse with

<Confusables />

## In code

<Source />

\`\`\`python
import torch
\`\`\`
`,
};

const taken = Object.keys(files).filter(existsSync);
if (taken.length > 0) {
  console.error(`Nothing written, for there is already ${taken.join(', ')}.`);
  process.exit(1);
}
for (const [file, text] of Object.entries(files)) writeFileSync(file, text);
execFileSync('npx', [
  'biome',
  'check',
  '--write',
  ...Object.keys(files).filter((file) => !file.endsWith('.mdx')),
]);
execFileSync('npm', ['run', '--silent', 'claims'], { stdio: 'ignore' });
console.log(
  `A draft is in\n  ${Object.keys(files).join('\n  ')}\nnpm run dev shows it at /terms/${slug}/. CONTRIBUTING.md tells the way on.`,
);
