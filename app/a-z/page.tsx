import '../styles/browse.css';
import type { Metadata } from 'next';
import { Alphabet } from '@/components/site/alphabet';
import { absolute } from '@/lib/site';

export const metadata: Metadata = {
  title: 'A–Z',
  description: 'Every term of the glossary and every other name it goes by.',
  alternates: { canonical: absolute('/a-z/') },
};

export default function AToZPage() {
  return (
    <main className="browse" id="content">
      <h1>A–Z</h1>
      <Alphabet />
    </main>
  );
}
