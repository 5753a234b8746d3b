// What the sync page says, by language. `tone_on` and `tone_off` are what a press does.
export const says = {
  en: {
    tone_on: 'Tone on', tone_off: 'Tone off',
    how: 'Film this page on one screen with the camera that goes on the air. Open it on a second screen beside the programme monitor, and nudge that one until both flash together and show one number: then its delay is that of the picture. Arrow keys nudge by 10 ms, with Shift by 100.',
    use: 'For every overlay: {code}, as {address}.', exact: "The server's time is known here to ±{ms} ms.", no_contact: 'No contact with the server: the flash is a guess.',
  },
  de: {
    tone_on: 'Ton an', tone_off: 'Ton aus',
    how: 'Filmen Sie diese Seite auf einem Bildschirm mit der Kamera, die auf Sendung geht. Öffnen Sie sie auf einem zweiten neben dem Programmmonitor und verschieben Sie diesen, bis beide zugleich blitzen und dieselbe Zahl zeigen: Dann ist seine Verzögerung die des Bildes. Pfeiltasten verschieben um 10 ms, mit der Umschalttaste um 100.',
    use: 'Für jede Grafik: {code}, also {address}.', exact: 'Die Zeit des Servers ist hier auf ±{ms} ms bekannt.', no_contact: 'Kein Kontakt zum Server: Der Blitz ist geraten.',
  },
  fr: {
    tone_on: 'Son activé', tone_off: 'Son coupé',
    how: "Filmez cette page sur un écran avec la caméra qui passe à l'antenne. Ouvrez-la sur un second, à côté du moniteur de programme, et décalez celui-ci jusqu'à ce que les deux clignotent ensemble et montrent le même nombre : son retard est alors celui de l'image. Les flèches décalent de 10 ms, avec Maj de 100.",
    use: 'Pour chaque habillage : {code}, soit {address}.', exact: "L'heure du serveur est connue ici à ±{ms} ms.", no_contact: 'Pas de contact avec le serveur : le clignotement est une estimation.',
  },
  it: {
    tone_on: 'Suono sì', tone_off: 'Suono no',
    how: "Riprendete questa pagina su uno schermo con la telecamera che va in onda. Apritela su un secondo accanto al monitor di programma e spostate questo finché lampeggiano insieme e mostrano lo stesso numero: allora il suo ritardo è quello dell'immagine. Le frecce spostano di 10 ms, con Maiusc di 100.",
    use: 'Per ogni grafica: {code}, cioè {address}.', exact: "L'ora del server è nota qui a ±{ms} ms.", no_contact: 'Nessun contatto con il server: il lampo è una stima.',
  },
  es: {
    tone_on: 'Con sonido', tone_off: 'Sin sonido',
    how: 'Grabe esta página en una pantalla con la cámara que sale al aire. Ábrala en otra junto al monitor de programa y desplácela hasta que ambas destellen a la vez y muestren el mismo número: entonces su retardo es el de la imagen. Las flechas desplazan 10 ms, con Mayús 100.',
    use: 'Para cada gráfico: {code}, es decir, {address}.', exact: 'Aquí se conoce la hora del servidor con ±{ms} ms.', no_contact: 'Sin contacto con el servidor: el destello es una suposición.',
  },
  zh: {
    tone_on: '开声音', tone_off: '关声音',
    how: '用播出的摄像机拍摄一块屏幕上的本页。在节目监视器旁的第二块屏幕上再打开本页，并微调它，直到两者同时闪烁并显示同一个数：此时它的延迟就是画面的延迟。方向键每次 10 毫秒，按住 Shift 为 100 毫秒。',
    use: '每个图形：{code}，即 {address}。', exact: '此处所知的服务器时间误差为 ±{ms} 毫秒。', no_contact: '与服务器失去联系：闪烁只是估计。',
  },
};

/** The language that the address names, else the browser's first that is known here, else English. */
export function language_of(search, preferred) {
  const asked = new URLSearchParams(search).get('lang');
  const short = (name) => String(name ?? '').slice(0, 2).toLowerCase();
  return [asked, ...preferred].map(short).find((name) => name in says) ?? 'en';
}
