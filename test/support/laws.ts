import { expect } from "vitest";
import { available, sum } from "../../src/core/credits/wallet.ts";
import type { Services } from "../../src/core/services.ts";

/** Replays every wallet: no law may be broken. */
export async function expectLaws({ ledger }: Pick<Services, "ledger">): Promise<void> {
  const broken: unknown[] = [];
  await ledger.audit((violation) => broken.push(violation));
  expect(broken, "broken laws").toEqual([]);
}

/** What a playground person has: spendable, and set aside. */
export async function creditsOf(
  services: Pick<Services, "accounts" | "ledger" | "clock">,
  name: string,
): Promise<{ available: number; held: number }> {
  const account = await services.accounts.of({ platform: "playground", user: name, name });
  const wallet = await services.ledger.wallet(account.id);
  return { available: available(wallet, services.clock.now()), held: sum(wallet.holds.map((hold) => hold.amount)) };
}
