import type { Messages } from "../../messages.ts";
import { credits, minute, plural } from "./wording.ts";

const days = (count: number) => plural(count, { one: "jour", other: "jours" });
const hours = (count: number) => plural(count, { one: "heure", other: "heures" });

export const privacy: Messages["privacy"] = {
  title: "Vos données",
  text: "Voici ce qu’Easel conserve sur vous, et pendant combien de temps. Rien de cela n’entraîne un modèle, et rien n’est transmis pour l’entraînement (T14) ; c’est là pour votre historique, pour l’assistance et contre les abus (T15). Les clauses sont dans /terms.",
  kept: {
    pictures: "Images et prompts",
    references: "Images que vous joignez",
    referencesFor: (count) => `${days(count)}, pour qu’un résultat puisse être refait`,
    account: "Noms, réglages, consentements",
    accountFor: "tant que vous avez un compte",
    notices: "Messages que je vous envoie",
    noticesFor: "tant que vous avez un compte",
    buttons: "Ce que les boutons retiennent",
    buttonsFor: (count) => `${days(count)} (recherches, mots d’un prompt)`,
    chats: "Ce qu’il faut aux messageries pour retrouver leurs messages",
    chatsFor: (count, eventHours) =>
      `jusqu’à ${days(count)}, sans noms ; ce que vous envoyez, jusqu’à ${hours(eventHours)}, le temps d’y répondre`,
    links: "Liens entre messageries",
    linksFor: (count) => `${days(count)} pour ceux qui n’ont pas abouti, les autres tant que vous avez un compte`,
    spending: "Ce que vous dépensez sur un serveur",
    spendingFor: days,
    reports: "Signalements que vous envoyez",
    reportsFor: "tant qu’ils peuvent être utiles ; vos mots partent avec votre compte",
    tickets: "Tickets que vous écrivez à l’assistance",
    ticketsFor: (words, pictures) =>
      `vos mots disparaissent ${days(words)} après la clôture du ticket ; les images avec eux, ou au plus tard ${days(pictures)} après leur envoi`,
    money: "Crédits, commandes et remboursements",
    moneyFor:
      "définitivement, car une comptabilité doit être conservée : sans nom, mots ni images une fois votre compte supprimé",
    exports: "Copies que vous demandez",
    exportsFor: hours,
  },
  terms: "Lire les conditions",
  export: "Exporter mes données",
  delete: "Supprimer mon compte",

  exportAsked:
    "Je rassemble tout : tout ce que je conserve sur vous, avec toutes les images. Vous le recevez en privé, en fichiers ZIP, dès que c’est prêt ; s’il y a beaucoup d’images, cela prend quelques minutes.",
  exportUnderWay: "Je rassemble encore, et vous le recevez en privé dès que c’est prêt.",
  exportTitle: "Vos données",
  exportReady: (parts, until) =>
    parts === 1
      ? `Tout ce que je conserve sur vous, dans un fichier ZIP. Il est disponible jusqu’au ${minute(until)}. Si aucun fichier n’accompagne ce message, envoyez /privacy export. Vous pouvez demander une nouvelle copie une fois par jour.`
      : `Tout ce que je conserve sur vous, dans ${parts} fichiers ZIP. Ils sont disponibles jusqu’au ${minute(until)}. Si aucun fichier n’accompagne ce message, envoyez /privacy export. Vous pouvez demander une nouvelle copie une fois par jour.`,
  exportMore: (from, to, parts) =>
    from === to ? `Partie ${from} sur ${parts}.` : `Parties ${from} à ${to} sur ${parts}.`,
  exportFailed:
    "Vos données n’ont pas pu être rassemblées, et c’est notre faute. Quelqu’un s’en occupe ; renvoyez /privacy export demain, s’il vous plaît, ou écrivez-nous s’il vous les faut plus tôt (l’adresse est dans /terms).",
  readme: (bytesMax) =>
    [
      "Voici tout ce qu’Easel conserve sur vous.",
      "",
      "Chaque fichier .json contient un type d’enregistrements ; un second du même type porte un 2 dans son nom. Les heures sont en UTC. Les images sont dans",
      '"pictures", et ce que vous avez joint à vos messages dans "references" ; leurs noms commencent par l’id de la demande dans',
      '"generations.json" et finissent par le numéro de l’image, compté à partir de 0.',
      "",
      `Une image de plus de ${bytesMax} est coupée en morceaux (.001, .002 …), pour que toutes les messageries acceptent les fichiers. Pour la recomposer,`,
      'ouvrez le .001 avec 7-Zip, ou assemblez les morceaux dans l’ordre : "cat NAME.png.0* > NAME.png" sous Linux et macOS,',
      '"copy /b NAME.png.001+NAME.png.002 NAME.png" sous Windows. Une copie plus petite, à ouvrir directement, se trouve à côté.',
      "",
      "Quand un enregistrement concerne aussi quelqu’un d’autre, ce qui est à cette personne a été omis.",
      "",
    ].join("\n"),

  confirmTitle: "Supprimer votre compte ?",
  confirm: (hoursLeft) =>
    `Tout disparaît, dans toutes les messageries de votre compte : images, prompts, images jointes, réglages, noms. Cela se fait dans ${hours(hoursLeft)} ; d’ici là, vous pouvez revenir en arrière. Ce qui reste, c’est la comptabilité des crédits et des paiements, sans rien qui dise qui vous êtes, et une empreinte chiffrée par clé, pour que le cadeau de bienvenue ne soit donné qu’une fois. Les messages publiés dans les discussions y restent ; supprimez-les vous-même, s’il vous plaît.`,
  lost: {
    credits: "Crédits perdus",
    creditsNow: (available) => `${credits(available)}, à la fin de ce délai ; ils ne sont pas payés en argent`,
    subscription: "Abonnement",
    subscriptionEnds:
      "prend alors fin aussitôt, et ce qui reste de sa période n’est pas remboursé. /subscription permet de le résilier avant, en bonne et due forme",
    chats: "Messageries",
  },
  confirmYes: "Oui, tout supprimer",
  keep: "Garder mon compte",
  planned: (at) =>
    `Votre compte sera supprimé le ${minute(at)}. D’ici là, tout fonctionne comme avant, et vous pouvez revenir en arrière avec le bouton ou avec /privacy keep. Si vous voulez une copie de vos données, demandez-la maintenant : /privacy export.`,
  plannedNotice: (at) =>
    `Quelqu’un de votre compte a demandé qu’il soit supprimé, avec toutes les images et tous les crédits, le ${minute(at)}. Si vous ne le voulez pas, appuyez sur « Garder mon compte », ou envoyez /privacy keep.`,
  scheduled: (at) => `Votre compte sera supprimé le ${minute(at)}. /privacy keep annule cela.`,
  keptAgain: "Rien ne sera supprimé : votre compte reste tel quel.",
  keptNotice: "C’est annulé : votre compte reste tel quel, et rien n’est supprimé.",
  tooLate: "La suppression est déjà en cours, et ne peut plus être annulée.",
  goodbye:
    "Votre compte est en train d’être supprimé, comme demandé il y a un jour. Ce qui en est conservé ne dit plus rien de vous. Si vous m’écrivez de nouveau, nous repartons de zéro.",
};

export const privacyRefusals = {
  "erasure-linking": () =>
    "Votre compte est en train d’être relié à un autre. Renvoyez /privacy delete dans une minute, s’il vous plaît, puis regardez ce qui en fait partie (/account).",
} satisfies Partial<Messages["refusals"]>;
