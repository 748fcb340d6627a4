/** Whether an answer repeats an earlier one with the same idempotency key, and so may tell of how things once were. */
export function isReplay(answer: { readonly lastResponse: { readonly headers: Record<string, string> } }): boolean {
  return answer.lastResponse.headers["idempotent-replayed"] === "true";
}
