import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Action, Incoming, ServerContext } from "../../../src/core/chat/incoming.ts";
import type { Reply } from "../../../src/core/chat/reply.ts";
import { identityOf, type TestServices, testServices } from "../../support/services.ts";
import { actIn, aServer, pressed, typed } from "./stage.ts";

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());

let servers = 0;
const freshServer = (): ServerContext => aServer({ key: `memory:${700_000 + ++servers}` });
const act = (server: ServerContext | undefined, user: string, action: Action, changed?: Partial<Incoming>) => {
  // Nobody here is in a hurry.
  easel.clock.move(4_000);
  return actIn(easel, server, user, action, changed);
};
const say = (server: ServerContext | undefined, user: string, text: string) => act(server, user, typed(text));
const closed = { tone: "refusal", text: expect.stringContaining("I do not work in this server"), onlyCaller: true };
const decide = (words: string, user = "operator"): Promise<Reply> => say(undefined, user, `/admin server ${words}`);

async function pictures(user: string): Promise<number> {
  const { id } = await easel.accounts.of(identityOf(user));
  return (await easel.generations.startingWith(id, "", 10)).length;
}

describe("a server that operators have banned", () => {
  test("gets one sentence for everything, privately, from every process, and nothing is asked for or charged", async () => {
    const server = freshServer();
    await easel.accept("ann");
    const settings = await say(server, "ann", "/server");
    const before = await pictures("ann");
    expect(easel.dispatch.audience({ action: typed("/imagine a fox"), server })).toBe("everyone");
    expect((await decide(`ban ${server.key} spam in every channel`)).text).toContain("spam in every channel");
    const other = easel.again();
    for (const { dispatch } of [easel, other]) {
      for (const words of ["/imagine a fox", "/balance", "/server --cap 5", "/help", "/admin refunds"]) {
        expect(await actIn({ dispatch, chat: easel.chat }, server, "ann", typed(words)), words).toMatchObject(closed);
        easel.clock.move(4_000);
      }
      const press = pressed(settings, "Private results on");
      expect(await actIn({ dispatch, chat: easel.chat }, server, "ann", press)).toMatchObject(closed);
      // From then on it is known before anything is shown.
      expect(dispatch.audience({ action: typed("/imagine a fox"), server })).toBe("caller");
    }
    expect(await pictures("ann")).toBe(before);
    expect(await easel.servers.settings(server)).toMatchObject({ isPrivate: false, dailyCap_credits: null });
    expect(await say(freshServer(), "ann", "/balance")).not.toMatchObject(closed);
    expect(await say(undefined, "ann", "/balance")).not.toMatchObject(closed);
  });

  test("is open again with the settings that it had, which its administrators could not use to get out", async () => {
    const server = freshServer();
    await say(server, "bob", "/server --cap 7");
    await decide(`ban ${server.key} spam`);
    expect(await say(server, "bob", "/server --reset")).toMatchObject(closed);
    await easel.servers.change(server, { dailyCap_credits: 8 });
    expect(await say(server, "bob", "/balance")).toMatchObject(closed);
    expect((await decide(`unban ${server.key} they have new administrators`)).text).toContain("Not banned any more");
    expect((await say(server, "bob", "/server")).fields?.at(-1)?.value).toContain("up to 8 credits");
    expect(easel.dispatch.audience({ action: typed("/imagine a fox"), server })).toBe("everyone");
    expect((await decide(server.key)).text).toContain("they have new administrators");
  });

  test("stays banned since the first decision when it is decided twice", async () => {
    const { key } = freshServer();
    await decide(`ban ${key} spam`);
    const { bannedAt } = await easel.servers.settings({ key });
    easel.clock.move(60_000);
    await decide(`ban ${key} --reason spam, still`);
    expect(await easel.servers.settings({ key })).toMatchObject({ bannedAt, banReason: "spam, still" });
  });

  test.each([
    "",
    "ban",
    "ban memory:1",
    "unban memory:1",
    "memory:1 spam",
    "ban the studio spam",
    "close memory:1 spam",
  ])("is not what “%s” says", async (words) => {
    const reply = await decide(words);
    expect(reply).toMatchObject({ tone: "refusal", text: expect.stringContaining("ban or unban") });
    expect(await easel.servers.settings({ key: "memory:1" })).toMatchObject({ bannedAt: null });
  });

  test("can be decided by operators only", async () => {
    const { key } = freshServer();
    const reply = await decide(`ban ${key} spam`, "ann");
    expect(reply.tone).toBe("refusal");
    expect(await easel.servers.settings({ key })).toMatchObject({ bannedAt: null });
    expect((await decide(key)).text).toBe("Not banned.");
  });
});
