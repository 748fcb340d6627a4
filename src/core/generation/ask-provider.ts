import { ProviderRefused, ProviderUnreachable } from "../provider.ts";
import type { StoredImage } from "../services.ts";
import type { Drive } from "./drive.ts";
import { type Ending, type Generation, isEnding, type MadeImage, type Submission } from "./generation.ts";
import { showProgress } from "./progress.ts";
import { Overtaken } from "./write-step.ts";

/** What every model takes as a reference, with room to spare: the smallest limit that a provider names is 10 MB. */
const UPLOAD_BYTES_MAX = 7 * 1024 * 1024;
const UPLOAD_EDGE_MAX = 4096;

/** What comes back with the provider's webhook: which submission of which generation. */
export function submissionTag(generation: string, submission: number): string {
  return `${generation}.${submission}`;
}

/** `held` and `submitted`: sends what has not left, and waits for what has. */
export async function askProvider(generation: Generation, drive: Drive): Promise<Generation> {
  const unsent = generation.submissions.findIndex((one) => one.sentAt === null && !hasOutcome(one));
  if (unsent >= 0) return send(generation, unsent, drive);
  const unanswered = generation.submissions.findIndex((one) => one.requestId === null && !hasOutcome(one));
  if (unanswered >= 0) return awaitWebhook(generation, unanswered, drive);
  const running = generation.submissions.findIndex((one) => !hasOutcome(one));
  return awaitResult(generation, running, drive);
}

function hasOutcome(submission: Submission): boolean {
  return submission.results !== null || submission.refused !== null;
}

async function send(generation: Generation, index: number, drive: Drive): Promise<Generation> {
  const { tools } = drive;
  const turn = await awaitTurn(generation, drive);
  if (turn !== "turn") return turn;
  const urls: string[] = [];
  for (const key of generation.references) {
    const image = await tools.images.read(key);
    if (image === null) return fail(generation, drive, { reason: "reference-lost", code: null });
    try {
      const { bytes, contentType } = await sendable(image, drive);
      urls.push(await tools.provider.upload(bytes, contentType));
    } catch (error) {
      return notTaken(generation, index, error, drive);
    }
  }
  const submission = tools.catalogue.submissions(generation.request, urls)[index];
  if (submission === undefined) throw new Error(`the catalogue no longer has submission ${index} of this request`);
  const sending = await drive.write(generation, { kind: "sending", submission: index });
  let requestId: string;
  try {
    const { input } = submission;
    // The endpoint that was written down is the one that is asked for the result later.
    const { endpoint } = sending.submissions[index] ?? submission;
    ({ requestId } = await tools.provider.submit({ tag: submissionTag(generation.id, index), endpoint, input }));
  } catch (error) {
    if (error instanceof ProviderRefused) return turnDown(sending, index, error, drive);
    if (error instanceof ProviderUnreachable && error.taken === "no") {
      const unsent = await drive.write(sending, { kind: "unsent", submission: index });
      return notTaken(unsent, index, error, drive);
    }
    // The provider may have taken it: from here only its webhook or the end of the grace decides.
    if (error instanceof ProviderUnreachable) return sending;
    throw error;
  }
  drive.memory.notTakenSince = null;
  return keepRequestId(sending, index, requestId, drive);
}

/** A result of ours may be a larger file than a model takes: then it goes as JPEG, as large in pixels as it is. */
async function sendable(image: StoredImage, { tools }: Drive): Promise<Pick<StoredImage, "bytes" | "contentType">> {
  if (image.bytes.byteLength <= UPLOAD_BYTES_MAX) return image;
  return tools.imaging.reference(image.bytes, UPLOAD_EDGE_MAX);
}

/** Waits in line; answers the generation as it is stored when that changed meanwhile. */
async function awaitTurn(generation: Generation, drive: Drive): Promise<"turn" | Generation> {
  const { turns, store, timings } = drive.tools;
  const isRunning = generation.submissions.some((submission) => submission.sentAt !== null);
  turns.join({ id: generation.id, account: generation.account, ...generation.share }, isRunning);
  while (!turns.hasTurn(generation.id)) {
    const ahead = turns.ahead(generation.id);
    if (ahead === null || drive.signal.aborted) return generation;
    showProgress(generation, { stage: "line", ahead }, drive);
    if ((await drive.pause(timings.pollMax_ms)) === "changed") return (await store.find(generation.id)) ?? generation;
    const stored = await drive.look(generation);
    if (stored !== null) return stored;
  }
  return "turn";
}

/** Our only way back to what the provider makes now: not given up for a database that is away for a moment. */
async function keepRequestId(sending: Generation, index: number, requestId: string, drive: Drive): Promise<Generation> {
  const { store, provider, timings, log } = drive.tools;
  let generation = sending;
  let isErased = false;
  while (generation.state === "held" && generation.submissions[index]?.requestId === null) {
    try {
      return await drive.write(generation, { kind: "sent", submission: index, requestId });
    } catch (error) {
      if (drive.signal.aborted) throw error;
      if (!(error instanceof Overtaken)) {
        log.warn({ error, generation: generation.id }, "a request's id could not be kept yet");
        await drive.pause(timings.faultPauseFirst_ms);
      }
      const stored = await store.find(generation.id).catch(() => undefined);
      // Erased meanwhile: nobody waits for it any more.
      isErased = stored === null;
      if (isErased) break;
      generation = stored ?? generation;
    }
  }
  // Cancelled while the request was on its way: nobody waits for it any more.
  const endpoint = generation.submissions[index]?.endpoint ?? "";
  if (isErased || isEnding(generation.state)) await provider.cancel({ endpoint, requestId }).catch(() => false);
  if (isErased) throw new Overtaken();
  return generation;
}

