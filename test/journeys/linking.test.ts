import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";

let easel: TestApp;
beforeAll(async () => {
  easel = await startTestApp({ speed: { slow_ms: 5_000 }, config: { falConcurrency: 1 } });
});
afterAll(() => easel.stop());

test("pictures in the works while two accounts become one are paid once, or given back once, by the one that is left", async () => {
  const { accounts, links, ledger, studio, clock } = easel.app.services;
  // Older, so it stays: somebody in a chat that this process does not serve.
  const elsewhere = { platform: "elsewhere", user: "ada", name: "Ada" };
  const older = await accounts.of(elsewhere);
  await clock.sleep(5);
  const ada = await easel.person("link-ada");
  const here = { platform: "playground", user: "link-ada", name: "link-ada" };
  const gone = await accounts.of(here);
  const painted = await ada.say("/imagine [slow] a fox that is ready later");
  await ada.until((all) => all.find((one) => one.id === painted && one.reply?.text?.startsWith("Painting")));
  const stopped = await ada.say("/imagine a fox that is not");
  const waiting = await ada.until((all) => all.find((one) => one.id === stopped && one.reply?.buttons.length));

  const { code } = await links.issue(older, elsewhere);
  const { id } = await links.redeem(code, gone, here);
  await links.confirm(id, gone);
  expect(await links.confirm(id, older)).toMatchObject({ outcome: "joined" });
  expect((await accounts.of(here)).id).toBe(older.id);
  expect(await creditsOf(easel.app.services, "link-ada")).toEqual({ available: 23, held: 2 });

  await ada.click("Cancel", { on: waiting });
  expect((await ada.final(stopped)).reply?.text).toContain("Stopped");
  expect((await ada.final(painted)).reply).toMatchObject({ tone: "good", images: [expect.anything()] });
  await expect.poll(() => creditsOf(easel.app.services, "link-ada")).toEqual({ available: 24, held: 0 });
  const account = await accounts.of(elsewhere);
  const [picture] = await studio.history(account, {}, 5);
  expect(picture).toMatchObject({ account: older.id, settlement: { captured_credits: 1 } });
  // Its buttons were made for the account that is gone, and are the person's still.
  expect((await ada.press("Details", await ada.final(painted))).reply?.title).toBe("About this picture");
  expect(await ledger.movements(older.id, { limit: 10 })).toMatchObject([
    { kind: "capture" },
    { kind: "release" },
    { kind: "join-in" },
  ]);
  await expectLaws(easel.app.services);
});
