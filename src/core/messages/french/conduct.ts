import type { Messages } from "../../messages.ts";
import { credits, minute, plural } from "./wording.ts";

const days = (count: number) => plural(count, { one: "jour", other: "jours" });

/** « un demi-point de pénalité », « 2½ points de pénalité ». */
function strikes(count: number): string {
  if (count === 0) return "aucun point de pénalité";
  if (count === 0.5) return "un demi-point de pénalité";
  const whole = Math.floor(count);
  if (Number.isInteger(count)) return plural(whole, { one: "point de pénalité", other: "points de pénalité" });
  return `${whole}½ ${whole < 2 ? "point" : "points"} de pénalité`;
}

export const conduct: Messages["conduct"] = {
  rows: {
    "own-filter": () =>
      "Notre filtre de mots arrête un prompt : rien n’a été pris. Les points de pénalité dépendent du sujet ; un simple gros mot n’en donne aucun.",
    "own-upload-check": () =>
      "Nos contrôles refusent un fichier envoyé : rien n’a été pris. Les points de pénalité dépendent du sujet.",
    "provider-refusal": ({ refusalsReturned, window_days, strikesOfRefusal }) =>
      refusalsReturned === 0
        ? `Un modèle refuse les mots ou le fichier envoyé selon ses règles : les crédits ne reviennent pas. Chaque refus compte pour ${strikes(strikesOfRefusal)}.`
        : `Un modèle refuse les mots ou le fichier envoyé selon ses règles : les crédits reviennent ${refusalsReturned} fois en ${days(window_days)}. Ensuite ils ne reviennent plus, et vous êtes prévenu avant que cela n’arrive pour la première fois. Chaque refus compte pour ${strikes(strikesOfRefusal)}.`,
    "provider-flag": ({ strikesOfFlag }) =>
      `Le contrôle de sécurité d’un modèle masque une image : sa part des crédits revient toujours. Cela compte pour ${strikes(strikesOfFlag)}.`,
    wave: () =>
      "Un modèle refuse bien plus que d’habitude, à beaucoup de personnes à la fois : c’est une panne. Les crédits reviennent toujours, et cela ne donne aucun point de pénalité.",
    "no-fault": () =>
      "Une image échoue, prend trop de temps, est annulée ou se perd : les crédits reviennent toujours, et cela ne donne aucun point de pénalité.",
    delivery: () =>
      "Une image est prête mais n’a pas pu être publiée : elle est renvoyée, ou attend dans /history, et vous êtes prévenu. Elle est débitée, et cela ne donne aucun point de pénalité.",
    gravest: () =>
      "Quelque chose de sexuel avec des mineurs, ou une image intime d’une personne réelle faite sans son consentement : le compte est suspendu et ses crédits sont bloqués aussitôt, jusqu’à ce qu’une personne ait examiné cela.",
  },
  tableTitle: "Ce que cela coûte quand quelque chose est bloqué",
  counted: (count, window_days) =>
    `Cela compte pour ${strikes(count)} pendant ${days(window_days)}. Si nous nous trompons, appuyez sur le bouton ci-dessous ou envoyez /appeal, et une personne le réexamine.`,
  warned:
    "Ceci est un avertissement : si cela continue, votre compte sera suspendu pour un temps. /terms montre ce qui est interdit.",
  suspendedUntil: (until) =>
    `Votre compte est suspendu jusqu’au ${minute(until)}. /balance, /support et /appeal fonctionnent toujours.`,
  suspended:
    "Votre compte est suspendu jusqu’à ce qu’une personne l’ait examiné. /balance, /support et /appeal fonctionnent toujours, et un recours est lu par une personne.",
  lastReturned: (refusals, window_days) =>
    `Notez bien : c’était le refus numéro ${refusals} en ${days(window_days)}, et le dernier dont les crédits reviennent. À partir du prochain, ils ne reviennent plus, comme le disent les conditions (T22). D’autres mots ou un autre modèle peuvent convenir ; si le modèle se trompe, envoyez /appeal.`,
  kept: (amount, refusals, window_days) =>
    amount < 2
      ? `Le modèle a refusé, car les règles de son éditeur ne le permettent pas. C’était le refus numéro ${refusals} en ${days(window_days)}, ${credits(amount)} n’a donc pas été rendu, comme vous en aviez été prévenu (T22). D’autres mots ou un autre modèle peuvent convenir. Si le modèle se trompe, appuyez sur le bouton ci-dessous ou envoyez /appeal : si le refus est annulé, le crédit revient.`
      : `Le modèle a refusé, car les règles de son éditeur ne le permettent pas. C’était le refus numéro ${refusals} en ${days(window_days)}, ${credits(amount)} n’ont donc pas été rendus, comme vous en aviez été prévenu (T22). D’autres mots ou un autre modèle peuvent convenir. Si le modèle se trompe, appuyez sur le bouton ci-dessous ou envoyez /appeal : si le refus est annulé, les crédits reviennent.`,
  wave: "Le modèle refuse bien plus que d’habitude en ce moment, cela ne compte donc pas contre vous. Réessayez plus tard, s’il vous plaît, ou choisissez un autre modèle (/models).",
  cameBack: (amount) =>
    amount < 2
      ? `Un modèle avait refusé une de vos images, et ${credits(amount)} n’avait pas été rendu. C’est annulé : il est de nouveau à vous, et ce refus ne compte plus. /balance montre ce que vous avez.`
      : `Un modèle avait refusé une de vos images, et ${credits(amount)} n’avaient pas été rendus. C’est annulé : ils sont de nouveau à vous, et ce refus ne compte plus. /balance montre ce que vous avez.`,
  keptMovement: "refusé selon les règles du modèle",
  returnedMovement: "un refus qui a été annulé",
};
