import { afterAll, describe, expect, test } from "vitest";
import type { ShownMessage } from "../../adapters/playground/replies.ts";
import { publishedTerms } from "../../src/core/terms/book.ts";
import type { TermsVersion } from "../../src/core/terms/version.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { creditsOf } from "../support/laws.ts";
import type { Person } from "../support/person.ts";
import { laterTerms } from "../support/terms.ts";

const [first] = publishedTerms;
const OPERATORS = ["playground:root"];
/** Long enough to switch something while a picture is painted. */
const PAINTING = { queue_ms: 0, painting_ms: 2_500 };

const apps: TestApp[] = [];
afterAll(async () => {
  for (const app of apps.splice(0).reverse()) await app.stop();
});

async function started(options: Parameters<typeof startTestApp>[0]): Promise<TestApp> {
  const app = await startTestApp({ ...options, config: { operators: OPERATORS } });
  apps.push(app);
  return app;
}

const textOf = ({ reply }: ShownMessage) =>
  [reply?.title, reply?.text, ...(reply?.fields ?? []).map(({ value }) => value)].join("\n");

const credits = async ({ app }: TestApp) => (await creditsOf(app.services, "ada")).available;

/** Asks until the answer is so: a switch may take a moment to be known in another process. */
async function sees(person: Person, command: string, expected: string): Promise<ShownMessage> {
  for (let attempt = 0; attempt < 40; attempt++) {
    const answer = await person.answerTo(command);
    if (textOf(answer).includes(expected)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error(`${command} was never answered with “${expected}”`);
}

describe.concurrent("what operators switch", { timeout: 120_000 }, () => {
  test("T2 · what operators switch counts within seconds in every process, costs nobody anything, lets what runs finish, and outlives a restart", async () => {
    const here = await started({ speed: PAINTING });
    const there = await started({ beside: here });
    const root = await here.person("root");
    const ada = await there.person("ada");
    const before = await credits(there);
    const switched = async (words: string) => {
      const asked = await root.answerTo(`/admin switch ${words}`);
      return textOf(await root.press("Switch it", asked));
    };
    const painting = await ada.say("/imagine a red fox --model z-image");
    await ada.until((all) => all.find(({ id, reply }) => id === painting && reply?.tone === "working"));

    expect(await switched("model z-image off The maker has trouble")).toContain("model z-image is off");
    await sees(ada, "/models", "The maker has trouble");
    expect(textOf(await ada.answerTo("/imagine a blue fox --model z-image"))).toContain("switched off at the moment");
    await switched("service off We move to another house --until 2h");
    await sees(ada, "/history", "We move to another house");
    // What was accepted before is delivered.
    expect((await ada.final(painting)).reply?.tone).toBe("good");
    for (const { app } of [here, there]) expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
    expect((await ada.answerTo("/terms")).reply?.tone).not.toBe("refusal");

    await there.restart();
    expect(textOf(await ada.answerTo("/imagine a green fox"))).toContain("We move to another house");
    expect(textOf(await root.answerTo("/admin switch"))).toContain("service · OFF since");
    await switched("service on");
    await sees(ada, "/balance", "credits");
    expect(before - (await credits(there))).toBe(1);
  });
});

describe.concurrent("T3, T27: new terms", { timeout: 120_000 }, () => {
  test("T27 · are asked for at the next command once they count; what was in the works before is finished, and nothing else is begun", async () => {
    // Written while Easel runs, so that the test need not race a clock.
    const book: [TermsVersion, ...TermsVersion[]] = [...publishedTerms];
    const easel = await started({ speed: PAINTING, terms: book });
    const ada = await easel.person("ada");
    const before = await credits(easel);
    const painting = await ada.say("/imagine a red fox --model z-image");
    await ada.until((all) => all.find(({ id, reply }) => id === painting && reply?.tone === "working"));
    book.push(laterTerms("2027-01-01", "material", new Date()));

    const asked = await ada.answerTo("/imagine a blue fox");
    expect(asked.reply?.title).toBe("The terms have changed");
    expect(asked.reply?.text).toContain("Version 2027-01-01 is stricter.");
    const picture = await ada.final(painting);
    expect(picture.reply?.tone).toBe("good");
    // The buttons under it ask as well.
    expect(textOf(await ada.press("Reroll", picture))).toContain("The terms have changed");
    expect(before - (await credits(easel))).toBe(1);

    await easel.restart();
    await ada.press("I am 13", asked);
    const blue = await ada.answerTo("/imagine a blue fox --model z-image");
    expect(blue.reply?.tone).toBe("good");
    // A change that is none in the matter is told, once, and asks nothing.
    book.push(laterTerms("2027-02-01", "minor", new Date()));
    for (const command of ["/balance", "/models"]) {
      expect(textOf(await ada.answerTo(command))).not.toContain("The terms have changed");
    }
    const news = (all: readonly ShownMessage[]) =>
      all.filter((one) => one.pane === "direct" && textOf(one).includes("Version 2027-02-01 is stricter."));
    await ada.until((all) => news(all).length > 0);
    expect(news(ada.messages())).toHaveLength(1);
    const terms = textOf(await ada.answerTo("/terms"));
    for (const version of [first.version, "2027-01-01"]) expect(terms).toContain(`You accepted version ${version} on`);
    expect(terms).toContain("(the playground)");
  });
});
