import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { finishCases } from "../../../jobs/finish-cases.ts";
import { purgeEvidence } from "../../../jobs/purge-evidence.ts";
import type { Reply } from "../../../src/core/chat/reply.ts";
import type { CaseKind } from "../../../src/core/moderation/case.ts";
import { subjectOf } from "../../../src/core/privacy/subject.ts";
import { mongoStores } from "../../../src/stores.ts";
import { MINUTE_MS } from "../../support/credits.ts";
import { testImages } from "../../support/images.ts";
import { everythingIn, identityOf, type TestServices, testServices } from "../../support/services.ts";

let easel: TestServices;
let number = 0;
let user = "";
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());
beforeEach(() => {
  number += 1;
  user = `person${number}`;
  easel.clock.move(10 * MINUTE_MS);
});

const accountOf = async (who: string) => (await easel.accounts.of(identityOf(who))).id;
const button = ({ buttons = [] }: Reply, label: string) => buttons.find((one) => one.label.startsWith(label));
const labels = ({ buttons = [] }: Reply) => buttons.map(({ label }) => label);
const field = ({ fields = [] }: Reply, name: string) => fields.find((one) => one.name === name)?.value;

async function press(who: string, reply: Reply, label: string): Promise<Reply> {
  easel.clock.move(1000);
  return easel.press(who, button(reply, label));
}

async function fill(
  who: string,
  { form }: Reply,
  values: Readonly<Record<string, string>>,
  id?: string,
): Promise<Reply> {
  if (form === undefined) throw new Error("there is no form");
  easel.clock.move(1000);
  return easel.act(who, { kind: "form", token: form.token, values }, id);
}

/** Something that was found in a file of theirs, with the file sealed. */
async function found(words = "what they asked for", cause = `upload:${number}`) {
  const bytes = await testImages.png(64, 48);
  const evidence = { words, bytes, contentType: "image/png" };
  const what = { stage: "upload", category: "hate", confidence: 0.95, evidence } as const;
  return easel.conduct.found({ cause, account: await accountOf(user), ...what });
}

async function caseOf(kind: CaseKind) {
  const [one] = (await easel.cases.ofAccount(await accountOf(user), 10)).filter((each) => each.kind === kind);
  if (one === undefined) throw new Error("no such case");
  return one;
}

/** Blocks something, appeals against it, and answers the case. */
async function appealed(words = "It was a statue."): Promise<string> {
  await found();
  const list = await easel.say(user, "/appeal");
  const form = await press(user, list, "Blocked upload");
  expect((await fill(user, form, { words })).text).toContain("Your appeal is with us");
  return (await caseOf("appeal")).id;
}

