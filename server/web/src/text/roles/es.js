// Spanish. Who gives orders: one word for each, on the front page as at the desks.
export default {
  'role.viewer': 'espectador', 'role.starter': 'juez de salida', 'role.timekeeper': 'cronometrador', 'role.judge': 'juez', 'role.referee': 'árbitro', 'role.admin': 'administrador', 'role.jury': 'jurado',
};
