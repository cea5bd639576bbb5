import '../styles/browse.css';
import type { Metadata } from 'next';
import { Listing } from '@/components/site/listing';
import { loadEntries } from '@/lib/content/entries';
import type { Entry } from '@/lib/content/parse';
import { statuses } from '@/lib/content/schema';
import { absolute } from '@/lib/site';

export const metadata: Metadata = {
  title: 'What is standard today',
  description:
    'Which ideas of deep learning are in use today, which have their niche, which were superseded.',
  alternates: { canonical: absolute('/status/') },
};

export default function StatusPage() {
  const groups = Object.entries(statuses).map(([id, title]) => ({
    id,
    title,
    entries: loadEntries().filter(({ status }) => status === id),
    note: ({ introduced, statusNote }: Entry) => [introduced.year, statusNote].filter(Boolean).join(' · '),
  }));
  return (
    <main className="browse" id="content">
      <h1>What is standard today</h1>
      <Listing groups={groups} />
    </main>
  );
}
