import '../styles/browse.css';
import type { Metadata } from 'next';
import { Later } from '@/components/browser';
import { absolute } from '@/lib/site';

export const metadata: Metadata = {
  title: 'Offline',
  description:
    'What works without a connection, and the whole glossary saved on this device, demos included.',
  alternates: { canonical: absolute('/offline/') },
};

export default function OfflinePage() {
  return (
    <main className="browse" id="content">
      <h1>Offline</h1>
      <p className="lead">
        Pages you have visited, search and all short definitions work without a connection by themselves. Save
        the whole site to have every entry and every demo.
      </p>
      <Later part="save">
        <p>Saving is done in the page, by script.</p>
      </Later>
    </main>
  );
}
