import { defineCommand } from "../src/core/chat/command.ts";
import { Refusal } from "../src/core/refusal.ts";

export const cancel = defineCommand({
  name: "cancel",
  summary: "Stop the picture in the works, or all of them",
  audience: "caller",
  needsConsent: false,
  // What is stopped costs nothing, whatever became of the account since.
  whileSuspended: true,
  options: { all: { kind: "flag", summary: "All of them, not only the newest" } },
  example: "/cancel --all",
  async run({ options, caller }, { ledger, studio }) {
    const { account, messages } = caller;
    // What is in the works is what credits are held for; the hold's name is the picture's.
    const { holds } = await ledger.wallet(account.id);
    const newestFirst = holds.toSorted((a, b) => b.heldAt.getTime() - a.heldAt.getTime());
    let stopped = 0;
    let late = 0;
    for (const { id } of options.all ? newestFirst : newestFirst.slice(0, 1)) {
      const outcome = await studio.cancel(id, account).catch((error: unknown) => {
        // It is gone, or not there yet: one that cannot be stopped must not keep the others running.
        if (!(error instanceof Refusal)) throw error;
        return "too-late" as const;
      });
      if (outcome === "cancelled") stopped += 1;
      else late += 1;
    }
    if (stopped === 0 && late > 0) return { text: messages.imagine.tooLate };
    return { text: messages.imagine.cancelledMany(stopped) };
  },
});
