import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

/** Each room, and the rooms (or packages) it must not import from. Types count: a room is known by its words too. */
const rules: { room: RegExp; never: RegExp; exceptTypes?: boolean }[] = [
  { room: /^lib\//, never: /^(app|components)\// },
  { room: /^components\//, never: /^app\// },
  { room: /^lib\/sim\//, never: /^(lib\/(?!sim\/)|@tensorflow|react)/ },
  { room: /^lib\/data\//, never: /^(lib\/(?!sim\/|data\/)|@tensorflow|react)/ },
  { room: /^lib\/tf\//, never: /^(lib\/(?!sim\/|tf\/)|react)/ },
  { room: /^(?!lib\/tf\/|tests\/)/, never: /^@tensorflow/ },
  { room: /^lib\/problems\//, never: /^lib\/(?!sim\/|tf\/|data\/|problems\/)/ },
  { room: /^lib\/models\//, never: /^lib\/(?!sim\/|tf\/|data\/|problems\/|models\/)/ },
  { room: /^lib\/claims\//, never: /^lib\/(?!sim\/|tf\/|data\/|problems\/|models\/|claims\/)/ },
  { room: /^lib\/(content|search)\//, never: /^lib\/(models|problems|tf|data|worker)\// },
  { room: /^components\//, never: /^lib\/(models|problems|tf|data|claims)\//, exceptTypes: true },
  { room: /^components\/demos\//, never: /^components\/(?!plots)/ },
  { room: /^components\/plots\//, never: /^components\/(?!plots)/ },
];

const files = ['app', 'components', 'lib'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
    .map((file) => join(folder, file)),
);

/** What a file imports: paths from the project's root, or package names. */
function importsOf(file: string): { target: string; typeOnly: boolean }[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)].map(
    (match) => {
      const path = match[2] as string;
      const target = path.startsWith('.') ? normalize(join(dirname(file), path)) : path.replace(/^@\//, '');
      return { target, typeOnly: Boolean(match[1]) };
    },
  );
}

it('finds the files and their imports', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(importsOf('lib/tf/tfjs.ts').map(({ target }) => target)).toContain(
    '@tensorflow/tfjs-core/dist/gradients',
  );
});

it.each(files)('%s imports in the right direction', (file) => {
  const wrong = importsOf(file).filter(({ target, typeOnly }) =>
    rules.some(
      ({ room, never, exceptTypes }) => room.test(file) && never.test(target) && !(exceptTypes && typeOnly),
    ),
  );
  expect(wrong.map(({ target }) => target)).toEqual([]);
});

it('takes chance and time only as arguments in lib', () => {
  for (const file of files.filter((path) => path.startsWith('lib/'))) {
    expect(readFileSync(file, 'utf8').match(/Math\.random|Date\.now|new Date\(/g) ?? [], file).toEqual([]);
  }
});
