import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createChats } from "../../../src/core/chat/chats.ts";
import type { GalleryParts } from "../../../src/core/gallery/gallery.ts";
import type { TakedownGround } from "../../../src/core/gallery/takedown.ts";
import type { Generation } from "../../../src/core/generation/generation.ts";
import { mongoStores } from "../../../src/stores.ts";
import { identityOf, type TestServices, testServices } from "../../support/services.ts";
import { galleryBeside, picture } from "./stage.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const by = "memory:operator";

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());

const order = (generation: Generation, ground: TakedownGround = "terms") =>
  ({ generation, ground, note: "It hurts somebody.", by, reason: "a report" }) as const;
const takeDown = (generation: Generation, ground?: TakedownGround) =>
  easel.gallery.takedowns.takeDown(order(generation, ground));
const own = (user: string) => easel.accounts.of(identityOf(user));
const trailOf = async (subject: string) =>
  (await easel.audit.latest(subject, 20)).map(({ action }) => action).toSorted();
const lastShown = (place: string) => easel.chat.shown(place).at(-1);

/** What has to be so in the end, whoever did it and however often. */
async function expectDown(generation: Generation): Promise<void> {
  expect(await easel.images.read(`${generation.id}:0`)).toBeNull();
  expect((await easel.generations.find(generation.id))?.takenDownAt).not.toBeNull();
  const takedown = await easel.gallery.takedowns.ofGeneration(generation.id);
  expect(takedown?.sealed.map(({ key }) => key)).toEqual([`${generation.id}:0`]);
  const sealed = await easel.evidence.open(takedown?.sealed[0]?.evidence ?? "");
  expect(sealed?.bytes?.byteLength).toBeGreaterThan(100);
  expect(lastShown(generation.place)).toMatchObject({ covers: true, text: "This picture was taken down." });
  expect(lastShown(generation.place)?.images).toBeUndefined();
  expect(await trailOf(generation.id)).toEqual(["picture-taken-down"]);
}

