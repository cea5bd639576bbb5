import '../styles/browse.css';
import type { Metadata } from 'next';
import { loadReadingPaths } from '@/lib/content/reading-paths';
import { withBase } from '@/lib/paths';
import { absolute } from '@/lib/site';

export const metadata: Metadata = {
  title: 'Reading paths',
  description: 'Entries in an order that leads somewhere.',
  alternates: { canonical: absolute('/paths/') },
};

export default function PathsPage() {
  return (
    <main className="browse" id="content">
      <h1>Reading paths</h1>
      <ul className="listing">
        {loadReadingPaths().map(({ id, title, goal, steps }) => (
          <li key={id}>
            <a href={withBase(`/paths/${id}/`)}>{title}</a>{' '}
            <span className="via">{steps.length} entries</span>
            <p>{goal}</p>
          </li>
        ))}
      </ul>
    </main>
  );
}
