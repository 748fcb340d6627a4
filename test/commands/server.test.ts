import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Action, Incoming, ServerContext } from "../../src/core/chat/incoming.ts";
import type { Reply } from "../../src/core/chat/reply.ts";
import { available } from "../../src/core/credits/wallet.ts";
import { serverNamed } from "../../src/core/servers/server-named.ts";
import { actIn, aServer, pressed, typed } from "../core/servers/stage.ts";
import { identityOf, type TestServices, testServices } from "../support/services.ts";

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());

let servers = 0;
/** A server that nobody has set up. */
const freshServer = (changed: Partial<ServerContext> = {}) => aServer({ key: `memory:fresh-${++servers}`, ...changed });
const act = (server: ServerContext | undefined, user: string, action: Action, changed?: Partial<Incoming>) => {
  // Nobody here is in a hurry.
  easel.clock.move(4_000);
  return actIn(easel, server, user, action, changed);
};
const say = (server: ServerContext | undefined, user: string, text: string) => act(server, user, typed(text));
const facts = ({ fields = [] }: Reply) => Object.fromEntries(fields.map(({ name, value }) => [name, value]));

const untouched = {
  "Pictures in": "all channels",
  Models: "all",
  "Private results": "off: pictures show where they are asked for",
  "A day for each member": "no limit",
};

