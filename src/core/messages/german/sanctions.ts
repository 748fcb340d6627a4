import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import type { SanctionReason } from "../../moderation/sanction.ts";
import { minute } from "./wording.ts";

const reasons: { readonly [Reason in SanctionReason]: string } = {
  pattern: "Mehrere deiner Anfragen in letzter Zeit verstießen gegen die Bedingungen (T8, T10).",
  gravest: "Eine deiner Anfragen liest sich wie etwas vom Schwersten, was die Bedingungen verbieten (T7).",
  rights: "Bilder von dir haben die Rechte anderer verletzt (T26).",
  fraud: "Eine deiner Zahlungen oder die Art, wie das Konto benutzt wurde, sieht nach Betrug aus (T18).",
  security: "Dein Konto wurde so benutzt, dass es andere oder Easel gefährdet (T18).",
  "false-information": "Etwas, das uns über dieses Konto gesagt wurde, stimmt nicht (T5).",
  terms: "Dein Konto wurde gegen die Bedingungen benutzt (T5).",
};

export const sanctions: Messages["sanctions"] = {
  reason: reasons,
  note: (words) => `Wir fügen hinzu: ${words}`,

  warnedTitle: "Eine Verwarnung",
  warned:
    "Dir wird nichts genommen, und du kannst weitermachen. Sieh dir bitte an, was nicht erlaubt ist (/terms, T8): Geht es so weiter, wird dein Konto eine Zeit lang gesperrt. Liegen wir falsch, bringt /appeal es vor jemanden von uns.",

  suspendedTitle: "Dein Konto ist gesperrt",
  suspended: (until) =>
    until === null
      ? "Es kann nichts Neues gemacht oder gekauft werden, bis jemand von uns es sich angesehen hat. Was in Arbeit ist, wird fertig, und deine Credits bleiben."
      : `Bis ${minute(until)} kann nichts Neues gemacht oder gekauft werden; dann endet es von selbst. Was in Arbeit ist, wird fertig, und deine Credits bleiben.`,
  frozen: "Deine Credits ruhen, solange wir es uns ansehen.",
  subscriptionGoesOn: "Ein Abo läuft derweil weiter: /subscription cancel beendet es zum Ende seines Zeitraums.",
  whatIsLeft:
    "/terms, /balance, /privacy und /support kannst du weiterhin nutzen. Liegen wir falsch, bringt /appeal es vor jemanden von uns.",

  backTitle: "Willkommen zurück",
  back: "Deine Sperre ist vorbei, und alles geht wieder. Was nicht erlaubt ist, steht in /terms (T8).",
  liftedTitle: "Zurückgenommen",
  warningLifted: "Die Verwarnung wurde zurückgenommen: Sie zählt nicht mehr.",
  suspensionLifted: "Deine Sperre wurde zurückgenommen, und alles geht wieder. Die Umstände tun uns leid.",
  terminationLifted:
    "Die Schließung deines Kontos wurde zurückgenommen, und du kannst Easel wieder nutzen. Was mit dem Konto endete, etwa ein Abo, kommt nicht von selbst zurück: Schreib uns mit /support, und wir bringen es in Ordnung.",

  announcedTitle: "Dein Konto wird geschlossen",
  announced: (at) =>
    `Es wird am ${minute(at)} geschlossen. Bis dahin geht alles wie bisher, nur kaufen lässt sich nichts. So lange kannst du deine Credits nutzen, und dein Abo, falls du eines hast, wird an diesem Tag gekündigt. Wenn du eine Kopie deiner Daten möchtest, bitte jetzt darum: /privacy export.`,
  announcedForfeit:
    "Credits, die an diesem Tag übrig sind, verfallen, weil gegen die Bedingungen verstoßen wurde (T23).",
  announcedNoForfeit:
    "Credits, die an diesem Tag übrig sind, lassen sich nicht mehr nutzen. Hast du für sie bezahlt, bitte mit /paysupport um dein Geld: Jemand von uns entscheidet (T20).",
  announcedAppeal: "Hältst du das für falsch, bringt /appeal es vor jemanden von uns.",

  closedTitle: "Dein Konto ist geschlossen",
  closed: (erasedAt) =>
    `Easel lässt sich damit nicht mehr nutzen, und dein Abo, falls du eines hattest, ist gekündigt. Deine Bilder und Prompts werden am ${minute(erasedAt)} gelöscht. Bis dahin kannst du eine Kopie deiner Daten bekommen (/privacy export) und sagen, warum das falsch ist (/appeal). Ein neues Konto lässt sich aus diesen Chats nicht eröffnen.`,
  closedForfeit: "Die Credits, die übrig waren, sind verfallen, weil gegen die Bedingungen verstoßen wurde (T23).",
  closedNoForfeit:
    "Die Credits, die übrig waren, lassen sich nicht mehr nutzen. Hast du für sie bezahlt, bitte mit /paysupport um dein Geld: Jemand von uns entscheidet (T20).",
  erased:
    "Die Daten deines geschlossenen Kontos werden jetzt gelöscht, wie wir es dir gesagt haben. Was bleibt, sagt nichts über dich, außer einem verschlüsselten Fingerabdruck deiner Chats, damit aus ihnen kein neues Konto eröffnet wird.",

  erasureWaits:
    "Dein Konto kann noch nicht gelöscht werden, weil wir uns darin noch etwas ansehen müssen. Du musst nichts tun: Es wird gelöscht, sobald das entschieden ist. Bei Fragen schreib uns: /support.",
};

export const sanctionRefusals = {
  suspended: ({ until, reason }) =>
    until === null
      ? `Dein Konto ist gesperrt, bis jemand von uns es sich angesehen hat. ${reasons[reason]} Es wurde nichts berechnet. Liegen wir falsch, schick /appeal; bei allem anderen /support.`
      : `Dein Konto ist bis ${minute(until)} gesperrt. ${reasons[reason]} Es wurde nichts berechnet. Liegen wir falsch, schick /appeal; bei allem anderen /support.`,
  terminated: ({ reason }) =>
    `Dein Konto ist geschlossen. ${reasons[reason]} Du kannst noch eine Kopie deiner Daten bekommen (/privacy export) und sagen, warum das falsch ist (/appeal).`,
  "account-barred": () =>
    `Ein Konto, das von hier aus benutzt wurde, wurde gesperrt oder geschlossen, deshalb lässt sich kein neues eröffnen. Hältst du das für falsch, schreib an ${termsInForce.contact}.`,
} satisfies Partial<Messages["refusals"]>;
