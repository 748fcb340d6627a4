import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day, minute } from "./wording.ts";

const CHANNELS_NAMED = 5;

function channel(id: string): string {
  return /^\d{15,}$/u.test(id) ? `<#${id}>` : `#${id}`;
}

function channels(ids: readonly string[]): string {
  const named = ids.slice(0, CHANNELS_NAMED).map(channel).join(", ");
  return ids.length > CHANNELS_NAMED ? `${named} y ${ids.length - CHANNELS_NAMED} más` : named;
}

export const servers: Messages["servers"] = {
  title: (name) => (name === null ? "Cómo funciona Easel aquí" : `Cómo funciona Easel en ${name}`),
  hint: "Esto vale aquí para todos. Se cambia con botones y opciones: /server --channels here --cap 50.",
  hintForMembers: "Esto vale aquí para todos. Puede cambiarlo quien administra el servidor.",
  changed: "Guardado.",
  wasReset: "Todo está como al principio.",
  name: {
    channels: "Imágenes en",
    models: "Modelos",
    private: "Resultados privados",
    cap: "Al día por miembro",
  },
  channels: (ids) => (ids === null ? "todos los canales" : channels(ids)),
  models: (names) => (names === null ? "todos" : names.join(", ")),
  private: (on) =>
    on ? "sí: solo quien la pide ve la imagen, salvo que añada --public" : "no: las imágenes aparecen donde se piden",
  cap: (cap, left) =>
    cap === null || left === null ? "sin límite" : `imágenes por un máximo de ${credits(cap)}; hoy te quedan ${left}`,
  change: "Cambiar",
  here: "Solo este canal",
  everywhere: "Todos los canales",
  turnPrivate: (on) => (on ? "Activar resultados privados" : "Desactivar resultados privados"),
  reset: "Restablecer todo",
  formTitle: "Cómo funciona Easel aquí",
  formChannels: "Canales para imágenes: ids, here o all",
  formModels: "Modelos separados por comas, o all",
  formPrivate: "Resultados privados",
  formCap: "Créditos al día por miembro, u off",
  save: "Guardar",
  yes: "Sí",
  no: "No",
  banTitle: (key) => `Servidor ${key}`,
  banned: (since, reason, operator) =>
    `Bloqueado desde el ${day(since)}, por ${operator}: ${reason}\n\nTodo lo que se pide allí se rechaza, en todos los canales. Lo que se había pedido antes se hace y se entrega igualmente.`,
  unbanned: (reason, operator) => `Ya no está bloqueado. Decidido por ${operator}: ${reason}`,
  neverBanned: "No está bloqueado.",
  allowedBan:
    "ban o unban, la clave del servidor y el motivo, como: ban discord:613425648685547541 spam en todos los canales",
  allowedChannels: "menciones o ids de canales separados por comas, here o all",
  allowedModels: (ids) => `${ids.join(", ")}, separados por comas, o all`,
  allowedCap: (max) => `un número entero de 1 a ${max}, u off`,
};

export const serverRefusals = {
  "server-needed": () =>
    "/server es para servidores y grupos: dice dónde, con qué modelos y por cuánto al día se hacen imágenes allí. Envíalo en uno de ellos.",
  "server-banned": () =>
    `Ya no trabajo en este servidor: quienes llevan Easel lo han cerrado aquí. Tus créditos y tus imágenes siguen ahí, y un mensaje directo a mí funciona como siempre. No se ha cobrado nada. Preguntas: ${termsInForce.contact}.`,
  "server-not-yours": () =>
    "Solo quienes administran este servidor pueden cambiar cómo trabajo aquí. Pregunta a alguno, por favor; /server muestra lo que han elegido.",
  "server-channel": ({ channels: ids }) =>
    `En este canal no se hacen imágenes: quien administra el servidor ha elegido ${channels(ids)} para ellas. Pídela allí, por favor. No se ha cobrado nada.`,
  "server-model": ({ model, allowed }) => {
    const [first] = allowed;
    if (first === undefined) {
      return `${model} no se puede usar en este servidor, y ningún otro modelo tampoco. No se ha cobrado nada.`;
    }
    const names = allowed.map(({ name }) => name).join(", ");
    return `${model} no se puede usar en este servidor. Estos sí: ${names}. Añade a tus palabras, por ejemplo, --model ${first.id}. No se ha cobrado nada.`;
  },
  "server-cap": ({ price, cap, left, resetsAt }) =>
    `Esto cuesta ${credits(price)}, y de los ${cap} que cada miembro puede gastar aquí al día te quedan ${left}. Habrá más a partir del ${minute(resetsAt)}; en un mensaje directo a mí no existe ese límite. No se ha cobrado nada.`,
} satisfies Partial<Messages["refusals"]>;
