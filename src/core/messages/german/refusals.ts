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
    sexual: "sexuelle Inhalte",
    minors: "etwas Sexuelles mit Minderjährigen",
    consent: "ein intimes oder entwürdigendes Bild einer echten Person",
    hate: "Hass",
    violence: "grausame Gewalt",
    selfharm: "Selbstverletzung",
    illegal: "etwas Illegales",
    deception: "Täuschung",
    profanity: "ein Schimpfwort",
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
      ? `Einen Befehl /${given} gibt es nicht. Schick /help, um zu sehen, was es gibt.`
      : `Einen Befehl /${given} gibt es nicht. Meinst du /${nearest}? Schick /help, um alle zu sehen.`,
  "unknown-option": ({ command, given, nearest, allowed: options }) =>
    [
      `/${command} hat keine Option ${given}.`,
      nearest === null ? "" : `Meinst du ${nearest}?`,
      options.length === 0 ? "Schick es ohne Optionen." : `Möglich sind ${list(options)}.`,
    ]
      .filter((part) => part !== "")
      .join(" "),
  "missing-option": ({ command, option, example }) =>
    `Für /${command} fehlt etwas: ${option}. Zum Beispiel: ${exampleOf(commands, command, example)}`,
  "bad-option": ({ option, given, allowed: what }) =>
    given === ""
      ? `Hinter der Option ${option} fehlt ein Wert. Möglich: ${allowed(what)}.`
      : `„${given}“ geht nicht für ${option}. Möglich: ${allowed(what)}.`,
  "repeated-option": ({ option }) =>
    `Die Option ${option} steht zweimal da. Gib sie bitte nur einmal an, damit ich weiß, was du meinst.`,
  "contradicting-options": ({ first, second }) =>
    `Diese beiden widersprechen sich: ${first} und ${second}. Lass bitte eines davon weg, oder ändere es.`,
  "button-stale": () => "Dieser Knopf ist von früher und tut nichts mehr. Schick den Befehl bitte noch einmal.",
  "prompt-empty": () => "Sag mir, was du sehen möchtest. Zum Beispiel: ein roter Fuchs im Schnee, im Licht des Morgens",
  "prompt-too-long": ({ length, lengthMax, model }) =>
    `Dein Prompt hat ${length} Zeichen, und ${model} liest höchstens ${lengthMax}. Kürze ihn bitte. Es wurde nichts berechnet.`,
  "prompt-blocked": ({ category }) =>
    `Das kann ich nicht malen, denn es klingt nach: ${categories.get(category) ?? "etwas, das die Bedingungen nicht erlauben"}. Es wurde nichts berechnet. Habe ich dich missverstanden, sag es bitte mit anderen Worten. /terms nennt, was nicht erlaubt ist.`,
  "prompt-gravest": ({ category }) =>
    `Das male ich nicht, denn es klingt nach: ${categories.get(category) ?? "etwas, das die Bedingungen nicht erlauben"}. Das gehört zum Schlimmsten, was die Bedingungen verbieten (T7). Es wurde nichts berechnet.`,
  unsupported: ({ model, option, given, supported }) =>
    `${model} kann ${option} ${given} nicht. Möglich: ${allowed(supported)}. Es wurde nichts berechnet.`,
  "references-too-many": ({ model, given, max }) =>
    max === 0
      ? `${model} nimmt keine Vorlagen. /models zeigt, welche das tun.`
      : `${model} nimmt höchstens ${plural(max, { one: "Vorlage", other: "Vorlagen" })}, und das sind ${given}. Lass welche weg, oder nimm ein anderes Modell (/models).`,
  "references-needed": ({ model }) =>
    `Dafür braucht ${model} ein Bild, von dem es ausgeht. Häng bitte eines an deine Nachricht an.`,
  "reference-link": () =>
    "Links öffne ich nicht. Häng bitte das Bild selbst an deine Nachricht an, dann kann ich davon ausgehen. Es wurde nichts berechnet.",
  "reference-not-an-image": ({ name, megapixelsMax }) =>
    `„${shortened(name, 40)}“ ist kein Bild, das ich lesen kann. Ich nehme PNG, JPEG und WebP bis ${megapixelsMax} Megapixel. Es wurde nichts berechnet.`,
  "reference-too-large": ({ name, megabytesMax }) =>
    `„${shortened(name, 40)}“ ist zu groß: Eine Vorlage darf bis zu ${megabytesMax} MB haben. Schick bitte eine kleinere Fassung. Es wurde nichts berechnet.`,
  "reference-too-small": ({ name, width, height, edgeMin, model }) =>
    `„${shortened(name, 40)}“ hat ${width} × ${height} Pixel, zu wenige oder zu schmal für ${model}: Die kürzere Seite braucht ${edgeMin}, wenn die längere auf 2048 gebracht ist. Schick bitte eine andere Fassung. Es wurde nichts berechnet.`,
  "reference-deleted": ({ given }) =>
    `Das Bild ${given} wurde gelöscht, daraus lässt sich also nichts machen. /history zeigt, was du hast. Es wurde nichts berechnet.`,
  "reference-unknown": ({ given }) =>
    `Keines deiner Bilder hat die Id „${shortened(given, 40)}“. „Details“ unter einem Bild zeigt seine Id, und „last“ heißt dein neuestes. Es wurde nichts berechnet.`,
  "edit-needs-picture": () =>
    "Welches Bild soll ich ändern? Häng eines an deine Nachricht an: /edit mach Winter daraus. Hast du hier schon eines gemacht, nimmt /edit dein neuestes, oder ein anderes mit seiner Id: --from und was „Details“ zeigt. Es wurde nichts berechnet.",
  "reference-unavailable": ({ name }) =>
    `„${shortened(name, 40)}“ konnte ich nicht lesen. Häng es bitte noch einmal an. Es wurde nichts berechnet.`,
  "credits-insufficient": ({ price, available }) =>
    `Das kostet ${credits(price)}, und du hast ${available}. Kleiner, weniger Bilder oder ein anderes Modell passt vielleicht (/pricing). Es wurde nichts berechnet.`,
  "wallet-frozen": () =>
    `Deine Credits ruhen, solange wir uns dein Konto ansehen, deshalb kann nichts Neues beginnen. Fragen: ${termsInForce.contact}.`,
  "too-many-running": ({ running, max }) =>
    `Du hast ${plural(running, { one: "Bild", other: "Bilder" })} in Arbeit, und zugleich gehen ${max}. Schick das bitte noch einmal, wenn eines davon fertig ist. Es wurde nichts berechnet.`,
  "too-fast": ({ waitSeconds, max }) =>
    `Das war schnell: Ich nehme ${max} Befehle in der Minute. Versuch es bitte in ${plural(waitSeconds, { one: "Sekunde", other: "Sekunden" })} noch einmal.`,
  "already-asked": () => "Ich bin schon dabei, und es wird nur einmal berechnet. Warte bitte kurz auf das erste.",
  "desk-says": ({ text }) => text,
  "not-yours": () => "Das gehört jemand anderem. Schick /imagine, um dein eigenes zu machen.",
  "picture-gone": () => "Dieses Bild gibt es nicht mehr. /history zeigt, was du hast.",
  "still-running": () => "Dieses Bild ist noch nicht fertig. Versuch es bitte wieder, wenn es da ist.",
  "model-off": ({ model }) =>
    `${model} ist zurzeit abgeschaltet. Nimm bitte ein anderes Modell (/models). Es wurde nichts berechnet.`,
};
