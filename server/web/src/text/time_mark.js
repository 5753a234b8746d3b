// The mark that follows a time which the main system did not measure, alike on every page, sheet and graphic; a time by hand has its letter besides. Pure.

/** A star: corrected. B: of the second system alone. */
export const time_mark = ({ corrected, source }) => (corrected ? '*' : source === 'b' ? '\u00a0B' : '');
