// Hands a text to the clipboard, also on a page over plain HTTP, as venues have them: there browsers know the older way only.

/** Whether it is there now. */
export async function copy_text(text) {
  try {
    if (!navigator.clipboard) return copy_the_older_way(text);
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copy_the_older_way(text);
  }
}

function copy_the_older_way(text) {
  const field = document.body.appendChild(document.createElement('textarea'));
  const before = document.activeElement;
  field.value = text;
  field.style.cssText = 'position: fixed; opacity: 0';
  field.select();
  const is_done = document.execCommand('copy');
  field.remove();
  before?.focus?.();
  return is_done;
}
