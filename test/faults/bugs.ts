import type { SeenCommand } from "../support/wire-proxy.ts";
import type { Change } from "./mutants.ts";
import type { Platform } from "./schedule.ts";

/** What one person does to meet a bug, one after the other. */
export type Step =
  | { readonly do: "picture"; readonly words: string }
  | { readonly do: "purchase"; readonly isReturned: boolean }
  | { readonly do: "reroll" }
  /** The next write of this kind is done, and its process dies before it hears of that. */
  | { readonly do: "kill-after"; readonly matches: (command: SeenCommand) => boolean };

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
const askProvider = "src/core/generation/ask-provider.js";
const show = "return await chats.show(generation.place, reply, generation.revision);";

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
        file: askProvider,
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
    name: "submitted-unwritten",
    sentence: "The picture is asked for twice, the second time under a name that is written down nowhere.",
    changes: [
      {
        file: askProvider,
        from: "const { input } = submission;",
        to: "const { input } = submission; await tools.provider.submit({ tag: submissionTag(generation.id, 7), endpoint: submission.endpoint, input });",
      },
    ],
    platform: "playground",
    steps: [{ do: "picture", words: "a red fox" }],
    breaks: "asked-once",
  },
  {
    name: "charged-again",
    sentence: "A charge that is made again after a crash is a new one, since its cause is another each time.",
    changes: [
      {
        file: "src/core/credits/operations.js",
        from: "holds: wallet.holds.filter((other) => other !== held), amount: operation.amount,",
        to: "holds: wallet.holds, amount: operation.amount,",
      },
      {
        file: "src/core/credits/ledger.js",
        from: "return `capture:",
        to: "return Math.random() + `capture:",
      },
    ],
    platform: "playground",
    steps: [
      {
        do: "kill-after",
        matches: ({ name, collection, body }) =>
          name === "update" && collection === "wallets" && JSON.stringify(body).includes('"capture"'),
      },
      { do: "picture", words: "a red fox" },
    ],
    breaks: "charged-once",
  },
  {
    name: "reroll-unseen",
    sentence: "What a press on a picture brings counts as shown, and nobody sees it.",
    changes: [{ file: deliver, from: show, to: `if (generation.parent !== null) return 'shown'; ${show}` }],
    platform: "playground",
    steps: [{ do: "picture", words: "a red fox" }, { do: "reroll" }],
    breaks: "requests-answered",
  },
  {
    name: "dearest-first",
    sentence: "Credits that were paid for are spent before those that were a gift.",
    changes: [
      {
        file: "src/core/credits/lots.js",
        from: "lots.toSorted(burnOrder)",
        to: "lots.toSorted((a, b) => burnOrder(b, a))",
      },
    ],
    platform: "playground",
    steps: [
      { do: "purchase", isReturned: false },
      { do: "picture", words: "a red fox" },
    ],
    breaks: "laws-hold",
  },
  {
    name: "never-settled",
    sentence: "An order that was carried out is not written down as settled, and carried out again and again.",
    changes: [
      {
        file: settleOrder,
        from: "return withRestorings({ ...order, grants, disputes, returns, unsettled, state });",
        to: "return withRestorings({ ...order, grants, disputes, returns, unsettled: true, state });",
      },
    ],
    platform: "playground",
    steps: [{ do: "purchase", isReturned: false }],
    breaks: "everything-ends",
  },
  {
    name: "promise-unheard",
    sentence: "A promise that nobody waits for is rejected, and takes its process along.",
    changes: [
      {
        file: "src/core/generation/take-order.js",
        from: 'metrics.pictureState("accepted", request.model);',
        to: 'metrics.pictureState("accepted", request.model); Promise.reject(new Error("nobody waits for this"));',
      },
    ],
    platform: "playground",
    steps: [{ do: "picture", words: "a red fox" }],
    breaks: "nothing-crashed",
  },
  {
    name: "turn-kept",
    sentence: "A picture that is done keeps its turn at the provider, and whoever asks next waits for ever.",
    changes: [
      { file: "src/core/generation/drives.js", from: "tools.turns.leave(generation.id);", to: "" },
      {
        file: "src/core/generation/drive.js",
        from: "tools.turns.leave(generation.id);",
        to: "undefined;",
      },
    ],
    platform: "playground",
    steps: [
      { do: "picture", words: "a red fox" },
      { do: "picture", words: "a blue cat" },
    ],
    breaks: "work-goes-on",
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
  {
    name: "reclaim-one-short",
    sentence: "The money went back, and one credit too few.",
    changes: [
      {
        file: settleOrder,
        from: "const answer = await ledger.reclaim(order.account, reclaim);",
        to: "const answer = await ledger.reclaim(order.account, { ...reclaim, amountMax: 499 });",
      },
    ],
    platform: "playground",
    steps: [{ do: "purchase", isReturned: true }],
    breaks: "orders-granted-once",
  },
];