describe("an appeal", () => {
  test("is one of what counts, goes by a form to the operators, and is answered with what they wrote", async () => {
    expect((await easel.say(user, "/appeal")).text).toContain("nothing to appeal against");
    const { violation } = await found();
    const list = await easel.say(user, "/appeal");
    expect(list.text).toContain("This can be appealed against");
    expect(labels(list)).toEqual([expect.stringMatching(/^Blocked upload, /u), "Look again"]);
    const form = await press(user, list, "Blocked upload");
    expect((await fill(user, form, { words: "  " })).tone).toBe("refusal");
    const filed = await fill(user, form, { words: "It was a statue." });
    expect(filed).toMatchObject({ tone: "good", title: "Appeals" });
    // The same form twice, the same button once more, and a stranger.
    expect((await fill(user, form, { words: "Again." })).text).toContain("appealed against already");
    expect((await press(user, list, "Blocked upload")).text).toContain("a person of ours looks at it");
    expect((await press("stranger", list, "Blocked upload")).text).toContain("belongs to somebody else");
    expect((await press(user, list, "Look again")).fields?.[0]?.value).toContain("Appealed");

    const { id } = await caseOf("appeal");
    const desk = await easel.say("operator", `/admin cases ${id}`);
    expect(desk.title).toBe("Case: Appeal");
    expect(field(desk, "They write")).toBe("It was a statue.");
    expect(field(desk, "Strikes in force")).toBe("1, of one violation");
    expect(field(desk, "What it is about")).toContain("upload · hate, 1 strike");
    expect(labels(desk)).toEqual(["Reverse all of it", "Uphold", "Suspend…", "Show the evidence", "Next"]);
    const note = await press("operator", desk, "Reverse all of it");
    expect((await fill("operator", note, { note: " " })).text).toContain("needs a note");
    const press1 = `press:${number}`;
    const decided = await fill("operator", note, { note: "You were right." }, press1);
    expect(decided.text).toBe("Appeal: reversed.");
    // Once more, as a chat repeats it: the same answer, and nothing happens twice.
    expect((await fill("operator", note, { note: "You were right." }, press1)).text).toBe("Appeal: reversed.");
    expect(await easel.conduct.violation(violation)).toMatchObject({ reversedAt: expect.any(Date) });
    const outcomes = easel.chat.directs(user).filter(({ title }) => title === "Your appeal is decided");
    expect(outcomes.map(({ text }) => text)).toEqual([expect.stringContaining("They wrote: You were right.")]);
    const again = await press("operator", decided, "Back to the case");
    expect(field(again, "Decision")).toContain("reversed by memory:operator");
    expect(labels(again)).not.toContain("Uphold");
    const trail = await easel.audit.latest(await accountOf(user), 20);
    expect(trail.filter(({ action }) => action === "case-reversed")).toHaveLength(1);
    expect((await easel.say(user, "/appeal")).text).toContain("nothing to appeal against");
  });

  test("of one of ours is decided by somebody else of ours", async () => {
    user = "presser";
    const id = await appealed();
    const own = await press("presser", await easel.say("presser", `/admin cases ${id}`), "Reverse all of it");
    expect((await fill("presser", own, { note: "It was nothing." })).text).toContain("your own account");
    expect(await easel.cases.find(id)).toMatchObject({ decision: null });
    const desk = await press("operator", await easel.say("operator", `/admin cases ${id}`), "Reverse all of it");
    expect((await fill("operator", desk, { note: "It was nothing." })).text).toBe("Appeal: reversed.");
  });

  test("that two operators decide is decided by the first, and the other one reads what has happened", async () => {
    const id = await appealed();
    const desk = await easel.say("operator", `/admin cases ${id}`);
    const other = await easel.say("presser", `/admin case ${id}`);
    const [uphold, suspend] = [await press("operator", desk, "Uphold"), await press("presser", other, "Suspend")];
    expect((await fill("presser", suspend, { note: "Enough.", hours: "soon" })).text).toContain("no number of hours");
    await fill("operator", uphold, { note: "It is hate." });
    const late = await fill("presser", suspend, { note: "Enough.", hours: "24" });
    expect(late.text).toContain("Something has happened to this case meanwhile");
    expect(field(late, "Decision")).toContain("upheld by memory:operator");
    expect((await press("presser", other, "Suspend")).text).toContain("Something has happened");
    expect(await easel.sanctions.standing(await accountOf(user))).toMatchObject({ state: "good" });
    expect((await easel.say(user, "/appeal")).fields?.[0]?.value).toBe("Decided: it stands");
  });

  test("can be decided by a suspension, which its person may appeal against while it lasts", async () => {
    const id = await appealed();
    const desk = await easel.say("operator", `/admin cases ${id}`);
    await fill("operator", await press("operator", desk, "Suspend"), { note: "Enough.", hours: "24" });
    expect(await easel.sanctions.standing(await accountOf(user))).toMatchObject({ state: "suspended" });
    const list = await easel.say(user, "/appeal");
    expect(labels(list)[0]).toMatch(/^Suspension, /u);
    const filed = await fill(user, await press(user, list, "Suspension"), { words: "I did not know." });
    expect(filed.text).toContain("Your appeal is with us");
    const second = await easel.cases.ofAccount(await accountOf(user), 10);
    const open = second.find(({ decision, sanction }) => decision === null && sanction !== null);
    const again = await easel.say("operator", `/admin cases ${open?.id}`);
    expect(field(again, "Sanction")).toContain("suspension for terms, by memory:operator");
    await fill("operator", await press("operator", again, "Reverse all of it"), { note: "Fine." });
    expect(await easel.sanctions.standing(await accountOf(user))).toMatchObject({ state: "good" });
  });
});

