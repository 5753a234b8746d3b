// The house's font for a page that must be there before it: a reader on a bad link keeps the device's own, which has digits of one
// width too.

/** Loads it once the page and its first data are there, unless the link is slow or the reader saves data. */
export function load_font_later() {
  const { saveData: saves, effectiveType: link = '4g' } = navigator.connection ?? {};
  if (saves || link !== '4g') return;
  const load = () => setTimeout(() => import('../style/font.css'), 500);
  if (document.readyState === 'complete') load();
  else addEventListener('load', load, { once: true });
}
