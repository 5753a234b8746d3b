export default {
  M: 'masculino', W: 'femenino', X: 'mixto', JM: 'júnior masculino', JW: 'júnior femenino', JX: 'júnior mixto', U23: 'U23',
  '1x': 'Scull individual', '2x': 'Doble scull', '4x': 'Cuádruple scull', '4x+': 'Cuádruple scull con timonel', '2-': 'Dos sin timonel', '2+': 'Dos con timonel', '4-': 'Cuatro sin timonel', '4+': 'Cuatro con timonel', '8+': 'Ocho con timonel',
  as: '{boat} {gender}', as_L: '{boat} peso ligero {gender}', as_class: '{class} {boat} {gender}',
};
