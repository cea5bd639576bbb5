import '../styles/browse.css';
import './map.css';
import type { Metadata } from 'next';
import { TermLinks } from '@/components/article/term-links';
import { PrerequisiteGraph } from '@/components/site/prerequisite-graph';
import { loadEntries } from '@/lib/content/entries';
import { layers } from '@/lib/content/graph';
import { absolute } from '@/lib/site';

export const metadata: Metadata = {
  title: 'Map',
  description: 'What builds on what: the prerequisites of every term, as a picture and as a list.',
  alternates: { canonical: absolute('/map/') },
};

export default function MapPage() {
  return (
    <main className="browse map-page" id="content">
      <h1>Map</h1>
      <p className="lead">What to read before what. Follow the lines from left to right.</p>
      <PrerequisiteGraph entries={loadEntries()} />
      <section aria-labelledby="list">
        <h2 id="list">The same as a list</h2>
        <p>Each step needs only the steps above it.</p>
        <ol className="layers">
          {layers(loadEntries()).map((layer) => (
            <li key={layer[0]}>
              <TermLinks slugs={layer} />
            </li>
          ))}
        </ol>
      </section>
    </main>
  );
}
