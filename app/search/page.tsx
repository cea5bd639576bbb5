import '../styles/browse.css';
import type { Metadata } from 'next';
import { Later } from '@/components/browser';
import { withBase } from '@/lib/paths';

export const metadata: Metadata = {
  title: 'Search',
  description: 'Find a term by its name, an abbreviation, a misspelling or a question.',
  robots: { index: false },
};

export default function SearchPage() {
  return (
    <main className="browse" id="content">
      <h1>Search</h1>
      <Later part="results">
        <p>
          Search runs in the page, by script. Without scripts, <a href={withBase('/a-z/')}>A–Z</a> lists every
          name.
        </p>
      </Later>
    </main>
  );
}
