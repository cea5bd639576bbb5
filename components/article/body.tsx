import { getMDXComponent } from 'mdx-bundler/client';
import type { ReactNode } from 'react';
import { Predict } from '@/components/browser';
import { loadPoster } from '@/lib/build/posters';
import { checkDemo } from '@/lib/content/check-demo';
import { compileEntry } from '@/lib/content/compile';
import { loadEntries } from '@/lib/content/entries';
import type { Entry } from '@/lib/content/parse';
import { Demo } from './demo.tsx';
import { Aside, Cite, Confusables, Symbols } from './parts.tsx';
import { Source } from './source.tsx';
import { Static } from './static.tsx';

/** An entry's MDX, run on the server at build: nothing of MDX reaches the reader. */
export async function Body({ entry }: { entry: Entry }) {
  const { id: demo, preset } = entry.demo;
  checkDemo(entry, await loadPoster({ demo, preset }));
  const of =
    <Props,>(part: (props: Props & { entry: Entry }) => ReactNode | Promise<ReactNode>) =>
    (props: Props) =>
      part({ ...props, entry });
  const Content = getMDXComponent(await compileEntry(entry, loadEntries()));
  return (
    <Content
      components={{
        Demo,
        Predict,
        Static,
        Symbols,
        Aside,
        Cite: of(Cite),
        Confusables: of(Confusables),
        Source: of(Source),
      }}
    />
  );
}
