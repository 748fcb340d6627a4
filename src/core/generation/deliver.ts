import type { Reply } from "../chat/reply.ts";
import type { Judgement } from "../moderation/conduct.ts";
import { plainRule, REFUSED_BY_PROVIDER, type SettlementRule } from "../moderation/money-table.ts";
import type { Drive } from "./drive.ts";
import type { EndingReason, Generation, Settlement } from "./generation.ts";
import { providerWord, refusedShare_credits, stageOfEnding } from "./refused.ts";
import { endingReply, resultReply } from "./replies.ts";

/**
 * `settled`: shows the pictures where they were asked for. Shown again when unsure: a picture twice is harmless, a lost one
 * is not. Where no way is left they stay in the history, and the person hears of it at the next contact (T9/T22).
 */
export async function deliver(generation: Generation, drive: Drive): Promise<Generation> {
  const { accounts, catalogue, pricing } = drive.tools;
  const isFirst = generation.mayBeFirst && (await accounts.showsFirst(generation.account, generation.id));
  const prices = await pricing.for(generation.account);
  let settled = generation;
  const outcome = await show(generation, resultReply(generation, { catalogue, prices, isFirst }), drive, async () => {
    settled = await drive.writeCarried(settled);
  });
  if (outcome === "stopped") return settled;
  if (outcome === "gone") await drive.tools.tellLater(settled, isFirst);
  return drive.write(settled, { kind: "delivered" });
}

/** An ending: settles the credits by the table, tells the person, and only then is it closed. */
export async function finishEnding(generation: Generation, drive: Drive): Promise<Generation> {
  const { ending } = generation;
  if (ending === null) throw new Error("an ending has a reason");
  const settlement = await settle(generation, ending.reason, drive);
  await stopAtProvider(generation, drive);
  await drive.tools.allowance.settle(generation, settlement.captured_credits);
  await clearImages(generation, drive);
  const reply = endingReply({ ...generation, settlement });
  const outcome = await show(generation, reply, drive);
  if (outcome === "stopped") return generation;
  if (outcome === "gone") await drive.tools.tellEnding(generation, reply);
  return drive.write(generation, { kind: "closed", settlement });
}

/** Pictures that were stored before it ended have no place in any history. */
export async function clearImages({ id, request }: Generation, { tools }: Drive): Promise<void> {
  await tools.images.delete(Array.from({ length: request.n }, (_, index) => `${id}:${index}`));
}

async function settle(generation: Generation, reason: EndingReason, drive: Drive): Promise<Settlement> {
  const termsVersion = drive.tools.terms.inForce(generation.acceptedAt).version;
  const stage = stageOfEnding(reason);
  const word = stage === null ? null : providerWord(generation, stage);
  let judgement = word === null ? null : await drive.tools.conduct.judge(word);
  if (judgement?.credits === "kept") {
    const captured_credits = await keep(generation, drive);
    if (captured_credits > 0) {
      const released_credits = generation.price.total_credits - captured_credits;
      return { rule: judgement.rule, termsVersion, captured_credits, released_credits, ...judgedOf(judgement) };
    }
    // Given back at the same moment, as when a wave of refusals was recognised: by now that is the judgement.
    judgement = word === null ? null : await drive.tools.conduct.judge(word);
  }
  const released_credits = await release(generation, reason, drive);
  const rule =
    released_credits > 0 && judgement !== null ? withoutCapture(judgement.rule) : ruleOf(reason, released_credits);
  return { rule, termsVersion, captured_credits: 0, released_credits, ...(judgement && judgedOf(judgement)) };
}

/** What was given back was not kept, although whoever gave it back has not written so yet. */
function withoutCapture(rule: SettlementRule): SettlementRule {
  return rule === "refused-by-provider-kept" ? "refused-by-provider-returned" : rule;
}

/** Charges what was refused and gives the rest back; 0 when it was given back already. */
async function keep(generation: Generation, { tools }: Drive): Promise<number> {
  const amount = refusedShare_credits(generation);
  const capture = { hold: generation.id, amount, reason: REFUSED_BY_PROVIDER };
  const answer = await tools.ledger.capture(generation.account, capture);
  return answer.outcome === "captured" || answer.outcome === "repeated" ? answer.entry.amount : 0;
}

function judgedOf({ violation, refusals, isLastReturned, window_days }: Judgement): Pick<Settlement, "judged"> {
  return refusals === null ? {} : { judged: { violation, refusals, isLastReturned, window_days } };
}

async function release(generation: Generation, reason: EndingReason, drive: Drive): Promise<number> {
  const answer = await drive.tools.ledger.release(generation.account, { hold: generation.id, reason });
  return answer.outcome === "unknown-hold" ? 0 : generation.price.total_credits;
}

/** Saves the provider work that nobody waits for any more; whether it succeeds changes nothing for the person. */
async function stopAtProvider(generation: Generation, drive: Drive): Promise<void> {
  for (const { requestId, endpoint, results, refused } of generation.submissions) {
    if (requestId === null || results !== null || refused !== null) continue;
    await drive.tools.provider.cancel({ endpoint, requestId }).catch(() => false);
  }
}

function ruleOf(reason: EndingReason, released_credits: number): SettlementRule {
  if (released_credits === 0) return plainRule("never-held");
  return plainRule(reason === "cancelled" ? "cancelled" : "technical");
}

/** `delayed`: called once when the chat does not take it at once, and may for a while not take it. */
async function show(
  generation: Generation,
  reply: Reply,
  drive: Drive,
  delayed?: () => Promise<void>,
): Promise<"shown" | "gone" | "stopped"> {
  const { chats, clock, timings, log } = drive.tools;
  const giveUpAt = clock.now().getTime() + timings.deliveryPatience_ms;
  let pause_ms = timings.pollFirst_ms;
  for (let tries = 1; ; tries++) {
    try {
      return await chats.show(generation.place, reply, generation.revision);
    } catch (error) {
      if (drive.signal.aborted) return "stopped";
      if (clock.now().getTime() + pause_ms > giveUpAt) {
        log.error({ error, generation: generation.id }, "a picture could not be shown; it stays in the history");
        return "gone";
      }
    }
    if (tries === 1) await delayed?.();
    await drive.pause(pause_ms);
    pause_ms = Math.min(timings.pollMax_ms * 4, pause_ms * 2);
  }
}
