import type { Messages } from "../../messages.ts";
import { platform } from "./linking.ts";
import { day, minute } from "./wording.ts";

export const termsVersions: Messages["termsVersions"] = {
  inForce: (version, since) => `Version ${version} des conditions, en vigueur depuis le ${day(since)}.`,
  announced: (version, from) => `La version ${version} est annoncée et s’applique à partir du ${day(from)}.`,
  notAccepted: "Vous ne l’avez pas encore acceptée : envoyez /start.",
  accepted: ({ version, at, platform: where }) =>
    `Vous avez accepté la version ${version} le ${minute(at)} (${platform(where)}).`,
  questions: (contact) => `Questions : ${contact}.`,
  new: (version, from) => `Nouveau dans la version ${version} du ${day(from)} :`,
  minorTitle: "Un petit changement des conditions",
  minorText: "Vous n’avez rien à faire. /terms en montre tout le texte.",
  fullTitle: (version, page, pages) => `Conditions d’utilisation ${version} · ${page} sur ${pages}`,
  lists: "Là où une phrase se termine par deux-points, sa liste se trouve sur le site web.",
  inEnglish: "Le texte publié est en anglais.",
  fullButton: "Le texte complet",
  shortButton: "En bref",
  websiteButton: "Sur le site web",
};
