import { withBase } from '@/lib/paths';

export default function NotFound() {
  return (
    <main className="not-found" id="content">
      <h1>There is no such page</h1>
      <p>
        <a href={withBase('/search/?missing')}>Search for what its address names</a>, search for anything with{' '}
        <kbd>/</kbd>, or find it on the <a href={withBase('/')}>wall of all terms</a> or in{' '}
        <a href={withBase('/a-z/')}>A–Z</a>.
      </p>
    </main>
  );
}
