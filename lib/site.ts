import { withBase } from './paths.ts';

/** Where the site lives; a deployment sets it at build. */
export const SITE_URL = (process.env.SITE_URL ?? 'http://localhost:3000').replace(/\/$/, '');

export const TITLE = 'Lexigrad';
export const MOTTO = 'The deep-learning glossary where every definition runs';

/** A path of this site with its host, for machines. */
export const absolute = (path: string) => `${SITE_URL}${withBase(path)}`;
