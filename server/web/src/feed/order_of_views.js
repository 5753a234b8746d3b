// Which view frames may be shown. A display that shows the last race's score on the next race is the oldest fault of
// scoreboards: every race view carries its race and run, and a frame that goes back is dropped.

export class OrderOfViews {
  #newest = new Map();

  /** Whether this view frame is to be shown; remembers it if so. */
  admit(frame) {
    const header = frame.data?.header;
    const named = /^race\/(\d+)\//.exec(frame.topic);
    if (named && header && header.race !== Number(named[1])) return false;
    const known = this.#newest.get(frame.topic);
    if (known && known.epoch === frame.epoch && goes_back(known, frame.seq, header)) return false;
    this.#newest.set(frame.topic, { epoch: frame.epoch, seq: frame.seq, race: header?.race, run: header?.run });
    return true;
  }

  /** Lets go of every topic that is no longer watched. */
  keep_only(is_watched) {
    for (const topic of [...this.#newest.keys()]) if (!is_watched(topic)) this.#newest.delete(topic);
  }

  /** Nobody watches this topic any more: its next first frame is taken as it comes. */
  forget(topic) {
    this.#newest.delete(topic);
  }
}

function goes_back(known, seq, header) {
  if (seq < known.seq) return true;
  // A run that an earlier number follows in the same race was recalled; only a newer entry could bring it back.
  return seq === known.seq && header !== undefined && header?.race === known.race && header?.run < known.run;
}
