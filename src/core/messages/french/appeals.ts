import type { Messages } from "../../messages.ts";
import { minute, plural } from "./wording.ts";

const days = (count: number) => plural(count, { one: "jour", other: "jours" });

export const appeals: Messages["appeals"] = {
  button: "Faire un recours",
  title: "Recours",
  text: (count) =>
    count === 1
      ? "Vous pouvez faire un recours contre ceci. Appuyez sur le bouton, et une personne de notre équipe le réexamine."
      : "Vous pouvez faire un recours contre ce qui suit, le plus récent en premier. Choisissez un élément, et une personne de notre équipe le réexamine.",
  allSent: "Vous avez déjà fait un recours contre tout ce qui est retenu contre vous.",
  again: "Réexaminer",
  more: (count) =>
    `${plural(count, { one: "élément plus ancien suit", other: "éléments plus anciens suivent" })} une fois ceux-ci tranchés.`,
  none: "Rien n’est retenu contre vous, il n’y a donc rien à contester. Si autre chose ne va pas, /support permet de nous joindre.",
  line: (what, at) => `${what}, ${minute(at)}`,
  state: { waiting: "Recours reçu : une personne de notre équipe l’examine", upheld: "Décidé : c’est maintenu" },
  kind: {
    prompt: "Prompt bloqué",
    upload: "Fichier envoyé bloqué",
    "provider-input": "Demande refusée par le fournisseur",
    "provider-output": "Image masquée par le fournisseur",
    warning: "Avertissement",
    suspension: "Compte suspendu",
    termination: "Fermeture du compte",
  },
  formTitle: "Votre recours",
  formSubmit: "Envoyer",
  formLabel: "Pourquoi devrions-nous le réexaminer ?",
  filed:
    "Votre recours est chez nous. Une personne de notre équipe l’examine, et vous apprendrez ce qu’elle décide. D’ici là, tout reste en l’état.",
  waiting:
    "Un recours est déjà en cours, et une personne de notre équipe l’examine. Vous apprendrez ce qu’elle décide.",
  decided: "Un recours a déjà été formé et tranché. S’il y a du nouveau, /support permet de nous joindre.",
  outcomeTitle: "Votre recours est tranché",
  granted:
    "Une personne de notre équipe l’a réexaminé : vous aviez raison. Cela ne compte plus, et ce qui en avait découlé est levé. Nous en sommes désolés.",
  objectionGranted:
    "Une personne de notre équipe l’a réexaminé : vous aviez raison. Ce qui avait été retiré est rétabli.",
  reversed:
    "Une personne de notre équipe a réexaminé ce qui était retenu contre vous et l’a annulé. Cela ne compte plus, et ce qui en avait découlé est levé.",
  upheld: "Une personne de notre équipe l’a réexaminé, et c’est maintenu.",
  acted: "Une personne de notre équipe l’a examiné et a pris des mesures.",
  evidence: "Ce qui a été bloqué",
  evidenceFor: (count) =>
    `${days(count)}, sous scellés : notre équipe ne l’ouvre que pour un recours, un examen ou une autorité ; plus longtemps tant que l’un d’eux est en cours`,
  note: (note) => `Notre équipe ajoute : ${note}`,
};

export const appealRefusals = {
  "appeal-unknown": () =>
    "Je ne trouve pas cela, ou ce n’est pas à vous. Envoyez /appeal pour voir contre quoi vous pouvez faire un recours.",
  "appeal-settled": () => "Cela a déjà été annulé : cela ne compte plus, et il n’y a plus rien à contester.",
  "appeal-limit": ({ max, again }) =>
    `Vous pouvez envoyer ${plural(max, { one: "recours", other: "recours" })} par jour. Le prochain pourra être envoyé à partir du ${minute(again)} ; ceux que vous avez envoyés sont examinés.`,
} satisfies Partial<Messages["refusals"]>;
