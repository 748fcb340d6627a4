import type { BlockedImage } from "../../gallery/blocked-image.ts";
import type { Takedown, TakedownGround } from "../../gallery/takedown.ts";
import type { Generation } from "../../generation/generation.ts";
import type { Report } from "../../reports/report.ts";
import { day, minute } from "../english/wording.ts";

const grounds: Record<TakedownGround, string> = {
  rights: "Somebody's work, name or face (counts as an infringement)",
  intimate: "Intimate or degrading picture of a real person",
  minors: "Minors",
  sexual: "Sexual content",
  hateful: "Hate, cruelty or self-harm",
  deceiving: "Made to deceive",
  law: "Asked for by law",
  terms: "Another breach of the terms",
};

function short(id: string): string {
  return id.slice(0, 8);
}

function pictures(count: number): string {
  return count === 1 ? "1 picture" : `${count} pictures`;
}

/** What operators read of takedowns, blocked pictures and reports. Operators' desks speak English. */
export const reportsDesk = {
  title: "Takedowns",
  which: "Which picture? /admin takedown <id or link>",
  unknownPicture: (given: string) =>
    `No picture for “${given}”. An id as Details shows it (abcd2345, with .2 for the second image), or a link to its message.`,
  picture: ({ id, account, acceptedAt, images, request, deletedAt }: Generation) =>
    `Picture ${short(id)} of account ${account}: ${pictures(images.length)} by ${request.model}, asked for ${minute(acceptedAt)}${deletedAt === null ? "" : ", deleted by its owner"}.`,
  ask: "Taking it down removes it from the store and, as far as the chats allow, from every message that shows it. It stays sealed until the owner's time to object is over; until then it can be given back.",
  children: (ids: readonly string[], more: boolean) =>
    `Made from it, and not taken down with it: ${ids.map(short).join(", ")}${more ? " and others" : ""}. Look at each: /admin takedown <id>`,
  down: "Take down…",
  downTitle: "Take this picture down",
  downGround: "Why? The owner is told",
  downNote: "A word to the owner (optional)",
  downSubmit: "Take it down",
  groundNames: grounds,
  standing: ({ ground, at, by, covered, lost, nextStepAt, objectUntil, objection, restoredAt }: Takedown) =>
    [
      restoredAt === null
        ? `Down since ${minute(at)}, by ${by}: ${grounds[ground]}.`
        : `Was down from ${minute(at)}, by ${by}; given back ${minute(restoredAt)}.`,
      `Messages: ${covered.length} changed, ${lost.length} that could not be changed any more${nextStepAt === null ? "" : "; still looking for others"}.`,
      restoredAt === null ? `The owner may object until ${minute(objectUntil)}.` : "",
      objection === null
        ? ""
        : `Objection of ${minute(objection.at)} by ${objection.name} (${objection.contact}): ${objection.statement}\nIt is decided in /admin cases ${objection.case}: Reverse gives the picture back.`,
    ]
      .filter((line) => line !== "")
      .join("\n"),
  look: "Show the picture",
  restore: "Give it back",
  restored: "Given back: it is in its owner's history again, and they are told.",
  notRestored: "There is nothing to give back any more: the sealed copy is gone, or it was given back before.",
  line: ({ generation, ground, at, objection, restoredAt, objectionDecidedAt }: Takedown) =>
    `${short(generation)} · ${grounds[ground]} · ${day(at)}${restoredAt === null ? "" : " · given back"}${objection !== null && objectionDecidedAt === null ? " · objection waits" : ""}`,
  none: "Nothing was taken down yet. /admin takedown <id or link>",

  blockTitle: "Blocked pictures",
  blockWhich: "Which picture, and why? /admin block <id or link> --reason why it must not come again",
  blockReason: "Please say why, for those who look at the list later: /admin block <id or link> --reason …",
  blockGone: "Its bytes are no longer there, so it cannot be recognised again.",
  blocked: (images: readonly BlockedImage[]) =>
    `Blocked: ${images.map(({ id }) => short(id)).join(", ")}. What looks like it is refused when it is uploaded and withheld when it is made again. Undo: /admin unblock ${short(images[0]?.id ?? "")}`,
  flat: "There is too little in it to recognise what looks like it: only these very bytes are recognised.",
  blockedLine: ({ id, category, reason, blockedAt, by }: BlockedImage) =>
    `${short(id)} · ${category} · ${day(blockedAt)} · ${by} · ${reason}`,
  blockedNone: "No picture is blocked. /admin block <id or link> --reason why",
  blockedMore: (shown: number, all: number) => `The latest ${shown} of ${all}.`,
  unblockWhich: "Which entry? Its number is in /admin block.",
  unblocked: (image: BlockedImage) => `${short(image.id)} is no longer blocked. It was: ${image.reason}`,
  undo: "Unblock",

  reportTitle: "Report",
  reportUnknown: (given: string) =>
    `No report for “${given}”. Its number is what the reporter was told, or stands in the case.`,
  report: ({ id, generation, reason, note, createdAt, case: decidedIn, toldAt }: Report) =>
    [
      `Report ${short(id)} of ${minute(createdAt)} about picture ${short(generation)}: ${reason}.`,
      note === "" ? "No words with it." : `In their words: ${note}`,
      decidedIn === null ? "" : `Decided in case ${decidedIn}.`,
      toldAt === null ? "The reporter was not told yet what came of it." : `The reporter was told ${minute(toldAt)}.`,
    ]
      .filter((line) => line !== "")
      .join("\n"),
  notice: {
    name: "Name",
    contact: "Contact",
    work: "The work",
    material: "The picture, as written",
    statements: "Statements",
    stated: "Good faith; accurate, under penalty of perjury, and entitled to act",
    signature: "Signed",
  },

  clockTitle: "A complaint with a clock",
  clock: (kind: string, id: string, left_hours: number) =>
    left_hours > 0
      ? `A complaint of kind “${kind}” (case ${short(id)}) has to be decided within ${left_hours} ${left_hours === 1 ? "hour" : "hours"}: /admin cases`
      : `OVERDUE: a complaint of kind “${kind}” (case ${short(id)}) should have been decided by now. Please decide it at once: /admin cases`,
};