describe("a picture that is taken down", () => {
  test("is out of the store and the chat, sealed, and nobody can do anything with it", async () => {
    const fox = await picture(easel, "ada");
    await takeDown(fox, "intimate");
    await expectDown(fox);
    const ada = await own("ada");
    await expect(easel.studio.own(fox.id, ada)).rejects.toMatchObject({ refusal: { code: "picture-taken-down" } });
    await expect(easel.studio.shown(fox.id, await own("bob"))).rejects.toMatchObject({
      refusal: { code: "picture-taken-down" },
    });
    const history = await easel.say("ada", "/history");
    expect(history.text).toContain("Taken down");
    expect(history.images ?? []).toEqual([]);
    const [told] = easel.chat.directs("ada").filter(({ title }) => title === "A picture of yours was taken down");
    expect(told?.text).toContain("an intimate or degrading picture of a real person");
    expect(told?.text).toContain("It hurts somebody.");
    expect(told?.buttons).toHaveLength(1);
  });

  test("is covered wherever it was shown, and a page of a history says that something is gone", async () => {
    const fox = await picture(easel, "cleo");
    await easel.accept("cleo");
    const placesBefore = easel.chat.place();
    await easel.say("cleo", "/history");
    const page = `memory/${Number(placesBefore.split("/")[1]) + 1}`;
    expect(lastShown(page)?.images).toHaveLength(1);
    const takedown = await takeDown(fox);
    expect(takedown.covered).toHaveLength(2);
    expect(lastShown(page)).toMatchObject({ covers: true });
    await expectDown(fox);
  });

  test("is covered wherever it was shown, in however many places that is", async () => {
    const fox = await picture(easel, "crowd");
    const at = easel.clock.now();
    const shownIn = Array.from({ length: 1001 }, (_, index) => `memory/crowd-${index}`);
    await easel.mongo.connection
      .getClient()
      .db()
      .collection<{ _id: string }>("postings")
      .insertMany(
        // Several of the same millisecond, across the ends of pages.
        shownIn.map((place, index) => ({
          ...{ _id: place, account: fox.account, language: "en", generations: [fox.id] },
          ...{ at: new Date(at.getTime() + Math.floor(index / 300)), keepUntil: new Date(at.getTime() + DAY_MS) },
        })),
      );
    expect((await takeDown(fox)).covered).toHaveLength(1002);
    expect(shownIn.filter((place) => lastShown(place)?.covers !== true)).toEqual([]);
  });

  test("is down once, although two operators do it at the same time and once more", async () => {
    const fox = await picture(easel, "dora");
    const other = galleryBeside(easel);
    const [one, two] = await Promise.all([
      takeDown(fox),
      other.takedowns.takeDown({ ...order(fox), by: "memory:presser" }),
    ]);
    expect(one.id).toBe(two.id);
    await takeDown(fox);
    await expectDown(fox);
    expect(easel.chat.directs("dora").filter(({ title }) => title?.includes("taken down"))).toHaveLength(1);
  });

  test("names what was made from it, and leaves that to the operator", async () => {
    const fox = await picture(easel, "emil");
    const child = await picture(easel, "emil", { references: [`${fox.id}:0`] });
    const other = await picture(easel, "emil");
    await takeDown(fox);
    const made = await easel.gallery.takedowns.madeFrom(fox, 10);
    expect(made.map(({ id }) => id)).toEqual([child.id]);
    expect(await easel.images.read(`${child.id}:0`)).not.toBeNull();
    expect(await easel.images.read(`${other.id}:0`)).not.toBeNull();
    await easel.accept("emil");
    const edited = await easel.say("emil", `/edit make it winter --from ${fox.id.slice(0, 8)}`);
    expect(edited.text).toContain("This picture was taken down");
  });

  test("closes the reports about it, whose reporters are told", async () => {
    const fox = await picture(easel, "fritz");
    const reporter = await own("gina");
    await easel.reports.file({ picture: fox, reporter, reason: "intimate", note: "my sister" });
    await takeDown(fox, "intimate");
    await easel.reports.tellOutcomes();
    await easel.reports.tellOutcomes();
    await easel.notices.sendDue(100);
    const told = easel.chat.directs("gina").filter(({ title }) => title === "About the picture you reported");
    expect(told.map(({ text }) => text)).toEqual([expect.stringContaining("we looked at it and acted")]);
  });

  test("is evidence of the case in which it was reported, as long as evidence of the gravest kinds is kept", async () => {
    const [fox, unreported] = [await picture(easel, "rolf"), await picture(easel, "rolf")];
    const { id } = await easel.reports.file({ picture: fox, reporter: await own("greta"), reason: "minors", note: "" });
    const { sealed } = await takeDown(fox, "minors");
    const other = await takeDown(unreported, "intimate");
    const one = await easel.cases.find((await easel.reports.find(id))?.case ?? "");
    expect(one).toMatchObject({ kind: "gravest", decision: { outcome: "acted" } });
    expect(one?.evidence).toEqual([`reported:${fox.id}:0`, ...sealed.map(({ evidence }) => evidence)]);
    expect((await easel.dossiers.subject(one?.id ?? ""))?.evidence).toEqual(one?.evidence);
    easel.clock.move(170 * DAY_MS);
    await easel.evidence.purge(100);
    for (const { evidence } of [...sealed, ...other.sealed]) {
      expect((await easel.evidence.open(evidence))?.bytes?.byteLength).toBeGreaterThan(100);
    }
  });

  test("three of one person for others’ rights are a case, two are not", async () => {
    const holly = await own("holly");
    const kinds = async () => (await easel.cases.ofAccount(holly.id, 10)).map(({ kind }) => kind);
    for (const ground of ["rights", "terms", "rights"] as const) await takeDown(await picture(easel, "holly"), ground);
    expect(await kinds()).toEqual([]);
    await takeDown(await picture(easel, "holly"), "rights");
    expect(await kinds()).toEqual(["repeat-infringer"]);
  });
});

describe("the owner of a picture that was taken down", () => {
  const tryToDelete = async (generation: Generation) =>
    easel.studio.delete(generation.id, await own("leo")).then(
      ({ deletedAt }) => deletedAt !== null,
      (error: unknown) => {
        expect(error).toMatchObject({ refusal: { code: "picture-taken-down" } });
        return false;
      },
    );
  const objected = async (generation: Generation) => {
    const { id } = await takeDown(generation);
    const words = { name: "Leo", contact: "l@example.org", statement: "It is mine.", signature: "Leo" };
    const { objection } = await easel.gallery.takedowns.object(id, await own("leo"), words);
    return (await easel.cases.find(objection?.case ?? "")) ?? expect.fail();
  };
  const daysPass = async (days: number) => {
    easel.clock.move(days * DAY_MS);
    await easel.gallery.takedowns.carryOutDue(100);
  };

  test("can delete its record once no objection is possible any more, and its sealed copy stays", async () => {
    const fox = await picture(easel, "leo");
    const { sealed, id } = await takeDown(fox, "minors");
    expect(await tryToDelete(fox)).toBe(false);
    await daysPass(14);
    expect(await tryToDelete(fox)).toBe(false);
    await daysPass(1);
    await expect(easel.studio.delete(fox.id, await own("mallory"))).rejects.toMatchObject({
      refusal: { code: "picture-taken-down" },
    });
    expect(await tryToDelete(fox)).toBe(true);
    expect((await easel.generations.find(fox.id))?.clearedAt).not.toBeNull();
    expect((await easel.evidence.open(sealed[0]?.evidence ?? ""))?.bytes?.byteLength).toBeGreaterThan(100);
    // What is deleted is not said to be given back.
    expect(await easel.gallery.takedowns.restore(id, { by, reason: null })).toBeNull();
  });

  test("cannot delete it while an objection is open, and can once it was decided", async () => {
    const fox = await picture(easel, "leo");
    const { id, version } = await objected(fox);
    await daysPass(15);
    expect(await tryToDelete(fox)).toBe(false);
    await easel.cases.decide(id, version, { outcome: "upheld", by, note: "It stays." });
    await daysPass(0);
    expect(await tryToDelete(fox)).toBe(true);
  });
});

