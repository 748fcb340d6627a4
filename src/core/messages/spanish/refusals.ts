import { termsInForce } from "../../accounts/terms.ts";
import { exampleOf } from "../../chat/command-example.ts";
import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { allowed } from "./allowed.ts";
import { appealRefusals } from "./appeals.ts";
import { billingRefusals } from "./billing-refusals.ts";
import { commands } from "./commands.ts";
import { linkRefusals } from "./linking.ts";
import { priceRefusals } from "./prices.ts";
import { privacyRefusals } from "./privacy.ts";
import { reportRefusals } from "./reports.ts";
import { sanctionRefusals } from "./sanctions.ts";
import { serverRefusals } from "./servers.ts";
import { supportRefusals } from "./support.ts";
import { switchRefusals } from "./switches.ts";
import { credits, list, plural } from "./wording.ts";

const categories: ReadonlyMap<string, string> = new Map(
  Object.entries({
    sexual: "contenido sexual",
    minors: "algo sexual con menores",
    consent: "una imagen íntima o degradante de una persona real",
    hate: "odio",
    violence: "violencia cruel",
    selfharm: "autolesiones",
    illegal: "algo ilegal",
    deception: "una imagen hecha para engañar",
    profanity: "una palabrota",
  }),
);

export const refusals: Messages["refusals"] = {
  ...reportRefusals,
  ...serverRefusals,
  ...billingRefusals,
  ...appealRefusals,
  ...supportRefusals,
  ...switchRefusals,
  ...sanctionRefusals,
  ...priceRefusals,
  ...linkRefusals,
  ...privacyRefusals,
  "unknown-command": ({ given, nearest }) =>
    nearest === null
      ? `No existe el comando /${given}. Envía /help para ver los que hay.`
      : `No existe el comando /${given}. ¿Querías decir /${nearest}? Envía /help para verlos todos.`,
  "unknown-option": ({ command, given, nearest, allowed: options }) =>
    [
      `/${command} no tiene la opción ${given}.`,
      nearest === null ? "" : `¿Querías decir ${nearest}?`,
      options.length === 0 ? "Envíalo sin opciones." : `Admite ${list(options)}.`,
    ]
      .filter((part) => part !== "")
      .join(" "),
  "missing-option": ({ command, option, example }) =>
    `A /${command} le falta algo: ${option}. Por ejemplo: ${exampleOf(commands, command, example)}`,
  "bad-option": ({ option, given, allowed: what }) =>
    given === ""
      ? `La opción ${option} necesita un valor detrás. Valores posibles: ${allowed(what)}.`
      : `«${given}» no sirve para ${option}. Valores posibles: ${allowed(what)}.`,
  "repeated-option": ({ option }) =>
    `La opción ${option} aparece dos veces. Ponla solo una vez, por favor, para que sepa cuál quieres.`,
  "contradicting-options": ({ first, second }) =>
    `Estas dos se contradicen: ${first} y ${second}. Quita una de ellas, por favor, o cámbiala.`,
  "button-stale": () => "Este botón es de otro momento y ya no hace nada. Vuelve a enviar el comando, por favor.",
  "prompt-empty": () => "Dime qué quieres ver. Por ejemplo: un zorro rojo en la nieve, con luz de la mañana",
  "prompt-too-long": ({ length, lengthMax, model }) =>
    `Tu prompt tiene ${length} caracteres, y ${model} lee ${lengthMax} como máximo. Acórtalo, por favor. No se ha cobrado nada.`,
  "prompt-blocked": ({ category }) =>
    `Esto no puedo hacerlo: suena a ${categories.get(category) ?? "algo que los términos no permiten"}. No se ha cobrado nada. Si te he entendido mal, dilo con otras palabras, por favor. En /terms está lo que no se permite.`,
  "prompt-gravest": ({ category }) =>
    `Esto no lo hago: suena a ${categories.get(category) ?? "algo que los términos no permiten"}, que es de lo más grave que prohíben los términos (T7). No se ha cobrado nada.`,
  unsupported: ({ model, option, given, supported }) =>
    `${model} no admite ${option} ${given}. Valores posibles: ${allowed(supported)}. No se ha cobrado nada.`,
  "references-too-many": ({ model, given, max }) =>
    max === 0
      ? `${model} no admite imágenes de referencia. /models muestra cuáles sí.`
      : `${model} admite ${plural(max, { one: "imagen", other: "imágenes" })} de referencia como máximo, y aquí hay ${given}. Quita alguna, o elige otro modelo (/models).`,
  "references-needed": ({ model }) =>
    `Para esto ${model} necesita una imagen de la que partir. Adjunta una a tu mensaje, por favor.`,
  "reference-link": () =>
    "No abro enlaces. Adjunta la propia imagen a tu mensaje, por favor, y podré partir de ella. No se ha cobrado nada.",
  "reference-not-an-image": ({ name, megapixelsMax }) =>
    `«${shortened(name, 40)}» no es una imagen que pueda leer. Acepto PNG, JPEG y WebP de hasta ${megapixelsMax} megapíxeles. No se ha cobrado nada.`,
  "reference-too-large": ({ name, megabytesMax }) =>
    `«${shortened(name, 40)}» es demasiado grande: una referencia puede tener hasta ${megabytesMax} MB. Envía una versión más pequeña, por favor. No se ha cobrado nada.`,
  "reference-too-small": ({ name, width, height, edgeMin, model }) =>
    `«${shortened(name, 40)}» tiene ${width} × ${height} píxeles: muy pocos, o es demasiado estrecha, para ${model}. Llevado el lado largo a 2048, el corto debe medir al menos ${edgeMin}. Envía otra versión, por favor. No se ha cobrado nada.`,
  "reference-deleted": ({ given }) =>
    `La imagen ${given} fue borrada, así que no se puede hacer nada a partir de ella. /history muestra lo que tienes. No se ha cobrado nada.`,
  "reference-unknown": ({ given }) =>
    `Ninguna de tus imágenes tiene el id «${shortened(given, 40)}». El botón Detalles bajo una imagen muestra su id, y «last» es la más reciente. No se ha cobrado nada.`,
  "edit-needs-picture": () =>
    "¿Qué imagen cambio? Adjunta una a tu mensaje: /edit ponlo en invierno. Cuando hayas hecho alguna aquí, /edit toma la más reciente, o cualquier otra por su id: --from y lo que muestra Detalles. No se ha cobrado nada.",
  "reference-unavailable": ({ name }) =>
    `No pude leer «${shortened(name, 40)}». Adjúntala otra vez, por favor. No se ha cobrado nada.`,
  "credits-insufficient": ({ price, available }) =>
    `Esto cuesta ${credits(price)}, y tienes ${available}. Quizá te llegue con un tamaño menor, menos imágenes u otro modelo (/pricing). No se ha cobrado nada.`,
  "wallet-frozen": () =>
    `Tus créditos están retenidos mientras revisamos tu cuenta, así que no puede empezar nada nuevo. Preguntas: ${termsInForce.contact}.`,
  "too-many-running": ({ running, max }) =>
    `Tienes ${plural(running, { one: "imagen", other: "imágenes" })} en curso, y el máximo a la vez es ${max}. Vuelve a enviar esto cuando una esté lista, por favor. No se ha cobrado nada.`,
  "too-fast": ({ waitSeconds, max }) =>
    `Qué rapidez: acepto ${plural(max, { one: "comando", other: "comandos" })} por minuto. Inténtalo de nuevo en ${plural(waitSeconds, { one: "segundo", other: "segundos" })}, por favor.`,
  "already-asked": () => "Ya estoy en ello, y se cobra una sola vez. Espera un momento a la primera, por favor.",
  "desk-says": ({ text }) => text,
  "not-yours": () => "Esto es de otra persona. Envía /imagine para hacer la tuya.",
  "picture-gone": () => "Esta imagen ya no está. /history muestra lo que tienes.",
  "still-running": () => "Esta imagen todavía no está lista. Inténtalo de nuevo cuando haya llegado, por favor.",
  "model-off": ({ model }) =>
    `${model} está desactivado por el momento. Elige otro, por favor (/models). No se ha cobrado nada.`,
};
