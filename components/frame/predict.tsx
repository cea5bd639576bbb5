import { use } from 'react';
import { DemoContext } from './demo-context.ts';
import type { Question } from './prediction.tsx';

/** A question about the run of the demo it stands in, which brings what it takes to ask it. */
export function Predict(question: Question) {
  const demo = use(DemoContext);
  if (!demo) throw new Error('Predict stands inside a Demo');
  return <demo.Prediction {...question} demo={demo} />;
}
