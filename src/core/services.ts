import type { Accounts } from "./accounts/accounts.ts";
import type { Links } from "./accounts/links.ts";
import type { Unlinks } from "./accounts/unlinks.ts";
import type { Billing } from "./billing/billing.ts";
import type { Catalogue } from "./catalogue/catalogue.ts";
import type { ButtonMemory } from "./chat/button-memory.ts";
import type { Incoming } from "./chat/incoming.ts";
import type { Reply } from "./chat/reply.ts";
import type { Ledger } from "./credits/ledger.ts";
import type { Audit } from "./desk/audit.ts";
import type { OperatorDesk } from "./desk/operator-desk.ts";
import type { Gallery } from "./gallery/gallery.ts";
import type { Studio } from "./generation/studio.ts";
import type { HistoryKeeping } from "./history/history-keeping.ts";
import type { Appeals } from "./moderation/appeals.ts";
import type { CaseAlerts } from "./moderation/case-alerts.ts";
import type { CaseDecisions } from "./moderation/case-decisions.ts";
import type { ReviewQueue } from "./moderation/cases.ts";
import type { Conduct } from "./moderation/conduct.ts";
import type { EvidenceRoom } from "./moderation/evidence.ts";
import type { Dossiers } from "./moderation/evidence-dossiers.ts";
import type { ModerationNumbers } from "./moderation/numbers.ts";
import type { SanctionsService } from "./moderation/sanctions.ts";
import type { TextFilter } from "./moderation/text-filter.ts";
import type { Notices } from "./notices/notices.ts";
import type { Pricing } from "./pricing/pricing.ts";
import type { Erasures } from "./privacy/erasures.ts";
import type { Exports } from "./privacy/exports.ts";
import type { Reports } from "./reports/reports.ts";
import type { Servers } from "./servers/servers.ts";
import type { Support } from "./support/support.ts";
import type { Switches } from "./switches/switches.ts";
import type { Terms } from "./terms/terms.ts";

/** What commands and jobs may use. Built once, in `src/app.ts`. */
export interface Services {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly accounts: Accounts;
  readonly links: Links;
  readonly unlinks: Unlinks;
  readonly ledger: Ledger;
  readonly catalogue: Catalogue;
  readonly pricing: Pricing;
  readonly filter: TextFilter;
  /** What people did that the rules do not allow, and what it costs. */
  readonly conduct: Conduct;
  readonly studio: Studio;
  readonly images: ImageStore;
  readonly imaging: Imaging;
  readonly notices: Notices;
  readonly reports: Reports;
  /** Where pictures are seen, which ones nobody may see, and how one is taken down. */
  readonly gallery: Gallery;
  readonly billing: Billing;
  readonly historyKeeping: HistoryKeeping;
  /** A direct message to somebody who asks for something now; what must reach them anyway goes through `notices`. */
  readonly direct: Chats["direct"];
  /** Identity keys (`discord:123`) of the people who run Easel. */
  readonly operators: ReadonlySet<string>;
  readonly servers: Servers;
  readonly buttonMemory: ButtonMemory;
  /** See `Chat.deepLink`; null also while no process that serves the platform has told how its links look. */
  deepLink(platform: string, payload: string): Promise<string | null>;
  /** Copies of all that is kept about a person. */
  readonly exports: Exports;
  readonly erasures: Erasures;
  /** What people of ours did. */
  readonly audit: Audit;
  /** Who may use Easel, and who may not for now or for good. */
  readonly sanctions: SanctionsService;
  /** What the people who run Easel look up, and do to people and their credits. */
  readonly desk: OperatorDesk;
  /** What waits for a decision of a person of ours. */
  readonly cases: ReviewQueue;
  readonly caseAlerts: CaseAlerts;
  readonly caseDecisions: CaseDecisions;
  readonly appeals: Appeals;
  /** Sealed evidence. */
  readonly evidence: EvidenceRoom;
  /** Evidence as files for authorities. */
  readonly dossiers: Dossiers;
  /** Tickets: what people write to us. */
  readonly support: Support;
  /** What the rules of money and moderation count with. */
  readonly moderation: ModerationNumbers;
  /** Which terms count, and who has accepted them. */
  readonly terms: Terms;
  /** What operators have switched off. */
  readonly switches: Switches;
}

/** The only source of the time, so that tests can move it. */
export interface Clock {
  now(): Date;
  /** Resolves after so many milliseconds of this clock, or rejects with the signal's reason. */
  sleep(duration_ms: number, signal?: AbortSignal): Promise<void>;
}

