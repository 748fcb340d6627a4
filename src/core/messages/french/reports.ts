import type { TakedownGround } from "../../gallery/takedown.ts";
import type { Messages } from "../../messages.ts";
import type { NoticeElement } from "../../reports/infringement-notice.ts";
import { minute, plural } from "./wording.ts";

const grounds: Readonly<Record<TakedownGround, string>> = {
  rights: "elle utilise l’œuvre, le nom ou le visage de quelqu’un sans son autorisation",
  intimate: "c’est une image intime ou dégradante d’une personne réelle",
  minors: "elle montre un enfant ou un adolescent d’une manière qui n’est jamais permise",
  sexual: "elle est sexuelle",
  hateful: "elle est haineuse, cruelle ou montre de l’automutilation",
  deceiving: "elle a été faite pour tromper",
  law: "la loi l’exige",
  terms: "elle enfreint les conditions",
};

const elements: Readonly<Record<NoticeElement, string>> = {
  name: "votre nom complet",
  contact: "comment vous joindre (une adresse e-mail ou postale)",
  work: "l’œuvre dont il s’agit",
  material: "de quelle image il s’agit, par un lien ou un id",
  goodFaith: "que vous croyez de bonne foi que cet usage n’est pas autorisé",
  accuracy: "que ce que vous dites est exact, et que vous pouvez agir au nom du titulaire des droits",
  signature: "votre signature : votre nom, tapé",
};

export const reports: Messages["reports"] = {
  title: "Signaler une image",
  how: "Appuyez sur Signaler sous l’image. Ou envoyez /report avec un lien vers son message ou son id, et un mot sur ce qui ne va pas : /report abcd2345 c’est ma sœur.\n\nC’est votre propre œuvre ? Envoyez /report notice avec le lien ou l’id. Une de vos images a été retirée par erreur ? Envoyez /report counter avec le numéro qui vous a été donné.",
  noticeButton: "C’est mon œuvre",

  noticeTitle: "Notification sur votre œuvre",
  noticeName: "Votre nom complet",
  noticeContact: "Une adresse e-mail ou postale",
  noticeWork: "Quelle œuvre (la vôtre ou celle d’un tiers) ?",
  noticeMaterial: "Quelle image ici ? Un lien ou un id",
  noticeGoodFaith: "De bonne foi : personne n’a permis cet usage",
  noticeAccuracy: "C’est exact, et j’ai le droit d’agir",
  noticeSignature: "Signature : tapez votre nom complet",
  noticeNext: "Suivant",
  noticeChange: "Modifier",
  noticeOath: "Confirmer et signer",
  noticeSend: "Envoyer la notification",
  yes: "Oui, je le déclare",
  no: "Non",
  noticeHalf: (name, work, picture) =>
    `La moitié est là : ${name}, à propos de « ${work} » et de l’image ${picture}. Il manque deux déclarations et votre signature. Une fausse déclaration peut être punie, lisez-les donc avec soin :\n\n1. Je crois de bonne foi que cet usage n’a été autorisé ni par le titulaire des droits, ni par son représentant, ni par la loi.\n2. Ce que je dis ici est exact et, sous peine de parjure, je suis titulaire des droits ou je peux agir au nom de leur titulaire.`,
  noticeMissing: (missing) =>
    `Rien n’a encore été envoyé. Il manque à la notification :\n${missing.map((element) => `• ${elements[element]}`).join("\n")}\n\nCe que vous avez écrit est conservé : appuyez sur le bouton et complétez-le.`,
  noticeThanksTitle: "Votre notification est arrivée",
  noticeThanks: (reference) =>
    `Une personne de notre équipe la lit, en règle générale sous trois jours ouvrés, et vous apprendrez ce qu’il en est. Ce que vous avez écrit peut être montré à l’auteur de l’image, pour qu’il puisse répondre. Son numéro est ${reference}.`,

  outcomeTitle: "À propos de l’image que vous avez signalée",
  outcome: (reference, acted) =>
    acted
      ? `Merci : nous l’avons examinée et nous avons agi. Votre signalement était ${reference}.`
      : `Nous l’avons examinée, et elle n’enfreint pas les conditions : elle reste donc. Merci de nous l’avoir dit tout de même. Votre signalement était ${reference}.`,

  takenDownTitle: "Retirée",
  takenDown: "Cette image a été retirée.",
  someTakenDown: "Une image qui était montrée ici a été retirée. /history montre ce qu’il y a.",
  historyLine: (number, made, model) => `${number}. Retirée · ${model} · ${minute(made)}`,

  ownerTitle: "Une de vos images a été retirée",
  owner: (picture, ground, note, until) =>
    note === null
      ? `Votre image ${picture} a été retirée. La raison : ${grounds[ground]}.\n\n${ownerRights(picture, until)}`
      : `Votre image ${picture} a été retirée. La raison : ${grounds[ground]}. Notre équipe ajoute : ${note}\n\n${ownerRights(picture, until)}`,
  objectButton: "Contester",
  objectTitle: "Contester un retrait",
  objectName: "Votre nom complet",
  objectContact: "Une adresse e-mail ou postale",
  objectStatement: "Pourquoi est-ce une erreur ?",
  objectOath: "De bonne foi, sous peine de parjure",
  objectSignature: "Signature : tapez votre nom complet",
  objectSend: "Envoyer",
  objectMissing:
    "Rien n’a encore été envoyé. Une contestation demande votre nom, comment vous joindre, pourquoi c’est une erreur, votre déclaration que vous le dites de bonne foi, et votre signature tapée. Appuyez encore une fois sur Contester, s’il vous plaît.",
  objectThanksTitle: "Votre contestation est arrivée",
  objectThanks: (picture) =>
    `Une personne de notre équipe décide au sujet de ${picture}, et vous apprendrez ce qu’il en est. D’ici là, l’image est gardée sous scellés. Ce que vous avez écrit peut être montré à la personne qui s’est plainte.`,
  restoredTitle: "Votre image est de retour",
  restored: (picture) =>
    `Le retrait de votre image ${picture} a été annulé : elle est de nouveau dans votre /history. Nous sommes désolés pour ce désagrément.`,
};

