import type { Answer, Applier } from "./applier.ts";

/** Takes what has expired out of a wallet, as one entry. */
export function expire(applier: Applier, account: string): Promise<Answer<"expire">> {
  return applier.apply<"expire">(account, {
    operation: ({ lots }) => {
      // If anything is due, the soonest is; and since a lot expires once, so does this cause.
      const [soonest] = lots
        .filter((lot) => lot.available > 0 && lot.expiresAt !== null)
        .toSorted((a, b) => Number(a.expiresAt) - Number(b.expiresAt));
      return { kind: "expire", cause: `expire:${soonest?.id ?? ""}`, reason: "expired" };
    },
    isNew: () => true,
  });
}
