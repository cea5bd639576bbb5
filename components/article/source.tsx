import { readFileSync } from 'node:fs';
import { highlight } from '@/lib/content/highlight';
import type { Entry } from '@/lib/content/parse';

/** The model of this entry's demo: the very file that runs. */
export function sourceFor({ demo }: Entry) {
  return async function Source() {
    const file = `lib/models/${demo.id}.ts`;
    const code = readFileSync(file, 'utf8').trimEnd();
    return (
      <details className="source">
        <summary>
          The model of this demo: <code>{file}</code>, {code.split('\n').length} lines
        </summary>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own file, highlighted at build */}
        <div dangerouslySetInnerHTML={{ __html: await highlight(code, 'typescript') }} />
      </details>
    );
  };
}
