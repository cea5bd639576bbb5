import { withBase } from '@/lib/paths';
import { ThemeSwitch } from './early.tsx';
import { SearchBox } from './search-box.tsx';

export function Header({ terms }: { terms: number }) {
  return (
    <header className="site-header">
      <a className="skip" href="#content">
        Skip to content
      </a>
      <a className="logo" href={withBase('/')}>
        Lexi<span>grad</span>
      </a>
      <SearchBox label={`Search ${terms} terms`} />
      <nav aria-label="Site">
        <a href={withBase('/a-z/')}>A–Z</a>
        <a href={withBase('/map/')}>Map</a>
        <a href={withBase('/paths/')}>Paths</a>
        <a href={withBase('/lens/')}>Lens</a>
        <ThemeSwitch />
      </nav>
    </header>
  );
}

const links: [string, string][] = [
  ['/a-z/', 'A–Z'],
  ['/families/', 'Families'],
  ['/status/', 'What is standard today'],
  ['/map/', 'Map'],
  ['/paths/', 'Reading paths'],
  ['/lens/', 'Paper lens'],
  ['/search/', 'Search'],
  ['/offline/', 'Offline'],
];

export const Footer = () => (
  <footer className="site-footer">
    <nav className="footer-links" aria-label="Ways in">
      {links.map(([path, label]) => (
        <a key={path} href={withBase(path)}>
          {label}
        </a>
      ))}
    </nav>
    <p>
      Every picture and number here is computed by the model it stands beside. Code under the MIT licence,
      entries under <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>. The entries for
      programs: <a href={withBase('/glossary.json')}>glossary.json</a>. The packages this is made with:{' '}
      <a href={withBase('/licences.txt')}>licences.txt</a>.
    </p>
  </footer>
);
