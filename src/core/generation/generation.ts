import type { Share } from "../accounts/account.ts";
import type { Settings } from "../accounts/settings.ts";
import type { PictureRequest } from "../catalogue/picture-request.ts";
import type { SettlementRule } from "../moderation/money-table.ts";
import type { GenerationServer } from "../servers/allowance.ts";

/**
 * The life of one picture request: `accepted → held → submitted → made → stored → settled → delivered`, or one of the
 * endings `refused`, `failed`, `cancelled`. A generation is closed once its credits are settled and its person was told.
 */
export type State =
  | "accepted"
  | "held"
  | "submitted"
  | "made"
  | "stored"
  | "settled"
  | "delivered"
  | "refused"
  | "failed"
  | "cancelled";

export interface Generation {
  /** Derived from the event that asked for it: the same event makes the same generation. */
  readonly id: string;
  readonly account: string;
  /** Where the answer is shown. */
  readonly place: string;
  readonly language: string;
  readonly state: State;
  /** Grows with every write; a write is made only on the revision it was computed from, so every step has one winner. */
  readonly revision: number;
  /** The process that drives it. */
  readonly owner: string;
  readonly request: PictureRequest;
  /** Keys of the stored reference images. */
  readonly references: readonly string[];
  /** What was shown before spending, and what is charged at most. */
  readonly price: { readonly perImage_credits: number; readonly total_credits: number };
  /** The person's share of the provider, by the plan they had when they asked. */
  readonly share: Share;
  /** The server or group in which it was asked for, with what was set there then; null: a direct chat. */
  readonly server: GenerationServer | null;
  /** How its person wanted to see pictures when they asked; absent: as the platform shows them. */
  readonly display?: Pick<Settings, "originals" | "spoilers">;
  /** The generation whose button asked for it. */
  readonly parent: string | null;
  /** Which button of its parent: `reroll`, `variation.0`, `upscale.2`; null where every press is one of its own. */
  readonly action: string | null;
  /** Derived from the events that asked for it by a press: one that comes again, however late, is known. */
  readonly events: readonly string[];
  /** The account had been shown no picture yet when it asked: only then is it worth to find out whether this is the first. */
  readonly mayBeFirst: boolean;
  readonly submissions: readonly Submission[];
  readonly images: readonly GeneratedImage[];
  readonly settlement: Settlement | null;
  /** Why it ended without a picture: a code with a sentence in `messages`. */
  readonly ending: Ending | null;
  readonly acceptedAt: Date;
  readonly changedAt: Date;
  /** When nothing was left to do; null: somebody must go on with it. */
  readonly closedAt: Date | null;
  /** The person took it out of their history. */
  readonly deletedAt: Date | null;
  /** When its bytes were gone from the store as well; null while they may still be there. */
  readonly clearedAt: Date | null;
  /** When people of ours took it down: nobody is shown it any more. */
  readonly takenDownAt: Date | null;
}

/** One request to the provider. Most generations have one; a model that repeats itself with a seed has one an image. */
export interface Submission {
  /** Written before the request leaves: a submission that was sent is never sent again. */
  readonly sentAt: Date | null;
  readonly requestId: string | null;
  readonly endpoint: string;
  readonly images: number;
  readonly seed: number | null;
  readonly results: readonly MadeImage[] | null;
  /** Why this request brought nothing; the others may still. */
  readonly refused: Ending | null;
}

/** A picture that the provider has made and that is not with us yet. */
export interface MadeImage {
  readonly url: string;
  readonly seed: number | null;
  readonly flagged: boolean;
}

export interface GeneratedImage {
  /** Key in the image store. */
  readonly key: string;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
  readonly seed: number | null;
}

/** How the credits ended, by which line of the table of money and moderation (T9, T22), under which terms. */
export interface Settlement {
  readonly rule: SettlementRule;
  readonly termsVersion: string;
  readonly captured_credits: number;
  readonly released_credits: number;
  /** Of a refusal by the provider that counts: see `Judgement`. */
  readonly judged?: Judged;
}

/** How many refusals there are in the window with this one, and whether the next one keeps its credits (T22). */
export interface Judged {
  readonly violation: string;
  readonly refusals: number;
  readonly isLastReturned: boolean;
  readonly window_days: number;
}

export interface Ending {
  readonly reason: EndingReason;
  /** The provider's own code, for support. */
  readonly code: string | null;
}
export type EndingReason =
  | "credits-insufficient"
  | "wallet-frozen"
  | "too-many-running"
  | "server-cap"
  | "policy-prompt"
  | "policy-reference"
  | "policy-image"
  | "request-refused"
  | "reference-refused"
  | "reference-lost"
  | "provider-failed"
  | "provider-unreachable"
  | "provider-lost"
  | "provider-dropped"
  | "took-too-long"
  | "our-fault"
  | "could-not-store"
  | "cancelled";

