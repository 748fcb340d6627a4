import { languageWished } from "../accounts/account.ts";
import type { Accounts } from "../accounts/accounts.ts";
import { encodeButton } from "../chat/button-token.ts";
import type { Reply } from "../chat/reply.ts";
import type { Audit } from "../desk/audit.ts";
import { SHORT_ID_LENGTH } from "../generation/earlier-pictures.ts";
import type { Event, Generation } from "../generation/generation.ts";
import type { GenerationStore } from "../generation/generation-store.ts";
import { Overtaken, writeStep } from "../generation/write-step.ts";
import { languageOf, messagesFor } from "../messages.ts";
import type { CaseKind, Cases } from "../moderation/case.ts";
import { EVIDENCE_BYTES_MAX, type EvidenceRoom } from "../moderation/evidence.ts";
import type { ModerationNumbers } from "../moderation/numbers.ts";
import type { Notices } from "../notices/notices.ts";
import type { Reports } from "../reports/reports.ts";
import type { Chats, Clock, Ids, ImageStore, Imaging, Log, Metrics, StoredImage } from "../services.ts";
import type { Posting, PostingPosition, Postings } from "./posting.ts";
import type { SealedImage, Takedown, TakedownGround, TakedownStep, TakedownStore } from "./takedown.ts";

export interface TakedownParts {
  readonly store: TakedownStore;
  readonly generations: Pick<GenerationStore, "find" | "update" | "madeFrom">;
  readonly images: Pick<ImageStore, "read" | "put" | "delete">;
  readonly imaging: Pick<Imaging, "shrink">;
  readonly postings: Pick<Postings, "showing">;
  readonly evidence: Pick<EvidenceRoom, "seal" | "open" | "extend">;
  readonly cases: Pick<Cases, "open" | "find" | "decide">;
  readonly reports: Pick<Reports, "casesOf">;
  readonly accounts: Pick<Accounts, "find">;
  readonly notices: Pick<Notices, "tell">;
  readonly chats: Pick<Chats, "show" | "has">;
  readonly audit: Pick<Audit, "record">;
  readonly numbers: Pick<ModerationNumbers, "counterNotice_days" | "infringementsMax" | "evidenceKept_days">;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Metrics;
}

const PLACES_AT_ONCE = 500;
const DAY_MS = 24 * 60 * 60 * 1000;
/** What is owed to whoever was harmed and to the authorities (T7): its sealed copy is evidence, not only there to be given back. */
const owedGrounds: ReadonlySet<TakedownGround> = new Set(["minors", "intimate"]);
const owedKinds: ReadonlySet<CaseKind> = new Set(["gravest", "intimate"]);
/** Objections come at the last minute, and are decided later. */
const SEALED_LONGER_MS = DAY_MS;
/** Who was just being shown the picture has it on the screen by then. */
const LOOKED_FOR_AGAIN_MS = 10 * 60 * 1000;
const TRIED_AGAIN_MS = 30_000;
/** A chat that is away so long is not waited for. */
const COVERED_WITHIN_MS = DAY_MS;

