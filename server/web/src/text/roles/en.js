// English: the whole truth. Who gives orders: one word for each, on the front page as at the desks.
export default {
  'role.viewer': 'viewer', 'role.starter': 'starter', 'role.timekeeper': 'timekeeper', 'role.judge': 'judge', 'role.referee': 'referee', 'role.admin': 'admin', 'role.jury': 'jury',
};
