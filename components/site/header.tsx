import { withBase } from '@/lib/paths';
import { SearchBox } from './search-box.tsx';
import { ThemeSwitch } from './theme.tsx';

export function Header({ terms }: { terms: number }) {
  return (
    <header className="site-header">
      <a className="skip" href="#content">
        Skip to content
      </a>
      <a className="logo" href={withBase('/')}>
        Lexi<span>grad</span>
      </a>
      <SearchBox label={`Search ${terms} terms`} shortcuts />
      <nav aria-label="Site">
        <a href={withBase('/#a-z')}>A–Z</a>
        <ThemeSwitch />
      </nav>
    </header>
  );
}

export const Footer = () => (
  <footer className="site-footer">
    <p>
      Every picture and number here is computed by the model it stands beside. Code under the MIT licence,
      entries under <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>. The entries for
      programs: <a href={withBase('/glossary.json')}>glossary.json</a>.
    </p>
  </footer>
);
