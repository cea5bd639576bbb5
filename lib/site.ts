/** Where the site lives; a deployment sets both at build. */
export const SITE_URL = (process.env.SITE_URL ?? 'http://localhost:3000').replace(/\/$/, '');
export const BASE_PATH = process.env.NEXT_PUBLIC_BASE_PATH ?? '';

export const TITLE = 'Lexigrad';
export const MOTTO = 'The deep-learning glossary where every definition runs';

/** A path of this site, from the host's root. */
export const withBase = (path: string) => `${BASE_PATH}${path}`;
/** The same with the host, for machines. */
export const absolute = (path: string) => `${SITE_URL}${BASE_PATH}${path}`;
export const termPath = (slug: string) => `/terms/${slug}/`;