describe("the desk of cases", () => {
  test("shows the next one, passes over, and says when nothing is left", async () => {
    await appealed();
    let shown = await easel.say("operator", "/admin cases");
    const seen = new Set<string | undefined>();
    for (let step = 0; step < 50 && shown.fields !== undefined; step++) {
      seen.add(field(shown, "Case"));
      shown = await press("operator", shown, "Next");
    }
    expect(shown.text).toBe("That was the last one. Those that you passed over still wait.");
    expect(seen).toContain((await caseOf("appeal")).id);
    expect((await easel.say("operator", "/admin cases nothing")).text).toContain("There is no case “nothing”");
    expect((await easel.say("stranger", "/admin cases")).tone).toBe("refusal");
  });

  test("suspends nobody who runs Easel", async () => {
    const account = await accountOf("presser");
    await easel.cases.open({ kind: "report", account, cause: "report:presser", report: "r1" });
    const [one] = await easel.cases.ofAccount(account, 1);
    const desk = await easel.say("operator", `/admin cases ${one?.id}`);
    const answer = await fill("operator", await press("operator", desk, "Suspend"), { note: "Ha.", hours: "" });
    expect(answer.text).toContain("belongs to an operator");
    expect((await easel.cases.find(one?.id ?? ""))?.decision).toBeNull();
    await fill("operator", await press("operator", desk, "Dismiss"), { note: "A joke." });
  });

  test("opens evidence for the operator alone, images covered, and keeps in the trail who did", async () => {
    await found("secret words of a prompt");
    await fill(user, await press(user, await easel.say(user, "/appeal"), "Blocked upload"), { words: "Statue." });
    const { id } = await caseOf("appeal");
    const desk = await easel.say("operator", `/admin cases ${id}`);
    expect(JSON.stringify(desk)).not.toContain("secret words");
    const shown = await press("operator", desk, "Show the evidence");
    expect(shown.onlyCaller).toBe(true);
    expect(shown.fields?.[0]?.value).toBe("secret words of a prompt");
    expect(shown.images).toEqual([expect.objectContaining({ spoiler: true, width: 64, height: 48 })]);
    const key = shown.images?.[0]?.key ?? "";
    expect(await easel.images.read(key)).toMatchObject({ contentType: "image/png", width: 64 });
    const trail = await easel.audit.latest(await accountOf(user), 20);
    expect(trail).toContainEqual(
      expect.objectContaining({ action: "evidence-opened", actor: "memory:operator", reason: `case ${id}` }),
    );
    // A while later the copy is gone; the evidence is not.
    easel.clock.move(16 * MINUTE_MS);
    await easel.evidence.purge(100);
    expect(await easel.images.read(key)).toBeNull();
    expect((await press("operator", desk, "Show the evidence")).fields?.[0]?.value).toBe("secret words of a prompt");
    expect(await everythingIn(easel.mongo)).not.toContain("secret words");
    expect(JSON.stringify(easel.log.lines)).not.toContain("secret words");
  });
});

describe("evidence for authorities", () => {
  async function exported(what: string, reason: string): Promise<{ reply: Reply; zip: Uint8Array }> {
    const preview = await easel.say("operator", `/admin evidence ${what} --reason ${reason}`);
    const reply = await press("operator", preview, "Yes, export it");
    const parts = await Promise.all((reply.files ?? []).map(({ key }) => easel.images.read(key)));
    return { reply, zip: Buffer.concat(parts.map((part) => part?.bytes ?? new Uint8Array())) };
  }
  const sha256 = (bytes: Uint8Array | undefined) =>
    createHash("sha256")
      .update(bytes ?? new Uint8Array())
      .digest("hex");

  test("is one ZIP file whose manifest says what, when, who and why, with hashes that hold", async () => {
    const id = await appealed();
    const hostile = "../../etc/passwd\u0000\u202Egnp.<script>";
    const account = await accountOf(user);
    const kept = { words: null, contentType: "text/html", keepUntil: new Date("2060-01-01T00:00:00Z") };
    await easel.evidence.seal({
      key: hostile,
      account,
      bytes: new TextEncoder().encode("x"),
      ...kept,
      at: easel.clock.now(),
    });
    const { reply, zip } = await exported(`memory:${user}`, "request 12/26");
    expect(reply).toMatchObject({ onlyCaller: true, files: [{ name: "easel-evidence.zip" }] });
    expect(field(reply, "SHA-256 of the ZIP file")).toBe(sha256(zip));
    const files = unzipSync(zip);
    for (const name of Object.keys(files))
      expect(name).toMatch(/^(?:evidence\/)?[A-Za-z0-9-]+\.(?:json|txt|png|bin)$/u);
    const manifest = JSON.parse(Buffer.from(files["manifest.json"] ?? []).toString());
    expect(manifest).toMatchObject({
      ...{ exportedBy: "memory:operator", reason: "request 12/26", subject: { kind: "account", id: account } },
      ...{ exportedAt: easel.clock.now().toISOString(), termsVersion: easel.terms.inForce().version },
      account: { id: account, identities: [{ platform: "memory", user }] },
      violations: [{ category: "hate", stage: "upload" }],
      cases: [{ id, statement: "It was a statue." }],
      missing: [],
    });
    const listed = manifest.evidence.flatMap(({ files: some }: { files: { name: string; sha256: string }[] }) => some);
    expect(listed).toHaveLength(3);
    for (const file of listed) expect(sha256(files[file.name])).toBe(file.sha256);
    const trail = await easel.audit.latest(account, 20);
    expect(trail).toContainEqual(expect.objectContaining({ action: "evidence-exported", reason: "request 12/26" }));

    // Sealed: what is changed afterwards is told.
    const seal = JSON.parse(Buffer.from(files["seal.json"] ?? []).toString());
    expect(seal.manifestSha256).toBe(sha256(files["manifest.json"]));
    const verify = (...values: string[]) => easel.say("operator", `/admin evidence verify ${values.join(" ")}`);
    expect((await verify(seal.manifestSha256, seal.seal)).text).toContain("Genuine");
    easel.clock.move(MINUTE_MS);
    expect((await verify(sha256(zip), seal.seal)).text).toContain("Not genuine");
    expect((await verify("abc")).text).toContain("two values");
  });

  test("of one case has that case alone, and an hour later the file is gone", async () => {
    const id = await appealed();
    const { reply, zip } = await exported(id, "request 13");
    const manifest = JSON.parse(Buffer.from(unzipSync(zip)["manifest.json"] ?? []).toString());
    expect(manifest).toMatchObject({ subject: { kind: "case", id }, cases: [{ id }] });
    easel.clock.move(61 * MINUTE_MS);
    await easel.evidence.purge(100);
    expect(await easel.images.read(reply.files?.[0]?.key ?? "")).toBeNull();
  });

  test("needs a reason and something that is there, and names what can no longer be had", async () => {
    const id = await appealed();
    expect((await easel.say("operator", `/admin evidence ${id}`)).text).toContain("--reason");
    expect((await easel.say("operator", "/admin evidence nobody --reason x")).text).toContain(
      "neither a case nor an account",
    );
    expect((await easel.say("operator", "/admin evidence")).text).toContain("/admin evidence verify");
    easel.clock.move(MINUTE_MS);
    const database = easel.mongo.connection.getClient().db();
    const [key = ""] = (await easel.cases.find(id))?.evidence ?? [];
    await database.collection("evidence_chunks").deleteMany({ evidence: key });
    const { reply, zip } = await exported(id, "request 14");
    expect(reply.text).toContain("One is missing");
    const manifest = JSON.parse(Buffer.from(unzipSync(zip)["manifest.json"] ?? []).toString());
    expect(manifest.missing).toEqual([{ key, why: "altered" }]);
    const shown = await press("operator", await easel.say("operator", `/admin cases ${id}`), "Show the evidence");
    expect(shown.fields?.[0]?.value).toContain("was changed after it was sealed");
  });
});

