import type { ProviderWord } from "../moderation/conduct.ts";
import type { EndingReason, Generation, Submission } from "./generation.ts";

/** Where the provider found what ended a picture; null: it ended for another reason. */
export function stageOfEnding(reason: EndingReason): ProviderWord["stage"] | null {
  if (reason === "policy-image") return "provider-output";
  return isPolicy(reason) ? "provider-input" : null;
}

export function providerWord(
  { id, account, request, acceptedAt }: Generation,
  stage: ProviderWord["stage"],
): ProviderWord {
  return { generation: id, account, model: request.model, stage, words: request.prompt, orderedAt: acceptedAt };
}

export function isRefusedByPolicy({ refused }: Submission): boolean {
  return refused !== null && isPolicy(refused.reason);
}

/** What of the price is for requests that were refused by policy: what failed beside them is never charged. */
export function refusedShare_credits({ submissions, price, request }: Generation): number {
  const refused = submissions.filter(isRefusedByPolicy).reduce((images, one) => images + one.images, 0);
  return refused >= request.n ? price.total_credits : refused * price.perImage_credits;
}

function isPolicy(reason: EndingReason): boolean {
  return reason === "policy-prompt" || reason === "policy-reference";
}