describe("/server", () => {
  test("shows everybody how it is set up, and its managers how to change that", async () => {
    const server = freshServer();
    const shown = await say(server, "manager", "/server");
    expect(shown.title).toBe("How Easel works in Painters");
    expect(facts(shown)).toEqual(untouched);
    expect(shown.buttons?.map(({ label }) => label)).toEqual(["Change", "Only this channel", "Private results on"]);
    const seen = await say({ ...server, mayManage: false, name: null }, "member", "/server");
    expect(seen.title).toBe("How Easel works here");
    expect(facts(seen)).toEqual(untouched);
    expect(seen.buttons).toBeUndefined();
    expect(easel.dispatch.audience({ action: typed("/server"), server })).toBe("caller");
  });

  test("says in a direct chat where it belongs", async () => {
    const reply = await say(undefined, "manager", "/server --cap 5");
    expect(reply).toMatchObject({ tone: "refusal", text: expect.stringContaining("for servers and groups") });
  });

  test("takes options, keeps what is not named, and another process knows", async () => {
    const server = freshServer();
    await say(
      server,
      "manager",
      "/server --channels here, <#1234567890123456789> --models Seedream 4.5, nano --cap 50",
    );
    const shown = await say(server, "manager", "/server --private yes");
    expect(shown.text).toBe("Saved.");
    expect(facts(shown)).toEqual({
      "Pictures in": "#10, <#1234567890123456789>",
      Models: "Seedream 4.5, Nano Banana 2",
      "Private results": "on: only who asks sees the picture, unless they add --public",
      "A day for each member": "pictures for up to 50 credits, of which you have 50 left today",
    });
    expect(await easel.again().servers.settings(server)).toMatchObject({
      channels: ["10", "1234567890123456789"],
      models: ["seedream", "nano-banana"],
      isPrivate: true,
      dailyCap_credits: 50,
    });
    expect(facts(await say(server, "manager", "/server --cap off --models all"))).toMatchObject({
      Models: "all",
      "A day for each member": "no limit",
    });
    const reset = await say(server, "manager", "/server --reset");
    expect(reset.text).toContain("in the beginning");
    expect(facts(reset)).toEqual(untouched);
  });

  test.each([
    ["--channels general", "“general” does not work for channels. It can be mentions or ids"],
    ["--models midjourney", "does not work for models. It can be z-image"],
    ["--cap 0", "a whole number from 1 to 100000, or off"],
    ["--cap lots", "a whole number from 1"],
    ["--private perhaps", "yes, no"],
  ])("refuses %s, says what it takes, and changes nothing", async (words, sentence) => {
    const server = freshServer();
    const reply = await say(server, "manager", `/server --cap 7 ${words}`.replace("--cap 7 --cap", "--cap"));
    expect(reply).toMatchObject({ tone: "refusal", text: expect.stringContaining(sentence) });
    expect(facts(await say(server, "manager", "/server"))).toEqual(untouched);
  });

  test("is changed only by who manages it at that moment, by options, buttons and forms", async () => {
    const server = freshServer();
    const shown = await say(server, "manager", "/server");
    const opened = await act(server, "manager", pressed(shown, "Change"));
    const no = { tone: "refusal", text: expect.stringContaining("Only those who manage this server") };
    const demoted = { ...server, mayManage: false };
    expect(await say(demoted, "member", "/server --cap 5")).toMatchObject(no);
    for (const label of ["Change", "Only this channel", "Private results on"]) {
      expect(await act(demoted, "manager", pressed(shown, label))).toMatchObject(no);
    }
    const form = { kind: "form", token: opened.form?.token ?? "", values: { cap: "5" } } as const;
    expect(await act(demoted, "manager", form)).toMatchObject(no);
    expect((await act(server, "member", pressed(shown, "Private results on"))).text).toContain("somebody else");
    expect((await act(undefined, "manager", pressed(shown, "Private results on"))).text).toContain(
      "servers and groups",
    );
    expect(facts(await say(server, "manager", "/server"))).toEqual(untouched);
  });

  test("opens a form with what is set; sent as it is it changes nothing, sent twice it is the same", async () => {
    const server = freshServer();
    await say(server, "manager", "/server --channels 10 11 --models seedream --cap 20");
    const { form } = await act(server, "manager", pressed(await say(server, "manager", "/server"), "Change"));
    const initial = Object.fromEntries((form?.fields ?? []).map(({ name, initial: value }) => [name, value ?? ""]));
    expect(initial).toEqual({ channels: "10, 11", models: "seedream", private: "no", cap: "20" });
    const send = (values: Record<string, string>) =>
      act(server, "manager", { kind: "form", token: form?.token ?? "", values });
    const before = await easel.servers.settings(server);
    expect(await send(initial)).toMatchObject({ text: "Saved.", replacesOrigin: true });
    expect(await easel.servers.settings(server)).toEqual(before);
    const changed = { channels: "all", models: "all", private: "yes", cap: "off" };
    for (const _ of [1, 2]) await send(changed);
    expect(await easel.servers.settings(server)).toMatchObject({
      channels: null,
      models: null,
      isPrivate: true,
      dailyCap_credits: null,
    });
  });

  test("has buttons that say what they lead to, so that a second press changes nothing", async () => {
    const server = freshServer();
    const first = await say(server, "manager", "/server");
    for (const _ of [1, 2]) {
      await act(server, "manager", pressed(first, "Private results on"));
      await act(server, "manager", pressed(first, "Only this channel"));
    }
    const second = await say(server, "manager", "/server");
    expect(await easel.servers.settings(server)).toMatchObject({ isPrivate: true, channels: ["10"] });
    expect(second.buttons?.map(({ label }) => label)).toEqual([
      ...["Change", "All channels", "Private results off", "Reset all"],
    ]);
    await act(server, "manager", pressed(second, "All channels"));
    expect((await act(server, "manager", pressed(second, "Reset all"))).text).toContain("in the beginning");
    expect(facts(await say(server, "manager", "/server"))).toEqual(untouched);
  });

  test("has buttons that change their own server and no other one", async () => {
    const [first, second] = [freshServer(), freshServer()];
    const shown = await say(first, "manager", "/server");
    for (const label of ["Change", "Only this channel", "Private results on"]) {
      expect(await act(second, "manager", pressed(shown, label))).toMatchObject({ tone: "refusal" });
      expect(serverNamed(pressed(shown, label))).toBe(first.key);
    }
    expect(facts(await say(second, "manager", "/server"))).toEqual(untouched);
    const { form } = await act(first, "manager", pressed(shown, "Change"));
    expect(serverNamed({ kind: "form", token: form?.token ?? "", values: {} })).toBe(first.key);
    expect(
      [typed("/server"), pressed(await say(undefined, "manager", "/settings"), "Change")].map(serverNamed),
    ).toEqual([...[null, null]]);
    expect(serverNamed({ kind: "button", token: "nonsense" })).toBeNull();
  });

  test("fits its buttons into the smallest chat with the longest names of servers there are", async () => {
    for (const key of ["discord:18446744073709551615", "telegram:-1009999999999999"]) {
      expect((await say(freshServer({ key }), "manager", "/server --private yes")).buttons).toHaveLength(4);
    }
  });

  test.each([
    "server/channels/OWNER/memory:1/elsewhere",
    "server/private/OWNER/memory:1/maybe",
    "server/channels/OWNER/memory:1",
    "server/channels/OWNER",
    "server/reset/OWNER/memory:2",
  ])("a garbled button is refused: %s", async (token) => {
    const owner = (await easel.accounts.of(identityOf("manager"))).id.slice(0, 8);
    const action = { kind: "button", token: token.replace("OWNER", owner) } as const;
    expect((await act(aServer(), "manager", action)).text).toContain("another time");
  });
});

