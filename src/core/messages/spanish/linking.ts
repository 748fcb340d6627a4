import type { LinkRefusal } from "../../accounts/link.ts";
import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day, minute, plural } from "./wording.ts";

const platforms: ReadonlyMap<string, string> = new Map([
  ["discord", "Discord"],
  ["telegram", "Telegram"],
  ["playground", "la zona de pruebas"],
]);

export const platform = (name: string) => platforms.get(name) ?? name;

interface Person {
  readonly name: string;
  readonly platform: string;
}
const person = ({ name, platform: where }: Person) => `${name} (${platform(where)})`;

const refusals: Readonly<Record<LinkRefusal, string>> = {
  declined: "Uno de los dos lados dijo que no, así que las cuentas siguen separadas. No ha cambiado nada.",
  "both-subscribed":
    "Las dos cuentas tienen una suscripción, y una cuenta solo puede tener una. Cancela una primero (/subscription), espera a que termine y vincúlalas entonces, por favor. No ha cambiado nada.",
  "same-platform":
    "Una cuenta tiene una sola persona de cada chat, y estas dos tienen el mismo chat. Desvincula antes una de ellas (/unlink), o vincula otro chat. No ha cambiado nada.",
  "not-in-good-standing": `Una de estas cuentas no se puede vincular por el momento. Si es la tuya, escribe a ${termsInForce.contact}. No ha cambiado nada.`,
  "to-be-erased":
    "Una de estas cuentas se va a eliminar, como se pidió. Si es la tuya y quieres conservarla, envía antes allí /privacy keep. No ha cambiado nada.",
  "joined-elsewhere":
    "Una de las dos se vinculó entretanto a otra cuenta. Envía /link para recibir un código nuevo, por favor.",
};

export const linking: Messages["linking"] = {
  title: "Vincular otro chat",
  code: (code, minutes) =>
    `Tu código es ${code}. Envíame /link ${code} en el otro chat en los próximos ${plural(minutes, { one: "minuto", other: "minutos" })}; después pregunto una vez más a los dos lados. Juntos pasan a ser una sola cuenta: los mismos créditos, imágenes y ajustes. No le des el código a nadie más.`,
  openTelegram: "Abrir en Telegram",
  newCode: "Código nuevo",
  confirmTitle: "¿Eres tú?",
  askRedeemer: (issuer) =>
    `El código es de ${person(issuer)}. Si eres tú, tus dos cuentas pasan a ser una: los mismos créditos, imágenes y ajustes, y cada lado puede gastar y ver todo. Sigue solo si las dos son tuyas. Después pregunto una vez más allí.`,
  askIssuer: (redeemer) =>
    `${person(redeemer)} ha dado tu código y quiere ser una sola cuenta contigo: los mismos créditos, imágenes y ajustes, y cada lado puede gastar y ver todo. ¿Eres tú? Si ya no están los botones, envía /link.`,
  yes: "Sí, vincular",
  no: "No, gracias",
  waits: (issuer) =>
    `Ya casi está. He preguntado a ${person(issuer)}: di que sí allí, o envía /link allí. Hasta entonces no cambia nada.`,
  joining:
    "Los dos lados dijeron que sí. Las cuentas se están uniendo; tarda un momento, y entretanto no se puede perder nada.",
  joinedTitle: "Ahora, una sola cuenta",
  joined: (other, available) =>
    `A partir de ahora, tú y ${person(other)} son una sola cuenta, con ${credits(available)} en total. /account muestra quién forma parte.`,
  declined: "De acuerdo, no se ha vinculado nada.",
  refused: (reason) => refusals[reason],
};

export const unlinking: Messages["unlinking"] = {
  title: "Desvincular un chat",
  onlyOne: "Este chat es el único de tu cuenta, así que no hay nada que desvincular. /link añade otro.",
  which:
    "¿Qué chat debe salir de tu cuenta? Ocurre un día después, y hasta entonces cualquier lado puede pararlo. Los créditos y las imágenes se quedan en la cuenta; quien sale empieza de nuevo, sin regalo de bienvenida.",
  leave: (who) => `Desvincular a ${person(who)}`,
  planned: (who, at) =>
    `${person(who)} sale de esta cuenta el ${minute(at)}. Los créditos y las imágenes se quedan aquí. Hasta entonces cualquier lado puede pararlo, con el botón o con /account.`,
  plannedNotice: (who, at) =>
    `Alguien de tu cuenta ha pedido que ${person(who)} salga de ella el ${minute(at)}. Los créditos y las imágenes se quedan en la cuenta. Si no quieres que ocurra, pulsa Parar, o envía /account.`,
  stop: "Parar",
  stopped: (who) => `${person(who)} se queda.`,
  stoppedNotice: (who) => `Se ha parado: ${person(who)} se queda en tu cuenta.`,
  stoppedAsLast: (who) =>
    `${person(who)} se queda: no hay ningún otro chat en tu cuenta, y sin él se perderían los créditos y las imágenes.`,
  tooLate: "Ya ha ocurrido. /link vuelve a juntar los dos.",
  left: (who) => `${person(who)} ha salido de tu cuenta, como se pidió hace un día.`,
  youLeft:
    "Has salido de la cuenta compartida, como se pidió hace un día. A partir de ahora tienes una propia, que empieza vacía. /link vuelve a juntar las dos.",
};

export const account: Messages["account"] = {
  title: "Tu cuenta",
  chats: "Tus chats",
  chat: person,
  plan: "Tu plan",
  since: "Desde",
  sinceDay: day,
  limits: "Límites",
  atOnce: (inWorks, atOnce, commandsPerMinute) =>
    `${plural(inWorks, { one: "imagen", other: "imágenes" })} en curso, ${atOnce} pintándose a la vez, ${plural(commandsPerMinute, { one: "comando", other: "comandos" })} por minuto`,
  id: "Cuenta",
  link: "Vincular otro chat",
  unlink: "Desvincular un chat",
  stop: (who) => `Parar: ${person(who)} se queda`,
  plans: { free: "Gratis", starter: "Starter", creator: "Creator", studio: "Studio" },
};

export const linkRefusals = {
  "link-code": () =>
    "Este código no funciona. Puede que esté mal escrito, ya usado o que tenga más de 10 minutos. Envía /link en el otro chat, por favor, para recibir uno nuevo.",
  "link-yourself": () => "Este código es de tu propia cuenta. Envíamelo en el otro chat, el que quieres vincular.",
  "link-attempts": ({ waitMinutes }) =>
    `Han sido muchos códigos. Espera ${plural(waitMinutes, { one: "minuto", other: "minutos" })}, por favor, y prueba después con uno nuevo de /link.`,
  "link-expired": () =>
    "Se tardó demasiado, así que no se ha vinculado nada. Envía /link, por favor, para recibir un código nuevo.",
  "link-refused": ({ reason }) => refusals[reason],
  "unlink-last": () =>
    "Este chat es el único de tu cuenta, y sin él se perderían los créditos y las imágenes. /link añade antes otro.",
  "unlink-withheld": () =>
    `Estamos revisando tu cuenta, así que ahora ningún chat puede salir de ella. Preguntas: ${termsInForce.contact}.`,
  "unlink-unknown": () => "Este chat ya no forma parte de tu cuenta. /account muestra quién forma parte.",
} satisfies Partial<Messages["refusals"]>;
