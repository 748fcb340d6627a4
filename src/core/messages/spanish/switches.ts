import type { Messages } from "../../messages.ts";
import { paragraphs } from "../paragraphs.ts";
import { minute } from "./wording.ts";

export const switchRefusals = {
  "service-off": ({ note, until }) =>
    paragraphs(
      until === null
        ? "Easel está cerrado por mantenimiento en este momento."
        : `Easel está cerrado por mantenimiento hasta el ${minute(until)}.`,
      note,
      "No se ha guardado nada y no se ha cobrado nada. Lo que estaba en curso continúa. Inténtalo más tarde, por favor.",
    ),
  "registrations-off": ({ note, until }) =>
    paragraphs(
      until === null
        ? "Me alegra que hayas venido, pero Easel no admite a nadie nuevo en este momento."
        : `Me alegra que hayas venido, pero Easel no admite a nadie nuevo hasta el ${minute(until)}.`,
      note,
      "No se ha guardado nada y no se ha cobrado nada. Inténtalo más tarde, por favor.",
    ),
  "purchases-off": ({ note, until }) =>
    paragraphs(
      until === null
        ? "No se puede comprar nada en este momento."
        : `No se puede comprar nada hasta el ${minute(until)}.`,
      note,
      "No se ha cobrado nada. Lo que tienes sigue siendo tuyo y funciona como siempre, y lo que has pagado llegará.",
    ),
  "plan-off": ({ plan, note, until }) =>
    paragraphs(
      until === null
        ? `${plan} no está a la venta en este momento.`
        : `${plan} no está a la venta hasta el ${minute(until)}.`,
      note,
      "Quien lo tiene lo conserva. /buy muestra lo que hay. No se ha cobrado nada.",
    ),
} satisfies Partial<Messages["refusals"]>;

export const switches: Messages["switches"] = {
  backAt: (until) => `Vuelve el ${minute(until)}.`,
};
