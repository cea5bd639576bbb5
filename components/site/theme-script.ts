export const THEME_KEY = 'theme';

/** Sets the chosen theme before the first paint; it stands in every page's head. */
export const themeScript = `try{var t=localStorage.getItem('${THEME_KEY}');if(t)document.documentElement.dataset.theme=t}catch{}`;
