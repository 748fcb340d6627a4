import { afterEach, beforeEach, expect, test } from "vitest";
import type { Form, Reply } from "../../../src/core/chat/reply.ts";
import { type Listener, listen, post } from "./listener.ts";
import { type Stage, setStage } from "./stage.ts";

let stage: Stage;
let ada: Listener;
let bob: Listener;
beforeEach(async () => {
  stage = await setStage();
  [ada, bob] = [await listen(stage.url, "ada"), await listen(stage.url, "bob")];
});
afterEach(async () => {
  ada.close();
  bob.close();
  await stage.stop();
});

const texts = (listener: Listener) =>
  listener.messages().map(({ text, reply }) => text ?? (reply as Reply | null)?.text);
const form: Form = { title: "Report", submit: "Send", token: "report/send", fields: [] };

/** Ada's command and Easel's answer to it; answers the id of the answer. */
async function answered(reply: Reply, pane = "channel", command = "imagine"): Promise<string> {
  stage.dispatch.reply(command, reply);
  await post(stage.url, "messages", { person: "ada", pane, text: `/${command}` });
  await expect.poll(() => ada.messages().at(-1)?.["waiting"]).toBe(false);
  return ada.messages().at(-1)?.id ?? "";
}
const withButton: Reply = { text: "painted", buttons: [{ label: "Again", token: "again" }] };

test("a press reaches dispatch with its token and the message it was made on, whoever presses", async () => {
  const origin = await answered(withButton);
  expect((await post(stage.url, "buttons", { person: "bob", origin, token: "again" })).status).toBe(202);
  await expect
    .poll(() => stage.dispatch.received.at(-1))
    .toMatchObject({
      identity: { user: "bob" },
      origin,
      action: { kind: "button", token: "again" },
    });
});

test("a press is answered below, in the conversation of its message", async () => {
  const origin = await answered(withButton, "direct");
  stage.dispatch.reply("again", { text: "painted again" });
  await post(stage.url, "buttons", { person: "ada", origin, token: "again" });
  await expect.poll(() => texts(ada)).toEqual(["/imagine", "painted", "painted again"]);
  expect(ada.messages().map(({ pane }) => pane)).toEqual(["direct", "direct", "direct"]);
});

test("an answer that replaces its message leaves one message, which later answers go on editing", async () => {
  const origin = await answered(withButton);
  stage.dispatch.answers.set("again", async ({ place }, chat) => {
    await chat.show(place, { text: "replaced", replacesOrigin: true });
    await chat.show(place, { text: "replaced, and better" });
  });
  await post(stage.url, "buttons", { person: "ada", origin, token: "again" });
  await expect.poll(() => texts(bob)).toEqual(["/imagine", "replaced, and better"]);
  expect(ada.messages().map(({ id }) => id)).toContain(origin);
});

test("a button that is no longer there, or never was, is refused with a sentence", async () => {
  const origin = await answered(withButton);
  const refused = { status: 409, error: "This message has changed meanwhile. Please look again." };
  expect(await post(stage.url, "buttons", { person: "ada", origin, token: "made/up" })).toEqual(refused);
  expect(await post(stage.url, "buttons", { person: "ada", origin: "nothing", token: "again" })).toEqual(refused);
  await stage.playground.chat.show(stage.dispatch.received[0]?.place ?? "", { text: "cancelled" });
  expect(await post(stage.url, "buttons", { person: "ada", origin, token: "again" })).toEqual(refused);
  expect(stage.dispatch.received).toHaveLength(1);
});

test("a button that a person cannot see cannot be pressed", async () => {
  const whispered = await answered(withButton, "channel", "balance");
  const direct = await answered(withButton, "direct");
  for (const origin of [whispered, direct]) {
    expect((await post(stage.url, "buttons", { person: "bob", origin, token: "again" })).status).toBe(409);
  }
});

test("a form is shown to the person who is asked, and nobody else can send it", async () => {
  const origin = await answered({ text: "Tell us", form });
  expect(ada.messages().at(-1)).toMatchObject({ onlyYou: true, reply: { form } });
  expect(texts(bob)).toEqual(["/imagine"]);
  const send = (person: string) =>
    post(stage.url, "forms", { person, origin, token: form.token, values: { why: "because" } });
  expect((await send("bob")).status).toBe(409);
  expect((await send("ada")).status).toBe(202);
  await expect
    .poll(() => stage.dispatch.received.at(-1)?.action)
    .toEqual({
      kind: "form",
      token: "report/send",
      values: { why: "because" },
    });
});

test("files reach the command with their bytes, and the conversation with their names", async () => {
  const body = new FormData();
  const fields = { event: "event-with-files", person: "ada", pane: "channel", text: "/edit make it snow" };
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("file", new File([new Uint8Array([1, 2, 3])], "fox.png"));
  const answer = await fetch(`${stage.url}/playground/messages`, { method: "POST", body });
  expect(answer.status).toBe(202);
  await expect.poll(() => bob.messages()[0]?.["attachments"]).toEqual([{ name: "fox.png", bytes: 3 }]);
  const action = stage.dispatch.received[0]?.action;
  const [attachment] = action?.kind === "command" ? action.attachments : [];
  expect(await attachment?.read()).toEqual(new Uint8Array([1, 2, 3]));
});

test("files above the limit are refused before they are read", async () => {
  const answer = await fetch(`${stage.url}/playground/buttons`, { method: "POST", body: new Uint8Array(17 * 1024) });
  expect(answer.status).toBe(413);
  const body = new FormData();
  const fields = { event: "event-too-large", person: "ada", pane: "channel", text: "/edit" };
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("file", new File([new Uint8Array(20 * 1024 * 1024 + 1)], "huge.png"));
  const huge = await fetch(`${stage.url}/playground/messages`, { method: "POST", body });
  expect([huge.status, await huge.json()]).toEqual([
    413,
    { error: "A file may have up to 20 MB. Please choose a smaller one." },
  ]);
  expect(stage.dispatch.received).toEqual([]);
});
