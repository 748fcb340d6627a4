import type { TakedownGround } from "../../gallery/takedown.ts";
import type { NoticeElement } from "../../reports/infringement-notice.ts";
import { list, minute } from "./wording.ts";

const grounds: Record<TakedownGround, string> = {
  rights: "it uses somebody’s work, name or face without their permission",
  intimate: "it is an intimate or degrading picture of a real person",
  minors: "it shows a child or teenager in a way that is never allowed",
  sexual: "it is sexual",
  hateful: "it is hateful, cruel or about self-harm",
  deceiving: "it was made to deceive",
  law: "the law asks for it",
  terms: "it breaks the terms",
};

const elements: Record<NoticeElement, string> = {
  name: "your full name",
  contact: "how to reach you (an e-mail or postal address)",
  work: "the work that it is about",
  material: "which picture it is, by a link or an id",
  goodFaith: "that you believe in good faith that this use is not allowed",
  accuracy: "that what you say is accurate, and that you may act for whoever owns the work",
  signature: "your signature: your name, typed",
};

/** What is reported, what is taken down, and what can be said against it (T25, T26). */
export const reports = {
  title: "Report a picture",
  how: "Press Report under the picture. Or send /report with a link to its message or its id, and a word about what is wrong: /report abcd2345 that is my sister.\n\nIs it about your own work? Send /report notice with the link or id. Was a picture of yours taken down by mistake? Send /report counter with the number that you were told.",
  noticeButton: "It is about my work",

  noticeTitle: "Notice about your work",
  noticeName: "Your full name",
  noticeContact: "An e-mail or postal address",
  noticeWork: "Which work of yours (or of whom you act for)?",
  noticeMaterial: "Which picture here? A link or an id",
  noticeGoodFaith: "Nobody allowed this use, in good faith",
  noticeAccuracy: "Accurate, and I may act for the owner",
  noticeSignature: "Signature: type your full name",
  noticeNext: "Next",
  noticeChange: "Change it",
  noticeOath: "Confirm and sign",
  noticeSend: "Send the notice",
  yes: "Yes, I state that",
  no: "No",
  noticeHalf: (name: string, work: string, picture: string) =>
    `Half of it is there: ${name}, about “${work}” and the picture ${picture}. Two statements and your signature are left. A wrong statement may be punished, so read them with care:\n\n1. I believe in good faith that this use was allowed neither by the owner of the rights, nor by whoever acts for them, nor by law.\n2. What I say here is accurate, and under penalty of perjury, I own the rights or may act for whoever does.`,
  noticeMissing: (missing: readonly NoticeElement[]) =>
    `Nothing was sent yet. A notice also needs ${list(missing.map((element) => elements[element]))}. What you wrote is kept: press the button and add it.`,
  noticeThanksTitle: "Your notice is here",
  noticeThanks: (reference: string) =>
    `A person of ours reads it, as a rule within three business days, and you are told what came of it. What you wrote may be shown to whoever made the picture, so that they can answer. Its number is ${reference}.`,

  /** What a reporter hears in the end. */
  outcomeTitle: "About the picture you reported",
  outcome: (reference: string, acted: boolean) =>
    acted
      ? `Thank you: we looked at it and acted. Your report was ${reference}.`
      : `We looked at it, and it does not break the terms, so it stays. Thank you for telling us all the same. Your report was ${reference}.`,

  takenDownTitle: "Taken down",
  takenDown: "This picture was taken down.",
  someTakenDown: "A picture that was shown here was taken down. /history shows what is there.",
  historyLine: (number: number, made: Date, model: string) => `${number}. Taken down · ${model} · ${minute(made)}`,

  ownerTitle: "A picture of yours was taken down",
  owner: (picture: string, ground: TakedownGround, note: string | null, until: Date) =>
    `Your picture ${picture} was taken down, because ${grounds[ground]}.${note === null ? "" : ` Our people add: ${note}`}\n\nYour credits stay as they are. If this is a mistake, you can object until ${minute(until)}: press the button, or send /report counter ${picture}. Until then the picture is kept sealed; after that it is gone for good.`,
  objectButton: "Object",
  objectTitle: "Object to a takedown",
  objectName: "Your full name",
  objectContact: "An e-mail or postal address",
  objectStatement: "Why is it a mistake?",
  objectOath: "In good faith, under penalty of perjury",
  objectSignature: "Signature: type your full name",
  objectSend: "Send it",
  objectMissing:
    "Nothing was sent yet. An objection needs your name, how to reach you, why it is a mistake, your statement that you say so in good faith, and your typed signature. Please press Object once more.",
  objectThanksTitle: "Your objection is here",
  objectThanks: (picture: string) =>
    `A person of ours decides about ${picture}, and you are told. Until then the picture is kept sealed. What you wrote may be shown to whoever complained.`,
  restoredTitle: "Your picture is back",
  restored: (picture: string) =>
    `The takedown of your picture ${picture} was taken back: it is in your /history again. We are sorry for the trouble.`,
};

export const reportRefusals = {
  "picture-taken-down": () => "This picture was taken down, so nothing can be done with it any more.",
  "picture-unknown": ({ given }: { given: string }) =>
    given === ""
      ? "Please say which picture: by a link to its message, or by its id, which Details shows."
      : `I find no picture for “${given}”. Please send a link to the message that shows it, or its id, which Details under the picture shows.`,
  "reference-blocked": ({ name }: { name: string }) =>
    `The picture ${name} may not be used here. Nothing was charged and nothing was sent on. Please take another one; if you think that this is a mistake, send /appeal.`,
  "reports-too-many": ({ max }: { max: number }) =>
    `You have sent ${max} reports today, and we look at each of them. Please send more tomorrow. If somebody is in danger, write to the police first.`,
  "takedown-unknown": () =>
    "I find no takedown for that. Please send /report counter with the number that the message about the takedown shows.",
  "objection-late": () => "The time to object to this takedown is over, and the picture is not kept any longer.",
  "objection-made": () => "You have objected to this takedown already. A person of ours decides, and you are told.",
};