/** Whole sentences that stand below the reason. */
function ownerRights(picture: string, until: Date): string {
  return `Vos crédits restent comme ils sont. Si c’est une erreur, vous pouvez contester jusqu’au ${minute(until)} : appuyez sur le bouton, ou envoyez /report counter ${picture}. D’ici là, l’image est gardée sous scellés ; ensuite elle disparaît définitivement.`;
}

export const reportRefusals = {
  "picture-taken-down": () => "Cette image a été retirée, on ne peut donc plus rien en faire.",
  "picture-unknown": ({ given }) =>
    given === ""
      ? "Dites de quelle image il s’agit, s’il vous plaît : par un lien vers son message, ou par son id, que Détails affiche."
      : `Je ne trouve aucune image pour « ${given} ». Envoyez un lien vers le message qui la montre, s’il vous plaît, ou son id, que Détails affiche sous l’image.`,
  "reference-blocked": ({ name }) =>
    `L’image ${name} ne peut pas être utilisée ici. Rien n’a été débité et rien n’a été transmis. Prenez-en une autre, s’il vous plaît ; si vous pensez que c’est une erreur, envoyez /appeal.`,
  "reports-too-many": ({ max }) =>
    `Vous avez envoyé ${plural(max, { one: "signalement", other: "signalements" })} aujourd’hui, et nous examinons chacun. Envoyez les suivants demain, s’il vous plaît. Si quelqu’un est en danger, prévenez d’abord la police.`,
  "takedown-unknown": () =>
    "Je ne trouve aucun retrait pour cela. Envoyez /report counter avec le numéro qu’indique le message sur le retrait, s’il vous plaît.",
  "objection-late": () => "Le délai pour contester ce retrait est passé, et l’image n’est plus conservée.",
  "objection-made": () =>
    "Vous avez déjà contesté ce retrait. Une personne de notre équipe décide, et vous apprendrez ce qu’il en est.",
} satisfies Partial<Messages["refusals"]>;
