import type { Messages } from "../../messages.ts";
import { credits, day, plural } from "./wording.ts";

const days = (count: number) => plural(count, { one: "Tag", other: "Tage" });

export const planNews: Messages["planNews"] = {
  renewsSoonTitle: "Dein Abo verlängert sich bald",
  renewsSoon: (plan, at, money) =>
    `Am ${day(at)} werden ${money} für ein Jahr ${plan} abgebucht. Ist dir das recht, musst du nichts tun. Wenn nicht, schick vor diesem Tag /subscription cancel: Dann wird nichts abgebucht, und Credits, die du hast, bleiben dir, bis sie verfallen.`,
  renewedTitle: "Dein Abo hat sich verlängert",
  renewed: (plan, money, amount, expiresAt, order) =>
    `${plan} hat sich verlängert, und ${money} wurden abgebucht. ${credits(amount)} aus Bestellung ${order} ${amount === 1 ? "gehört" : "gehören"} dir, gültig bis ${day(expiresAt)}. /subscription zeigt dein Abo, und dort kannst du jederzeit kündigen.`,

  withdrawnTitle: "Ein Preis steigt doch nicht",
  withdrawn: (subject, from) =>
    `Wir haben dir gesagt, dass ${subject} ab ${day(from)} mehr kostet. Das haben wir zurückgenommen: Diese Erhöhung kommt nicht, und du musst nichts tun. /pricing zeigt, was du zahlst.`,

  keptTitle: "Wie lange Bilder aufbewahrt werden",
  keptWith: (plan, count) => (count === null ? `${plan}: solange du dein Konto hast` : `${plan}: ${days(count)}`),
  keptWithout: (count) => (count === null ? "Ohne Abo: solange du dein Konto hast" : `Ohne Abo: ${days(count)}`),
  keptUntil: (count) =>
    count === null ? "bis du sie löschst, oder dein Konto" : `${days(count)}, oder bis du sie löschst, oder dein Konto`,

  historyTitle: "Deine ältesten Bilder werden gelöscht",
  history: (count, from) =>
    `Bilder werden für dich ${days(count)} aufbewahrt. Ab ${day(from)} werden deine gelöscht, die älter sind, und spätere, sobald sie so alt sind. Schick vorher /history, um die Originale zu sichern. Ein größeres Abo bewahrt Bilder länger auf: /buy zeigt, wie lange.`,
};
