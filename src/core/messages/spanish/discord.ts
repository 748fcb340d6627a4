import type { Messages } from "../../messages.ts";

export const discord: Messages["discord"] = {
  editMenu: "Editar esta imagen",
  reportMenu: "Denunciar",
  editNothing:
    "En este mensaje no hay ninguna imagen que pueda editar. Elige uno que la tenga (PNG, JPEG o WebP), o adjunta una a /edit.",
  reportNothing:
    "Aquí solo se pueden denunciar imágenes hechas por mí, y este mensaje no muestra ninguna. Para todo lo demás, usa la denuncia del propio Discord, por favor.",
  formWaits: "Hay algo que rellenar. Pulsa el botón de abajo.",
  formGone: "Este formulario ya no está. Vuelve a enviar el comando, por favor.",
  givenUp:
    "Algo ha fallado de nuestro lado: lo he intentado varias veces y no he podido terminarlo. Si salió una imagen, está en /history; si no, no se ha cobrado nada. Mira primero ahí, por favor, y vuelve a enviarlo si falta.",
  smaller:
    "Discord no acepta aquí archivos más grandes, así que esta es una copia más pequeña. El original está guardado: llegas a él con /history y «Archivo original».",
  smallerLinked:
    "Discord no acepta aquí archivos más grandes, así que esta es una copia más pequeña. Este es el original; el enlace funciona 24 horas, para cualquiera que lo tenga:",
  smallerFile:
    "Discord no acepta aquí archivos más grandes, así que esta es una copia más pequeña. El original está guardado y llega entero donde Discord acepta archivos más grandes, como en un servidor mejorado: vuelve a pulsar el botón allí.",
  shortened: "Discord no muestra textos más largos: el resto se ha omitido.",
  more: "Más",
  forPerson: (person) => `Para ${person}`,
};
