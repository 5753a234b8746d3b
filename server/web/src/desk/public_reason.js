// Whose reasons everybody reads: a reason stands in the public log with the fact that comes of the order, where that fact is for everybody. Pure.

/** Orders whose facts are for officials alone (is_for_everybody in server/formats/entry.cpp). */
const among_officials = ['check_sync', 'choose_progression', 'register_record_rules'];

/** A reading that is only kept beside others is for officials too. */
export const is_reason_public = (command, data) => !among_officials.includes(command) && !(command === 'read_photo' && data.kept === true);