/** The only source of chance. Ids of effects derive from their causes instead. */
export interface Ids {
  /** A short id that nobody can guess: 20 characters of a-z and 2-7. */
  random(): string;
  /** A short id that is always the same for the same cause: 20 characters of a-z and 2-7. */
  derived(cause: string): string;
  /** A whole number from 0 to below `limit`, for seeds and jitter. */
  chance(limit: number): number;
}

/**
 * Structured log. Facts are numbers, ids and codes: never a prompt, a token or a link. Errors go in as `error`, where the
 * serializer keeps names, codes and stacks and drops what a vendor's error carries of a request.
 */
export interface Log {
  info(facts: LogFacts, message: string): void;
  warn(facts: LogFacts, message: string): void;
  error(facts: LogFacts & { error: unknown }, message: string): void;
}
export type LogFacts = Readonly<Record<string, unknown>>;

/** The figures that an operator watches. Names and labels are fixed here, so that a dashboard survives a refactoring. */
export interface Metrics {
  /** A generation entered a state (`held`, `delivered`, `failed` …). */
  pictureState(state: string, model: string): void;
  /** Whole credits moved by an operation of the ledger (`grant`, `capture`, `release` …). */
  creditsMoved(operation: string, amount: number): void;
  /** How many pictures this process drives now. */
  queueDepth(pictures: number): void;
  /** One call to the provider: `submit`, `status`, `result`, `download`, `upload`, `cancel`. */
  providerCall(call: string, outcome: "ok" | "refused" | "unreachable", duration_ms: number): void;
  /** One call to a payment provider, by its name in `Payments`. */
  paymentCall(call: string, outcome: "ok" | "refused" | "unreachable", duration_ms: number): void;
  /** One event that a payment provider sent: its type there, and what became of it. */
  paymentEvent(type: string, outcome: "handled" | "repeated" | "unknown" | "failed"): void;
  /** From an event's arrival until the person saw a sign of it. */
  acknowledged(platform: string, duration_ms: number): void;
}

/** A file that came with a message. Its bytes are asked for only once its name and size have passed. */
export interface Attachment {
  readonly name: string;
  readonly bytes: number;
  /** Rejects when the platform no longer has it, or when it is larger than `bytes` said. */
  read(): Promise<Uint8Array>;
}

/** One chat platform, as the core sees it. Implemented in `adapters/<platform>`. */
export interface Chat {
  readonly platform: string;
  /**
   * Makes `place` show `reply`: the first call answers, later calls edit. Resolves `gone` when the place can no longer be
   * written to by any way (the person left, the channel is closed); rejects when it may work later.
   */
  show(place: string, reply: Reply): Promise<"shown" | "gone">;
  /** A direct message. The same key is delivered once. */
  direct(user: string, reply: Reply, key: string): Promise<"sent" | "closed">;
  /**
   * A link that opens a private conversation with Easel there and sends `/start <payload>` (1–64 of A–Z, a–z, 0–9, _ and -);
   * null while it is not known. Absent: the platform has no such links.
   */
  deepLink?(payload: string): string | null;
  /**
   * The generation whose picture the message behind this link shows; null: it is no link of this platform, or it leads to nothing that
   * is known. Absent: messages have no links there.
   */
  pictureAt?(link: string): Promise<string | null>;
}

/** All chats behind one door: finds the platform's adapter, and never lets an older reply cover a newer one. */
export interface Chats {
  /** As `Chat.show`; `version` grows with each newer reply for the same place, and an older one is dropped. */
  show(place: string, reply: Reply, version: number): Promise<"shown" | "gone">;
  /** Whether this process reaches the platform of a place. */
  has(place: string): boolean;
  /** The platforms that this process reaches. */
  platforms(): readonly string[];
  /** See `Chat.deepLink`; null also where this process does not reach the platform. */
  deepLink(platform: string, payload: string): string | null;
  /** See `Chat.pictureAt`, of all platforms that this process reaches. */
  pictureAt(link: string): Promise<string | null>;
  direct(
    identity: { readonly platform: string; readonly user: string },
    reply: Reply,
    key: string,
  ): Promise<"sent" | "closed">;
}

