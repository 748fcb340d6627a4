import { credits, day } from "./wording.ts";

/** What the people who run Easel tell many at once, and what they did to somebody’s credits. */
export const announcements = {
  serviceTitle: "From the people who run Easel",
  newsTitle: "News from Easel",
  switchOff: "You can switch off such news with /settings.",
  granted: (amount: number, expiresAt: Date | null) =>
    expiresAt === null
      ? `You were given ${credits(amount)}. /balance shows what you have.`
      : `You were given ${credits(amount)}, to be spent until ${day(expiresAt)}. /balance shows what you have.`,
  taken: (amount: number) =>
    `${credits(amount)} that had been given to you free ${amount === 1 ? "was" : "were"} taken back. /support is where you can ask why.`,
};
