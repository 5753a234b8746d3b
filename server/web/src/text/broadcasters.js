// What the front page says to broadcasters and to who is signed in, beside what every page says (languages/): loaded by it alone, so that a phone at the course does not.
export const files = {
  en: () => import('./broadcasters/en.js'), de: () => import('./broadcasters/de.js'), fr: () => import('./broadcasters/fr.js'),
  it: () => import('./broadcasters/it.js'), es: () => import('./broadcasters/es.js'), zh: () => import('./broadcasters/zh.js'),
};
