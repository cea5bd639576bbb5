/** `npm run claims`: runs the claims of every model whose sources have changed and writes down what was measured. */
import { writeFileSync } from 'node:fs';
import { claimsHash } from './claims-hash.ts';
import { claimedDemos, measure, OUTCOMES_FILE, type Outcomes, readOutcomes } from './outcomes.ts';

const known = readOutcomes();
const outcomes: Outcomes = {};
let failed = 0;
for (const demo of claimedDemos()) {
  const hash = await claimsHash(demo);
  const fresh = known[demo]?.hash === hash;
  const claims = fresh
    ? (known[demo]?.claims ?? [])
    : (await import(`../claims/${demo}.ts`)).default.map(measure);
  outcomes[demo] = { hash, claims };
  for (const { text, seeds, held, needed, low, high } of claims) {
    if (held < needed) failed += 1;
    console.log(
      `${held >= needed ? 'holds' : 'FAILS'} ${held}/${seeds} [${low}, ${high}] ${demo}: ${text}${fresh ? ' (unchanged)' : ''}`,
    );
  }
}
writeFileSync(OUTCOMES_FILE, `${JSON.stringify(outcomes, null, 2)}\n`);
if (failed > 0) {
  console.error(`${failed} claims fail: the sentence is wrong, or the demo.`);
  process.exitCode = 1;
}