describe("what is set in a server", () => {
  const creditsOf = async (user: string) => {
    const account = await easel.accounts.of(identityOf(user));
    return available(await easel.ledger.wallet(account.id), easel.clock.now());
  };
  const refused = async (server: ServerContext, user: string, text: string) => {
    const before = await creditsOf(user);
    const reply = await say(server, user, text);
    expect(reply).toMatchObject({
      tone: "refusal",
      onlyCaller: true,
      text: expect.stringMatching(/Nothing was charged\.$/u),
    });
    expect(await creditsOf(user)).toBe(before);
    return reply.text;
  };

  test("keeps pictures out of other channels, before anything is read or charged, and nothing else", async () => {
    await easel.accept("ada");
    const server = freshServer();
    await say(server, "manager", "/server --channels 77 88");
    let reads = 0;
    const attachments = [{ name: "a.png", bytes: 9, read: async () => new Uint8Array(++reads) }];
    const action = { kind: "command", name: "imagine", words: "a fox", values: {}, attachments } as const;
    expect((await act(server, "ada", action)).text).toContain("has chosen #77, #88 for them");
    expect(reads).toBe(0);
    expect(await refused(server, "ada", "/imagine a fox")).toContain("not made in this channel");
    for (const text of ["/help", "/models", "/balance", "/settings", "/history", "/server"]) {
      expect((await say(server, "ada", text)).tone ?? "plain").toBe("plain");
    }
    expect((await say({ ...server, channel: "88" }, "ada", "/imagine a fox --n 99")).text).not.toContain("channel");
  });

  test("keeps other models out, and names those that may draw", async () => {
    await easel.accept("bob");
    const server = freshServer();
    await say(server, "manager", "/server --models nano, seedream");
    const sentence = await refused(server, "bob", "/imagine a fox --model z-image");
    expect(sentence).toContain("Z-Image Turbo is not for use in this server. These are: Nano Banana 2, Seedream 4.5.");
    expect(sentence).toContain("--model nano-banana");
  });

  test("hides results of who does not say otherwise, at once where this process has seen the server", async () => {
    const server = freshServer();
    const audience = (text: string, known = easel.dispatch) => known.audience({ action: typed(text), server });
    expect(audience("/imagine a fox")).toBe("everyone");
    await say(server, "manager", "/server --private yes");
    expect(audience("/imagine a fox")).toBe("caller");
    expect(audience("/imagine a fox --public")).toBe("everyone");
    expect(easel.dispatch.audience({ action: typed("/imagine a fox"), server: freshServer() })).toBe("everyone");
    // Another process finds out with the first event from there; until then the reply itself says who may see it.
    const other = easel.again();
    expect(audience("/imagine a fox", other.dispatch)).toBe("everyone");
    expect((await actIn(other, server, "dora", typed("/imagine a fox"))).onlyCaller).toBe(true);
    expect(audience("/imagine a fox", other.dispatch)).toBe("caller");
    await say(server, "manager", "/server --private no");
    expect(audience("/imagine a fox")).toBe("everyone");
  });
});