/** The provider surely has nothing: ask again for a while, then give the credits back. */
async function notTaken(generation: Generation, index: number, error: unknown, drive: Drive): Promise<Generation> {
  if (error instanceof ProviderRefused) return turnDown(generation, index, error, drive);
  if (!(error instanceof ProviderUnreachable)) throw error;
  const { clock, timings } = drive.tools;
  drive.memory.notTakenSince ??= clock.now();
  const waited_ms = clock.now().getTime() - drive.memory.notTakenSince.getTime();
  if (waited_ms > timings.submitPatience_ms) {
    const ending = { reason: "provider-unreachable", code: error.code } as const;
    return drive.write(generation, { kind: "turned-down", submission: index, ending });
  }
  showProgress(generation, { stage: "queue", ahead: null, running_ms: waited_ms }, drive);
  await drive.pause(Math.min(timings.pollMax_ms, timings.pollFirst_ms + waited_ms / 4));
  return generation;
}

async function awaitWebhook(generation: Generation, index: number, drive: Drive): Promise<Generation> {
  const { clock, timings, store } = drive.tools;
  const sentAt = generation.submissions[index]?.sentAt ?? generation.acceptedAt;
  const left_ms = sentAt.getTime() + timings.webhookGrace_ms - clock.now().getTime();
  if (left_ms <= 0) {
    return drive.write(generation, {
      kind: "turned-down",
      submission: index,
      ending: { reason: "provider-lost", code: null },
    });
  }
  const running_ms = sinceThen_ms(sentAt, drive);
  showProgress(generation, { stage: "queue", ahead: null, running_ms }, drive);
  await drive.pause(Math.min(left_ms, timings.pollMax_ms));
  return (await store.find(generation.id)) ?? generation;
}

/** Never negative: who sent it may have another clock. */
function sinceThen_ms(at: Date, { tools }: Drive): number {
  return Math.max(0, tools.clock.now().getTime() - at.getTime());
}

async function awaitResult(generation: Generation, index: number, drive: Drive): Promise<Generation> {
  const { timings, provider, store } = drive.tools;
  const submission = generation.submissions[index];
  if (submission === undefined || submission.requestId === null) throw new Error("there is no request to wait for");
  const request = { endpoint: submission.endpoint, requestId: submission.requestId };
  drive.tools.turns.join({ id: generation.id, account: generation.account, ...generation.share }, true);
  let pause_ms = timings.pollFirst_ms;
  for (;;) {
    if (drive.signal.aborted) return generation;
    const running_ms = sinceThen_ms(submission.sentAt ?? generation.acceptedAt, drive);
    try {
      const status = await provider.status(request);
      if (status.state === "done") {
        const result = await provider.result(request);
        const results = result.images.map(({ url, flagged }, at) => ({
          url,
          flagged,
          // A batch has one seed; only a single picture can be made again from it.
          seed: submission.images === 1 || at === 0 ? (result.seed ?? submission.seed) : null,
        }));
        return await keepResults(generation, index, results, drive);
      }
      const stage =
        status.state === "queued" ? ({ stage: "queue", ahead: status.ahead } as const) : { stage: "painting" as const };
      showProgress(generation, { ...stage, running_ms }, drive);
    } catch (error) {
      if (error instanceof ProviderRefused) return turnDown(generation, index, error, drive);
      if (!(error instanceof ProviderUnreachable)) throw error;
    }
    // Only now: after a long outage the provider may well have finished it meanwhile.
    if (running_ms > timings.pictureMax_ms) {
      await provider.cancel(request).catch(() => false);
      const ending = { reason: "took-too-long", code: null } as const;
      return drive.write(generation, { kind: "turned-down", submission: index, ending });
    }
    if ((await drive.pause(pause_ms)) === "changed") return (await store.find(generation.id)) ?? generation;
    const stored = await drive.look(generation);
    if (stored !== null) return stored;
    pause_ms = Math.min(timings.pollMax_ms, pause_ms * 1.3);
  }
}

/** The last results go with the pictures themselves, which are fetched now: after a crash the provider is asked again. */
function keepResults(
  generation: Generation,
  index: number,
  results: readonly MadeImage[],
  drive: Drive,
): Promise<Generation> | Generation {
  const isLast = generation.submissions.every((one, at) => at === index || hasOutcome(one));
  const answered = { kind: "answered", submission: index, results } as const;
  return isLast ? drive.carry(generation, answered) : drive.write(generation, answered);
}

function turnDown(generation: Generation, index: number, error: ProviderRefused, drive: Drive): Promise<Generation> {
  return drive.write(generation, { kind: "turned-down", submission: index, ending: endingOf(error) });
}

function endingOf({ policy, about, code }: ProviderRefused): Ending {
  if (policy) return { reason: about === "reference" ? "policy-reference" : "policy-prompt", code };
  if (about === "reference") return { reason: "reference-refused", code };
  if (about === "provider") return { reason: "provider-failed", code };
  return { reason: code === "not_found" ? "provider-dropped" : "request-refused", code };
}

export function fail(generation: Generation, drive: Drive, ending: Ending): Promise<Generation> {
  return drive.write(generation, { kind: "ended", state: "failed", ending });
}
