import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { encodeButton } from "../../../src/core/chat/button-token.ts";
import type { Form } from "../../../src/core/chat/reply.ts";
import { messagesFor } from "../../../src/core/messages.ts";
import type { Channel } from "../../servers/discord/world.ts";
import type { DiscordPerson } from "../../support/discord-person.ts";
import { picture, type Stage, setStage, shownImage } from "./stage.ts";

/** Short, so that no test waits for what people have to. */
const PATIENCE_MS = 120;
const words = messagesFor("en").discord;
const ask = "imagine/edit/ab/1";
const form: Form = {
  title: "Change the words",
  submit: "Make it",
  token: "imagine/again/ab/1",
  fields: [{ kind: "text", name: "prompt", label: "What?", lengthMax: 100, required: true, initial: "a red fox" }],
};

let stage: Stage;
let channel: Channel;
let ada: DiscordPerson;
beforeEach(async () => {
  stage = await setStage({ formPatience_ms: PATIENCE_MS });
  stage.images.set("g:0", await picture("g:0"));
  channel = stage.discord.channel(stage.discord.guild());
  ada = stage.discord.person("ada");
  stage.dispatch.forms.add(ask);
  stage.dispatch.reply(ask, { form });
  stage.dispatch.reply(form.token, { text: "another picture" });
});
afterEach(async () => {
  expect(stage.discord.violations).toEqual([]);
  await stage.stop();
});

async function result() {
  stage.dispatch.reply("imagine", {
    images: [shownImage("g:0")],
    buttons: [
      { label: "Edit prompt", token: ask },
      { label: "New from it", token: encodeButton("imagine", "reference", "abcdefgh", "picture") },
      { label: "Report", token: encodeButton("imagine", "report", "abcdefgh", "picture") },
    ],
  });
  return ada.answerTo("imagine", { prompt: "a red fox" }, { in: channel });
}
const pause = (duration_ms: number) => new Promise((resolve) => setTimeout(resolve, duration_ms));
/** The form comes later than Discord would wait. */
function slowly(key: string) {
  stage.dispatch.answers.set(key, async (incoming, chat) => {
    await pause(PATIENCE_MS * 2);
    await chat.show(incoming.place, { form });
  });
}

describe("a form", () => {
  test("opens at once from a button, and what is filled in arrives with the message it came from", async () => {
    const pressed = await result();
    const opened = await ada.form(ada.click(pressed, "Edit prompt"));
    expect(opened).toMatchObject({ title: form.title, customId: form.token });
    const answer = await ada.final(ada.submit(opened, { prompt: "a blue fox" }));
    expect(answer.text).toBe("another picture");
    expect(stage.dispatch.received.at(-1)).toMatchObject({
      origin: pressed.id,
      action: { kind: "form", token: form.token, values: { prompt: "a blue fox" } },
    });
  });

  test("opens at once from a command", async () => {
    stage.dispatch.forms.add("edit");
    stage.dispatch.reply("edit", { form });
    const opened = await ada.form(ada.slash("edit", {}, { in: channel }));
    expect(opened.fields.map(({ value }) => value)).toEqual(["a red fox"]);
    expect((await ada.final(ada.submit(opened))).text).toBe("another picture");
    expect(stage.dispatch.received.at(-1)?.origin).toBeUndefined();
  });

  test("that is late waits behind a button that only the person sees", async () => {
    slowly(ask);
    const pressed = await result();
    const waiting = await ada.final(ada.click(pressed, "Edit prompt"));
    expect(waiting).toMatchObject({ isPrivate: true });
    expect(waiting.text).toContain(words.formWaits);
    const opened = await ada.form(ada.click(waiting, form.title));
    expect(opened.customId).toBe(form.token);
    // It was kept: the slow work was done once.
    expect(stage.dispatch.received.filter(({ action }) => action.kind === "button")).toHaveLength(1);
  });

  test("that waits is asked for anew by the next process, or says what to do", async () => {
    slowly(ask);
    slowly("edit");
    stage.dispatch.forms.add("edit");
    const pressed = await result();
    const fromButton = await ada.final(ada.click(pressed, "Edit prompt"));
    const fromCommand = await ada.final(ada.slash("edit", {}, { in: channel }));
    await stage.restart();
    stage.dispatch.reply(ask, { form });
    expect((await ada.form(ada.click(fromButton, form.title))).customId).toBe(form.token);
    const gone = await ada.final(ada.click(fromCommand, form.title));
    expect(gone).toMatchObject({ text: words.formGone, isPrivate: true });
  });

  test("that nobody expected waits behind a button as well, and never for everyone to see", async () => {
    stage.dispatch.reply("imagine", { form });
    const interaction = ada.slash("imagine", { prompt: "x" }, { in: channel });
    const waiting = await ada.until(() => ada.answers(interaction).find(({ buttons }) => buttons.length > 0));
    expect(waiting.isPrivate).toBe(true);
    expect(stage.discord.person("bob").sees(channel)).toEqual([]);
    // A form may not follow a form either.
    stage.dispatch.reply(form.token, { form });
    const again = await ada.final(ada.submit(await ada.form(ada.click(waiting, form.title))));
    expect(again.text).toContain(words.formWaits);
  });

  test("that turns out to be an answer is that answer, for the person alone", async () => {
    stage.dispatch.reply(ask, { tone: "refusal", text: "This is not yours." });
    const pressed = await result();
    const answer = await stage.discord.person("bob").press(pressed, "Edit prompt");
    expect(answer).toMatchObject({ text: "This is not yours.", isPrivate: true });
    stage.dispatch.forms.add("edit");
    stage.dispatch.reply("edit", { tone: "refusal", text: "Which picture?" });
    const other = await ada.final(ada.slash("edit", {}, { in: channel }));
    expect(other).toMatchObject({ text: "Which picture?", isPrivate: true });
  });
});

