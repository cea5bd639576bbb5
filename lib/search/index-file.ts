import { withBase } from '../paths.ts';
import type { SearchDocument } from './search.ts';

let index: Promise<SearchDocument[]> | null = null;

/** What search knows of every entry: fetched once a page; a failed fetch is tried again at the next call. */
export function loadIndex(): Promise<SearchDocument[]> {
  index ??= fetch(withBase('/search.json')).then((answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  });
  index.catch(() => {
    index = null;
  });
  return index;
}
