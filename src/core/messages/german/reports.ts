import type { TakedownGround } from "../../gallery/takedown.ts";
import type { Messages } from "../../messages.ts";
import type { NoticeElement } from "../../reports/infringement-notice.ts";
import { minute, plural } from "./wording.ts";

const grounds: Readonly<Record<TakedownGround, string>> = {
  rights: "Es nutzt das Werk, den Namen oder das Gesicht von jemandem ohne Erlaubnis.",
  intimate: "Es ist ein intimes oder entwürdigendes Bild einer echten Person.",
  minors: "Es zeigt ein Kind oder einen Jugendlichen so, wie es nie erlaubt ist.",
  sexual: "Es ist sexuell.",
  hateful: "Es ist hasserfüllt oder grausam, oder es geht um Selbstverletzung.",
  deceiving: "Es wurde gemacht, um zu täuschen.",
  law: "Das Gesetz verlangt es.",
  terms: "Es verstößt gegen die Bedingungen.",
};

const elements: Readonly<Record<NoticeElement, string>> = {
  name: "dein voller Name",
  contact: "wie wir dich erreichen (eine E-Mail- oder Postadresse)",
  work: "das Werk, um das es geht",
  material: "um welches Bild es geht, mit einem Link oder einer Id",
  goodFaith: "dass du nach bestem Wissen glaubst, dass diese Nutzung nicht erlaubt ist",
  accuracy: "dass stimmt, was du sagst, und dass du für die handeln darfst, denen das Werk gehört",
  signature: "deine Unterschrift: dein getippter Name",
};

export const reports: Messages["reports"] = {
  title: "Ein Bild melden",
  how: "Drück Melden unter dem Bild. Oder schick /report mit einem Link zu seiner Nachricht oder seiner Id und einem Wort dazu, was nicht stimmt: /report abcd2345 das ist meine Schwester.\n\nGeht es um dein eigenes Werk? Schick /report notice mit dem Link oder der Id. Wurde ein Bild von dir irrtümlich entfernt? Schick /report counter mit der Nummer, die dir gesagt wurde.",
  noticeButton: "Es geht um mein Werk",

  noticeTitle: "Mitteilung zu deinem Werk",
  noticeName: "Dein voller Name",
  noticeContact: "Eine E-Mail- oder Postadresse",
  noticeWork: "Welches Werk, deines oder ein vertretenes?",
  noticeMaterial: "Welches Bild hier? Ein Link oder eine Id",
  noticeGoodFaith: "Nach bestem Wissen hat es niemand erlaubt",
  noticeAccuracy: "Es stimmt, und ich darf dafür handeln",
  noticeSignature: "Unterschrift: tipp deinen vollen Namen",
  noticeNext: "Weiter",
  noticeChange: "Ändern",
  noticeOath: "Bestätigen und unterschreiben",
  noticeSend: "Mitteilung abschicken",
  yes: "Ja, das erkläre ich",
  no: "Nein",
  noticeHalf: (name, work, picture) =>
    `Die Hälfte ist da: ${name}, zu „${work}“ und dem Bild ${picture}. Es fehlen noch zwei Erklärungen und deine Unterschrift. Eine falsche Erklärung kann strafbar sein, lies sie also genau:\n\n1. Ich glaube nach bestem Wissen, dass diese Nutzung weder von denen erlaubt wurde, denen die Rechte gehören, noch von denen, die sie vertreten, noch vom Gesetz.\n2. Was ich hier sage, stimmt, und ich erkläre an Eides statt, dass mir die Rechte gehören oder dass ich für die handeln darf, denen sie gehören.`,
  noticeMissing: (missing) =>
    `Es wurde noch nichts abgeschickt. Der Mitteilung fehlt:\n${missing.map((element) => `• ${elements[element]}`).join("\n")}\n\nWas du geschrieben hast, bleibt da: Drück den Knopf und ergänze es.`,
  noticeThanksTitle: "Deine Mitteilung ist da",
  noticeThanks: (reference) =>
    `Ein Mensch bei uns liest sie, in der Regel innerhalb von drei Werktagen, und du erfährst, was daraus wurde. Was du geschrieben hast, kann denen gezeigt werden, die das Bild gemacht haben, damit sie antworten können. Die Nummer ist ${reference}.`,

  outcomeTitle: "Zu dem Bild, das du gemeldet hast",
  outcome: (reference, acted) =>
    acted
      ? `Danke: Wir haben es uns angesehen und etwas unternommen. Deine Meldung war ${reference}.`
      : `Wir haben es uns angesehen; es verstößt nicht gegen die Bedingungen und bleibt deshalb. Danke, dass du uns trotzdem geschrieben hast. Deine Meldung war ${reference}.`,

  takenDownTitle: "Entfernt",
  takenDown: "Dieses Bild wurde entfernt.",
  someTakenDown: "Ein Bild, das hier zu sehen war, wurde entfernt. /history zeigt, was es gibt.",
  historyLine: (number, made, model) => `${number}. Entfernt · ${model} · ${minute(made)}`,

  ownerTitle: "Ein Bild von dir wurde entfernt",
  owner: (picture, ground, note, until) =>
    note === null
      ? `Dein Bild ${picture} wurde entfernt. Der Grund: ${grounds[ground]}\n\n${ownerRights(picture, until)}`
      : `Dein Bild ${picture} wurde entfernt. Der Grund: ${grounds[ground]} Wir fügen hinzu: ${note}\n\n${ownerRights(picture, until)}`,
  objectButton: "Widersprechen",
  objectTitle: "Einer Entfernung widersprechen",
  objectName: "Dein voller Name",
  objectContact: "Eine E-Mail- oder Postadresse",
  objectStatement: "Warum ist es ein Irrtum?",
  objectOath: "Nach bestem Wissen, an Eides statt",
  objectSignature: "Unterschrift: tipp deinen vollen Namen",
  objectSend: "Abschicken",
  objectMissing:
    "Es wurde noch nichts abgeschickt. Ein Widerspruch braucht deinen Namen, wie wir dich erreichen, warum es ein Irrtum ist, deine Erklärung, dass du das nach bestem Wissen sagst, und deine getippte Unterschrift. Drück bitte noch einmal „Widersprechen“.",
  objectThanksTitle: "Dein Widerspruch ist da",
  objectThanks: (picture) =>
    `Ein Mensch bei uns entscheidet über ${picture}, und du erfährst davon. Bis dahin bleibt das Bild unter Verschluss. Was du geschrieben hast, kann denen gezeigt werden, die sich beschwert haben.`,
  restoredTitle: "Dein Bild ist wieder da",
  restored: (picture) =>
    `Die Entfernung deines Bildes ${picture} wurde zurückgenommen: Es ist wieder in deinem Verlauf (/history). Die Umstände tun uns leid.`,
};

