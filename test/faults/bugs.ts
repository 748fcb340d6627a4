import type { SeenCommand } from "../support/wire-proxy.ts";
import type { Change } from "./mutants.ts";
import type { Platform } from "./schedule.ts";

/** What one person does to meet a bug, one after the other. */
export type Step =
  | { readonly do: "picture"; readonly words: string }
  | { readonly do: "purchase"; readonly isReturned: boolean }
  /** The next write of this kind is done, and its process dies before it hears of that. */
  | { readonly do: "kill-after"; readonly matches: (command: SeenCommand) => boolean }
  /** From now until all is mended, the chat answers this person nothing but errors. */
  | { readonly do: "chat-fails" };

/** A bug that somebody might write, and the proof that has to notice. */
export interface Bug {
  readonly name: string;
  readonly sentence: string;
  readonly changes: readonly Change[];
  readonly platform: Platform;
  readonly steps: readonly Step[];
  /** The name of the proof that must not hold. */
  readonly breaks: string;
}

const settleOrder = "src/core/billing/settle-order.js";
const deliver = "src/core/generation/deliver.js";

export const bugs: readonly Bug[] = [
  {
    name: "capture-forgotten",
    sentence: "The picture is handed out and its credits are not taken.",
    changes: [
      {
        file: "src/core/generation/settle.js",
        from: "const answer = await drive.tools.ledger.capture(generation.account, {",
        to: "const answer = await (async () => ({ outcome: 'captured' }))(generation.account, {",
      },
    ],
    platform: "playground",
    steps: [{ do: "picture", words: "a red fox" }],
    breaks: "made-and-paid",
  },
  {
    name: "release-forgotten",
    sentence: "The picture failed and its credits stay set aside.",
    changes: [
      {
        file: deliver,
        from: "const answer = await drive.tools.ledger.release(generation.account, { hold: generation.id, reason });",
        to: "const answer = { outcome: 'released' };",
      },
    ],
    platform: "playground",
    steps: [{ do: "picture", words: "a red fox [fail]" }],
    breaks: "credits-kept",
  },
  {
    name: "failure-charged",
    sentence: "The picture failed and its credits are taken all the same.",
    changes: [
      {
        file: deliver,
        from: "const answer = await drive.tools.ledger.release(generation.account, { hold: generation.id, reason });",
        to: "const answer = await drive.tools.ledger.capture(generation.account, { hold: generation.id, amount: generation.price.total_credits, reason });",
      },
    ],
    platform: "playground",
    steps: [{ do: "picture", words: "a red fox [fail]" }],
    breaks: "charged-and-there",
  },
  {
    name: "submitted-again",
    sentence: "A submission whose answer was lost is sent once more.",
    changes: [
      {
        file: "src/core/generation/ask-provider.js",
        from: "one.sentAt === null && !hasOutcome(one)",
        to: "one.requestId === null && !hasOutcome(one)",
      },
      { file: "src/core/generation/generation.js", from: "if (submission.sentAt !== null)", to: "if (false)" },
    ],
    platform: "playground",
    steps: [{ do: "picture", words: "a red fox [lost-answer]" }],
    breaks: "asked-once",
  },
  {
    name: "shown-unseen",
    sentence: "The picture counts as shown before the chat has taken it.",
    changes: [
      {
        file: deliver,
        from: "return await chats.show(generation.place, reply, generation.revision);",
        to: "chats.show(generation.place, reply, generation.revision).catch(() => undefined); return 'shown';",
      },
    ],
    platform: "telegram",
    steps: [{ do: "chat-fails" }, { do: "picture", words: "a red fox" }],
    breaks: "requests-answered",
  },
  {
    name: "grant-forgotten",
    sentence: "The order counts as granted, and nothing was given.",
    changes: [{ file: settleOrder, from: "await give(tools, order, grant);", to: "" }],
    platform: "playground",
    steps: [{ do: "purchase", isReturned: false }],
    breaks: "orders-granted-once",
  },
  {
    name: "grant-without-cause",
    sentence: "A grant that is made again after a crash is a new one, since its cause is another each time.",
    changes: [{ file: settleOrder, from: "cause: grant.cause,", to: "cause: grant.cause + Math.random()," }],
    platform: "playground",
    steps: [
      {
        do: "kill-after",
        matches: ({ name, collection, body }) =>
          name === "update" && collection === "wallets" && JSON.stringify(body).includes('"pack"'),
      },
      { do: "purchase", isReturned: false },
    ],
    breaks: "orders-granted-once",
  },
  {
    name: "reclaim-skipped",
    sentence: "The money went back, and its credits stay.",
    changes: [
      {
        file: settleOrder,
        from: "const answer = await ledger.reclaim(order.account, reclaim);",
        to: "const answer = { outcome: 'nothing' };",
      },
    ],
    platform: "playground",
    steps: [{ do: "purchase", isReturned: true }],
    breaks: "orders-granted-once",
  },
];
