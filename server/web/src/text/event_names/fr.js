export default {
  M: 'hommes', W: 'femmes', X: 'mixte', JM: 'juniors hommes', JW: 'juniors femmes', JX: 'juniors mixte', U23: 'U23',
  '1x': 'Skiff', '2x': 'Deux de couple', '4x': 'Quatre de couple', '4x+': 'Quatre de couple avec barreur', '2-': 'Deux sans barreur', '2+': 'Deux avec barreur', '4-': 'Quatre sans barreur', '4+': 'Quatre avec barreur', '8+': 'Huit',
  as: '{boat} {gender}', as_L: '{boat} poids légers {gender}', as_class: '{class} {boat} {gender}',
};
