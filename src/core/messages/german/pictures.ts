import { termsInForce } from "../../accounts/terms.ts";
import type { EndingReason } from "../../generation/generation.ts";
import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, list } from "./wording.ts";

const example = "/imagine ein Leuchtturm im Sturm --ar 16:9";

export const start: Messages["start"] = {
  title: "Willkommen zurück",
  ready: (available) =>
    `Sag mir, was du sehen möchtest, zum Beispiel: ${example}\n\nDu hast ${credits(available)}. /models zeigt, wer malt, /pricing, was es kostet, /help alles andere.`,
  acceptedTitle: "Alles bereit",
  accepted: (welcome) =>
    [
      welcome === 0 ? "" : `${credits(welcome)} zum Ausprobieren ${welcome === 1 ? "gehört" : "gehören"} dir.`,
      `Sag mir, was du sehen möchtest, zum Beispiel: ${example}`,
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
};

export const consent: Messages["consent"] = {
  title: "Vor dem ersten Bild",
  titleAgain: "Die Bedingungen haben sich geändert",
  hello:
    "Hallo! Ich bin Easel. Sag mir, was du sehen möchtest, und ich lasse es vom Modell deiner Wahl malen, gleich hier im Chat.",
  before: (command) =>
    `Bevor /${command} geht, brauche ich deine Zustimmung. Von deiner Nachricht wurde nichts gespeichert und nichts berechnet.`,
  ask: (age, updatedAt) =>
    `Du musst mindestens ${age} sein (oder älter, wo dein Land das verlangt) und den Bedingungen vom ${day(updatedAt)} zustimmen.`,
  gift: (amount, days) =>
    `Dann ${amount === 1 ? "gehört" : "gehören"} dir für den Anfang ${credits(amount)}, gültig für ${days} Tage.`,
  accept: (age) => `Ich bin ${age} oder älter und stimme zu`,
  read: "Bedingungen lesen",
  changed:
    "Seit es diesen Knopf gibt, haben sich die Bedingungen geändert. Schick bitte /start, um die neuen zu lesen und ihnen zuzustimmen.",
};

export const help: Messages["help"] = {
  title: "Was ich kann",
  hint: "Optionen dürfen überall zwischen den Wörtern stehen: /imagine ein roter Fuchs --model seedream --ar 16:9 --n 2 --seed 7",
};

export const imagine: Messages["imagine"] = {
  promptExample: example,
  editTitle: "Worte ändern",
  editLabel: "Was möchtest du sehen?",
  editSubmit: (price) => `Malen · ${credits(price)}`,
  cancelled: "Angehalten. Was es gekostet hätte, gehört wieder dir.",
  tooLate: "Zum Anhalten ist es zu spät: Das Bild ist fertig.",
  cancelledMany: (count) =>
    count === 0
      ? "Von dir ist nichts in Arbeit."
      : `${count === 1 ? "Ein Bild" : `${count} Bilder`} angehalten. Was das gekostet hätte, gehört wieder dir.`,
  deletedTitle: "Gelöscht",
  originals: (count) => (count === 1 ? "Hier ist die Originaldatei." : "Hier sind die Originaldateien."),
  detailsTitle: "Über dieses Bild",
  detail: {
    prompt: "Prompt",
    model: "Modell",
    size: "Größe",
    quality: "Qualität",
    style: "Stil",
    seed: "Seed",
    cost: "Kosten",
    made: "Gemacht",
    references: "Vorlagen",
    noSeed: "nennt dieses Modell nicht",
    by: (name, maker) => `${name} von ${maker}`,
    pixels: (width, height, ratio) => `${width} × ${height} (${ratio})`,
    returned: (captured, returned) => `${credits(captured)}, ${credits(returned)} zurück`,
  },
  policy: "Regeln des Herstellers",
};

const endings: Record<EndingReason, string> = {
  "credits-insufficient": "Als es an der Reihe war, reichten die Credits nicht mehr. /balance zeigt, was du hast.",
  "wallet-frozen": `Deine Credits ruhen, solange wir uns dein Konto ansehen, deshalb konnte es nicht beginnen. Fragen: ${termsInForce.contact}.`,
  "server-cap":
    "Als es an der Reihe war, war verbraucht, was jedes Mitglied auf diesem Server am Tag ausgeben darf. Um 00:00 UTC beginnt es neu.",
  "too-many-running": "Als es an der Reihe war, liefen zu viele deiner Bilder. Schick es bitte noch einmal.",
  "policy-prompt":
    "Das Modell hat diese Worte abgelehnt, weil die Regeln seines Herstellers sie nicht erlauben. Maschinen missverstehen manchmal etwas: Mit anderen Worten klappt es vielleicht.",
  "policy-reference":
    "Das Modell hat die Vorlage abgelehnt, weil die Regeln seines Herstellers sie nicht erlauben. Mit einem anderen Bild klappt es vielleicht.",
  "policy-image":
    "Die Sicherheitsprüfung des Modells hat das Ergebnis verborgen, ich darf also nichts zeigen. Mit anderen Worten klappt es vielleicht.",
  "request-refused":
    "Damit konnte das Modell nichts anfangen. Eine andere Größe oder ein anderes Modell kann es vielleicht (/models).",
  "provider-failed":
    "Das Modell hat beim Malen abgebrochen. Versuch es bitte noch einmal oder nimm ein anderes Modell (/models).",
  "reference-refused":
    "Mit der Vorlage konnte das Modell nichts anfangen: zu klein, zu groß oder von einer Form, die es nicht nimmt. Mit einem anderen Bild klappt es vielleicht.",
  "reference-lost": "Die Vorlage ist nicht mehr da. Häng sie bitte noch einmal an.",
  "provider-unreachable":
    "Das Modell war nicht zu erreichen. Versuch es bitte in ein paar Minuten noch einmal oder nimm ein anderes Modell (/models).",
  "provider-lost": "Die Anfrage ging auf dem Weg zum Modell verloren. Versuch es bitte noch einmal.",
  "provider-dropped":
    "Das Modell war fertig, aber das Bild ließ sich nicht mehr abholen. Versuch es bitte noch einmal.",
  "took-too-long":
    "Das Modell brauchte viel zu lange, ich warte nicht länger. Versuch es bitte noch einmal oder nimm ein anderes Modell (/models).",
  "our-fault": "Etwas bei uns hat verhindert, dass dieses Bild fertig wird. Wir wissen Bescheid.",
  "could-not-store": "Das Bild kam beschädigt an, deshalb konnte ich es nicht behalten. Versuch es bitte noch einmal.",
  cancelled: "Angehalten, wie gewünscht.",
};

function cameBack(returned: number): string {
  if (returned === 0) return "Es wurde nichts berechnet.";
  return returned === 1 ? "Dein Credit ist wieder da." : `Deine ${credits(returned)} sind wieder da.`;
}

export const picture: Messages["picture"] = {
  title: (prompt) => shortened(prompt, 120),
  progress(progress, price, long_ms) {
    const cost = credits(price);
    if (progress.stage === "heard") return `Unterwegs · ${cost}`;
    if (progress.stage === "line") {
      return progress.ahead === 0 ? `Als Nächstes dran · ${cost}` : `Noch ${progress.ahead} davor · ${cost}`;
    }
    const seconds = Math.floor(progress.running_ms / 5_000) * 5;
    const since = seconds === 0 ? "" : ` · ${seconds} s`;
    const patience =
      progress.running_ms < long_ms ? "" : "\nDas dauert länger als sonst. Ich bleibe dran, oder du brichst es ab.";
    if (progress.stage === "painting") return `Wird gemalt${since} · ${cost}${patience}`;
    const { ahead } = progress;
    if (ahead === null) return `Wartet auf das Modell${since} · ${cost}${patience}`;
    const place = ahead === 0 ? "Beim Modell, als Nächstes dran" : `Beim Modell, noch ${ahead} davor`;
    return `${place}${since} · ${cost}${patience}`;
  },
  result({ settlement, request, images, price }, model) {
    const seeds = [...new Set(images.map((image) => image.seed).filter((seed) => seed !== null))];
    const first = images[0];
    const line = [
      model,
      first === undefined ? "" : `${first.width} × ${first.height}`,
      seeds.length === 0 ? "" : `Seed ${list(seeds.map(String))}`,
      credits(settlement?.captured_credits ?? price.total_credits),
    ].filter((part) => part !== "");
    const missing = request.n - images.length;
    if (missing <= 0) return line.join(" · ");
    const returned = cameBack(settlement?.released_credits ?? 0);
    const why =
      settlement?.rule === "flagged-share-returned"
        ? `${missing} von ${request.n} hat die Sicherheitsprüfung des Modells verborgen.`
        : `${missing} von ${request.n} ${missing === 1 ? "fehlt" : "fehlen"} in dem, was das Modell geschickt hat.`;
    return `${line.join(" · ")}\n${why} ${returned}`;
  },
  ending: (reason, returned) => `${endings[reason]} ${cameBack(returned)}`,
  alternative: (prompt, index, count) =>
    count === 1 ? shortened(prompt, 400) : `${shortened(prompt, 400)} (${index + 1} von ${count})`,
  cancel: "Abbrechen",
  waitsInHistory:
    "Ein Bild von dir ist fertig, aber ich konnte es nicht dort zeigen, wo du es wolltest. Es wartet in /history.",
};
