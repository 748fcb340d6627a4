import type { Messages } from "../../messages.ts";
import { credits, day, plural } from "./wording.ts";

const days = (count: number) => plural(count, { one: "jour", other: "jours" });

export const planNews: Messages["planNews"] = {
  renewsSoonTitle: "Votre abonnement se renouvelle bientôt",
  renewsSoon: (plan, at, money) =>
    `Le ${day(at)}, ${money} seront prélevés pour un an de ${plan}. Si cela vous convient, il n’y a rien à faire. Sinon, envoyez /subscription cancel avant ce jour : rien n’est alors prélevé, et les crédits que vous avez restent à vous jusqu’à leur expiration.`,
  renewedTitle: "Votre abonnement est renouvelé",
  renewed: (plan, money, amount, expiresAt, order) =>
    `${plan} est renouvelé, et ${money} ont été prélevés. ${credits(amount)} de la commande ${order} ${amount < 2 ? "est à vous, valable" : "sont à vous, valables"} jusqu’au ${day(expiresAt)}. /subscription montre votre abonnement et vous permet de résilier à tout moment.`,

  withdrawnTitle: "Un prix n’augmente pas",
  withdrawn: (subject, from) =>
    `Nous vous avions dit que ${subject} coûterait plus cher à partir du ${day(from)}. C’est annulé : cette hausse n’aura pas lieu, et il n’y a rien à faire. /pricing montre ce que vous payez.`,

  keptTitle: "Combien de temps les images sont gardées",
  keptWith: (plan, count) =>
    count === null ? `${plan} : tant que vous avez votre compte` : `${plan} : ${days(count)}`,
  keptWithout: (count) =>
    count === null ? "Sans abonnement : tant que vous avez votre compte" : `Sans abonnement : ${days(count)}`,
  keptUntil: (count) =>
    count === null
      ? "jusqu’à ce que vous les supprimiez, ou votre compte"
      : `${days(count)}, ou jusqu’à ce que vous les supprimiez, ou votre compte`,

  historyTitle: "Vos images les plus anciennes seront supprimées",
  history: (count, from) =>
    `Vos images sont gardées ${days(count)}. À partir du ${day(from)}, celles qui sont plus anciennes sont supprimées, et les autres quand elles auront cet âge. Envoyez /history pour enregistrer les originaux avant. Un abonnement plus grand garde les images plus longtemps : /buy montre combien.`,
};
