// Signing in. English: the whole truth, as languages/en.js.
export default {
  'sign_in.the_two_passwords_are_not_the': 'The two passwords are not the same. Type them again.', 'sign_in.you_are_signed_in': 'You are signed in', 'sign_in.as': 'as',
  'sign_in.role_the_link_works_only_once': ', {role}. The link works only once: choose a password to come back with.',
  'sign_in.the_link_works_only_once': '. The link works only once: choose a password to come back with.',
  'sign_in.new_password': 'New password',
  'sign_in.the_same_again': 'The same again', 'sign_in.set_the_password': 'Set the password', 'sign_in.later': 'Later', 'sign_in.sign_in_bowball': 'Sign in · Bowball',
  'sign_in.sign_in': 'Sign in', 'sign_in.for_officials_results_and_boards_need': 'For officials. Results and boards need no account.', 'sign_in.password': 'Password',
  'sign_in.where_a_code_stands': 'The first code is printed, with its link, by the server when it is started for the first time.',
  'sign_in.signing_in': 'Signing in…', 'sign_in.use_name_and_password': 'Use name and password', 'sign_in.use_a_sign_in_code': 'Use a sign-in code',
  'sign_in.no_contact_it_does_not_know': 'No contact with the server: it does not know yet that you signed out. This page goes on trying, leave it open.',
  'sign_in.sign_in_over_tls': 'Sign in over TLS',
  'sign_in.whoever_listens_on_this_network_could': 'Whoever listens on this network could read a password that is entered here. Officials sign in at',
  'sign_in.the_browser_warns_there_until_this': "The browser warns there until this device trusts the venue's root. Compare its SHA-256 with what the organiser shows:",
  'sign_in.install_it_once': 'install it once',
  'sign_in.what_a_password_must_be': 'At least eight characters, and none of the first that a guesser tries, such as the name, a usual password or one letter again and again. Three or four words that do not belong together are good.',
  'sign_in.n_characters_more': 'Characters still missing: {n}',
  'sign_in.too_easily_guessed': 'Too easily guessed.',
};
