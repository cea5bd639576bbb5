/**
 * `npm run claims`: runs the claims of every model whose sources have changed and writes down what was measured.
 * `npm run claims -- <demo> …`: of those alone; what is stale elsewhere stays so, and the tests say it.
 */
import { writeFileSync } from 'node:fs';
import { claimsHash } from './claims-hash.ts';
import { claimedDemos, measure, OUTCOMES_FILE, type Outcomes, readOutcomes } from './outcomes.ts';

const asked = process.argv.slice(3);
const known = readOutcomes();
const outcomes: Outcomes = {};
let failed = 0;
for (const demo of claimedDemos()) {
  const last = known[demo];
  const hash = await claimsHash(demo);
  const fresh = last?.hash === hash || (asked.length > 0 && !asked.includes(demo));
  const now = fresh ? last : { hash, claims: (await import(`../claims/${demo}.ts`)).default.map(measure) };
  if (!now) continue;
  outcomes[demo] = now;
  for (const { text, seeds, held, needed, low, high } of now.claims) {
    if (held < needed) failed += 1;
    console.log(
      `${held >= needed ? 'holds' : 'FAILS'} ${held}/${seeds} [${low}, ${high}] ${demo}: ${text}${now === last ? ' (not measured again)' : ''}`,
    );
  }
}
writeFileSync(OUTCOMES_FILE, `${JSON.stringify(outcomes, null, 2)}\n`);
if (failed > 0) {
  console.error(`${failed} claims fail: the sentence is wrong, or the demo.`);
  process.exitCode = 1;
}
