import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ShownMessage } from "../../adapters/playground/replies.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { fieldOf } from "../support/customer.ts";
import { testImages } from "../support/images.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";
import type { Person } from "../support/person.ts";

let easel: TestApp;
let operator: Person;
beforeAll(async () => {
  easel = await startTestApp({ config: { operators: ["playground:operator"] } });
  operator = await easel.person("operator");
});
afterAll(() => easel.stop());

/** The next direct message with this title. */
const told = (person: Person, title: string) =>
  person.until((all) => all.find(({ pane, reply }) => pane === "direct" && reply?.title === title));

/** The case that somebody's words opened, as the operator sees it. */
async function caseWith(words: string): Promise<ShownMessage> {
  let shown = await operator.answerTo("/admin cases");
  for (let step = 0; step < 20 && fieldOf(shown, "They write") !== words; step++)
    shown = await operator.press("Next", shown);
  return shown;
}

describe("an appeal", () => {
  test("T10, T22 · an appeal against credits that were kept goes to the operators, survives a restart, and gives everything back once", async () => {
    const ada = await easel.person("kept");
    for (const words of ["one", "two", "three"]) await ada.answerTo(`/imagine [refuse] ${words}`);
    const fourth = await ada.answerTo("/imagine [refuse] four");
    expect(await creditsOf(easel.app.services, "kept")).toEqual({ available: 24, held: 0 });
    const form = await ada.press("Appeal", fourth);
    const filed = await ada.fill(form, { words: "It was a lighthouse." });
    expect(filed.reply?.text).toContain("Your appeal is with us");
    expect((await told(operator, "Cases wait")).reply?.text).toContain("/admin cases");
    await easel.restart();

    const shown = await caseWith("It was a lighthouse.");
    expect(fieldOf(shown, "What it is about")).toContain("provider-input · policy");
    const note = await operator.press("Reverse all of it", shown);
    const decided = await operator.fill(note, { note: "The model erred." });
    expect(decided.reply?.text).toBe("Appeal: reversed.");
    const outcome = await told(ada, "Your appeal is decided");
    expect(outcome.reply?.text).toContain("They wrote: The model erred.");
    expect(await creditsOf(easel.app.services, "kept")).toEqual({ available: 25, held: 0 });
    // The button in the old message, pressed once more.
    expect((await ada.press("Appeal", fourth)).reply?.text).toContain("taken back already");
    await expectLaws(easel.app.services);
  });

  test("T10 · an appeal works while suspended, and a reversed one lets the person go on", async () => {
    const ada = await easel.person("suspended");
    const { accounts, conduct, sanctions } = easel.app.services;
    const account = (await accounts.of({ platform: "playground", user: "suspended", name: "suspended" })).id;
    const bytes = await testImages.png();
    const gravest = { stage: "upload", category: "consent", confidence: 1 } as const;
    const evidence = { words: "sealed words", bytes, contentType: "image/png" };
    await conduct.found({ cause: "journey:upload", account, ...gravest, evidence });
    expect(await sanctions.standing(account)).toMatchObject({ state: "suspended" });
    expect((await ada.answerTo("/imagine a lighthouse")).reply?.tone).toBe("refusal");

    const list = await ada.answerTo("/appeal");
    const filed = await ada.fill(await ada.press("Suspension", list), { words: "She is my wife and asked for it." });
    expect(filed.reply?.text).toContain("Your appeal is with us");
    expect((await told(operator, "Urgent: Gravest category")).reply?.text).toContain("/admin cases");

    const shown = await caseWith("She is my wife and asked for it.");
    const sealed = await operator.press("Show the evidence", shown);
    expect(sealed.reply?.fields[0]?.value).toBe("sealed words");
    expect(sealed.reply?.images).toHaveLength(1);

    // For the authorities: one file, that the chat gives to the operator.
    const id = fieldOf(await operator.press("Back to the case", sealed), "Case");
    const preview = await operator.answerTo(`/admin evidence ${id} --reason request 12/26`);
    const exported = await operator.press("Yes, export it", preview);
    const [file] = exported.reply?.files ?? [];
    const zip = new Uint8Array(await (await fetch(new URL(file?.href ?? "", easel.app.url))).arrayBuffer());
    expect(fieldOf(exported, "SHA-256 of the ZIP file")).toBe(createHash("sha256").update(zip).digest("hex"));
    expect(Object.keys(unzipSync(zip))).toContain("manifest.json");

    const again = await operator.answerTo(`/admin cases ${id}`);
    await operator.fill(await operator.press("Reverse all of it", again), { note: "Shown to be so." });
    await told(ada, "Your appeal is decided");
    expect(await sanctions.standing(account)).toMatchObject({ state: "good" });
    expect((await easel.app.services.ledger.wallet(account)).freezes).toEqual([]);
    const painted = await ada.answerTo("/imagine a lighthouse");
    expect(painted.reply?.images).toHaveLength(1);
    // The review that the finding had opened has nothing left to decide.
    const left = await easel.app.services.cases.ofAccount(account, 10);
    expect(left.map(({ decision }) => decision?.outcome)).toEqual(["reversed", "reversed"]);
    expect(easel.logged.join("\n")).not.toMatch(/sealed words|my wife/u);
  });
});
