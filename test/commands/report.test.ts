import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { paint } from "../../adapters/fal/sandbox/painter/paint.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import type { Generation } from "../../src/core/generation/generation.ts";
import { picture } from "../core/gallery/stage.ts";
import { identityOf, type TestServices, testServices } from "../support/services.ts";

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());

const short = ({ id }: Generation) => id.slice(0, 8);
const button = (reply: Reply, label: string): Button => {
  const found = (reply.buttons ?? []).find((one) => one.label.startsWith(label));
  if (found === undefined) throw new Error(`no button “${label}” in ${JSON.stringify(reply)}`);
  return found;
};
const fill = (user: string, reply: Reply, values: Readonly<Record<string, string>>) => {
  if (reply.form === undefined) throw new Error(`no form in ${JSON.stringify(reply)}`);
  return easel.act(user, { kind: "form", token: reply.form.token, values });
};

describe("/report", () => {
  test("without words says how", async () => {
    expect((await easel.say("nina", "/report")).text).toContain("/report notice");
  });

  test("by id asks what is wrong, with the words that were there; with a reason it is filed at once", async () => {
    const fox = await picture(easel, "owner");
    const asked = await easel.say("nina", `/report ${short(fox)} that is my sister`);
    expect(asked.form?.fields[1]).toMatchObject({ initial: "that is my sister" });
    const thanks = await fill("nina", asked, { reason: "intimate", note: "that is my sister" });
    expect(thanks.text).toContain("A person looks at this picture");
    const other = await easel.say("nora", `/report #${fox.id}.1 --reason rights mine`);
    expect(other.text).toContain("A person looks at this picture");
    expect(button(other, "It is about my work")).toBeDefined();
    expect((await easel.say("nora", `/report ${short(fox)} --reason other`)).text).toContain("already");
  });

  test("by the link to a file finds its picture, whatever stands around it", async () => {
    const fox = await picture(easel, "owner");
    const links = [
      `https://easel.example/discord/originals/${fox.id}%3A0/abc/def`,
      `<http://127.0.0.1:8080/playground/images/${fox.id}:0?small>`,
    ];
    for (const [at, link] of links.entries()) {
      expect((await easel.say(`link-lover-${at}`, `/report ${link} --reason other`)).tone).toBe("good");
    }
  });

  test.each([
    "abc",
    "zzzzzzzz",
    "https://example.org/somewhere",
    "https://discord.com/channels/1/2/3",
    `${"a".repeat(20)}.99`,
    "../../etc/passwd",
    "💥",
  ])("%s is no picture, and says what is", async (given) => {
    const answer = await easel.say("nina", `/report ${given} --reason other`);
    expect(answer).toMatchObject({ tone: "refusal", text: expect.stringContaining("Details") });
  });

  test("finds nobody else’s private picture, and one’s own", async () => {
    const { request } = await picture(easel, "shy");
    const secret = await picture(easel, "shy", { request: { ...request, isPrivate: true } });
    expect((await easel.say("nina", `/report ${short(secret)} --reason other`)).tone).toBe("refusal");
    expect((await easel.say("shy", `/report ${short(secret)} --reason other`)).tone).toBe("good");
  });
});

describe("a notice about somebody’s work", () => {
  const first = (fox: Generation) => ({
    ...{ name: "Grace Hopper", contact: "grace@example.org", work: "The Moth" },
    material: short(fox),
  });

  test("is asked for in two forms; what is missing is named, and what was written is kept", async () => {
    const fox = await picture(easel, "owner");
    const opened = await easel.say("grace", `/report notice ${short(fox)}`);
    expect(opened.form?.fields).toHaveLength(4);
    const half = await fill("grace", opened, { ...first(fox), work: " " });
    expect(half.text).toContain("the work that it is about");
    const again = await easel.press("grace", button(half, "Change it"));
    expect(again.form?.fields[0]).toMatchObject({ initial: "Grace Hopper" });
    const whole = await fill("grace", again, first(fox));
    expect(whole.text).toContain("under penalty of perjury");
    const oath = await easel.press("grace", button(whole, "Confirm and sign"));
    const unsworn = await fill("grace", oath, { goodFaith: "yes", accuracy: "no", signature: "" });
    expect(unsworn.text).toContain("your signature");
    const sworn = await easel.press("grace", button(unsworn, "Confirm and sign"));
    const sent = await fill("grace", sworn, { goodFaith: "yes", accuracy: "yes", signature: "Grace Hopper" });
    const number = /Its number is (\w+)/u.exec(sent.text ?? "")?.[1] ?? "";
    const shown = await easel.say("operator", `/admin report ${number}`);
    expect(shown.fields?.map(({ value }) => value)).toEqual(
      expect.arrayContaining(["Grace Hopper", "grace@example.org", "The Moth"]),
    );
    expect((await easel.say("grace", `/admin report ${number}`)).tone).toBe("refusal");
  });

  test("for a picture that is not there is not sent", async () => {
    const opened = await easel.say("grace", "/report notice");
    const half = await fill("grace", opened, { name: "G", contact: "g", work: "w", material: "nowhere" });
    expect(half).toMatchObject({ tone: "refusal", text: expect.stringContaining("nowhere") });
  });
});