/** Whole sentences that stand below the reason. */
function ownerRights(picture: string, until: Date): string {
  return `Deine Credits bleiben, wie sie sind. Ist das ein Irrtum, kannst du bis ${minute(until)} widersprechen: Drück den Knopf, oder schick /report counter ${picture}. Bis dahin bleibt das Bild unter Verschluss; danach ist es endgültig weg.`;
}

export const reportRefusals = {
  "picture-taken-down": () => "Dieses Bild wurde entfernt, damit lässt sich also nichts mehr machen.",
  "picture-unknown": ({ given }) =>
    given === ""
      ? "Sag bitte, um welches Bild es geht: mit einem Link zu seiner Nachricht oder mit seiner Id, die unter Details steht."
      : `Zu „${given}“ finde ich kein Bild. Schick bitte einen Link zu der Nachricht, die es zeigt, oder seine Id, die unter dem Bild bei Details steht.`,
  "reference-blocked": ({ name }) =>
    `Das Bild ${name} darf hier nicht verwendet werden. Es wurde nichts berechnet und nichts weitergegeben. Nimm bitte ein anderes; wenn du das für einen Irrtum hältst, schick /appeal.`,
  "reports-too-many": ({ max }) =>
    `Du hast heute ${plural(max, { one: "Meldung", other: "Meldungen" })} geschickt, und wir sehen uns jede davon an. Schick weitere bitte morgen. Ist jemand in Gefahr, wende dich zuerst an die Polizei.`,
  "takedown-unknown": () =>
    "Dazu finde ich keine Entfernung. Schick bitte /report counter mit der Nummer, die in der Nachricht über die Entfernung steht.",
  "objection-late": () =>
    "Die Zeit, dieser Entfernung zu widersprechen, ist vorbei, und das Bild wird nicht länger aufbewahrt.",
  "objection-made": () =>
    "Dieser Entfernung hast du schon widersprochen. Ein Mensch bei uns entscheidet, und du erfährst davon.",
} satisfies Partial<Messages["refusals"]>;
