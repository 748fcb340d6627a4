/**
 * Words in a prompt that make the sandbox misbehave as fal may, for try-outs and tests. The README beside this file shows
 * the same table.
 */
export const sandboxTriggers = {
  refuse: "refused for its words, once the painting has begun: 422 `content_policy_violation`",
  "refuse-at-once": "the same, already in answer to the submission",
  "refuse-reference": "refused for its reference image: 422 `content_policy_violation` on `image_url`",
  "refuse-in-text": "200 without a picture, the refusal is a sentence in `description`",
  "refuse-downstream": "400 `downstream_service_error`, as OpenAI's edit endpoints refuse",
  flag: "every picture is flagged and black; a model without flags refuses instead",
  "flag-one": "the first picture is flagged and black; a model without flags leaves it out",
  fewer: "one picture fewer than asked for",
  slow: "the painting takes long (20 s at the usual pace)",
  stuck: "the painting never ends",
  fail: "the painting fails: 500 `internal_server_error`",
  busy: "the first submission is answered 429, the second one is taken",
  down: "every submission is answered 503",
  "lost-answer": "the picture is made, but the submission's connection drops unanswered; the webhook comes",
  "lost-all": "the same, and the webhook never comes",
  "no-webhook": "the picture is made, the webhook never comes",
  "twice-webhook": "the webhook comes twice",
  "lost-result": "the finished request is forgotten: 404",
  "broken-file": "the picture's link serves a web page",
  "gone-file": "the picture's link is dead: 404",
} as const;

export type SandboxTrigger = keyof typeof sandboxTriggers;

/** The trigger words of a prompt, each in square brackets. */
export function triggersOf(prompt: string): ReadonlySet<SandboxTrigger> {
  const found = new Set<SandboxTrigger>();
  for (const [, word = ""] of prompt.matchAll(/\[([a-z-]{1,32})\]/gi)) {
    const name = word.toLowerCase();
    if (Object.hasOwn(sandboxTriggers, name)) found.add(name as SandboxTrigger);
  }
  return found;
}
