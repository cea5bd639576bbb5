import '../styles/browse.css';
import type { Metadata } from 'next';
import { Listing } from '@/components/site/listing';
import { loadEntries } from '@/lib/content/entries';
import { families } from '@/lib/content/schema';
import { absolute } from '@/lib/site';

export const metadata: Metadata = {
  title: 'Families',
  description: 'The terms of the glossary by subject, each with its short definition.',
  alternates: { canonical: absolute('/families/') },
};

export default function FamiliesPage() {
  const groups = Object.entries(families).map(([id, title]) => ({
    id,
    title,
    entries: loadEntries().filter(({ family }) => family === id),
  }));
  return (
    <main className="browse" id="content">
      <h1>Families</h1>
      <Listing groups={groups} />
    </main>
  );
}
