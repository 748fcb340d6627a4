import type { Messages } from "../../messages.ts";
import { minute, plural } from "./wording.ts";

const days = (count: number) => plural(count, { one: "día", other: "días" });

export const appeals: Messages["appeals"] = {
  button: "Apelar",
  title: "Apelaciones",
  text: (count) =>
    count === 1
      ? "Puedes apelar contra esto. Pulsa el botón, y una persona de nuestro equipo lo revisa de nuevo."
      : "Puedes apelar contra lo siguiente, lo más reciente primero. Elige un elemento, y una persona de nuestro equipo lo revisa de nuevo.",
  allSent: "Ya has apelado contra todo lo que cuenta en tu contra.",
  again: "Revisar de nuevo",
  more: (count) =>
    count === 1
      ? "Cuando se decidan estos, sigue 1 elemento más antiguo."
      : `Cuando se decidan estos, siguen ${count} elementos más antiguos.`,
  none: "Nada cuenta en tu contra, así que no hay nada contra lo que apelar. Si hay otro problema, escríbenos con /support.",
  line: (what, at) => `${what}, el ${minute(at)}`,
  state: { waiting: "Apelado: una persona de nuestro equipo lo revisa", upheld: "Decidido: se mantiene" },
  kind: {
    prompt: "Prompt bloqueado",
    upload: "Archivo bloqueado",
    "provider-input": "Petición rechazada por el proveedor",
    "provider-output": "Imagen ocultada por el proveedor",
    warning: "Advertencia",
    suspension: "Suspensión",
    termination: "Cierre de la cuenta",
  },
  formTitle: "Tu apelación",
  formSubmit: "Enviar",
  formLabel: "¿Por qué deberíamos revisarlo de nuevo?",
  filed:
    "Tu apelación está con nosotros. Una persona de nuestro equipo la revisa, y te decimos lo que decida. Hasta entonces todo sigue como está.",
  waiting: "Ya se ha apelado contra esto, y una persona de nuestro equipo lo revisa. Te decimos lo que decida.",
  decided: "Ya se apeló contra esto, y está decidido. Si hay algo nuevo, escríbenos con /support.",
  outcomeTitle: "Tu apelación está decidida",
  granted:
    "Una persona de nuestro equipo lo ha revisado: tenías razón. Ya no cuenta, y lo que resultó de ello queda levantado. Lo sentimos.",
  objectionGranted: "Una persona de nuestro equipo lo ha revisado: tenías razón. Lo que se había retirado vuelve.",
  reversed:
    "Una persona de nuestro equipo ha revisado lo que contaba en tu contra y lo ha anulado. Ya no cuenta, y lo que resultó de ello queda levantado.",
  upheld: "Una persona de nuestro equipo lo ha revisado, y se mantiene.",
  acted: "Una persona de nuestro equipo lo ha revisado y ha tomado medidas.",
  evidence: "Lo que se bloqueó",
  evidenceFor: (count) =>
    `${days(count)}, bajo llave: nuestro equipo solo lo abre para una apelación, una revisión o una autoridad; más tiempo mientras haya una en curso`,
  note: (note) => `Nuestro equipo añade: ${note}`,
};

export const appealRefusals = {
  "appeal-unknown": () => "No encuentro eso, o no es tuyo. Envía /appeal para ver contra qué puedes apelar.",
  "appeal-settled": () => "Eso ya se anuló: ya no cuenta, y no queda nada contra lo que apelar.",
  "appeal-limit": ({ max, again }) =>
    `Puedes enviar ${plural(max, { one: "apelación", other: "apelaciones" })} al día. La próxima se puede enviar a partir del ${minute(again)}; las que has enviado se revisan.`,
} satisfies Partial<Messages["refusals"]>;
