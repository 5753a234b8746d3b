// Chinese. Who gives orders: one word for each, on the front page as at the desks.
export default {
  'role.viewer': '观众', 'role.starter': '发令员', 'role.timekeeper': '计时员', 'role.judge': '裁判员', 'role.referee': '裁判长', 'role.admin': '管理员', 'role.jury': '仲裁',
};
