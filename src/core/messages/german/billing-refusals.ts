import { termsInForce } from "../../accounts/terms.ts";
import { shownMoney } from "../../billing/money.ts";
import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { list } from "./wording.ts";

export const billingRefusals = {
  "payments-off": () =>
    "Hier lässt sich zurzeit nichts kaufen. Versuch es bitte später noch einmal; was du hast, bleibt deins.",
  "offer-gone": () => "Das wird nicht mehr angeboten. /buy zeigt, was es gibt. Es wurde nichts berechnet.",
  "offer-unknown": ({ given, offers }) =>
    `„${shortened(given, 40)}“ gibt es hier nicht. Du kannst haben: ${list(offers)}. /buy allein zeigt alles.`,
  "purchase-closed": () =>
    `Deine Credits ruhen, solange wir uns dein Konto ansehen, deshalb lässt sich dafür jetzt nichts kaufen. Fragen: ${termsInForce.contact}.`,
  "already-subscribed": () =>
    "Du hast schon ein Abo. /subscription zeigt es und wechselt zu einem anderen. Ein Paket Credits kannst du jederzeit kaufen: /buy.",
  "payment-unreachable": () =>
    "Unser Zahlungsdienst antwortet gerade nicht. Versuch es bitte in ein paar Minuten noch einmal. Es wurde nichts berechnet.",
  "payment-refused": () =>
    `Unser Zahlungsdienst konnte das nicht ausführen, und wir wissen Bescheid. Es wurde nichts berechnet. Fragen: ${termsInForce.contact}.`,
  "payment-declined": () =>
    "Deine Karte oder Bank hat Nein gesagt, es wurde also nichts geändert und nichts berechnet. /subscription führt dorthin, wo du eine andere Karte nehmen kannst.",
  "no-subscription": () => "Du hast zurzeit kein Abo. /buy zeigt, was es gibt.",
  "subscription-not-active": () =>
    "Dein Abo lässt sich ändern, sobald die offene Zahlung da ist: /subscription führt dorthin, wo du sie leisten kannst.",
  "subscription-ends": () =>
    "Dein Abo endet mit seinem Zeitraum. Um zu einem anderen zu wechseln, behalte es bitte erst: /subscription.",
  "same-plan": () => "Dieses Abo hast du schon. Es wurde nichts geändert.",
  "order-unknown": () => "So eine bezahlte Bestellung hast du nicht. /refund zeigt die, die du hast.",
  "order-refunded": ({ order }) =>
    `Das ganze Geld der Bestellung ${order} ist schon zurückgegangen, zu erstatten ist also nichts mehr.`,
  "request-unknown": () => "So eine Anfrage gibt es nicht mehr. /admin refunds zeigt die, die warten.",
  "request-decided": () => "Über diese Anfrage hat schon jemand entschieden. /admin refunds zeigt die, die warten.",
  "refund-too-large": ({ left }) =>
    `Von dieser Bestellung können höchstens ${shownMoney(left)} zurückgehen, und etwas muss es sein.`,
  "operators-only": () => "Das ist für die Leute, die Easel betreiben. /help zeigt, was ich für dich tun kann.",
} satisfies Partial<Messages["refusals"]>;