/** What happens to a generation. Each is one write. */
export type Event =
  | { readonly kind: "held" }
  | { readonly kind: "sending"; readonly submission: number }
  | { readonly kind: "unsent"; readonly submission: number }
  | { readonly kind: "sent"; readonly submission: number; readonly requestId: string }
  | { readonly kind: "answered"; readonly submission: number; readonly results: readonly MadeImage[] }
  | { readonly kind: "turned-down"; readonly submission: number; readonly ending: Ending }
  | { readonly kind: "stored"; readonly images: readonly GeneratedImage[] }
  | { readonly kind: "settled"; readonly settlement: Settlement }
  | { readonly kind: "delivered" }
  | { readonly kind: "ended"; readonly state: "refused" | "failed" | "cancelled"; readonly ending: Ending }
  | { readonly kind: "cancelled"; readonly owner: string }
  | { readonly kind: "closed"; readonly settlement: Settlement }
  | { readonly kind: "claimed"; readonly owner: string }
  | { readonly kind: "deleted" }
  | { readonly kind: "cleared" }
  | { readonly kind: "taken-down" }
  | { readonly kind: "restored" };

/** A step that the state does not allow: a fault of the driver, or a race that another process has won. */
export class WrongStep extends Error {
  override readonly name = "WrongStep";
}

export function isEnding(state: State): state is "refused" | "failed" | "cancelled" {
  return state === "refused" || state === "failed" || state === "cancelled";
}

/** The generation after an event, or `WrongStep`. Pure: what it returns still has to be written on the old revision. */
export function advance(generation: Generation, event: Event, at: Date): Generation {
  const next = change(generation, event, at);
  return { ...generation, ...next, revision: generation.revision + 1, changedAt: at };
}

function change(generation: Generation, event: Event, at: Date): Partial<Generation> {
  const { state, submissions } = generation;
  const only = (...states: readonly State[]) => {
    if (!states.includes(state)) throw new WrongStep(`${event.kind} does not follow ${state}`);
  };
  switch (event.kind) {
    case "held":
      only("accepted");
      return { state: "held" };
    case "sending": {
      only("held");
      const submission = submissionAt(generation, event.submission);
      if (submission.sentAt !== null) throw new WrongStep("a submission leaves once");
      return { submissions: submissions.with(event.submission, { ...submission, sentAt: at }) };
    }
    case "unsent": {
      // Only when it is certain that the provider did not take it; then it may leave again.
      only("held");
      const submission = submissionAt(generation, event.submission);
      if (submission.requestId !== null) throw new WrongStep("it has an answer");
      return { submissions: submissions.with(event.submission, { ...submission, sentAt: null }) };
    }
    case "sent": {
      only("held");
      const submission = submissionAt(generation, event.submission);
      if (submission.requestId !== null) throw new WrongStep("it has an answer");
      return afterSubmission(generation, event.submission, { ...submission, requestId: event.requestId });
    }
    case "answered": {
      only("held", "submitted");
      return afterSubmission(generation, event.submission, {
        ...undecided(generation, event.submission),
        results: event.results,
      });
    }
    case "turned-down": {
      only("held", "submitted");
      return afterSubmission(generation, event.submission, {
        ...undecided(generation, event.submission),
        refused: event.ending,
      });
    }
    case "stored":
      only("made");
      return { state: "stored", images: event.images };
    case "settled":
      only("stored");
      return { state: "settled", settlement: event.settlement };
    case "delivered":
      only("settled");
      return { state: "delivered", closedAt: at };
    case "ended":
      // Once credits are captured the picture is the person's; from there it can only be delivered.
      only("accepted", "held", "submitted", "made");
      return { state: event.state, ending: event.ending };
    case "cancelled":
      // Whoever cancels sees it through: the process that drives it finds out when it wants to go on.
      only("accepted", "held", "submitted", "made");
      return { state: "cancelled", ending: { reason: "cancelled", code: null }, owner: event.owner };
    case "closed":
      if (!isEnding(state)) throw new WrongStep(`${state} is not an ending`);
      if (generation.closedAt !== null) throw new WrongStep("it is closed");
      return { settlement: event.settlement, closedAt: at };
    case "claimed":
      return { owner: event.owner };
    case "deleted":
      if (generation.closedAt === null) throw new WrongStep("it is still running");
      return { deletedAt: generation.deletedAt ?? at };
    case "cleared":
      if (generation.deletedAt === null) throw new WrongStep("it was not deleted");
      return { clearedAt: at };
    case "taken-down":
      if (generation.closedAt === null) throw new WrongStep("it is still running");
      return { takenDownAt: generation.takenDownAt ?? at };
    case "restored":
      return { takenDownAt: null };
  }
}

/** A generation is `submitted` once every request has left and been taken, and `made` once every one has an outcome. */
function afterSubmission(generation: Generation, index: number, submission: Submission): Partial<Generation> {
  const submissions = generation.submissions.with(index, submission);
  const made = submissions.every((one) => one.results !== null || one.refused !== null);
  const submitted = submissions.every((one) => one.requestId !== null || one.results !== null || one.refused !== null);
  return { submissions, state: made ? "made" : submitted ? "submitted" : "held" };
}

function submissionAt(generation: Generation, index: number): Submission {
  const submission = generation.submissions[index];
  if (submission === undefined) throw new WrongStep(`there is no submission ${index}`);
  return submission;
}

/** A submission without an outcome: the first one stands. */
function undecided(generation: Generation, index: number): Submission {
  const submission = submissionAt(generation, index);
  if (submission.results !== null || submission.refused !== null) throw new WrongStep("it has an outcome");
  return submission;
}
