import type { LinkRefusal } from "../../accounts/link.ts";
import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day, minute, plural } from "./wording.ts";

const platforms: ReadonlyMap<string, string> = new Map([
  ["discord", "Discord"],
  ["telegram", "Telegram"],
  ["playground", "espace d’essai"],
]);

export const platform = (name: string) => platforms.get(name) ?? name;

interface Person {
  readonly name: string;
  readonly platform: string;
}
const person = ({ name, platform: where }: Person) => `${name} (${platform(where)})`;

const refusals: Readonly<Record<LinkRefusal, string>> = {
  declined: "L’un des deux côtés a dit non, les comptes restent donc séparés. Rien n’a changé.",
  "both-subscribed":
    "Les deux comptes ont un abonnement, et un compte ne peut en avoir qu’un. Résiliez d’abord l’un des deux (/subscription), attendez sa fin, puis reliez-les, s’il vous plaît. Rien n’a changé.",
  "same-platform":
    "Un compte a une seule personne par messagerie, et ces deux-là ont la même. Déliez d’abord l’une d’elles (/unlink), ou reliez une autre messagerie. Rien n’a changé.",
  "not-in-good-standing": `L’un de ces comptes ne peut pas être relié pour le moment. Si c’est le vôtre, écrivez à ${termsInForce.contact}. Rien n’a changé.`,
  "to-be-erased":
    "L’un de ces comptes va être supprimé, comme cela a été demandé. Si c’est le vôtre et qu’il doit rester, envoyez d’abord /privacy keep là-bas. Rien n’a changé.",
  "joined-elsewhere":
    "L’un des deux a été relié entre-temps à un autre compte. Envoyez /link pour un nouveau code, s’il vous plaît.",
};

export const linking: Messages["linking"] = {
  title: "Relier une autre messagerie",
  code: (code, minutes) =>
    `Votre code est ${code}. Envoyez-moi /link ${code} dans l’autre messagerie d’ici ${plural(minutes, { one: "minute", other: "minutes" })} ; je demande ensuite une fois encore aux deux côtés. Ensemble, ils deviennent un seul compte : mêmes crédits, mêmes images, mêmes réglages. Ne donnez le code à personne d’autre.`,
  openTelegram: "Ouvrir dans Telegram",
  newCode: "Nouveau code",
  confirmTitle: "Est-ce vous ?",
  askRedeemer: (issuer) =>
    `Ce code a été créé par ${person(issuer)}. Si c’est vous, vos deux comptes n’en font plus qu’un : mêmes crédits, mêmes images, mêmes réglages, et chaque côté peut tout dépenser et tout voir. Ne continuez que si les deux sont à vous. Je demande ensuite une fois encore là-bas.`,
  askIssuer: (redeemer) =>
    `${person(redeemer)} a donné votre code et veut ne faire qu’un compte avec vous : mêmes crédits, mêmes images, mêmes réglages, et chaque côté peut tout dépenser et tout voir. Est-ce vous ? Si les boutons ont disparu, envoyez /link.`,
  yes: "Oui, relier",
  no: "Non",
  waits: (issuer) =>
    `C’est presque fait. J’ai demandé à ${person(issuer)} : dites oui là-bas, ou envoyez-y /link. D’ici là, rien ne change.`,
  joining:
    "Les deux côtés ont dit oui. Les comptes sont en train d’être réunis ; cela prend un instant, et rien ne peut se perdre pendant ce temps.",
  joinedTitle: "Un seul compte désormais",
  joined: (other, available) =>
    `Vous et ${person(other)} ne faites plus qu’un compte désormais. Vous avez ${credits(available)} ensemble. /account montre qui en fait partie.`,
  declined: "Très bien, rien n’a été relié.",
  refused: (reason) => refusals[reason],
};

export const unlinking: Messages["unlinking"] = {
  title: "Délier une messagerie",
  onlyOne: "Cette messagerie est la seule de votre compte, il n’y a donc rien à délier. /link en ajoute une autre.",
  which:
    "Quelle messagerie doit quitter votre compte ? Cela se fait un jour plus tard, et d’ici là chaque côté peut l’arrêter. Les crédits et les images restent avec le compte ; qui part recommence à zéro, sans cadeau de bienvenue.",
  leave: (who) => `Délier ${person(who)}`,
  planned: (who, at) =>
    `${person(who)} quitte ce compte le ${minute(at)}. Les crédits et les images restent ici. D’ici là, chaque côté peut l’arrêter, avec le bouton ou avec /account.`,
  plannedNotice: (who, at) =>
    `Quelqu’un de votre compte a demandé d’en retirer ${person(who)} le ${minute(at)}. Les crédits et les images restent avec le compte. Si vous ne le voulez pas, appuyez sur Arrêter, ou envoyez /account.`,
  stop: "Arrêter",
  stopped: (who) => `${person(who)} reste.`,
  stoppedNotice: (who) => `C’est arrêté : ${person(who)} reste dans votre compte.`,
  stoppedAsLast: (who) =>
    `${person(who)} reste : il n’y a pas d’autre messagerie dans votre compte, et sans elle les crédits et les images seraient perdus.`,
  tooLate: "C’est déjà fait. /link les réunit de nouveau.",
  left: (who) => `${person(who)} a quitté votre compte, comme demandé il y a un jour.`,
  youLeft:
    "Vous avez quitté le compte partagé, comme demandé il y a un jour. Vous avez désormais le vôtre, qui commence vide. /link les réunit de nouveau.",
};

export const account: Messages["account"] = {
  title: "Votre compte",
  chats: "Messageries",
  chat: person,
  plan: "Abonnement",
  since: "Depuis",
  sinceDay: day,
  limits: "Limites",
  atOnce: (inWorks, atOnce, commandsPerMinute) =>
    `${plural(inWorks, { one: "image", other: "images" })} en cours, dont ${atOnce} peintes en même temps, ${plural(commandsPerMinute, { one: "commande", other: "commandes" })} par minute`,
  id: "Compte",
  link: "Relier une autre messagerie",
  unlink: "Délier une messagerie",
  stop: (who) => `Arrêter : ${person(who)} reste`,
  plans: { free: "Gratuit", starter: "Starter", creator: "Creator", studio: "Studio" },
};

export const linkRefusals = {
  "link-code": () =>
    "Ce code ne fonctionne pas. Il est peut-être mal tapé, déjà utilisé, ou vieux de plus de 10 minutes. Envoyez /link dans l’autre messagerie, s’il vous plaît, pour en recevoir un nouveau.",
  "link-yourself": () =>
    "Ce code vient de votre propre compte. Envoyez-le-moi dans l’autre messagerie, celle que vous voulez relier.",
  "link-attempts": ({ waitMinutes }) =>
    `Cela faisait beaucoup de codes. Attendez ${plural(waitMinutes, { one: "minute", other: "minutes" })}, s’il vous plaît, puis réessayez avec un nouveau code de /link.`,
  "link-expired": () =>
    "Cela a pris trop de temps, rien n’a donc été relié. Envoyez /link, s’il vous plaît, pour un nouveau code.",
  "link-refused": ({ reason }) => refusals[reason],
  "unlink-last": () =>
    "Cette messagerie est la seule de votre compte, et sans elle les crédits et les images seraient perdus. /link en ajoute d’abord une autre.",
  "unlink-withheld": () =>
    `Nous examinons votre compte, aucune messagerie ne peut donc le quitter pour l’instant. Questions : ${termsInForce.contact}.`,
  "unlink-unknown": () => "Cette messagerie ne fait plus partie de votre compte. /account montre qui en fait partie.",
} satisfies Partial<Messages["refusals"]>;
