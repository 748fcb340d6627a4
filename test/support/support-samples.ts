import type { Messages } from "../../src/core/messages.ts";
import type { Samples } from "./messages.ts";

const at = new Date("2026-11-24T06:12:00Z");
const later = new Date("2027-01-31T23:59:00Z");
const number: readonly [string][] = [["S-ABCD-EFGH"]];
const numberDue: readonly [string, Date][] = [["S-ABCD-EFGH", later]];

export const supportSamples: Samples<Messages["support"]> = {
  ticketTitle: [["S-ABCD-EFGH", "Payment"]],
  none: [[3]],
  listLine: [
    ["Closed", at, null],
    ["Open", at, later],
  ],
  ...{ opened: numberDue, added: numberDue, reopenedNow: numberDue },
  ...{ openedAlready: number, addedAlready: number, closedNow: number, howToAddPictures: number },
  picturesLeft: [[1], [4]],
  statusDue: [["Open", later]],
  ...{ you: [[at]], us: [[at]], picture: [[1]] },
  ...{ formMoreTitle: number, answerTitle: number, answerAsked: number, closedTitle: number },
};