describe("a takedown that is cut off", () => {
  const died = () => Promise.reject(new Error("the process died"));
  const deaths: readonly [string, Partial<Record<keyof GalleryParts, object>>][] = [
    ["before anything is hidden", { stores: { generations: { find: died } } }],
    ["before it is sealed", { evidence: { seal: died } }],
    ["before its bytes are gone", { images: { delete: died } }],
    ["before its owner is told", { notices: { tell: died } }],
    ["before reports are closed", { reports: { casesOf: died } }],
    ["before places are covered", { ids: { derived: (cause: string) => failingFor(cause) } }],
  ];
  /** Places are named by derived names: this process dies at the first one. */
  function failingFor(cause: string): string {
    if (cause.startsWith("memory/")) throw new Error("the process died");
    return easel.ids.derived(cause);
  }

  test.each(deaths)("%s is finished by whoever comes next, and shown to nobody meanwhile", async (_when, broken) => {
    const fox = await picture(easel, "ines");
    const parts = Object.fromEntries(
      Object.entries(broken).map(([name, part]) => [name, withBroken(name, part)]),
    ) as Partial<GalleryParts>;
    const dying = galleryBeside(easel, parts);
    await expect(dying.takedowns.takeDown(order(fox))).rejects.toThrow("the process died");
    const half = await easel.gallery.takedowns.ofGeneration(fox.id);
    // Only where nothing was begun is it still shown.
    if (half?.done.includes("hidden")) {
      await expect(easel.studio.own(fox.id, await own("ines"))).rejects.toMatchObject({
        refusal: { code: "picture-taken-down" },
      });
    }
    easel.clock.move(2 * MINUTE_MS);
    await galleryBeside(easel).takedowns.carryOutDue(100);
    await expectDown(fox);
    easel.clock.move(11 * MINUTE_MS);
    await galleryBeside(easel).takedowns.carryOutDue(100);
    await easel.gallery.takedowns.carryOutDue(100);
    const whole = await easel.gallery.takedowns.ofGeneration(fox.id);
    expect(whole?.nextStepAt).toBeNull();
    expect(whole?.done).toHaveLength(7);
  });

  function withBroken(name: string, part: object): object {
    if (name === "stores") {
      const [store, methods] = Object.entries(part)[0] as [string, object];
      const stores = galleryStores();
      return { ...stores, [store]: { ...Reflect.get(stores, store), ...methods } };
    }
    return { ...Reflect.get(easel, name), ...part };
  }
  const galleryStores = () => mongoStores(easel.mongo.connection);

  test("a chat that is away is tried again, and what is shown of it counts only then", async () => {
    const fox = await picture(easel, "jona");
    easel.chat.failing = 1;
    const first = await takeDown(fox);
    expect(first.covered).toEqual([]);
    expect(lastShown(fox.place)?.images).toHaveLength(1);
    easel.clock.move(2 * MINUTE_MS);
    await easel.gallery.takedowns.carryOutDue(100);
    await expectDown(fox);
  });
});

describe("a chat that another process serves", () => {
  test("is covered by that process, although one that does not serve it always comes first", async () => {
    const fox = await picture(easel, "juri");
    const elsewhere = galleryBeside(easel, { chats: createChats([]) });
    const first = await elsewhere.takedowns.takeDown(order(fox));
    expect([first.covered, first.lost]).toEqual([[], []]);
    await elsewhere.takedowns.carryOutDue(100);
    expect(lastShown(fox.place)?.images).toHaveLength(1);
    await easel.gallery.takedowns.carryOutDue(100);
    await expectDown(fox);
  });
});

