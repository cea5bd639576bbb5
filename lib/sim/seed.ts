/** The seed of every picture the site is built with. */
export const POSTER_SEED = 1;
