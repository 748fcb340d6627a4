import { termsInForce } from "../../accounts/terms.ts";
import type { EndingReason } from "../../generation/generation.ts";
import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, list, plural } from "./wording.ts";

const example = "/imagine un phare dans la tempête --ar 16:9";

export const start: Messages["start"] = {
  title: "Ravi de vous revoir",
  ready: (available) =>
    `Dites-moi ce que vous voulez voir, par exemple : ${example}\n\nVous avez ${credits(available)}. /models montre qui peint, /pricing ce que cela coûte, /help tout le reste.`,
  acceptedTitle: "Tout est prêt",
  accepted: (welcome) =>
    [
      welcome === 0 ? "" : `Vous avez ${credits(welcome)} pour essayer.`,
      `Dites-moi ce que vous voulez voir, par exemple : ${example}`,
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
};

export const consent: Messages["consent"] = {
  title: "Avant la première image",
  titleAgain: "Les conditions ont changé",
  hello:
    "Bonjour ! Je suis Easel. Dites-moi ce que vous voulez voir, et je le fais peindre par le modèle de votre choix, ici même, dans la discussion.",
  before: (command) =>
    `Avant d’utiliser /${command}, j’ai besoin de votre accord. Rien de votre message n’a été conservé, et rien n’a été débité.`,
  ask: (age, updatedAt) =>
    `Vous devez avoir au moins ${age} ans (ou davantage, là où votre pays l’exige) et accepter les conditions du ${day(updatedAt)}.`,
  gift: (amount, days) =>
    `Vous recevez ensuite ${credits(amount)} pour commencer, ${amount < 2 ? "valable" : "valables"} ${plural(days, { one: "jour", other: "jours" })}.`,
  accept: (age) => `J’ai ${age} ans ou plus et j’accepte`,
  read: "Lire les conditions",
  changed:
    "Les conditions ont changé depuis la création de ce bouton. Envoyez /start, s’il vous plaît, pour lire et accepter les nouvelles.",
};

export const help: Messages["help"] = {
  title: "Ce que je sais faire",
  hint: "Les options se placent n’importe où parmi les mots : /imagine un renard roux --model seedream --ar 16:9 --n 2 --seed 7",
};

export const imagine: Messages["imagine"] = {
  promptExample: example,
  editTitle: "Changer les mots",
  editLabel: "Que voulez-vous voir ?",
  editSubmit: (price) => `Créer · ${credits(price)}`,
  cancelled: "Arrêtée. Ce qu’elle aurait coûté est de nouveau à vous.",
  tooLate: "Il est trop tard pour l’arrêter : l’image est faite.",
  cancelledMany: (count) =>
    count === 0
      ? "Vous n’avez rien en cours."
      : `${count === 1 ? "Une image arrêtée" : `${count} images arrêtées`}. Ce que cela aurait coûté est de nouveau à vous.`,
  deletedTitle: "Supprimé",
  originals: (count) => (count === 1 ? "Voici le fichier original." : "Voici les fichiers originaux."),
  detailsTitle: "À propos de cette image",
  detail: {
    prompt: "Prompt",
    model: "Modèle",
    size: "Taille",
    quality: "Qualité",
    style: "Style choisi",
    seed: "Graine",
    cost: "Coût",
    made: "Créée",
    references: "Références",
    noSeed: "ce modèle ne la donne pas",
    by: (name, maker) => `${name} par ${maker}`,
    pixels: (width, height, ratio) => `${width} × ${height} (${ratio})`,
    returned: (captured, returned) => `${credits(captured)} ; ${credits(returned)} en retour`,
  },
  policy: "Les règles de l’éditeur",
};

const endings: Record<EndingReason, string> = {
  "credits-insufficient":
    "Il ne restait pas assez de crédits quand son tour est venu. /balance montre ce que vous avez.",
  "wallet-frozen": `Vos crédits sont bloqués pendant que nous examinons votre compte, elle n’a donc pas pu commencer. Questions : ${termsInForce.contact}.`,
  "server-cap":
    "Quand son tour est venu, ce que chaque membre peut dépenser par jour sur ce serveur était épuisé. Cela repart à 00:00 UTC.",
  "too-many-running":
    "Quand son tour est venu, trop de vos images étaient en cours. Renvoyez votre demande, s’il vous plaît.",
  "policy-prompt":
    "Le modèle a refusé ces mots, car les règles de son éditeur ne les permettent pas. Les machines comprennent parfois de travers : d’autres mots peuvent passer.",
  "policy-reference":
    "Le modèle a refusé l’image de référence, car les règles de son éditeur ne la permettent pas. Une autre image peut passer.",
  "policy-image":
    "Le contrôle de sécurité du modèle a masqué le résultat, je ne peux donc rien montrer. D’autres mots peuvent passer.",
  "request-refused":
    "Le modèle n’a pas pu traiter cette demande. Une autre taille ou un autre modèle peut convenir (/models).",
  "provider-failed":
    "Le modèle s’est interrompu en peignant. Réessayez, s’il vous plaît, ou choisissez un autre modèle (/models).",
  "reference-refused":
    "Le modèle n’a pas pu utiliser l’image de référence : trop petite, trop grande ou d’une forme qu’il n’accepte pas. Une autre image peut convenir.",
  "reference-lost": "L’image de référence n’est plus là. Joignez-la de nouveau, s’il vous plaît.",
  "provider-unreachable":
    "Le modèle était injoignable. Réessayez dans quelques minutes, s’il vous plaît, ou choisissez un autre modèle (/models).",
  "provider-lost": "La demande s’est perdue en route vers le modèle. Réessayez, s’il vous plaît.",
  "provider-dropped":
    "Le modèle a terminé, mais l’image n’était plus là quand je suis venu la chercher. Réessayez, s’il vous plaît.",
  "took-too-long":
    "Le modèle a mis bien trop longtemps, j’ai donc cessé d’attendre. Réessayez, s’il vous plaît, ou choisissez un autre modèle (/models).",
  "our-fault": "Un problème de notre côté a empêché de terminer cette image. Nous avons été prévenus.",
  "could-not-store": "L’image est arrivée abîmée, je n’ai donc pas pu la garder. Réessayez, s’il vous plaît.",
  cancelled: "Arrêtée, comme demandé.",
};

function cameBack(returned: number): string {
  if (returned === 0) return "Rien n’a été débité.";
  return returned === 1 ? "Votre crédit est revenu." : `Vos ${credits(returned)} sont revenus.`;
}

export const picture: Messages["picture"] = {
  title: (prompt) => shortened(prompt, 120),
  progress(progress, price, long_ms) {
    const cost = credits(price);
    if (progress.stage === "heard") return `En route · ${cost}`;
    if (progress.stage === "line") {
      return progress.ahead === 0 ? `C’est la prochaine · ${cost}` : `Encore ${progress.ahead} avant vous · ${cost}`;
    }
    const seconds = Math.floor(progress.running_ms / 5_000) * 5;
    const since = seconds === 0 ? "" : ` · ${seconds} s`;
    const patience =
      progress.running_ms < long_ms ? "" : "\nC’est plus long que d’habitude. Je continue, ou vous pouvez annuler.";
    if (progress.stage === "painting") return `En train de peindre${since} · ${cost}${patience}`;
    const { ahead } = progress;
    if (ahead === null) return `En attente du modèle${since} · ${cost}${patience}`;
    const place = ahead === 0 ? "Chez le modèle, c’est la prochaine" : `Chez le modèle, encore ${ahead} avant vous`;
    return `${place}${since} · ${cost}${patience}`;
  },
  result({ settlement, request, images, price }, model) {
    const seeds = [...new Set(images.map((image) => image.seed).filter((seed) => seed !== null))];
    const first = images[0];
    const line = [
      model,
      first === undefined ? "" : `${first.width} × ${first.height}`,
      seeds.length === 0 ? "" : `graine ${list(seeds.map(String))}`,
      credits(settlement?.captured_credits ?? price.total_credits),
    ].filter((part) => part !== "");
    const missing = request.n - images.length;
    if (missing <= 0) return line.join(" · ");
    const returned = cameBack(settlement?.released_credits ?? 0);
    const why =
      settlement?.rule === "flagged-share-returned"
        ? `Le contrôle de sécurité du modèle en a masqué ${missing} sur ${request.n}.`
        : `Il en manque ${missing} sur ${request.n} dans ce que le modèle a envoyé.`;
    return `${line.join(" · ")}\n${why} ${returned}`;
  },
  ending: (reason, returned) => `${endings[reason]} ${cameBack(returned)}`,
  alternative: (prompt, index, count) =>
    count === 1 ? shortened(prompt, 400) : `${shortened(prompt, 400)} (${index + 1} sur ${count})`,
  cancel: "Annuler",
  waitsInHistory:
    "Une de vos images est prête, mais je n’ai pas pu la publier là où vous l’aviez demandée. Elle vous attend dans /history.",
};
