import '../styles/browse.css';
import type { Metadata } from 'next';
import { Later } from '@/components/browser';
import { withBase } from '@/lib/paths';

export const metadata: Metadata = {
  title: 'Not on this device',
  description: 'Shown in place of a page that is not kept on this device, when there is no connection.',
  robots: { index: false },
};

/** The service worker answers with this page at the address of another one (lib/offline/worker.ts). */
export default function NotKeptPage() {
  return (
    <main className="browse" id="content">
      <h1>This page is not on this device</h1>
      <p className="lead">
        It could not be reached, and it was not visited before. <a href="?">Try again</a>, or search all short
        definitions, which are here. With a connection, <a href={withBase('/offline/')}>the whole site</a> can
        be saved.
      </p>
      <Later part="results" />
    </main>
  );
}
