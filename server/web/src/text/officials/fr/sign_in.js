// Signing in. French; not read by a native official yet.
export default {
  'sign_in.the_two_passwords_are_not_the': 'Les deux mots de passe diffèrent. Les saisir de nouveau.', 'sign_in.you_are_signed_in': 'Vous êtes connecté',
  'sign_in.as': 'comme', 'sign_in.role_the_link_works_only_once': ", {role}. Le lien ne sert qu'une fois : choisir un mot de passe pour revenir.",
  'sign_in.the_link_works_only_once': ". Le lien ne sert qu'une fois : choisir un mot de passe pour revenir.",
  'sign_in.new_password': 'Nouveau mot de passe', 'sign_in.the_same_again': 'Le même, de nouveau', 'sign_in.set_the_password': 'Enregistrer le mot de passe',
  'sign_in.later': 'Plus tard', 'sign_in.sign_in_bowball': 'Connexion · Bowball', 'sign_in.sign_in': 'Se connecter',
  'sign_in.for_officials_results_and_boards_need': 'Pour les officiels. Résultats et tableaux ne demandent pas de compte.', 'sign_in.password': 'Mot de passe',
  'sign_in.where_a_code_stands': 'Le premier code est affiché, avec son lien, par le serveur à son premier démarrage.',
  'sign_in.signing_in': 'Connexion en cours…', 'sign_in.use_name_and_password': 'Avec nom et mot de passe', 'sign_in.use_a_sign_in_code': 'Avec un code de connexion',
  'sign_in.no_contact_it_does_not_know': 'Pas de contact avec le serveur : il ne sait pas encore que vous êtes déconnecté. Cette page continue à essayer, la laisser ouverte.',
  'sign_in.sign_in_over_tls': 'Se connecter en TLS',
  'sign_in.whoever_listens_on_this_network_could': 'Quiconque écoute sur ce réseau pourrait lire un mot de passe saisi ici. Les officiels se connectent à',
  'sign_in.the_browser_warns_there_until_this': "Le navigateur y affiche un avertissement tant que cet appareil ne fait pas confiance au certificat racine du site. Comparer son SHA-256 avec ce que montre l'organisateur :",
  'sign_in.install_it_once': "l'installer une fois",
  'sign_in.what_a_password_must_be': "Au moins huit caractères, et rien de ce qui se devine d'abord : le nom, un mot de passe courant, une seule lettre répétée. Trois ou quatre mots sans rapport conviennent bien.",
  'sign_in.n_characters_more': 'Caractères manquants : {n}',
  'sign_in.too_easily_guessed': 'Trop facile à deviner.',
};
