// What a reader chose, on this device alone. Where a browser keeps nothing (private windows, full disks) it holds as long as the page.

const prefix = 'bowball.';
const held = new Map();

/** The text kept under a name, or null. */
export function kept(name) {
  if (held.has(name)) return held.get(name);
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

/** Keeps a text; null lets go of it. */
export function keep(name, text) {
  held.set(name, text);
  try {
    if (text === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, text);
  } catch {
    // It is held all the same.
  }
}
