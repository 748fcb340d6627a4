import { termsInForce } from "../../accounts/terms.ts";
import type { Refusals } from "../../refusal.ts";
import { credits, day, minute } from "./wording.ts";

/** How many channels a sentence names; more would be a list that nobody reads. */
const CHANNELS_NAMED = 5;

/** Chats with long numbers for channels write a mention of one so, and draw its name; elsewhere the id has to do. */
function channel(id: string): string {
  return /^\d{15,}$/u.test(id) ? `<#${id}>` : `#${id}`;
}

function channels(ids: readonly string[]): string {
  const named = ids.slice(0, CHANNELS_NAMED).map(channel).join(", ");
  return ids.length > CHANNELS_NAMED ? `${named} and ${ids.length - CHANNELS_NAMED} more` : named;
}

/** How a server or a group is set up, and how that is said. */
export const servers = {
  title: (name: string | null) => (name === null ? "How Easel works here" : `How Easel works in ${name}`),
  hint: "This holds for everybody here. Buttons and options change it: /server --channels here --cap 50.",
  hintForMembers: "This holds for everybody here. Whoever manages the server can change it.",
  changed: "Saved.",
  wasReset: "Everything is as it was in the beginning.",
  name: {
    channels: "Pictures in",
    models: "Models",
    private: "Private results",
    cap: "A day for each member",
  },
  channels: (ids: readonly string[] | null) => (ids === null ? "all channels" : channels(ids)),
  models: (names: readonly string[] | null) => (names === null ? "all" : names.join(", ")),
  private: (on: boolean) =>
    on ? "on: only who asks sees the picture, unless they add --public" : "off: pictures show where they are asked for",
  /** `left`: what the person may still spend today; null: without a limit. */
  cap: (cap: number | null, left: number | null) =>
    cap === null || left === null
      ? "no limit"
      : `pictures for up to ${credits(cap)}, of which you have ${left} left today`,
  change: "Change",
  here: "Only this channel",
  everywhere: "All channels",
  turnPrivate: (on: boolean) => `Private results ${on ? "on" : "off"}`,
  reset: "Reset all",
  formTitle: "How Easel works here",
  formChannels: "Channels for pictures: ids, here, or all",
  formModels: "Models, with commas between, or all",
  formPrivate: "Private results",
  formCap: "Credits a day for each member, or off",
  save: "Save",
  yes: "Yes",
  no: "No",
  /** For operators. */
  banTitle: (key: string) => `Server ${key}`,
  banned: (since: Date, reason: string, operator: string) =>
    `Banned since ${day(since)}, by ${operator}: ${reason}\n\nWhatever is asked there is refused, in every channel. What had been asked for before is still made and delivered.`,
  unbanned: (reason: string, operator: string) => `Not banned any more. Decided by ${operator}: ${reason}`,
  neverBanned: "Not banned.",
  allowedBan:
    "ban or unban, the server’s key and the reason, such as: ban discord:613425648685547541 spam in every channel",
  /** What may stand in an option, for refusals. */
  allowedChannels: "mentions or ids of channels with commas between, here, or all",
  allowedModels: (ids: readonly string[]) => `${ids.join(", ")}, with commas between, or all`,
  allowedCap: (max: number) => `a whole number from 1 to ${max}, or off`,
};

type ServerRefusals = {
  readonly [Code in Extract<keyof Refusals, `server-${string}`>]: (data: Refusals[Code]) => string;
};

export const serverRefusals: ServerRefusals = {
  "server-needed": () =>
    "/server is for servers and groups: it says where, with which models and for how much a day pictures are made there. Send it in one of them.",
  "server-banned": () =>
    `I do not work in this server any more: the people who run Easel have closed it here. Your credits and pictures are all there, and a direct message to me works as ever. Nothing was charged. Questions: ${termsInForce.contact}.`,
  "server-not-yours": () =>
    "Only those who manage this server can change how I work here. Please ask one of them; /server shows what they have set.",
  "server-channel": ({ channels: ids }) =>
    `Pictures are not made in this channel: whoever manages the server has chosen ${channels(ids)} for them. Please ask there. Nothing was charged.`,
  "server-model": ({ model, allowed }) => {
    const [first] = allowed;
    if (first === undefined)
      return `${model} is not for use in this server, and no other model is. Nothing was charged.`;
    const names = allowed.map(({ name }) => name).join(", ");
    return `${model} is not for use in this server. These are: ${names}. Add --model ${first.id} to your words, for instance. Nothing was charged.`;
  },
  "server-cap": ({ price, cap, left, resetsAt }) =>
    `This costs ${credits(price)}, and of the ${cap} that each member may spend here a day you have ${left} left. More from ${minute(resetsAt)} on; in a direct message to me there is no such limit. Nothing was charged.`,
};
