export default {
  M: 'maschile', W: 'femminile', X: 'misto', JM: 'junior maschile', JW: 'junior femminile', JX: 'junior misto', U23: 'U23',
  '1x': 'Singolo', '2x': 'Doppio', '4x': 'Quattro di coppia', '4x+': 'Quattro di coppia con timoniere', '2-': 'Due senza', '2+': 'Due con', '4-': 'Quattro senza', '4+': 'Quattro con', '8+': 'Otto',
  as: '{boat} {gender}', as_L: '{boat} pesi leggeri {gender}', as_class: '{class} {boat} {gender}',
};
