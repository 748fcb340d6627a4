import { termsInForce } from "../../accounts/terms.ts";
import type { RefusalCode, Refusals } from "../../refusal.ts";
import { shortened } from "../shortened.ts";
import { allowed } from "./allowed.ts";
import { appealRefusals } from "./appeals.ts";
import { billingRefusals } from "./billing-refusals.ts";
import { linkRefusals } from "./linking.ts";
import { priceRefusals } from "./prices.ts";
import { privacyRefusals } from "./privacy.ts";
import { reportRefusals } from "./reports.ts";
import { sanctionRefusals } from "./sanctions.ts";
import { serverRefusals } from "./servers.ts";
import { supportRefusals } from "./support.ts";
import { switchRefusals } from "./switches.ts";
import { credits, list } from "./wording.ts";

const categories: ReadonlyMap<string, string> = new Map(
  Object.entries({
    sexual: "sexual content",
    minors: "something sexual with minors",
    consent: "an intimate or degrading picture of a real person",
    hate: "hate",
    violence: "cruel violence",
    selfharm: "self-harm",
    illegal: "something illegal",
    deception: "a picture made to deceive",
    profanity: "a swear word",
  }),
);

/** One sentence or two for each refusal: what is the matter, and what to do next. A code without one does not compile. */
export const refusals: { readonly [Code in RefusalCode]: (data: Refusals[Code]) => string } = {
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
      ? `There is no command /${given}. Send /help to see what there is.`
      : `There is no command /${given}. Did you mean /${nearest}? Send /help to see all.`,
  "unknown-option": ({ command, given, nearest, allowed: options }) =>
    [
      `/${command} has no option ${given}.`,
      nearest === null ? "" : `Did you mean ${nearest}?`,
      options.length === 0 ? "Send it without options." : `It takes ${list(options)}.`,
    ]
      .filter((part) => part !== "")
      .join(" "),
  "missing-option": ({ command, option, example }) =>
    `Something is missing for /${command}: the ${option}. For example: ${example}`,
  "bad-option": ({ option, given, allowed: what }) =>
    given === ""
      ? `The option ${option} needs a value behind it: ${allowed(what)}.`
      : `“${given}” does not work for ${option}. It can be ${allowed(what)}.`,
  "repeated-option": ({ option }) =>
    `The option ${option} is there twice. Please give it once, so that I know which you mean.`,
  "contradicting-options": ({ first, second }) =>
    `Two of these contradict each other: ${first} and ${second}. Please leave one of them out, or change it.`,
  "button-stale": () => "This button is from another time and no longer does anything. Please send the command again.",
  "prompt-empty": () => "Tell me what you want to see. For example: a red fox in the snow, morning light",
  "prompt-too-long": ({ length, lengthMax, model }) =>
    `Your prompt has ${length} characters, and ${model} reads at most ${lengthMax}. Please shorten it. Nothing was charged.`,
  "prompt-blocked": ({ category }) =>
    `I cannot make this one: it reads as ${categories.get(category) ?? "something that the terms do not allow"}. Nothing was charged. If I misunderstood you, please say it in other words. /terms lists what is not allowed.`,
  "prompt-gravest": ({ category }) =>
    `I do not make this: it reads as ${categories.get(category) ?? "something that the terms do not allow"}, which is among the gravest things that the terms forbid (T7). Nothing was charged.`,
  unsupported: ({ model, option, given, supported }) =>
    `${model} does not take ${option} ${given}; it takes ${allowed(supported)}. Nothing was charged.`,
  "references-too-many": ({ model, given, max }) =>
    max === 0
      ? `${model} does not take reference pictures. /models shows which do.`
      : `${model} takes at most ${max} reference picture${max === 1 ? "" : "s"}; these are ${given}. Leave some out, or pick another model (/models).`,
  "references-needed": ({ model }) =>
    `For this ${model} needs a picture to start from. Please attach one to your message.`,
  "reference-link": () =>
    "I do not open links. Please attach the picture itself to your message, then I can start from it. Nothing was charged.",
  "reference-not-an-image": ({ name, megapixelsMax }) =>
    `“${shortened(name, 40)}” is not a picture that I can read. I take PNG, JPEG and WebP up to ${megapixelsMax} megapixels. Nothing was charged.`,
  "reference-too-large": ({ name, megabytesMax }) =>
    `“${shortened(name, 40)}” is too large: a reference may have up to ${megabytesMax} MB. Please send a smaller version. Nothing was charged.`,
  "reference-too-small": ({ name, width, height, edgeMin, model }) =>
    `“${shortened(name, 40)}” has ${width} × ${height} pixels, too few or too narrow for ${model}: it needs ${edgeMin} on the shorter side once the longer one is brought to 2048. Please send another version. Nothing was charged.`,
  "reference-deleted": ({ given }) =>
    `The picture ${given} was deleted, so nothing can be made from it. /history shows what you have. Nothing was charged.`,
  "reference-unknown": ({ given }) =>
    `None of your pictures has the id “${shortened(given, 40)}”. Details under a picture shows its id, and “last” means your newest one. Nothing was charged.`,
  "edit-needs-picture": () =>
    "Which picture shall I change? Attach one to your message: /edit make it winter. Once you have made one here, /edit takes your newest, or any other by its id: --from and what Details shows. Nothing was charged.",
  "reference-unavailable": ({ name }) =>
    `I could not read “${shortened(name, 40)}”. Please attach it again. Nothing was charged.`,
  "credits-insufficient": ({ price, available }) =>
    `This costs ${credits(price)}, and you have ${available}. A smaller size, fewer pictures or another model may fit (/pricing). Nothing was charged.`,
  "wallet-frozen": () =>
    `Your credits are on hold while we look at your account, so nothing new can start. Questions: ${termsInForce.contact}.`,
  "too-many-running": ({ running, max }) =>
    `You have ${running} picture${running === 1 ? "" : "s"} in the works, and ${max} can run at once. Please send this again when one of them is ready. Nothing was charged.`,
  "too-fast": ({ waitSeconds, max }) =>
    `That was quick: I take ${max} commands a minute. Please try again in ${waitSeconds} second${waitSeconds === 1 ? "" : "s"}.`,
  "already-asked": () => "I am already on it, and it is charged once only. Please wait a moment for the first one.",
  "desk-says": ({ text }) => text,
  "not-yours": () => "This belongs to somebody else. Send /imagine to make your own.",
  "picture-gone": () => "This picture is no longer there. /history shows what you have.",
  "still-running": () => "This picture is not ready yet. Please try again when it is there.",
  "model-off": ({ model }) =>
    `${model} is switched off at the moment. Please pick another one (/models). Nothing was charged.`,
};
