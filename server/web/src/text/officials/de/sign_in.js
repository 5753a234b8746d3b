// Signing in. German; not read by a native official yet.
export default {
  'sign_in.a_password_has_at_least_least': 'Ein Passwort hat mindestens {least} Zeichen.',
  'sign_in.the_two_passwords_are_not_the': 'Die beiden Passwörter sind nicht gleich. Bitte noch einmal eingeben.', 'sign_in.you_are_signed_in': 'Angemeldet', 'sign_in.as': 'als',
  'sign_in.role_the_link_works_only_once': ', {role}. Der Link gilt nur einmal: Bitte ein Passwort wählen, um wiederzukommen.', 'sign_in.new_password': 'Neues Passwort',
  'sign_in.the_same_again': 'Noch einmal dasselbe', 'sign_in.set_the_password': 'Passwort setzen', 'sign_in.later': 'Später',
  'sign_in.sign_in_bowball': 'Anmelden · Bowball', 'sign_in.sign_in': 'Anmelden',
  'sign_in.for_officials_results_and_boards_need': 'Für Offizielle. Ergebnisse und Tafeln brauchen kein Konto.', 'sign_in.password': 'Passwort',
  'sign_in.where_a_code_stands': 'Den ersten Code gibt der Server mit seinem Link aus, wenn er zum ersten Mal gestartet wird.',
  'sign_in.signing_in': 'Anmeldung läuft …', 'sign_in.use_name_and_password': 'Mit Name und Passwort', 'sign_in.use_a_sign_in_code': 'Mit einem Anmeldecode',
  'sign_in.no_contact_it_does_not_know': 'Keine Verbindung zum Server: Er weiß noch nicht, dass Sie sich abgemeldet haben. Diese Seite versucht es weiter, bitte offen lassen.',
  'sign_in.sign_in_over_tls': 'Über TLS anmelden',
  'sign_in.whoever_listens_on_this_network_could': 'Wer in diesem Netz mithört, könnte ein hier eingegebenes Passwort lesen. Offizielle melden sich an unter',
  'sign_in.the_browser_warns_there_until_this': 'Der Browser warnt dort, bis dieses Gerät dem Wurzelzertifikat der Anlage vertraut. Bitte den SHA-256-Wert mit dem vergleichen, was der Veranstalter zeigt:',
  'sign_in.install_it_once': 'einmal installieren',
};
