import { readdirSync } from 'node:fs';

const names = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));

/** The folders are the registries. */
export const modelIds = names('lib/models', '.ts');
export const viewIds = names('components/demos', '.tsx');
export const claimIds = names('lib/claims', '.ts');
export const slugs = names('content/terms', '.mdx');
