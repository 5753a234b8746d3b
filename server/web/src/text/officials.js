// What only officials' pages say, beside what every page says (languages/): loaded by them alone, so that a phone at the course does not.
import { use_language } from './language.js';

/** Whole languages only: a desk half in one and half in another would be worse than English. */
export const files = {
  en: () => import('./officials/en/index.js'), de: () => import('./officials/de/index.js'), fr: () => import('./officials/fr/index.js'),
  it: () => import('./officials/it/index.js'), es: () => import('./officials/es/index.js'), zh: () => import('./officials/zh/index.js'),
};

export const use_language_of_officials = () => use_language(files);
