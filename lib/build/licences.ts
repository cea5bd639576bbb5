import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Package {
  version?: string;
  license?: string;
  dev?: boolean;
}

/** As manifests named them before there was one field for it, which is all that the lock file repeats. */
function formerLicence(folder: string): string {
  const { licenses = [] } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return licenses.map(({ type }: { type: string }) => type).join(' OR ') || 'no licence named';
}

/**
 * The installed packages a build is made with, those for tests aside, and so all whose code a page may carry: name,
 * version, licence, and the licence's text where the package brings it.
 */
export function licences(): string {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  return Object.entries<Package>(packages)
    .filter(([folder, { dev }]) => folder !== '' && !dev && existsSync(folder))
    .map(([folder, { version, license }]) => {
      const texts = readdirSync(folder)
        .filter((file) => /^(licen[cs]e|notice)[^/]*$/i.test(file))
        .map((file) => readFileSync(join(folder, file), 'utf8').trim());
      const name = folder.replace(/^.*node_modules\//, '');
      return [`${name} ${version}: ${license ?? formerLicence(folder)}`, ...texts].join('\n\n');
    })
    .join(`\n\n${'-'.repeat(80)}\n\n`);
}
