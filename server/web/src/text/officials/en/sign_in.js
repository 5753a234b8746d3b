// Signing in. English: the whole truth, as languages/en.js.
export default {
  'sign_in.a_password_has_at_least_least': 'A password has at least {least} characters.',
  'sign_in.the_two_passwords_are_not_the': 'The two passwords are not the same. Type them again.', 'sign_in.you_are_signed_in': 'You are signed in', 'sign_in.as': 'as',
  'sign_in.role_the_link_works_only_once': ', {role}. The link works only once: choose a password to come back with.', 'sign_in.new_password': 'New password',
  'sign_in.the_same_again': 'The same again', 'sign_in.set_the_password': 'Set the password', 'sign_in.later': 'Later', 'sign_in.sign_in_bowball': 'Sign in · Bowball',
  'sign_in.sign_in': 'Sign in', 'sign_in.for_officials_results_and_boards_need': 'For officials. Results and boards need no account.', 'sign_in.password': 'Password',
  'sign_in.signing_in': 'Signing in…', 'sign_in.use_name_and_password': 'Use name and password', 'sign_in.use_a_sign_in_code': 'Use a sign-in code',
};
