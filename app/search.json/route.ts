import { loadEntries } from '@/lib/content/entries';
import { searchDocuments } from '@/lib/search/documents';

export const dynamic = 'force-static';

/** What the search box fetches at its first use. */
export const GET = () => Response.json(searchDocuments(loadEntries()));
