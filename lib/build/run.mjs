// node lib/build/run.mjs <file.ts>: runs a TypeScript program of ours.
import { pathToFileURL } from 'node:url';
import { bundleForNode } from './bundle.mjs';

await import(pathToFileURL(await bundleForNode(process.argv[2])).href);
