export const BASE_PATH = process.env.NEXT_PUBLIC_BASE_PATH ?? '';

/** A path of this site, from the host's root. */
export const withBase = (path: string) => `${BASE_PATH}${path}`;
export const termPath = (slug: string) => `/terms/${slug}/`;
export const searchPath = (query: string) => `/search/?q=${encodeURIComponent(query)}`;
