import '../styles/browse.css';
import type { Metadata } from 'next';
import { Later } from '@/components/browser';
import { absolute } from '@/lib/site';

export const metadata: Metadata = {
  title: 'Paper lens',
  description: 'Paste an abstract: every term of the glossary in it, marked and with its one-line meaning.',
  alternates: { canonical: absolute('/lens/') },
};

export default function LensPage() {
  return (
    <main className="browse" id="content">
      <h1>Paper lens</h1>
      <p className="lead">
        Paste an abstract or a page; see which of its terms are explained here, one line each.
      </p>
      <Later part="lens">
        <p>The lens reads the text in the page, by script.</p>
      </Later>
    </main>
  );
}
