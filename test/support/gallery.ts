import type { AuditEntry } from "../../src/core/desk/audit.ts";
import type { BlockedImage, BlockedImageStore } from "../../src/core/gallery/blocked-image.ts";

/** Blocked pictures in memory, for tests of the rules over them. */
export function memoryBlockedImages(): BlockedImageStore & { reads(): number } {
  const images = new Map<string, BlockedImage>();
  const blocked = () => [...images.values()].filter(({ unblockedAt }) => unblockedAt === null);
  let reads = 0;
  return {
    async put(image) {
      images.set(image.id, image);
    },
    find: async (id) => images.get(id) ?? null,
    startingWith: async (prefix, limit) =>
      blocked()
        .filter(({ id }) => id.startsWith(prefix))
        .slice(0, limit),
    latest: async (limit) =>
      blocked()
        .toSorted((one, other) => other.blockedAt.getTime() - one.blockedAt.getTime())
        .slice(0, limit),
    count: async () => blocked().length,
    async changedSince(at) {
      reads += 1;
      return [...images.values()].filter(({ changedAt }) => changedAt >= at);
    },
    reads: () => reads,
  };
}

/** What was kept in an audit trail: one entry a cause. */
export function memoryAudit() {
  const entries = new Map<string, Omit<AuditEntry, "id" | "at">>();
  return {
    entries: () => [...entries.values()],
    async record({ cause, ...entry }: Omit<AuditEntry, "id" | "at"> & { readonly cause: string }) {
      if (!entries.has(cause)) entries.set(cause, entry);
    },
  };
}
