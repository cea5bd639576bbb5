import { withBase } from '@/lib/paths';

export default function NotFound() {
  return (
    <main className="not-found" id="content">
      <h1>There is no such page</h1>
      <p>
        Search with <kbd>/</kbd>, or find it on the <a href={withBase('/')}>wall of all terms</a>.
      </p>
    </main>
  );
}
