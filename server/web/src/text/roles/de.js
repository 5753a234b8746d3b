// German. Who gives orders: one word for each, on the front page as at the desks.
export default {
  'role.viewer': 'Zuschauer', 'role.starter': 'Starter', 'role.timekeeper': 'Zeitnehmer', 'role.judge': 'Wettkampfrichter', 'role.referee': 'Schiedsrichter', 'role.admin': 'Administrator', 'role.jury': 'Jury',
};
