import type { CommandTable, OptionTranslation } from "../../chat/command-texts.ts";
import { styleNames } from "./settings.ts";

const yesOrNo = { yes: "Ja", no: "Nein" };

const picture: Readonly<Record<string, OptionTranslation>> = {
  prompt: { summary: "Was du sehen möchtest" },
  model: { summary: "Wer malt (siehe /models)" },
  ratio: { summary: "Form des Bildes, etwa 16:9, square oder portrait" },
  resolution: { summary: "Wie groß, etwa 1K, 2K oder 4K" },
  quality: { summary: "Wie sorgfältig gemalt wird, wo das Modell die Wahl lässt" },
  n: { summary: "Wie viele Bilder" },
  seed: { summary: "Eine Zahl, die dasselbe Bild noch einmal ergibt" },
  strength: { summary: "Wie weit das Bild von seiner Vorlage abweichen darf: 0.01 bis 1" },
  style: { summary: "Ein Aussehen mit Namen, etwa noir oder watercolour (siehe /styles)", choices: styleNames },
  private: { summary: "Nur du siehst das Bild" },
  public: { summary: "Alle hier sehen das Bild, was auch immer eingestellt ist" },
  reference: { summary: "Bilder, von denen ausgegangen wird" },
};

export const commands: CommandTable = {
  imagine: {
    summary: "Beschreib ein Bild, und du bekommst es",
    example: "/imagine ein Leuchtturm im Sturm --ar 16:9",
    options: picture,
  },
  edit: {
    summary: "Ändere ein Bild mit Worten: eines, das du anhängst, oder eines von dir",
    example: "/edit mach Winter daraus --from last",
    options: {
      ...picture,
      prompt: { summary: "Was sich ändern soll" },
      from: { summary: "Deine Bilder: „last“, oder Ids, wie „Details“ sie zeigt, mit Kommas dazwischen" },
    },
  },
  cancel: {
    summary: "Hält das Bild an, das in Arbeit ist, oder alle",
    options: { all: { summary: "Alle, nicht nur das neueste" } },
  },
  history: {
    summary: "Deine Bilder: ansehen, durchsuchen, löschen",
    example: "/history Fuchs --model seedream --since 2026-11-01",
    options: {
      words: { summary: "Wörter des Prompts, oder deren Anfänge" },
      model: { summary: "Nur Bilder von diesem Modell" },
      since: { summary: "Ab diesem Tag, etwa 2026-11-01" },
      until: { summary: "Bis zu diesem Tag" },
      page: { summary: "Welche Seite" },
    },
  },
  settings: {
    summary: "Wie deine Bilder werden, wenn du nichts sagst, wer sie sieht, und Erinnerungen",
    options: {
      model: { summary: "Wer malt, wenn du niemanden nennst", choices: { default: "Wie Easel es wählt" } },
      ratio: { summary: "Die Form, wenn du keine nennst, etwa 16:9" },
      resolution: { summary: "Wie groß, wenn du nichts sagst, etwa 2K" },
      quality: { summary: "Wie sorgfältig, wo das Modell die Wahl lässt" },
      language: { summary: "Die Sprache, die ich mit dir spreche", choices: { default: "Wie mein Chat es sagt" } },
      private: { summary: "Ob nur du deine Bilder siehst", choices: yesOrNo },
      originals: {
        summary: "Ob deine Bilder unverändert als Dateien kommen, wo Chats sie verkleinern",
        choices: yesOrNo,
      },
      spoilers: { summary: "Ob deine Bilder verdeckt sind, bis jemand hinschaut", choices: yesOrNo },
      reminders: { summary: "Ob ich dir sage, wenn Credits bald ablaufen", choices: yesOrNo },
      remember: { summary: "Ob ich wieder nehme, was du zuletzt benutzt hast", choices: yesOrNo },
      reset: { summary: "Zurück zu allem, wie es am Anfang war" },
    },
  },
  server: {
    summary: "Wo, mit welchen Modellen und für wie viel am Tag auf diesem Server Bilder entstehen",
    options: {
      channels: { summary: "Wo Bilder bestellt werden dürfen: Kanäle, „here“ oder „all“" },
      models: { summary: "Welche Modelle malen dürfen, mit Kommas dazwischen, oder „all“" },
      private: { summary: "Ob Ergebnisse nur sieht, wer bestellt, außer mit --public", choices: yesOrNo },
      cap: { summary: "Credits, die jedes Mitglied hier am Tag (UTC) ausgeben darf, oder „off“" },
      reset: { summary: "Zurück zu allem, wie es am Anfang war" },
    },
  },
  balance: { summary: "Deine Credits: wie viele, bis wann, und was mit ihnen geschah" },
  buy: {
    summary: "Credits: Pakete, einmal bezahlt, und Abos, die jeden Monat neue bringen",
    options: {
      offer: { summary: "Welches, etwa pack-small oder creator-month; ohne Angabe siehst du alle" },
      currency: { summary: "In welcher Währung du zahlst, etwa usd oder eur" },
    },
  },
  subscription: {
    summary: "Dein Abo: was es bringt, wann es weitergeht; wechseln, kündigen oder behalten",
    options: {
      action: {
        summary: "Das Abo zum Ende seines Zeitraums kündigen, oder doch behalten",
        choices: { cancel: "Zum Ende des Zeitraums kündigen", resume: "Doch behalten" },
      },
    },
  },
  refund: {
    summary: "Bitte um das Geld einer Bestellung; ein Mensch bei uns entscheidet",
    options: { order: { summary: "Die Nummer der Bestellung, etwa E-7KQ2-MXAB" } },
  },
  models: { summary: "Die Modelle, die du wählen kannst, und was jedes gut kann" },
  styles: { summary: "Looks, die du mit ihrem Namen bestellen kannst" },
  pricing: {
    summary: "Was ein Bild dich kostet, je Modell, Auflösung und Qualität, und was angekündigt ist",
    options: { model: { summary: "Nur die Preise dieses Modells" } },
  },
  account: { summary: "Dein Konto: in welchen Chats es ist, dein Abo und seine Grenzen" },
  link: {
    summary: "Ein Konto in mehreren Chats: dieselben Credits, Bilder und Einstellungen",
    options: { code: { summary: "Der Code aus dem anderen Chat; ohne einen bekommst du hier einen" } },
  },
  unlink: { summary: "Nimmt einen Chat wieder aus deinem Konto, einen Tag später" },
  start: { summary: "Sag Hallo, und stimm den Bedingungen zu" },
  terms: { summary: "Die Bedingungen in Kürze, und wann du ihnen zugestimmt hast" },
  privacy: {
    summary: "Was über dich aufbewahrt wird und wie lange; eine Kopie davon, oder das Ende",
    options: {
      what: {
        summary: "Was geschehen soll; ohne Angabe siehst du, was aufbewahrt wird",
        choices: {
          export: "Eine Kopie meiner Daten",
          delete: "Mein Konto löschen",
          keep: "Mein Konto doch nicht löschen",
        },
      },
    },
  },
  report: {
    summary: "Melde ein Bild, sag, dass es dein Werk nutzt, oder widersprich einer Entfernung",
    example: "/report abcd2345 --reason rights das ist meine Zeichnung",
    options: {
      what: {
        summary: "Ein Link zur Nachricht des Bildes oder seine Id, und was nicht stimmt; oder notice, oder counter",
      },
      reason: {
        summary: "Was damit nicht stimmt",
        choices: {
          minors: "Sexuelles mit Minderjährigen",
          intimate: "Intim oder entwürdigend",
          sexual: "Sexuelle Inhalte",
          hateful: "Hass oder Grausamkeit",
          deceiving: "Soll täuschen",
          rights: "Mein Werk, Name oder Gesicht",
          other: "Etwas anderes",
        },
      },
    },
  },
  appeal: { summary: "Bitte einen Menschen, sich eine Sperre oder eine Verwarnung noch einmal anzusehen" },
  support: {
    summary: "Schreib den Leuten hinter Easel, und sieh, was sie geantwortet haben",
    example: "/support --category payment meine Credits kamen nicht",
    options: {
      words: { summary: "Was geschehen ist, und was helfen würde" },
      category: {
        summary: "Worum es geht",
        choices: {
          payment: "Zahlung",
          picture: "Ein Bild",
          account: "Mein Konto",
          safety: "Die Sicherheit von jemandem",
          other: "Etwas anderes",
        },
      },
      ticket: { summary: "Die Nummer eines deiner Tickets, um mehr dazu zu schreiben oder es zu sehen" },
      pictures: { summary: "Bilder, die es zeigen" },
    },
  },
  paysupport: { summary: "Hilfe bei Zahlungen: fehlende Credits, Geld zurück, wem du schreibst" },
  admin: {
    summary: "Für die Leute, die Easel betreiben",
    options: {
      what: { summary: "Was du sehen willst: ein Bereich wie refunds, und was er wissen muss" },
      from: { summary: "Bei einem Preis: der Tag der Änderung, etwa 2027-01-31" },
      until: { summary: "Wann es von selbst endet: 2h, 3d, oder Tag und Uhrzeit (UTC)" },
      reason: { summary: "Warum; es wird mit der Entscheidung aufbewahrt" },
    },
  },
  help: { summary: "Was ich kann" },
};
