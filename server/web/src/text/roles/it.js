// Italian. Who gives orders: one word for each, on the front page as at the desks.
export default {
  'role.viewer': 'spettatore', 'role.starter': 'starter', 'role.timekeeper': 'cronometrista', 'role.judge': 'giudice', 'role.referee': 'arbitro', 'role.admin': 'amministratore', 'role.jury': 'giuria',
};