describe("an objection", () => {
  const words = { name: "Kim", contact: "kim@example.org", statement: "I drew it.", signature: "Kim" };

  test("is a case; reversed, the picture is back, its owner is told, and it counts no more", async () => {
    const fox = await picture(easel, "kim");
    const { id } = await takeDown(fox, "rights");
    const kim = await own("kim");
    const objected = await easel.gallery.takedowns.object(id, kim, words);
    await expect(easel.gallery.takedowns.object(id, kim, words)).rejects.toMatchObject({
      refusal: { code: "objection-made" },
    });
    const one = await easel.cases.find(objected.objection?.case ?? "");
    expect(one).toMatchObject({ kind: "appeal", statement: "I drew it.", report: id });
    await easel.cases.decide(one?.id ?? "", one?.version ?? 0, { outcome: "reversed", by, note: "it is theirs" });
    await easel.gallery.takedowns.carryOutDue(100);
    await easel.gallery.takedowns.carryOutDue(100);
    expect((await easel.images.read(`${fox.id}:0`))?.bytes.byteLength).toBeGreaterThan(100);
    expect((await easel.studio.own(fox.id, kim)).takenDownAt).toBeNull();
    expect(await trailOf(fox.id)).toEqual(["picture-restored", "picture-taken-down"]);
    expect(easel.chat.directs("kim").filter(({ title }) => title === "Your picture is back")).toHaveLength(1);
    const again = await takeDown(await easel.studio.own(fox.id, kim), "rights");
    expect(again.id).not.toBe(id);
  });

  test("upheld, it stays down; somebody else’s and a late one are refused", async () => {
    const fox = await picture(easel, "lea");
    const { id } = await takeDown(fox, "rights");
    const stranger = await own("mallory");
    await expect(easel.gallery.takedowns.object(id, stranger, words)).rejects.toMatchObject({
      refusal: { code: "takedown-unknown" },
    });
    const { objection } = await easel.gallery.takedowns.object(id, await own("lea"), words);
    await easel.cases.decide(objection?.case ?? "", 1, { outcome: "upheld", by, note: "it is not" });
    await easel.gallery.takedowns.carryOutDue(100);
    await expectDown(fox);
    const late = await takeDown(await picture(easel, "lea"), "rights");
    easel.clock.move(15 * DAY_MS);
    await expect(easel.gallery.takedowns.object(late.id, await own("lea"), words)).rejects.toMatchObject({
      refusal: { code: "objection-late" },
    });
  });

  test("that is decided waits neither for those that are not nor for one that fails", async () => {
    const foxes: Generation[] = [];
    for (let count = 0; count < 4; count++) foxes.push(await picture(easel, "mila"));
    const mila = await own("mila");
    const objected = await Promise.all(
      foxes.map(async (fox) => easel.gallery.takedowns.object((await takeDown(fox)).id, mila, words)),
    );
    const [failing, ...others] = objected.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const last = others.at(-1);
    for (const one of [failing, last]) {
      await easel.cases.decide(one?.objection?.case ?? "", 1, { outcome: "reversed", by, note: "it is theirs" });
    }
    const cases = {
      ...easel.cases,
      find: (id: string) =>
        id === failing?.objection?.case ? Promise.reject(new Error("the database stalls")) : easel.cases.find(id),
    };
    await galleryBeside(easel, { cases }).takedowns.carryOutDue(100);
    expect((await easel.generations.find(last?.generation ?? ""))?.takenDownAt).toBeNull();
    expect((await easel.generations.find(failing?.generation ?? ""))?.takenDownAt).not.toBeNull();
    await easel.gallery.takedowns.carryOutDue(100);
    expect((await easel.generations.find(failing?.generation ?? ""))?.takenDownAt).toBeNull();
  });

  test("once the sealed copy is gone, there is nothing to give back", async () => {
    const fox = await picture(easel, "nora");
    const { id } = await takeDown(fox);
    easel.clock.move(16 * DAY_MS);
    expect(await easel.gallery.takedowns.restore(id, { by, reason: null })).toBeNull();
    expect((await easel.generations.find(fox.id))?.takenDownAt).not.toBeNull();
  });

  test("giving back that is cut off is finished by whoever comes next", async () => {
    const fox = await picture(easel, "olga");
    const { id } = await takeDown(fox);
    const images = { ...easel.images, put: () => Promise.reject(new Error("the process died")) };
    const dying = galleryBeside(easel, { images });
    await expect(dying.takedowns.restore(id, { by, reason: "mistake" })).rejects.toThrow("the process died");
    easel.clock.move(2 * MINUTE_MS);
    await easel.gallery.takedowns.carryOutDue(100);
    expect(await easel.images.read(`${fox.id}:0`)).not.toBeNull();
    expect(await trailOf(fox.id)).toEqual(["picture-restored", "picture-taken-down"]);
  });
});
