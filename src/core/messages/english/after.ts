import type { ReportReason } from "../../reports/report.ts";
import { credits } from "./wording.ts";

const reasons: Record<ReportReason, string> = {
  minors: "Something sexual with a child or teenager",
  intimate: "An intimate or degrading picture of a real person",
  sexual: "Sexual content",
  hateful: "Hate, cruelty or self-harm",
  deceiving: "A picture made to deceive",
  rights: "It uses my work, my name or my face",
  other: "Something else",
};

/** What can be done with a picture once it is there, and how that is said. */
export const after = {
  firstPicture: "Your first picture! Whether it can be protected by copyright depends on your country (T12 in /terms).",

  reroll: (price: number) => `Reroll · ${credits(price)}`,
  vary: (price: number) => `Variation · ${credits(price)}`,
  upscale: (price: number) => `Upscale · ${credits(price)}`,
  editPrompt: "Edit prompt",
  reference: "Use as reference",
  details: "Details",
  original: (count: number) => (count === 1 ? "Original file" : "Original files"),
  report: "Report",
  delete: (count: number) => (count === 1 ? "Delete" : "Delete all"),

  which: "Which one?",
  whichText: (action: string) => `${action}. Pick the picture by its number.`,
  /** `price`: where it differs from the others'. */
  whichButton: (number: number, price: number | null) =>
    price === null ? String(number) : `${number} · ${credits(price)}`,

  deleted: (count: number) =>
    count === 1
      ? "The picture is gone from your history and from our storage."
      : `All ${count} pictures are gone from your history and from our storage.`,

  priceChanged: (before: number, now: number) =>
    `The price has changed meanwhile, from ${before} to ${credits(now)}. Nothing was charged. Press the button if the new price is fine.`,

  referenceTitle: "Make something new of it",
  referenceLabel: "What should change?",
  referenceWhich: "Which picture?",
  referenceSubmit: (price: number, model: string) => `Make it with ${model} · ${credits(price)}`,
  referenceNumber: (number: number) => `Picture ${number}`,

  reportTitle: "Report this picture",
  reportReason: "What is wrong with it?",
  reportNote: "Anything we should know",
  reportSubmit: "Send the report",
  reportReasonNames: reasons,
  reportThanksTitle: "Thank you",
  reportThanks: (reference: string) =>
    `A person looks at this picture, and it is taken down if it breaks the terms. Whoever made it is not told who reported it. Your report is ${reference}.`,
  reportRepeated: (reference: string) =>
    `You have reported this picture already, and that report stands: ${reference}. Nothing more is needed.`,

  upscaled: (factor: number) => `Upscaled ×${factor}`,
  id: "Id",
  idHint: (id: string) => `${id} (for /edit --from ${id})`,
  madeFrom: "Made from",
};
