import { credits, minute } from "./wording.ts";

const days = (count: number) => `${count} ${count === 1 ? "day" : "days"}`;
const hours = (count: number) => `${count} ${count === 1 ? "hour" : "hours"}`;

export const privacy = {
  title: "Your data",
  text: "This is what Easel keeps about you, and for how long. Nothing of it trains a model, and nothing is handed over for training (T14); it is there for your history, for support and against abuse (T15). /terms has the clauses.",
  kept: {
    pictures: "Pictures and prompts",
    references: "Pictures that you attach",
    referencesFor: (count: number) => `${days(count)}, so that a result can be made again`,
    account: "Names, settings, consents",
    accountFor: "as long as you have an account",
    notices: "Messages from me to you",
    noticesFor: "as long as you have an account",
    buttons: "What buttons remember",
    buttonsFor: (count: number) => `${days(count)} (searches, words of a prompt)`,
    chats: "What chats need to find their messages",
    chatsFor: (count: number, eventHours: number) =>
      `up to ${days(count)}, without names; what you send, up to ${hours(eventHours)}, until it is answered`,
    links: "Links between chats",
    linksFor: (count: number) =>
      `${days(count)} for those that came to nothing, the others as long as you have an account`,
    spending: "What you spend in a server",
    spendingFor: (count: number) => days(count),
    reports: "Reports that you send",
    reportsFor: "as long as they may be needed; your words go with your account",
    tickets: "Tickets that you write to support",
    ticketsFor: (words: number, pictures: number) =>
      `your words go ${days(words)} after the ticket was closed; pictures with them, or at the latest ${days(pictures)} after they came`,
    money: "Credits, orders and refunds",
    moneyFor: "for good, as accounts must be kept: without name, words or pictures once you delete your account",
    exports: "Exports that you ask for",
    exportsFor: (count: number) => hours(count),
  },
  terms: "Read the terms",
  export: "Export my data",
  delete: "Delete my account",

  exportAsked:
    "I am putting it together: everything that I keep about you, with all pictures. It comes to you privately as ZIP files as soon as it is ready; for many pictures that takes some minutes.",
  exportUnderWay: "It is still being put together, and comes to you privately as soon as it is ready.",
  exportTitle: "Your data",
  exportReady: (parts: number, until: Date) =>
    `Everything that I keep about you, in ${parts === 1 ? "one ZIP file" : `${parts} ZIP files`}. ${parts === 1 ? "It" : "They"} can be had until ${minute(until)}. If no file comes with this message, send /privacy export. A new copy can be had once a day.`,
  exportMore: (from: number, to: number, parts: number) =>
    from === to ? `Part ${from} of ${parts}.` : `Parts ${from} to ${to} of ${parts}.`,
  exportFailed:
    "Your data could not be put together, which is our fault. Somebody is looking into it; please send /privacy export again tomorrow, or write to us if you need it sooner (/terms has the address).",
  readme: (bytesMax: string) =>
    [
      "This is everything that Easel keeps about you.",
      "",
      "Each .json file holds one kind of records; a second one of the same kind has a 2 in its name. Times are in UTC. Pictures are in",
      '"pictures", what you attached to your messages is in "references"; their names begin with the id of the request in',
      '"generations.json", and end with the number of the picture, counted from 0.',
      "",
      `A picture of more than ${bytesMax} is cut into pieces (.001, .002 …), so that every chat takes the files. To put one together again,`,
      'open the .001 with 7-Zip, or join the pieces in order: "cat NAME.png.0* > NAME.png" on Linux and macOS,',
      '"copy /b NAME.png.001+NAME.png.002 NAME.png" on Windows. A smaller copy that can be opened at once lies beside it.',
      "",
      "Where a record has to do with somebody else as well, what is theirs was left out.",
      "",
    ].join("\n"),

  confirmTitle: "Delete your account?",
  confirm: (hoursLeft: number) =>
    `Everything goes, in all chats of your account: pictures, prompts, attached pictures, settings, names. It happens ${hours(hoursLeft)} from now; until then you can take it back. What stays is the bookkeeping of credits and payments, without anything that says who you are, and a keyed fingerprint, by which the welcome gift is given only once. Messages that were posted in chats stay there; please delete those yourself.`,
  lost: {
    credits: "Credits that are lost",
    creditsNow: (available: number) => `${credits(available)}, at the end of that time; they are not paid out`,
    subscription: "Subscription",
    subscriptionEnds:
      "ends at once then, and what is left of its period is not paid back. /subscription cancels it in an orderly way first",
    chats: "Chats",
  },
  confirmYes: "Yes, delete everything",
  keep: "Keep my account",
  planned: (at: Date) =>
    `Your account will be deleted on ${minute(at)}. Until then everything works as before, and you can take it back by the button or with /privacy keep. If you want a copy of your data, ask for it now: /privacy export.`,
  plannedNotice: (at: Date) =>
    `Somebody on your account asked that it be deleted, with all pictures and credits, on ${minute(at)}. If you do not want that, press Keep, or send /privacy keep.`,
  scheduled: (at: Date) => `Your account will be deleted on ${minute(at)}. /privacy keep takes that back.`,
  keptAgain: "Nothing will be deleted: your account stays as it is.",
  keptNotice: "It was taken back: your account stays as it is, and nothing is deleted.",
  tooLate: "It is being deleted already, and can no longer be taken back.",
  goodbye:
    "Your account is being deleted now, as was asked for a day ago. What is kept of it says nothing about you any more. If you write to me again, we begin anew.",
};

export const privacyRefusals = {
  "erasure-linking": () =>
    "Your account is being linked with another one at this moment. Please send /privacy delete again in a minute, and then look at what belongs to it (/account).",
};
