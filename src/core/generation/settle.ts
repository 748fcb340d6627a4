import { plainRule, type SettlementRule } from "../moderation/money-table.ts";
import type { Drive } from "./drive.ts";
import { type Generation, isEnding } from "./generation.ts";
import { isRefusedByPolicy, providerWord } from "./refused.ts";
import { Overtaken } from "./write-step.ts";

/** Holds the price, once: the hold's id is the generation's. */
export async function hold(generation: Generation, drive: Drive): Promise<Generation> {
  const { tools } = drive;
  // Counted first: what passes the limit of its server holds nothing.
  if (!(await tools.allowance.take(generation))) return end(generation, drive, "server-cap");
  const answer = await tools.ledger.hold(generation.account, {
    cause: generation.id,
    amount: generation.price.total_credits,
    holdsMax: generation.share.inWorksMax,
    since: generation.acceptedAt,
    reason: "picture",
  });
  switch (answer.outcome) {
    case "held":
      return afterHold(generation, drive);
    case "repeated":
      // Ended holds never come alive again: a picture whose credits went back is not made for nothing.
      return answer.ended ? end(generation, drive, "provider-lost") : afterHold(generation, drive);
    case "insufficient":
      return end(generation, drive, "credits-insufficient");
    case "frozen":
      return end(generation, drive, "wallet-frozen");
    case "too-many-held":
      return end(generation, drive, "too-many-running");
  }
}

async function afterHold(generation: Generation, drive: Drive): Promise<Generation> {
  const { store, turns } = drive.tools;
  turns.join({ id: generation.id, account: generation.account, ...generation.share }, false);
  // Whose turn it is leaves at once, and that is written before it does.
  if (turns.hasTurn(generation.id)) return drive.carry(generation, { kind: "held" });
  try {
    return await drive.write(generation, { kind: "held" });
  } catch (error) {
    const stored = error instanceof Overtaken ? await store.find(generation.id) : null;
    if (stored !== null) await returnHold(generation, stored, drive);
    throw error;
  }
}

/**
 * Whoever holds for a picture that has ended meanwhile, elsewhere or by its person, gives back what they held: whoever ended it
 * may have looked before the hold was there. A step that failed while it was `accepted` may have held as well.
 */
export async function returnHold(held: Generation, stored: Generation, { tools }: Drive): Promise<void> {
  const mayHold = held.state === "accepted" || held.state === "held";
  const wasNeverSent = stored.submissions.every(({ sentAt }) => sentAt === null);
  if (!mayHold || !isEnding(stored.state) || !wasNeverSent) return;
  const reason = stored.ending?.reason ?? "cancelled";
  await tools.ledger.release(held.account, { hold: held.id, reason });
}

function end(
  generation: Generation,
  drive: Drive,
  reason: "credits-insufficient" | "wallet-frozen" | "too-many-running" | "server-cap" | "provider-lost",
): Promise<Generation> {
  const state = reason === "provider-lost" ? "failed" : "refused";
  return drive.write(generation, { kind: "ended", state, ending: { reason, code: null } });
}

/** Takes exactly the price of what is stored; the rest of the hold returns. */
export async function capture(generation: Generation, drive: Drive): Promise<Generation> {
  const { perImage_credits, total_credits } = generation.price;
  const delivered_credits = perImage_credits * generation.images.length;
  const answer = await drive.tools.ledger.capture(generation.account, {
    hold: generation.id,
    amount: delivered_credits,
    reason: "picture",
  });
  const isCharged = answer.outcome === "captured" || answer.outcome === "repeated";
  if (!isCharged) {
    // No path leads here. If one ever does, the picture is the person's and the loss is ours.
    drive.tools.log.error({ error: answer.outcome, generation: generation.id }, "a picture could not be charged");
  }
  const captured_credits = isCharged ? delivered_credits : 0;
  const released_credits = total_credits - captured_credits;
  if (released_credits > 0) await drive.tools.allowance.settle(generation, captured_credits);
  const rule = ruleOf(generation);
  if (rule === "flagged-share-returned") {
    await drive.tools.conduct.judge(providerWord(generation, "provider-output"));
  }
  // Written once it was shown: until then whoever goes on finds the charge by its cause, and shows it again in any case.
  const settled = drive.carry(generation, {
    kind: "settled",
    settlement: {
      ...{ rule, termsVersion: drive.tools.terms.inForce(generation.acceptedAt).version },
      ...{ captured_credits, released_credits },
    },
  });
  if (rule !== "flagged-share-returned") drive.tools.conduct.made(generation.request.model);
  return settled;
}

function ruleOf(generation: Generation): SettlementRule {
  if (generation.images.length === generation.request.n) return plainRule("delivered");
  // Of a batch some of which was made, what was refused is no graver than what was hidden: the same words did for the others.
  const flagged = generation.submissions.some(
    (one) => isRefusedByPolicy(one) || one.results?.some((result) => result.flagged),
  );
  return flagged ? "flagged-share-returned" : plainRule("missing");
}
