import { afterEach, beforeEach, expect, test } from "vitest";
import { mongoSpending } from "../../../adapters/mongo/spending.ts";
import type { Drive } from "../../../src/core/generation/drive.ts";
import type { Generation } from "../../../src/core/generation/generation.ts";
import { hold, returnHold } from "../../../src/core/generation/settle.ts";
import { carryStep, Overtaken, writeStep } from "../../../src/core/generation/write-step.ts";
import { createAllowance } from "../../../src/core/servers/allowance.ts";
import { sampleGeneration } from "../../support/generations.ts";
import { type TestServices, testServices } from "../../support/services.ts";

let easel: TestServices;
beforeEach(async () => {
  easel = await testServices();
});
afterEach(() => easel.stop());

/** A process that accepted a picture, stalled, and wakes when the world has moved on; its turn has come, or it has to wait. */
function stalled(hasTurn = false): Drive {
  const { clock, ledger, generations: store } = easel;
  const allowance = createAllowance({ store: mongoSpending(easel.mongo.connection), ids: easel.ids });
  const turns = { join: () => undefined, hasTurn: () => hasTurn };
  const tools = { clock, ledger, store, allowance, metrics: { pictureState: () => undefined }, turns };
  return {
    tools,
    write: (generation: Parameters<typeof writeStep>[1], event: Parameters<typeof writeStep>[2]) =>
      writeStep(tools as unknown as Parameters<typeof writeStep>[0], generation, event),
    carry: (generation: Parameters<typeof writeStep>[1], event: Parameters<typeof writeStep>[2]) =>
      carryStep(tools as unknown as Parameters<typeof writeStep>[0], generation, event),
  } as unknown as Drive;
}

/** A picture that was ordered and not held for yet, by somebody with five credits. */
async function acceptedOrder(): Promise<Generation> {
  const accepted = sampleGeneration({ acceptedAt: easel.clock.now() });
  const gift = { cause: "gift", amount: 5, kind: "bought", expiresAt: null, reason: "pack" } as const;
  await easel.ledger.grant(accepted.account, gift);
  await easel.generations.insert(accepted);
  return accepted;
}

test("a hold for a picture that was cancelled meanwhile is given back", async () => {
  const accepted = await acceptedOrder();
  const { account } = accepted;
  await easel.generations.update({
    ...accepted,
    revision: 2,
    state: "cancelled",
    ending: { reason: "cancelled", code: null },
    owner: "another",
  });
  await expect(hold(accepted, stalled())).rejects.toThrow(Overtaken);
  const wallet = await easel.ledger.wallet(account);
  expect(wallet.holds).toEqual([]);
  expect(wallet.lots[0]?.available).toBe(5);
});

test("a hold whose turn has come is written with the request, and given back when the picture has ended before that", async () => {
  const accepted = await acceptedOrder();
  const { account } = accepted;
  const drive = stalled(true);
  const held = await hold(accepted, drive);
  expect(held).toMatchObject({ state: "held", revision: accepted.revision });
  expect((await easel.generations.find(accepted.id))?.state).toBe("accepted");
  const ended = { ...accepted, revision: 2, state: "cancelled", owner: "another" } as const;
  await easel.generations.update({ ...ended, ending: { reason: "cancelled", code: null } });
  await expect(drive.write(held, { kind: "sending", submission: 0 })).rejects.toThrow(Overtaken);
  await returnHold(held, ended, drive);
  await returnHold(held, ended, drive);
  const wallet = await easel.ledger.wallet(account);
  expect(wallet.holds).toEqual([]);
  expect(wallet.lots[0]?.available).toBe(5);
});

test("a hold is not given back for a request that has left, nor while its picture goes on", async () => {
  const accepted = await acceptedOrder();
  const { account } = accepted;
  const drive = stalled(true);
  const held = await hold(accepted, drive);
  const sent = held.submissions.map((submission) => ({ ...submission, sentAt: easel.clock.now() }));
  await returnHold(held, { ...held, owner: "another" }, drive);
  await returnHold(held, { ...held, state: "refused", submissions: sent }, drive);
  expect((await easel.ledger.wallet(account)).holds).toHaveLength(1);
});

test("a hold for a picture that another process holds already stays", async () => {
  const accepted = await acceptedOrder();
  const { account } = accepted;
  await easel.generations.update({ ...accepted, revision: 2, state: "held", owner: "another" });
  await expect(hold(accepted, stalled())).rejects.toThrow(Overtaken);
  expect((await easel.ledger.wallet(account)).holds).toHaveLength(1);
});

test("a picture that ended before it was counted takes nothing of what its person may spend there", async () => {
  const server = { key: "memory:1", dailyCap_credits: 1 };
  const accepted = sampleGeneration({ acceptedAt: easel.clock.now(), server });
  const { account } = accepted;
  await easel.ledger.grant(account, { cause: "gift", amount: 5, kind: "bought", expiresAt: null, reason: "pack" });
  await easel.generations.insert(accepted);
  const elsewhere = stalled();
  await elsewhere.tools.allowance.settle(accepted, 0);
  const ending = { reason: "cancelled", code: null } as const;
  await easel.generations.update({ ...accepted, revision: 2, state: "cancelled", ending, owner: "another" });
  await expect(hold(accepted, stalled())).rejects.toThrow(Overtaken);
  const next = sampleGeneration({ ...accepted, id: "next", submissions: 1 });
  await easel.generations.insert(next);
  expect((await hold(next, stalled())).state).toBe("held");
});

test("a picture over the limit of its server ends before anything is held", async () => {
  const accepted = sampleGeneration({
    acceptedAt: easel.clock.now(),
    server: { key: "memory:1", dailyCap_credits: 0 },
  });
  const { account } = accepted;
  await easel.ledger.grant(account, { cause: "gift", amount: 5, kind: "bought", expiresAt: null, reason: "pack" });
  await easel.generations.insert(accepted);
  const ended = await hold(accepted, stalled());
  expect(ended).toMatchObject({ state: "refused", ending: { reason: "server-cap" } });
  expect((await easel.ledger.movements(account, { limit: 9 })).map(({ kind }) => kind)).toEqual(["grant"]);
});
