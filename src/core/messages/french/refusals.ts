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
    sexual: "un contenu sexuel",
    minors: "quelque chose de sexuel avec des mineurs",
    consent: "une image intime ou dégradante d’une personne réelle",
    hate: "de la haine",
    violence: "une violence cruelle",
    selfharm: "de l’automutilation",
    illegal: "quelque chose d’illégal",
    deception: "une image faite pour tromper",
    profanity: "un gros mot",
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
      ? `La commande /${given} n’existe pas. Envoyez /help pour voir celles qui existent.`
      : `La commande /${given} n’existe pas. Vouliez-vous dire /${nearest} ? Envoyez /help pour les voir toutes.`,
  "unknown-option": ({ command, given, nearest, allowed: options }) =>
    [
      `/${command} n’a pas d’option ${given}.`,
      nearest === null ? "" : `Vouliez-vous dire ${nearest} ?`,
      options.length === 0 ? "Envoyez-la sans options." : `Options possibles : ${list(options)}.`,
    ]
      .filter((part) => part !== "")
      .join(" "),
  "missing-option": ({ command, option, example }) =>
    `Il manque quelque chose à /${command} : ${option}. Par exemple : ${exampleOf(commands, command, example)}`,
  "bad-option": ({ option, given, allowed: what }) =>
    given === ""
      ? `L’option ${option} attend une valeur derrière elle. Valeurs possibles : ${allowed(what)}.`
      : `« ${given} » ne va pas pour ${option}. Valeurs possibles : ${allowed(what)}.`,
  "repeated-option": ({ option }) =>
    `L’option ${option} est là deux fois. Donnez-la une seule fois, s’il vous plaît, pour que je sache laquelle vous voulez.`,
  "contradicting-options": ({ first, second }) =>
    `Ces deux-là se contredisent : ${first} et ${second}. Retirez l’une des deux, s’il vous plaît, ou changez-la.`,
  "button-stale": () => "Ce bouton date d’un autre moment et ne fait plus rien. Renvoyez la commande, s’il vous plaît.",
  "prompt-empty": () =>
    "Dites-moi ce que vous voulez voir. Par exemple : un renard roux dans la neige, lumière du matin",
  "prompt-too-long": ({ length, lengthMax, model }) =>
    `Votre prompt compte ${length} caractères, et ${model} en lit ${lengthMax} au plus. Raccourcissez-le, s’il vous plaît. Rien n’a été débité.`,
  "prompt-blocked": ({ category }) =>
    `Je ne peux pas faire celle-ci : on y lit ${categories.get(category) ?? "quelque chose que les conditions ne permettent pas"}. Rien n’a été débité. Si j’ai mal compris, dites-le autrement, s’il vous plaît. /terms indique ce qui est interdit.`,
  "prompt-gravest": ({ category }) =>
    `Je ne fais pas cela : on y lit ${categories.get(category) ?? "quelque chose que les conditions ne permettent pas"}, ce qui compte parmi les interdits les plus graves des conditions (T7). Rien n’a été débité.`,
  unsupported: ({ model, option, given, supported }) =>
    `${model} n’accepte pas ${option} ${given}. Valeurs possibles : ${allowed(supported)}. Rien n’a été débité.`,
  "references-too-many": ({ model, given, max }) =>
    max === 0
      ? `${model} n’accepte pas d’images de référence. /models montre lesquels en acceptent.`
      : `${model} accepte au plus ${plural(max, { one: "image", other: "images" })} de référence, et il y en a ${given}. Retirez-en, ou choisissez un autre modèle (/models).`,
  "references-needed": ({ model }) =>
    `Pour cela, ${model} a besoin d’une image de départ. Joignez-en une à votre message, s’il vous plaît.`,
  "reference-link": () =>
    "Je n’ouvre pas de liens. Joignez l’image elle-même à votre message, s’il vous plaît, et je pourrai en partir. Rien n’a été débité.",
  "reference-not-an-image": ({ name, megapixelsMax }) =>
    `« ${shortened(name, 40)} » n’est pas une image que je sais lire. J’accepte PNG, JPEG et WebP jusqu’à ${megapixelsMax} mégapixels. Rien n’a été débité.`,
  "reference-too-large": ({ name, megabytesMax }) =>
    `« ${shortened(name, 40)} » est trop lourde : une référence peut peser jusqu’à ${megabytesMax} MB. Envoyez une version plus petite, s’il vous plaît. Rien n’a été débité.`,
  "reference-too-small": ({ name, width, height, edgeMin, model }) =>
    `« ${shortened(name, 40)} » fait ${width} × ${height} pixels : c’est trop peu, ou trop étroit, pour ${model}. Une fois le grand côté ramené à 2048, le petit doit en faire au moins ${edgeMin}. Envoyez une autre version, s’il vous plaît. Rien n’a été débité.`,
  "reference-deleted": ({ given }) =>
    `L’image ${given} a été supprimée, on ne peut donc rien en faire. /history montre ce que vous avez. Rien n’a été débité.`,
  "reference-unknown": ({ given }) =>
    `Aucune de vos images n’a l’id « ${shortened(given, 40)} ». Le bouton Détails sous une image affiche son id, et « last » désigne la plus récente. Rien n’a été débité.`,
  "edit-needs-picture": () =>
    "Quelle image dois-je modifier ? Joignez-en une à votre message : /edit la même scène en hiver. Une fois que vous en avez fait une ici, /edit prend la plus récente, ou une autre par son id : --from et ce qu’affiche Détails. Rien n’a été débité.",
  "reference-unavailable": ({ name }) =>
    `Je n’ai pas pu lire « ${shortened(name, 40)} ». Joignez-la de nouveau, s’il vous plaît. Rien n’a été débité.`,
  "credits-insufficient": ({ price, available }) =>
    `Cela coûte ${credits(price)}, et vous en avez ${available}. Une taille plus petite, moins d’images ou un autre modèle peut convenir (/pricing). Rien n’a été débité.`,
  "wallet-frozen": () =>
    `Vos crédits sont bloqués pendant que nous examinons votre compte, rien de nouveau ne peut donc commencer. Questions : ${termsInForce.contact}.`,
  "too-many-running": ({ running, max }) =>
    `Vous avez ${plural(running, { one: "image", other: "images" })} en cours, et le maximum à la fois est de ${max}. Renvoyez ceci quand l’une d’elles sera prête, s’il vous plaît. Rien n’a été débité.`,
  "too-fast": ({ waitSeconds, max }) =>
    `C’était rapide : j’accepte ${plural(max, { one: "commande", other: "commandes" })} par minute. Réessayez dans ${plural(waitSeconds, { one: "seconde", other: "secondes" })}, s’il vous plaît.`,
  "already-asked": () =>
    "Je m’en occupe déjà, et vous n’êtes débité qu’une fois. Attendez un instant la première, s’il vous plaît.",
  "desk-says": ({ text }) => text,
  "not-yours": () => "Ceci est à quelqu’un d’autre. Envoyez /imagine pour faire la vôtre.",
  "picture-gone": () => "Cette image n’est plus là. /history montre ce que vous avez.",
  "still-running": () => "Cette image n’est pas encore prête. Réessayez quand elle sera là, s’il vous plaît.",
  "model-off": ({ model }) =>
    `${model} est désactivé pour le moment. Choisissez-en un autre, s’il vous plaît (/models). Rien n’a été débité.`,
};
