// Signing in. Spanish; not read by a native official yet.
export default {
  'sign_in.the_two_passwords_are_not_the': 'Las dos contraseñas no son iguales. Escribirlas de nuevo.', 'sign_in.you_are_signed_in': 'Sesión iniciada',
  'sign_in.as': 'como', 'sign_in.role_the_link_works_only_once': ', {role}. El enlace sirve una sola vez: elegir una contraseña para volver.',
  'sign_in.the_link_works_only_once': '. El enlace sirve una sola vez: elegir una contraseña para volver.',
  'sign_in.new_password': 'Nueva contraseña', 'sign_in.the_same_again': 'La misma otra vez', 'sign_in.set_the_password': 'Guardar la contraseña',
  'sign_in.later': 'Más tarde', 'sign_in.sign_in_bowball': 'Iniciar sesión · Bowball', 'sign_in.sign_in': 'Iniciar sesión',
  'sign_in.for_officials_results_and_boards_need': 'Para los oficiales. Resultados y marcadores no necesitan cuenta.', 'sign_in.password': 'Contraseña',
  'sign_in.where_a_code_stands': 'El primer código lo muestra el servidor, con su enlace, cuando se inicia por primera vez.',
  'sign_in.signing_in': 'Iniciando sesión…', 'sign_in.use_name_and_password': 'Con nombre y contraseña', 'sign_in.use_a_sign_in_code': 'Con un código de acceso',
  'sign_in.no_contact_it_does_not_know': 'Sin contacto con el servidor: aún no sabe que has salido. Esta página sigue intentándolo, dejarla abierta.',
  'sign_in.sign_in_over_tls': 'Entrar por TLS',
  'sign_in.whoever_listens_on_this_network_could': 'Quien escuche en esta red podría leer una contraseña escrita aquí. Los oficiales entran en',
  'sign_in.the_browser_warns_there_until_this': 'Allí el navegador avisa hasta que este dispositivo confíe en el certificado raíz del lugar. Comparar su SHA-256 con el que muestra el organizador:',
  'sign_in.install_it_once': 'instalarlo una vez',
  'sign_in.what_a_password_must_be': 'Al menos ocho caracteres, y nada que se adivine enseguida: el nombre, una contraseña corriente, una sola letra repetida. Tres o cuatro palabras sin relación van bien.',
  'sign_in.n_characters_more': 'Caracteres que faltan: {n}',
  'sign_in.too_easily_guessed': 'Demasiado fácil de adivinar.',
};