describe("the operators’ desk", () => {
  test("shows a picture only when asked, takes it down once with what its owner is told, and gives it back", async () => {
    const fox = await picture(easel, "milo");
    const looked = await easel.say("operator", `/admin takedown ${short(fox)}`);
    expect(looked.images).toBeUndefined();
    expect((await easel.press("operator", button(looked, "Show the picture"))).images).toHaveLength(1);
    const form = await easel.press("operator", button(looked, "Take down"));
    const down = await fill("operator", form, { ground: "rights", note: "A publisher asked." });
    expect(down.text).toContain("Down since");
    await fill("operator", form, { ground: "rights", note: "A publisher asked." });
    const actions = (await easel.audit.latest(fox.id, 10)).map(({ action }) => action).toSorted();
    expect(actions).toEqual(["picture-looked-at", "picture-taken-down"]);
    const [told] = easel.chat.directs("milo");
    expect(told?.text).toContain("A publisher asked.");

    const objection = await easel.press("milo", told?.buttons?.[0]);
    const unsworn = await fill("milo", objection, {
      name: "Milo",
      contact: "m",
      statement: "mine",
      oath: "no",
      signature: "Milo",
    });
    expect(unsworn.tone).toBe("refusal");
    const byName = await easel.say("milo", `/report counter ${short(fox)}`);
    const sworn = { name: "Milo", contact: "m", statement: "I drew it.", oath: "yes", signature: "Milo" };
    expect((await fill("milo", byName, sworn)).tone).toBe("good");
    expect((await fill("milo", byName, sworn)).tone).toBe("refusal");
    expect((await easel.say("nina", `/report counter ${short(fox)}`)).tone).toBe("refusal");

    const standing = await easel.say("operator", `/admin takedown ${short(fox)}`);
    expect(standing.text).toContain("I drew it.");
    const back = await easel.press("operator", button(standing, "Give it back"));
    expect(back.text).toContain("Given back");
    expect(await easel.images.read(`${fox.id}:0`)).not.toBeNull();
    expect((await easel.press("operator", button(standing, "Give it back"))).tone).toBe("refusal");
    expect((await easel.say("operator", "/admin takedowns")).text).toContain("given back");
  });

  test("is not for others, not even by an operator’s button", async () => {
    const fox = await picture(easel, "milo");
    const looked = await easel.say("operator", `/admin takedown ${short(fox)}`);
    for (const one of looked.buttons ?? []) expect((await easel.press("nina", one)).tone).toBe("refusal");
    expect((await easel.say("nina", `/admin takedown ${short(fox)}`)).tone).toBe("refusal");
    expect((await easel.say("nina", `/admin block ${short(fox)} --reason x`)).tone).toBe("refusal");
    expect((await easel.generations.find(fox.id))?.takenDownAt).toBeNull();
  });

  test.each(["takedown nothing-here", "block nothing-here --reason x", "unblock zzzz", "report zzzzzzzz"])(
    "/admin %s says what would do",
    async (words) => {
      expect((await easel.say("operator", `/admin ${words}`)).tone).toBe("refusal");
    },
  );

  test("blocks a picture: whoever uploads it, or what looks like it, is refused before anything is taken", async () => {
    const size = { width: 320, height: 240 };
    const fox = { style: "poster", prompt: "a red fox", seed: 7, references: [], ...size } as const;
    const bytes = await paint(easel.imaging, fox, "png");
    const seen = await picture(easel, "milo");
    const { account: owner } = seen;
    await easel.images.put({
      ...{ key: `${seen.id}:0`, account: owner, bytes, contentType: "image/png", keepUntil: null, ...size },
    });
    expect((await easel.say("operator", `/admin block ${short(seen)}`)).text).toContain("--reason");
    const blocked = await easel.say("operator", `/admin block ${short(seen)} --reason court order 7`);
    expect(blocked.tone).toBe("good");
    expect((await easel.say("operator", "/admin blocked")).text).toContain("court order 7");

    await easel.accept("olaf");
    const account = await easel.accounts.of(identityOf("olaf"));
    const before = await easel.ledger.wallet(account.id);
    const upload = async (given: Uint8Array) =>
      easel.say("olaf", "/edit make it winter", [
        { name: "cat.png", bytes: given.byteLength, read: async () => given },
      ]);
    const smaller = await easel.imaging.thumbnail(bytes, 200);
    for (const given of [bytes, smaller]) {
      const refused = await upload(given);
      expect(refused).toMatchObject({ tone: "refusal", text: expect.stringContaining("cat.png may not be used") });
      // Which entry it was, nobody learns.
      expect(refused.text).not.toContain("court");
    }
    expect(await easel.ledger.wallet(account.id)).toEqual(before);
    expect(await easel.conduct.latest(account.id, 5)).toMatchObject([
      { stage: "upload", category: "blocked-image" },
      { stage: "upload", category: "blocked-image" },
    ]);

    const undone = await easel.press("operator", button(blocked, "Unblock"));
    expect(undone.text).toContain("no longer blocked");
    expect((await upload(smaller)).text).not.toContain("may not be used");
  });
});
