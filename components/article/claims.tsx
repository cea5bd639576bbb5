import { formatNumber } from '@/components/plots/format';
import { readOutcomes } from '@/lib/build/outcomes';
import type { Entry } from '@/lib/content/parse';

/** What the page says of its demo, each sentence with the figures a test measured. */
export function Claims({ entry }: { entry: Entry }) {
  const outcomes = readOutcomes()[entry.demo.id]?.claims.filter(
    ({ entries }) => !entries || entries.includes(entry.slug),
  );
  if (!outcomes?.length && process.env.NODE_ENV === 'production')
    throw new Error(`${entry.file}: no outcome of a claim; run \`npm run claims\``);
  return (
    <section className="claims" aria-labelledby="tested-claims">
      <h2 id="tested-claims">Tested claims</h2>
      <p>Each sentence is a test that passes; the figures are what it measured on this page’s model.</p>
      <ul>
        {outcomes?.map(({ text, figure, seeds, held, low, high }) => (
          <li key={text}>
            {text}{' '}
            <small>
              {seeds === 1 ? 'Exact case' : `${held} of ${seeds} seeds`}; {figure}{' '}
              {low === high ? formatNumber(low, 4) : `${formatNumber(low)} to ${formatNumber(high)}`}.
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
