import type { Metadata } from 'next';
import { SearchBox } from '@/components/site/search-box';
import { Wall } from '@/components/site/wall';
import { absolute, MOTTO } from '@/lib/site';

export const metadata: Metadata = { alternates: { canonical: absolute('/') } };

export default function Home() {
  return (
    <main className="home" id="content">
      <h1>{MOTTO}</h1>
      <p className="lead">
        Look a term up. Read one sentence. Change one thing and watch a small network learn, here in the page.
      </p>
      <div className="home-search">
        <SearchBox label="Try “relu”, “overfitting”, “why does my loss explode”" />
      </div>
      <Wall />
    </main>
  );
}
