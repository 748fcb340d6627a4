import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import type { NoticeKind } from "../notices/notices.ts";

/** More credits than anybody has, and few enough to add up exactly. */
export const AMOUNT_MAX = 1_000_000;
/** A direct message of the smallest chat takes it with its title and its last line. */
export const TEXT_LENGTH_MAX = 1500;

export const noticeKinds = ["service", "reminder"] as const satisfies readonly NoticeKind[];

/** By the codes of languages; English is read where somebody’s own is not there. */
export const textsSchema = z.object({ en: z.string().min(1).max(TEXT_LENGTH_MAX) }).catchall(z.string());
export type Texts = Readonly<Record<string, string>> & { readonly en: string };

/** Whom it is for, of those who accepted the terms: everybody, whoever is on a platform, or whoever pays for a plan. */
export const audienceSchema = z.union([
  z.literal("everybody"),
  z.literal("subscribers"),
  z.templateLiteral(["platform:", z.string().regex(/^[a-z]{1,32}$/u)]),
]);
export type Audience = z.output<typeof audienceSchema>;

/** A message to many. It goes out page by page, in the order of accounts’ ids. */
export interface Announcement {
  /** Derived from its cause. */
  readonly id: string;
  readonly texts: Texts;
  readonly audience: Audience;
  readonly kind: NoticeKind;
  /** Identity key of whoever wrote it. */
  readonly by: string;
  readonly reason: string;
  /** How many people it was for when it began. */
  readonly people: number;
  readonly state: "sending" | "sent" | "stopped";
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly stoppedBy: string | null;
  /** The last account that it was posted to; null: none yet. */
  readonly after: string | null;
  readonly posted: number;
}

export interface AnnouncementStore {
  /** Safe to repeat: the first one of an id stands. */
  insert(announcement: Announcement): Promise<void>;
  find(id: string): Promise<Announcement | null>;
  /** Latest first. */
  latest(limit: number): Promise<Announcement[]>;
  /** Those that go out now, the oldest first. */
  sending(limit: number): Promise<Announcement[]>;
  /** Writes how far it is, if it is still being sent and nobody else went on from there. */
  advance(
    id: string,
    page: { readonly from: string | null; readonly to: string; readonly posted: number },
  ): Promise<boolean>;
  /** Ends it, once. */
  end(
    id: string,
    end: Pick<Announcement, "endedAt" | "stoppedBy"> & { readonly state: "sent" | "stopped" },
  ): Promise<boolean>;
}

/** The people whom an announcement is for, by their accounts. */
export interface AudienceStore {
  /** Those who were there at that time, by id, from behind `after`. */
  page(audience: Audience, until: Date, limit: number, after: string | null): Promise<Account[]>;
  /** How many, counted no further than `limit`. */
  count(audience: Audience, limit: number): Promise<number>;
}