/** Each step of a takedown; all are safe to repeat, and what is written in between says which are done. */
export function createTakedownSteps(parts: TakedownParts) {
  const { store, generations, images, evidence, cases, clock, ids, log } = parts;

  /** From now on nobody is shown it, whatever else is still to be done. */
  async function hide(takedown: Takedown): Promise<void> {
    await mark(takedown.generation, { kind: "taken-down" });
  }

  async function mark(id: string, event: Event): Promise<void> {
    for (;;) {
      const generation = await generations.find(id);
      const isDone = generation === null || (event.kind === "taken-down") === (generation.takenDownAt !== null);
      if (isDone) return;
      try {
        await writeStep({ ...parts, store: generations as GenerationStore }, generation, event);
        return;
      } catch (error) {
        if (!(error instanceof Overtaken)) throw error;
      }
    }
  }

  /** Kept where nobody finds it by chance, for as long as somebody may object, or an authority may ask. */
  async function seal(takedown: Takedown): Promise<Partial<Takedown>> {
    const generation = await generations.find(takedown.generation);
    const sealed: SealedImage[] = [];
    for (const key of generation === null ? [] : keysOf(generation)) {
      const image = await images.read(key);
      if (image === null) continue;
      const { bytes, contentType, width, height } = await fitting(image);
      const name = `takedown:${takedown.id}:${key}`;
      await evidence.seal({
        ...{ key: name, account: takedown.account, words: null, bytes, contentType, at: takedown.at },
        keepUntil: sealedUntil(takedown),
      });
      sealed.push({ key, evidence: name, width, height });
    }
    return { sealed };
  }

  function sealedUntil({ ground, at, objectUntil }: Takedown): Date {
    const owed_ms = owedGrounds.has(ground) ? at.getTime() + parts.numbers.evidenceKept_days * DAY_MS : 0;
    return new Date(Math.max(objectUntil.getTime() + SEALED_LONGER_MS, owed_ms));
  }

  async function fitting(image: StoredImage): Promise<Pick<StoredImage, "bytes" | "contentType" | "width" | "height">> {
    return image.bytes.byteLength <= EVIDENCE_BYTES_MAX ? image : parts.imaging.shrink(image.bytes, EVIDENCE_BYTES_MAX);
  }

  async function clear({ generation: id }: Takedown): Promise<void> {
    const generation = await generations.find(id);
    if (generation !== null) await images.delete(keysOf(generation));
  }

  async function tellOwner({ id, account, generation, ground, note, objectUntil }: Takedown): Promise<void> {
    const owner = await parts.accounts.find(account);
    if (owner === null) return;
    const { reports: words } = messagesFor(languageOf(languageWished(owner)));
    await parts.notices.tell(owner.id, `takedown:${id}`, {
      title: words.ownerTitle,
      text: words.owner(shortId(generation), ground, note, objectUntil),
      buttons: [{ label: words.objectButton, token: encodeButton("report", "object", owner.id, id) }],
    });
  }

  /** Who reported it asked for just this. */
  async function decideCases(takedown: Takedown): Promise<void> {
    const { generation, by, note } = takedown;
    for (const caseId of await parts.reports.casesOf(generation)) {
      const first = await cases.find(caseId);
      if (first?.decision === null && owedKinds.has(first.kind)) await addEvidence(first.kind, takedown);
      for (;;) {
        const one = await cases.find(caseId);
        if (one === null || one.decision !== null) break;
        await cases.decide(one.id, one.version, { outcome: "acted", by, note: note ?? "taken down" });
      }
    }
  }

  /** The picture is in the store no more: only its sealed copy can be shown, exported, and kept where its owner has themselves erased. */
  async function addEvidence(kind: CaseKind, { id, account, generation, sealed }: Takedown): Promise<void> {
    await cases.open({
      ...{ kind, account, generation, report: id, cause: `${kind}:${generation}` },
      evidence: sealed.map(({ evidence: key }) => key),
    });
  }

  /** Whose pictures are taken down for others' rights again and again is looked at by a person (T26). */
  async function count({ id, account, ground, generation }: Takedown): Promise<void> {
    if (ground !== "rights") return;
    const standing = await store.countStanding(account, ground);
    if (standing < parts.numbers.infringementsMax) return;
    await cases.open({
      ...{ kind: "repeat-infringer", account, generation, cause: `repeat-infringer:${account}` },
      report: id,
    });
  }

  /** Takes the picture out of every place that this process reaches, and says what is left. */
  async function cover(takedown: Takedown): Promise<Partial<Takedown>> {
    const generation = await generations.find(takedown.generation);
    const covered = new Set(takedown.covered);
    const lost = new Set(takedown.lost);
    const own: Showing[] = generation === null ? [] : [coverOf(generation)];
    let failed = 0;
    let elsewhere = 0;
    for await (const { place, reply, version } of showings(takedown, own)) {
      const name = ids.derived(place);
      if (covered.has(name) || lost.has(name)) continue;
      const outcome = await showCover(place, reply, version, takedown);
      if (outcome === "shown") covered.add(name);
      else if (outcome === "gone" || isLate(takedown)) lost.add(name);
      else if (outcome === "later") failed += 1;
      else elsewhere += 1;
    }
    return { covered: [...covered], lost: [...lost], ...next(takedown, { failed, elsewhere }) };
  }

  async function* showings({ generation }: Takedown, own: readonly Showing[]): AsyncIterable<Showing> {
    yield* own;
    let behind: PostingPosition | null = null;
    for (;;) {
      const page: readonly Posting[] = await parts.postings.showing(generation, PLACES_AT_ONCE, behind);
      yield* page.map(coverOfPosting);
      behind = page.at(-1) ?? null;
      if (page.length < PLACES_AT_ONCE) return;
    }
  }

  async function showCover(place: string, reply: Reply, version: number, { id }: Takedown) {
    if (!parts.chats.has(place)) return "elsewhere" as const;
    return parts.chats.show(place, reply, version).catch((error: unknown) => {
      log.warn({ error, takedown: id }, "a picture that was taken down could not be covered yet");
      return "later" as const;
    });
  }

  function isLate({ at }: Takedown): boolean {
    return clock.now().getTime() - at.getTime() > COVERED_WITHIN_MS;
  }

  /** Once more a little later, although nothing is left: for who was being shown it at that moment. */
  function next(
    { at }: Takedown,
    { failed, elsewhere }: { readonly failed: number; readonly elsewhere: number },
  ): Partial<Takedown> {
    const now = clock.now().getTime();
    if (failed > 0) return { nextStepAt: new Date(now + TRIED_AGAIN_MS) };
    // Due at once: whoever serves that chat must not find it taken by those who do not, time after time.
    if (elsewhere > 0) return { nextStepAt: new Date(now) };
    const again = at.getTime() + LOOKED_FOR_AGAIN_MS;
    return now < again ? { nextStepAt: new Date(again) } : { nextStepAt: null, done: ["covered"] };
  }

  async function restore(takedown: Takedown): Promise<void> {
    const { account, generation: id, sealed, restoring } = takedown;
    await parts.audit.record({
      ...{ cause: `takedown-restored:${takedown.id}`, actor: restoring?.by ?? "easel", action: "picture-restored" },
      ...{ subject: id, reason: restoring?.reason ?? null, before: takedown.ground, after: null },
    });
    const generation = await generations.find(id);
    for (const { key, evidence: name, width, height } of generation?.deletedAt === null ? sealed : []) {
      const kept = await evidence.open(name);
      if (kept === null || kept.bytes === null || kept.contentType === null) continue;
      const { bytes, contentType } = kept;
      await images.put({
        key,
        account: generation?.account ?? account,
        bytes,
        contentType,
        width,
        height,
        keepUntil: null,
      });
    }
    await mark(id, { kind: "restored" });
    const owner = await parts.accounts.find(account);
    if (owner === null) return;
    const { reports: words } = messagesFor(languageOf(languageWished(owner)));
    const reply = { tone: "good", title: words.restoredTitle, text: words.restored(shortId(id)) } as const;
    await parts.notices.tell(owner.id, `takedown-restored:${takedown.id}`, reply);
  }

  const steps: Readonly<Record<TakedownStep, (takedown: Takedown) => Promise<Partial<Takedown>>>> = {
    hidden: silently(hide),
    sealed: seal,
    cleared: silently(clear),
    covered: cover,
    told: silently(tellOwner),
    decided: silently(decideCases),
    counted: silently(count),
  };
  return { run: (step: TakedownStep, takedown: Takedown) => steps[step](takedown), restore };
}