describe("a form that Discord did not take", () => {
  const CALLBACK = "POST /interactions/:interaction/:token/callback";

  test("waits behind a button, and the person is not left with nothing", async () => {
    const pressed = await result();
    // Every repetition of the library's own fails as well.
    stage.discord.faults.add(CALLBACK, { kind: "status", status: 500 }, 4);
    const waiting = await ada.final(ada.click(pressed, "Edit prompt"));
    expect(waiting).toMatchObject({ isPrivate: true });
    expect(waiting.text).toContain(words.formWaits);
    expect((await ada.form(ada.click(waiting, form.title))).customId).toBe(form.token);
  });

  test("from the button that opens it can be asked for by that button again", async () => {
    slowly(ask);
    const waiting = await ada.final(ada.click(await result(), "Edit prompt"));
    stage.discord.faults.add(CALLBACK, { kind: "status", status: 500 }, 4);
    const failed = ada.click(waiting, form.title);
    await ada.until(() => (stage.discord.faults.left() === 0 ? true : undefined));
    expect(failed.modal ?? null).toBeNull();
    expect((await ada.form(ada.click(waiting, form.title))).customId).toBe(form.token);
  });
});

describe("the menu of a message", () => {
  test("edits and reports what Easel made by its own buttons", async () => {
    const shown = await result();
    for (const [menu, button] of [
      ["Edit this picture", "reference"],
      ["Report", "report"],
    ] as const) {
      const token = encodeButton("imagine", button, "abcdefgh", "picture");
      stage.dispatch.forms.add(token);
      stage.dispatch.reply(token, { form: { ...form, title: menu } });
      expect((await ada.form(ada.context(menu, shown, { in: channel }))).title).toBe(menu);
      expect(stage.dispatch.received.at(-1)?.action).toEqual({ kind: "button", token });
    }
  });

  test("edits the pictures of anybody else's message, and says when there is none", async () => {
    // The bot's own words without buttons are as good as anybody's.
    const { bytes } = await picture("x");
    stage.images.set("other:0", { ...(await picture("other:0")), bytes });
    stage.dispatch.reply("imagine", { text: "look", images: [shownImage("other:0")] });
    const withPicture = await ada.answerTo("imagine", { prompt: "x" }, { in: channel });
    stage.dispatch.forms.add("edit");
    stage.dispatch.reply("edit", { form });
    await ada.form(ada.context("Edit this picture", withPicture, { in: channel }));
    const action = stage.dispatch.received.at(-1)?.action;
    const { attachments = [] } = action?.kind === "command" ? action : {};
    expect(Buffer.from((await attachments[0]?.read()) ?? [])).toEqual(Buffer.from(bytes));

    stage.dispatch.reply("imagine", { text: "only words" });
    const onlyWords = await ada.answerTo("imagine", { prompt: "x" }, { in: channel });
    const told = await ada.final(ada.context("Edit this picture", onlyWords, { in: channel }));
    expect(told).toMatchObject({ text: words.editNothing, isPrivate: true });
    const nothing = await ada.final(ada.context("Report", withPicture, { in: channel }));
    expect(nothing).toMatchObject({ text: words.reportNothing, isPrivate: true });
  });
});
