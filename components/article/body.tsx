import { getMDXComponent } from 'mdx-bundler/client';
import { Predict } from '@/components/frame/predict';
import { compileEntry } from '@/lib/content/compile';
import type { Entry } from '@/lib/content/parse';
import { Demo } from './demo.tsx';
import { Aside, citeFor, confusablesFor, Symbols } from './parts.tsx';
import { sourceFor } from './source.tsx';

/** An entry's MDX, run on the server at build: nothing of MDX reaches the reader. */
export async function Body({ entry }: { entry: Entry }) {
  const Content = getMDXComponent(await compileEntry(entry));
  return (
    <Content
      components={{
        Demo,
        Predict,
        Symbols,
        Aside,
        Cite: citeFor(entry),
        Confusables: confusablesFor(entry),
        Source: sourceFor(entry),
      }}
    />
  );
}
