import type { Messages } from "../../messages.ts";
import { platform } from "./linking.ts";
import { day, minute } from "./wording.ts";

export const termsVersions: Messages["termsVersions"] = {
  inForce: (version, since) => `Version ${version} der Bedingungen, gültig seit ${day(since)}.`,
  announced: (version, from) => `Version ${version} ist angekündigt und gilt ab ${day(from)}.`,
  notAccepted: "Du hast ihr noch nicht zugestimmt: schick /start.",
  accepted: ({ version, at, platform: where }) =>
    `Du hast Version ${version} am ${minute(at)} zugestimmt, in ${platform(where)}.`,
  questions: (contact) => `Fragen: ${contact}.`,
  new: (version, from) => `Neu in Version ${version} vom ${day(from)}:`,
  minorTitle: "Eine kleine Änderung der Bedingungen",
  minorText: "Du musst nichts tun. /terms zeigt alles.",
  fullTitle: (version, page, pages) => `Nutzungsbedingungen ${version} · ${page} von ${pages}`,
  lists: "Wo ein Satz mit einem Doppelpunkt endet, steht seine Liste auf der Website.",
  inEnglish: "Der veröffentlichte Text ist auf Englisch.",
  fullButton: "Der ganze Text",
  shortButton: "In Kürze",
  websiteButton: "Auf der Website",
};