/** What an adapter hands every event to. */
export interface Dispatch {
  /**
   * Whether everyone in the place may see the answer; decided without waiting for anything. With an identity, what this
   * process knows of the person's settings counts; a reply that says `onlyCaller` has the last word.
   */
  audience(
    incoming: Pick<Incoming, "action"> & Partial<Pick<Incoming, "identity" | "originIsPrivate" | "server">>,
  ): "everyone" | "caller";
  /** Whether the answer is a form, most likely: then no sign of work may be shown before it where forms are opened at once. */
  opensForm(incoming: Pick<Incoming, "action">): boolean;
  /** Runs the command and shows its answer in the incoming place. Never rejects. */
  handle(incoming: Incoming): Promise<void>;
}

/** A route of the one HTTP server, in the web's own types. Mounted by `adapters/http`. */
export interface HttpRoute {
  readonly method: "GET" | "POST";
  /** `/fal`, or with parameters: `/playground/images/:key`. */
  readonly path: string;
  /**
   * The largest body, in bytes, for all content types or for the one that the request names (empty when it names none);
   * larger ones are answered 413 before they are read. Default 1 MiB.
   */
  readonly bodyBytesMax?: number | ((contentType: string) => number);
  /** How often one address of the internet may ask for it in a minute; more are answered 429. Unset: as often as it likes. */
  readonly perMinuteMax?: number;
  /** Answers at once what the headers already give away as nobody's, so that its body is not even read; null: it has to be looked at. */
  refuses?(headers: Headers): Response | null;
  /**
   * The body arrives whole, as one chunk. `keepBody` says that its bytes are in use until `until` settles, longer than the
   * answer takes, so that they count against what the process holds of bodies as long.
   */
  handle(
    request: Request,
    parameters: Readonly<Record<string, string>>,
    keepBody?: (until: Promise<unknown>) => void,
  ): Promise<Response> | Response;
}

/** Pictures that people made or gave us. */
export interface ImageStore {
  /** Safe to repeat: the same key with the same bytes is stored once. */
  put(image: NewImage): Promise<void>;
  /** null when there is none, or no longer. */
  read(key: string): Promise<StoredImage | null>;
  delete(keys: readonly string[]): Promise<void>;
  /** Keys whose retention has ended, oldest first. */
  expired(at: Date, limit: number): Promise<string[]>;
}
export interface NewImage {
  /** `<generation>:<index>`, or `reference:<id>`. */
  readonly key: string;
  readonly account: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
  /** null: kept until the person deletes it. */
  readonly keepUntil: Date | null;
}
export interface StoredImage extends NewImage {
  /** SHA-256 of the bytes, in hex. */
  readonly hash: string;
}

/** Looks at and changes bytes of images. Implemented over sharp. */
export interface Imaging {
  /**
   * What the bytes really are, by decoding them; null when they are no image that we take (PNG, JPEG, WebP), are broken, or
   * would decode to more than `pixelsMax`.
   */
  inspect(bytes: Uint8Array, pixelsMax: number): Promise<ImageFacts | null>;
  /** Upright, without metadata (place, camera), in sRGB, no edge above `edgeMax`; PNG when it has transparency, else JPEG. */
  reference(bytes: Uint8Array, edgeMax: number): Promise<ImageFacts & { readonly bytes: Uint8Array }>;
  /** A WebP preview, no edge above `edgeMax`. */
  thumbnail(bytes: Uint8Array, edgeMax: number): Promise<Uint8Array>;
  /**
   * The same picture in at most `bytesMax` bytes, as a JPEG or WebP of good quality, smaller only where quality alone does not
   * do; what its metadata says of its making stays.
   */
  shrink(bytes: Uint8Array, bytesMax: number): Promise<ImageFacts & { readonly bytes: Uint8Array }>;
  /** Draws an SVG of ours (never a person's) as PNG, JPEG or WebP. */
  rasterize(svg: string, format: "png" | "jpeg" | "webp"): Promise<Uint8Array>;
  /**
   * How a picture looks, each as 64 bits in 16 hexadecimal digits: first the whole picture, then its mirror image and what a
   * little cropping would leave of it. Empty: there is too little in it to tell it from others.
   */
  fingerprints(bytes: Uint8Array): Promise<readonly string[]>;
  /** SHA-256 of the bytes, in hex, as `StoredImage.hash` is. */
  hash(bytes: Uint8Array): string;
}
export interface ImageFacts {
  readonly contentType: "image/png" | "image/jpeg" | "image/webp";
  readonly width: number;
  readonly height: number;
}
