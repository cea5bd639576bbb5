import { readFileSync } from 'node:fs';
import { highlight } from '@/lib/content/highlight';
import type { Entry } from '@/lib/content/parse';
import { Static } from './static.tsx';

/** The model of this entry's demo: the very file that runs. */
export async function Source({ entry }: { entry: Entry }) {
  const file = `lib/models/${entry.demo.id}.ts`;
  const code = readFileSync(file, 'utf8').trimEnd();
  return (
    <details className="source">
      <summary>
        The model of this demo: <code>{file}</code>, {code.split('\n').length} lines
      </summary>
      <Static html={await highlight(code, 'typescript')} />
    </details>
  );
}