/** A step of which nothing but itself is written down. */
function silently(step: (takedown: Takedown) => Promise<void>): (takedown: Takedown) => Promise<Partial<Takedown>> {
  return async (takedown) => {
    await step(takedown);
    return {};
  };
}

interface Showing {
  readonly place: string;
  readonly reply: Reply;
  readonly version: number;
}

/** Where it was asked for. What is shown there later than this is newer than all that it showed before. */
function coverOf({ place, language, revision, request }: Generation): Showing {
  const { reports: words } = messagesFor(language);
  // Without the words that it was asked for by: they may be what is wrong with it.
  const reply = { title: words.takenDownTitle, text: words.takenDown, covers: true } as const;
  // Who could not read the words before does not read them now either.
  return { place, version: revision, reply: request.isPrivate ? { ...reply, onlyCaller: true } : reply };
}

function coverOfPosting({ place, language, generations }: Posting): Showing {
  const { reports: words } = messagesFor(language);
  const text = generations.length === 1 ? words.takenDown : words.someTakenDown;
  return { place, version: 1, reply: { title: words.takenDownTitle, text, covers: true } };
}

/** Pictures, and the references that were kept for them alone. */
function keysOf({ id, images, references }: Generation): string[] {
  return [...images.map(({ key }) => key), ...references.filter((key) => key.startsWith(`reference:${id}:`))];
}

function shortId(id: string): string {
  return id.slice(0, SHORT_ID_LENGTH);
}
