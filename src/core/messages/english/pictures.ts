import { termsInForce } from "../../accounts/terms.ts";
import type { EndingReason, Generation } from "../../generation/generation.ts";
import type { Progress } from "../../generation/progress.ts";
import { shortened } from "../shortened.ts";
import { credits, day, list } from "./wording.ts";

export const start = {
  title: "Welcome back",
  ready: (available: number) =>
    `Tell me what you want to see, for example: /imagine a lighthouse in a storm --ar 16:9\n\nYou have ${credits(available)}. /models shows who paints, /pricing what it costs, /help everything else.`,
  acceptedTitle: "You are all set",
  accepted: (welcome: number) =>
    [
      welcome === 0 ? "" : `${credits(welcome)} ${welcome === 1 ? "is" : "are"} yours to try things out.`,
      "Tell me what you want to see, for example: /imagine a lighthouse in a storm --ar 16:9",
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
};

export const consent = {
  title: "Before the first picture",
  titleAgain: "The terms have changed",
  hello:
    "Hello! I am Easel. Tell me what you want to see, and I have it painted by the model of your choice, right here in the chat.",
  before: (command: string) =>
    `Before /${command} works I need your agreement. Nothing of your message was stored, and nothing was charged.`,
  ask: (age: number, updatedAt: Date) =>
    `You must be at least ${age} (or older, where your country asks for it) and agree to the terms of ${day(updatedAt)}.`,
  gift: (amount: number, days: number) =>
    `Then ${credits(amount)} ${amount === 1 ? "is" : "are"} yours to start with, good for ${days} days.`,
  accept: (age: number) => `I am ${age} or older and I agree`,
  read: "Read the terms",
  changed: "The terms have changed since this button was made. Please send /start to read and accept the new ones.",
};

export const help = {
  title: "What I can do",
  hint: "Flags go anywhere in the words: /imagine a red fox --model seedream --ar 16:9 --n 2 --seed 7",
};

export const imagine = {
  promptExample: "/imagine a lighthouse in a storm --ar 16:9",
  editTitle: "Change the words",
  editLabel: "What do you want to see?",
  editSubmit: (price: number) => `Make it · ${credits(price)}`,
  cancelled: "Stopped. What it would have cost is yours again.",
  tooLate: "It is too late to stop this one: the picture is done.",
  cancelledMany: (count: number) =>
    count === 0
      ? "Nothing of yours is in the works."
      : `Stopped ${count === 1 ? "one picture" : `${count} pictures`}. What they would have cost is yours again.`,
  deletedTitle: "Deleted",
  originals: (count: number) => (count === 1 ? "Here is the original file." : "Here are the original files."),
  detailsTitle: "About this picture",
  detail: {
    prompt: "Prompt",
    model: "Model",
    size: "Size",
    quality: "Quality",
    style: "Style",
    seed: "Seed",
    cost: "Cost",
    made: "Made",
    references: "References",
    noSeed: "not told by this model",
    by: (name: string, maker: string) => `${name} by ${maker}`,
    pixels: (width: number, height: number, ratio: string) => `${width} × ${height} (${ratio})`,
    returned: (captured: number, returned: number) => `${credits(captured)}, ${credits(returned)} returned`,
  },
  policy: "The maker’s rules",
};

const endings: Record<EndingReason, string> = {
  "credits-insufficient": "There were not enough credits left when its turn came. /balance shows what you have.",
  "wallet-frozen": `Your credits are on hold while we look at your account, so it could not start. Questions: ${termsInForce.contact}.`,
  "server-cap":
    "What each member may spend in this server a day was used up when its turn came. It begins anew at 00:00 UTC.",
  "too-many-running": "Too many of your pictures were running when its turn came. Please send it again.",
  "policy-prompt":
    "The model refused these words, because its maker’s rules do not allow them. Machines misunderstand at times: other words may work.",
  "policy-reference":
    "The model refused the reference picture, because its maker’s rules do not allow it. Another picture may work.",
  "policy-image": "The model’s safety check hid what came out, so there is nothing I may show. Other words may work.",
  "request-refused": "The model could not work with this request. Another size or another model may work (/models).",
  "provider-failed": "The model broke off while painting. Please try again, or pick another model (/models).",
  "reference-refused":
    "The model could not work with the reference picture: too small, too large, or of a shape it does not take. Another picture may work.",
  "reference-lost": "The reference picture is no longer there. Please attach it again.",
  "provider-unreachable":
    "The model could not be reached. Please try again in a few minutes, or pick another model (/models).",
  "provider-lost": "The request got lost on its way to the model. Please try again.",
  "provider-dropped": "The model finished, but the picture was no longer there to fetch. Please try again.",
  "took-too-long":
    "The model took far too long, so I stopped waiting. Please try again, or pick another model (/models).",
  "our-fault": "Something on our side kept this picture from being finished. We have been told.",
  "could-not-store": "The picture arrived broken, so I could not keep it. Please try again.",
  cancelled: "Stopped, as you asked.",
};

function cameBack(returned: number): string {
  if (returned === 0) return "Nothing was charged.";
  return returned === 1 ? "Your credit is back." : `Your ${credits(returned)} are back.`;
}

/** "Next in line", "3 ahead in line". */
function inLine(ahead: number): string {
  return ahead === 0 ? "Next in line" : `${ahead} ahead in line`;
}

export const picture = {
  /** The person's own words, above what became of them. */
  title: (prompt: string) => shortened(prompt, 120),
  progress(progress: Progress, price: number, long_ms: number): string {
    const cost = credits(price);
    if (progress.stage === "heard") return `On its way · ${cost}`;
    if (progress.stage === "line") return `${inLine(progress.ahead)} · ${cost}`;
    const seconds = Math.floor(progress.running_ms / 5_000) * 5;
    const since = seconds === 0 ? "" : ` · ${seconds} s`;
    const patience =
      progress.running_ms < long_ms ? "" : "\nThis takes longer than usual. I keep at it, or you can cancel it.";
    if (progress.stage === "painting") return `Painting${since} · ${cost}${patience}`;
    const place =
      progress.ahead === null ? "Waiting for the model" : `At the model, ${inLine(progress.ahead).toLowerCase()}`;
    return `${place}${since} · ${cost}${patience}`;
  },
  result(generation: Generation, model: string): string {
    const { settlement, request, images } = generation;
    const seeds = [...new Set(images.map((image) => image.seed).filter((seed) => seed !== null))];
    const first = images[0];
    const line = [
      model,
      first === undefined ? "" : `${first.width} × ${first.height}`,
      seeds.length === 0 ? "" : `seed ${list(seeds.map(String))}`,
      credits(settlement?.captured_credits ?? generation.price.total_credits),
    ].filter((part) => part !== "");
    const missing = request.n - images.length;
    if (missing <= 0) return line.join(" · ");
    const returned = settlement?.released_credits ?? 0;
    const why =
      settlement?.rule === "flagged-share-returned"
        ? "hidden by the model’s safety check"
        : "missing from what the model sent";
    return `${line.join(" · ")}\n${missing} of ${request.n} ${missing === 1 ? "was" : "were"} ${why}. ${cameBack(returned)}`;
  },
  ending(reason: EndingReason, returned: number): string {
    return `${endings[reason]} ${cameBack(returned)}`;
  },
  alternative: (prompt: string, index: number, count: number) =>
    count === 1 ? shortened(prompt, 400) : `${shortened(prompt, 400)} (${index + 1} of ${count})`,
  cancel: "Cancel",
  waitsInHistory: "A picture of yours is ready, but I could not post it where you asked for it. It waits in /history.",
};
