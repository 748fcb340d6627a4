import type { Messages } from "../../messages.ts";
import { credits, day, plural } from "./wording.ts";

const days = (count: number) => plural(count, { one: "día", other: "días" });

export const planNews: Messages["planNews"] = {
  renewsSoonTitle: "Tu plan se renueva pronto",
  renewsSoon: (plan, at, money) =>
    `El ${day(at)} se cobrarán ${money} por un año de ${plan}. Si te parece bien, no tienes que hacer nada. Si no, envía /subscription cancel antes de ese día: entonces no se cobra nada, y los créditos que tienes siguen siendo tuyos hasta que caduquen.`,
  renewedTitle: "Tu plan se ha renovado",
  renewed: (plan, money, amount, expiresAt, order) =>
    `${plan} se ha renovado y se han cobrado ${money}. ${credits(amount)} del pedido ${order} ${amount === 1 ? "ya es tuyo, válido" : "ya son tuyos, válidos"} hasta el ${day(expiresAt)}. /subscription muestra tu plan, y ahí puedes cancelar en cualquier momento.`,

  withdrawnTitle: "Un precio no sube",
  withdrawn: (subject, from) =>
    `Te dijimos que ${subject} costaría más a partir del ${day(from)}. Lo hemos retirado: esta subida no llega, y no tienes que hacer nada. /pricing muestra lo que pagas.`,

  keptTitle: "Cuánto tiempo se guardan las imágenes",
  keptWith: (plan, count) => (count === null ? `${plan}: mientras tengas tu cuenta` : `${plan}: ${days(count)}`),
  keptWithout: (count) => (count === null ? "Sin plan: mientras tengas tu cuenta" : `Sin plan: ${days(count)}`),
  keptUntil: (count) =>
    count === null
      ? "hasta que las borres, o borres tu cuenta"
      : `${days(count)}, o hasta que las borres, o borres tu cuenta`,

  historyTitle: "Tus imágenes más antiguas se borrarán",
  history: (count, from) =>
    `Tus imágenes se guardan ${days(count)}. A partir del ${day(from)} se borran las que sean más antiguas, y las demás cuando lleguen a esa edad. Envía /history para guardar antes los originales. Un plan mayor guarda las imágenes más tiempo: /buy muestra cuánto.`,
};
