import type { Standing } from "../../moderation/sanction.ts";
import { credits, list, minute } from "../english/wording.ts";

/** What operators read about what they are about to do, and did. */
export const actWords = {
  gone: "There is no such account any more: it was erased.",
  title: {
    grant: "Grant credits",
    take: "Take credits back",
    freeze: "Freeze the wallet",
    thaw: "Thaw the wallet",
    warn: "Warn",
    suspend: "Suspend",
    lift: "Lift a sanction",
    terminate: "Terminate the account",
    announce: "Send an announcement",
  },
  summary: {
    grant: (who: string, amount: number, expiresAt: Date | null) =>
      `${credits(amount)} would be given to ${who}, ${expiresAt === null ? "without expiry" : `to be spent until ${minute(expiresAt)}`}.`,
    take: (who: string, amount: number) =>
      `At most ${credits(amount)} that were given free would be taken from ${who}.`,
    freeze: (who: string) =>
      `${who} could spend nothing until the wallet is thawed. Pictures in the works are finished.`,
    thaw: (who: string) => `${who} could spend their credits again.`,
    warn: (who: string, reason: string) => `${who} would be warned (${reason}), and read your words.`,
    suspend: (who: string, reason: string, hours: number | null, freezes: boolean) =>
      `${who} would be suspended (${reason}) ${hours === null ? "until somebody lifts it" : `for ${duration(hours)}`}${freezes ? ", with a frozen wallet" : ""}, and read your words.`,
    lift: (who: string) => `The sanction on ${who} would end now, with the freeze that came with it.`,
    liftOfRule: (who: string) =>
      `The sanction on ${who} would end now, with the freeze that came with it. Easel imposed it for strikes, and those stay: the next one, even half a strike, may bring it back at once. Reversing a case takes its strikes back.`,
    terminate: (who: string, reason: string, withoutNotice: string | null, forfeits: boolean) =>
      `${who}’s account would be ended for good (${reason}), ${withoutNotice === null ? "after the days of notice" : `at once, without notice (${withoutNotice})`}${forfeits ? ", and the credits forfeited" : ""}. The subscription ends, the content goes, and the identities cannot come back.`,
    announce: (people: number, audience: string, kind: string) =>
      `${people === 1 ? "One person" : `${people} people`} (${audience}) would get this ${kind}.`,
  },
  /** What a termination has done for good, once it was lifted. */
  staysGone: (forfeited: number, who: string) =>
    forfeited === 0
      ? "What the termination ended stays so: a subscription does not come back by itself."
      : `What the termination ended stays so: a subscription does not come back by itself, nor do the ${credits(forfeited)} that were forfeited. To give them again: /admin grant ${who} ${forfeited} --reason forfeited by mistake`,
  wallet: (available: number, held: number, isFrozen: boolean) =>
    list([`${credits(available)} to spend`, ...(held > 0 ? [`${held} held`] : []), ...(isFrozen ? ["frozen"] : [])]),
  standing: (standing: Standing) => {
    switch (standing.state) {
      case "good":
        return "in good standing";
      case "suspended":
        return standing.until === null
          ? `suspended until it is lifted (${standing.reason})`
          : `suspended until ${minute(standing.until)} (${standing.reason})`;
      case "terminated":
        return `terminated (${standing.reason})`;
    }
  },
  warned: "warned",
  suspended: (until: Date | null) =>
    until === null ? "suspended until it is lifted" : `suspended until ${minute(until)}`,
  ended: (at: Date) => `terminated from ${minute(at)} on`,
  nobodyTold: "nobody was told",
  sending: (people: number) => `being sent to ${people === 1 ? "one person" : `${people} people`}`,
  onOperator:
    "This is one of the people who run Easel: nobody of ours is sanctioned here. Take them out of OPERATORS first.",
  alreadyFrozen: "This wallet is frozen already. /admin person shows by what.",
  notFrozenHere: "Nothing was frozen here by hand. A freeze that came with a sanction ends with it: /admin lift.",
  nothingToTake:
    "There is nothing unspent here that was given free. What was paid for goes back with its money: /admin refunds.",
  tooMuchToTake: (asked: number, most: number) =>
    `${credits(asked)} is more than there is: at most ${most} of what was given free is unspent. Give a smaller amount, or “all”.`,
  noSanction: "There is no sanction in force on this account.",
  liftedAlready: "This sanction was lifted before. Nothing was done.",
  done: {
    grant: (amount: number) => `Done: ${credits(amount)} were given, and their owner was told.`,
    take: (amount: number) => `Done: ${credits(amount)} were taken back, and their owner was told.`,
    tookNothing: "Nothing was taken: all of it has been spent meanwhile.",
    freeze: "Done: the wallet is frozen.",
    thaw: "Done: the wallet is thawed.",
    thawedBefore: "The wallet was thawed before.",
    warn: "Done: they were warned.",
    suspend: "Done: they are suspended and were told.",
    lift: "Done: the sanction is lifted.",
    terminate: (at: Date) => `Done: the account ends on ${minute(at)}. Until then /admin lift takes it back.`,
    terminateNow: "Done: the account is closed.",
    announce: (people: number) =>
      `It is on its way to ${people === 1 ? "one person" : `${people} people`}. /admin announce shows how far it is, and stops it.`,
  },
  undone: (reason: string) => `Undone. It was: ${reason}`,
} as const;

function duration(hours: number): string {
  if (hours % 24 === 0) return hours === 24 ? "one day" : `${hours / 24} days`;
  return hours === 1 ? "one hour" : `${hours} hours`;
}
