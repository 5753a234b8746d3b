export default {
  M: 'der Männer', W: 'der Frauen', X: 'Mixed', JM: 'der Junioren', JW: 'der Juniorinnen', JX: 'Mixed der Junioren', U23: 'U23',
  '1x': 'Einer', '2x': 'Doppelzweier', '4x': 'Doppelvierer', '4x+': 'Doppelvierer mit Steuermann', '2-': 'Zweier ohne Steuermann', '2+': 'Zweier mit Steuermann', '4-': 'Vierer ohne Steuermann', '4+': 'Vierer mit Steuermann', '8+': 'Achter',
  as: '{boat} {gender}', as_L: 'Leichtgewichts-{boat} {gender}', as_class: '{class} {boat} {gender}',
};
