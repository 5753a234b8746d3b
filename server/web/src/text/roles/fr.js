// French. Who gives orders: one word for each, on the front page as at the desks.
export default {
  'role.viewer': 'spectateur', 'role.starter': 'starter', 'role.timekeeper': 'chronométreur', 'role.judge': 'juge', 'role.referee': 'arbitre', 'role.admin': 'administrateur', 'role.jury': 'jury',
};
