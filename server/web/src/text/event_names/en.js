// English: the whole truth. What standard names of rowing events are made of (event_names.js); every other language has these keys and no more.
export default {
  M: "Men's", W: "Women's", X: 'Mixed', JM: "Junior Men's", JW: "Junior Women's", JX: 'Junior Mixed', U23: 'Under 23',
  '1x': 'Single Sculls', '2x': 'Double Sculls', '4x': 'Quadruple Sculls', '4x+': 'Coxed Quadruple Sculls', '2-': 'Pair', '2+': 'Coxed Pair', '4-': 'Four', '4+': 'Coxed Four', '8+': 'Eight',
  as: '{gender} {boat}', as_L: 'Lightweight {gender} {boat}', as_class: '{class} {gender} {boat}',
};
