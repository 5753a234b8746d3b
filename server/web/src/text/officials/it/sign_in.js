// Signing in. Italian; not read by a native official yet.
export default {
  'sign_in.a_password_has_at_least_least': 'Una password ha almeno {least} caratteri.',
  'sign_in.the_two_passwords_are_not_the': 'Le due password sono diverse. Scrivile di nuovo.', 'sign_in.you_are_signed_in': 'Accesso effettuato', 'sign_in.as': 'come',
  'sign_in.role_the_link_works_only_once': ', {role}. Il link vale una sola volta: scegli una password per tornare.', 'sign_in.new_password': 'Nuova password',
  'sign_in.the_same_again': 'La stessa di nuovo', 'sign_in.set_the_password': 'Imposta la password', 'sign_in.later': 'Più tardi',
  'sign_in.sign_in_bowball': 'Accesso · Bowball', 'sign_in.sign_in': 'Accedi',
  'sign_in.for_officials_results_and_boards_need': 'Per gli ufficiali di gara. Risultati e tabelloni non richiedono un account.', 'sign_in.password': 'Password',
  'sign_in.where_a_code_stands': 'Il primo codice lo stampa il server, con il suo link, quando viene avviato per la prima volta.',
  'sign_in.signing_in': 'Accesso in corso…', 'sign_in.use_name_and_password': 'Con nome e password', 'sign_in.use_a_sign_in_code': 'Con un codice di accesso',
  'sign_in.no_contact_it_does_not_know': 'Nessun contatto con il server: non sa ancora che sei uscito. Questa pagina continua a provare, lasciala aperta.',
  'sign_in.sign_in_over_tls': 'Accedi con TLS',
  'sign_in.whoever_listens_on_this_network_could': 'Chi ascolta su questa rete potrebbe leggere una password inserita qui. Gli ufficiali di gara accedono a',
  'sign_in.the_browser_warns_there_until_this': "Lì il browser avverte finché questo dispositivo non considera attendibile il certificato radice del campo. Confronta il suo SHA-256 con quello che mostra l'organizzatore:",
  'sign_in.install_it_once': 'installalo una volta',
};