test("the jobs finish what a process has left behind, and may run twice", async () => {
  const id = await appealed();
  const decision = { outcome: "upheld", by: "memory:operator", note: "It stands." } as const;
  // Decided, and the process died before anybody was told.
  expect(await easel.cases.decide(id, 1, decision)).toBe("decided");
  for (let run = 0; run < 2; run++) {
    await finishCases.run(null, easel);
    await purgeEvidence.run(null, easel);
  }
  const outcomes = easel.chat.directs(user).filter(({ title }) => title === "Your appeal is decided");
  expect(outcomes).toHaveLength(1);
  easel.clock.move(400 * 24 * 60 * MINUTE_MS);
  await purgeEvidence.run(null, easel);
  await purgeEvidence.run(null, easel);
  expect(await easel.evidence.ofAccount(await accountOf(user))).toEqual([]);
});

test("an erasure takes appeals and evidence away, but for what the gravest cases are about", async () => {
  const account = await accountOf(user);
  await appealed("Words of an appeal.");
  const { violation } = await found("a grave thing", `grave:${user}`);
  const key = (await easel.conduct.violation(violation))?.evidence ?? "";
  await easel.cases.open({
    kind: "gravest",
    account,
    cause: `gravest:${user}`,
    violations: [violation],
    evidence: [key],
  });
  const subject = subjectOf(await easel.accounts.of(identityOf(user)), easel.ids);
  const { records } = mongoStores(easel.mongo.connection).personalData;
  const kinds = ["sealed-evidence", "cases"].flatMap((name) => records.filter((one) => one.name === name));
  const [appeal] = (await easel.cases.ofAccount(account, 9)).filter(({ kind }) => kind === "appeal");
  await easel.caseDecisions.decide({
    ...{ id: appeal?.id ?? "", seen: 1, outcome: "upheld", by: "memory:operator", note: "It stands." },
  });
  const shown: unknown[] = [];
  for (const kind of kinds) for await (const record of kind.about(subject)) shown.push(record);
  // A copy for the person: their own words, and neither what is sealed nor who decided.
  expect(shown).toHaveLength(4);
  expect(JSON.stringify(shown)).toContain("Words of an appeal.");
  expect(JSON.stringify(shown)).not.toMatch(/memory:operator|"seal"|a grave thing/u);
  for (const kind of [...kinds, ...kinds]) await kind.erase(subject);
  expect(await easel.evidence.ofAccount(account)).toEqual([key]);
  expect(await easel.evidence.open(key)).toMatchObject({ words: "a grave thing" });
  expect((await easel.cases.ofAccount(account, 9)).map(({ kind }) => kind)).toEqual(["gravest"]);
  expect(await everythingIn(easel.mongo)).not.toContain("Words of an appeal.");
});
