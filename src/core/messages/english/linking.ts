import type { LinkRefusal } from "../../accounts/link.ts";
import { termsInForce } from "../../accounts/terms.ts";
import { credits, day, minute } from "./wording.ts";

const platforms: ReadonlyMap<string, string> = new Map([
  ["discord", "Discord"],
  ["telegram", "Telegram"],
  ["playground", "the playground"],
]);
/** A chat by its name. */
export const platform = (name: string) => platforms.get(name) ?? name;

/** Somebody as their chat shows them. */
const person = ({ name, platform: where }: Person) => `${name} (${platform(where)})`;

interface Person {
  readonly name: string;
  readonly platform: string;
}

const refusals: Readonly<Record<LinkRefusal, string>> = {
  declined: "One of the two sides said no, so the accounts stay apart. Nothing has changed.",
  "both-subscribed":
    "Both accounts have a subscription, and one account can have only one. Please cancel one of them first (/subscription), wait for its end, and then link. Nothing has changed.",
  "same-platform":
    "An account has one person of each chat, and these two have the same chat in both. Unlink one of them first (/unlink), or link another chat. Nothing has changed.",
  "not-in-good-standing": `One of these accounts cannot be linked at the moment. If it is yours, write to ${termsInForce.contact}. Nothing has changed.`,
  "to-be-erased":
    "One of these accounts is going to be deleted, as was asked for. If it is yours and shall stay, send /privacy keep there first. Nothing has changed.",
  "joined-elsewhere": "One of the two was linked to another account meanwhile. Please send /link for a new code.",
};

export const linking = {
  title: "Link another chat",
  code: (code: string, minutes: number) =>
    `Your code is ${code}. Send /link ${code} to me in the other chat within ${minutes} minutes; both sides are then asked once more. Together they become one account: the same credits, pictures and settings. Give the code to nobody else.`,
  openTelegram: "Open in Telegram",
  newCode: "New code",
  confirmTitle: "Is this you?",
  askRedeemer: (issuer: Person) =>
    `The code is from ${person(issuer)}. If that is you, your two accounts become one: the same credits, pictures and settings, and either side can spend and see everything. Only go on if both are yours. Then I ask over there once more.`,
  askIssuer: (redeemer: Person) =>
    `${person(redeemer)} gave your code and wants to be one account with you: the same credits, pictures and settings, and either side can spend and see everything. Is that you? If the buttons are gone, send /link.`,
  yes: "Yes, link us",
  no: "No",
  waits: (issuer: Person) =>
    `Almost done. I have asked ${person(issuer)}: say yes there, or send /link there. Until then nothing changes.`,
  joining:
    "Both sides said yes. The accounts are being joined; that takes a moment, and nothing can get lost meanwhile.",
  joinedTitle: "One account now",
  joined: (other: Person, available: number) =>
    `You and ${person(other)} are one account from now on. You have ${credits(available)} together. /account shows who belongs to it.`,
  declined: "All right, nothing was linked.",
  refused: (reason: LinkRefusal) => refusals[reason],
};

export const unlinking = {
  title: "Unlink a chat",
  onlyOne: "This chat is the only one of your account, so there is nothing to unlink. /link adds another one.",
  which:
    "Which chat shall leave your account? It happens a day later, and until then any side can stop it. Credits and pictures stay with the account; who leaves begins anew, without a welcome gift.",
  leave: (who: Person) => `Unlink ${person(who)}`,
  planned: (who: Person, at: Date) =>
    `${person(who)} leaves this account on ${minute(at)}. Credits and pictures stay here. Until then any side can stop it, by the button or with /account.`,
  plannedNotice: (who: Person, at: Date) =>
    `Somebody on your account asked that ${person(who)} leaves it on ${minute(at)}. Credits and pictures stay with the account. If you do not want that, press Stop, or send /account.`,
  stop: "Stop",
  stopped: (who: Person) => `${person(who)} stays.`,
  stoppedNotice: (who: Person) => `It was stopped: ${person(who)} stays on your account.`,
  stoppedAsLast: (who: Person) =>
    `${person(who)} stays: no other chat is left in your account, and credits and pictures would be lost without it.`,
  tooLate: "It has happened already. /link brings the two together again.",
  left: (who: Person) => `${person(who)} has left your account, as was asked for a day ago.`,
  youLeft:
    "You have left the account that you shared, as was asked for a day ago. From now on you have one of your own, which begins empty. /link brings the two together again.",
};

export const account = {
  title: "Your account",
  chats: "Chats",
  chat: (who: Person) => person(who),
  plan: "Plan",
  since: "Since",
  sinceDay: (date: Date) => day(date),
  limits: "Limits",
  atOnce: (inWorks: number, atOnce: number, commandsPerMinute: number) =>
    `${inWorks} ${inWorks === 1 ? "picture" : "pictures"} in the works, ${atOnce} of them painting at once, ${commandsPerMinute} commands a minute`,
  id: "Account",
  link: "Link another chat",
  unlink: "Unlink a chat",
  stop: (who: Person) => `Stop: ${person(who)} stays`,
  plans: { free: "Free", starter: "Starter", creator: "Creator", studio: "Studio" },
};

export const linkRefusals = {
  "link-code": () =>
    "This code does not work. It may be mistyped, used already, or older than 10 minutes. Please send /link in the other chat for a new one.",
  "link-yourself": () =>
    "This code is from your own account. Send it to me in the other chat, the one that you want to link.",
  "link-attempts": ({ waitMinutes }: { waitMinutes: number }) =>
    `Those were many codes. Please wait ${waitMinutes === 1 ? "a minute" : `${waitMinutes} minutes`}, and then try again with a new one from /link.`,
  "link-expired": () => "That took too long, so nothing was linked. Please send /link for a new code.",
  "link-refused": ({ reason }: { reason: LinkRefusal }) => refusals[reason],
  "unlink-last": () =>
    "This chat is the only one of your account, and credits and pictures would be lost without it. /link adds another one first.",
  "unlink-withheld": () =>
    `Your account is being looked at, so no chat can leave it now. Questions: ${termsInForce.contact}.`,
  "unlink-unknown": () => "This chat is not part of your account any more. /account shows who is.",
};
