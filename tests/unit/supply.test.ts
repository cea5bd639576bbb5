import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { licences } from '@/lib/build/licences';

const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const all = [...Object.keys(dependencies), ...Object.keys(devDependencies)];
const [, table = ''] = readFileSync('README.md', 'utf8').split('## What it stands on');
/** The names in the table's first column, `-*` for a family of packages. */
const named = [...(table.split('\n## ')[0] ?? '').matchAll(/^\| ([^|]*\w[^|]*) \|/gm)].flatMap(
  ([, names = '']) => names.replaceAll('\\', '').split(', '),
);
const matches = (name: string) =>
  name.endsWith('*')
    ? (other: string) => other.startsWith(name.slice(0, -1))
    : (other: string) => other === name;

describe('dependencies', () => {
  it.each(all)('%s is in the README with its reason', (dependency) =>
    expect(named.some((name) => matches(name)(dependency))).toBe(true),
  );

  it.each(named)('the README names %s because it is one', (name) =>
    expect(all.some(matches(name))).toBe(true),
  );

  it('have their licences listed, and each has one', () => {
    const list = licences();
    for (const name of Object.keys(dependencies))
      expect(list).toMatch(new RegExp(`^${name} \\d.*: \\S`, 'm'));
    expect(list).not.toContain('no licence named');
  });
});
