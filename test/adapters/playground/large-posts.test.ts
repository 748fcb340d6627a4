import { once } from "node:events";
import { request } from "node:http";
import { afterEach, expect, test } from "vitest";
import { listen, newEvent, post } from "./listener.ts";
import { ScriptedDispatch, type Stage, type StageOptions, setStage } from "./stage.ts";

const stages: Stage[] = [];
afterEach(() => Promise.all(stages.splice(0).map((stage) => stage.stop())));
async function stage(options: StageOptions = {}): Promise<Stage> {
  const set = await setStage(options);
  stages.push(set);
  return set;
}

/** Announces a body without ever sending it; answers the status. */
async function announce(port: number, path: string, contentType: string, bytes: number): Promise<number | undefined> {
  const headers = { "Content-Type": contentType, "Content-Length": bytes };
  const announced = request({ port, host: "127.0.0.1", method: "POST", path, headers });
  announced.on("error", () => undefined);
  announced.flushHeaders();
  const [answer] = (await once(announced, "response")) as [import("node:http").IncomingMessage];
  announced.destroy();
  return answer.statusCode;
}

test.each([
  ["messages", "application/json"],
  ["messages", "text/plain"],
  ["messages", "multipart/form-database"],
  ["buttons", "multipart/form-data; boundary=b"],
  ["forms", "multipart/form-data; boundary=b"],
])("to %s, as %s, more than a long text is refused before a byte of it came", async (path, type) => {
  const { port } = await stage();
  expect(await announce(port, `/playground/${path}`, type, 64 * 1024 + 1)).toBe(413);
});

test("a form with files is refused above a hundred megabytes and a little", async () => {
  const { port } = await stage();
  const type = "multipart/form-data; boundary=b";
  expect(await announce(port, "/playground/messages", type, 102 * 1024 * 1024)).toBe(413);
});

test("the longest text still fits, however it is written", async () => {
  const { url } = await stage();
  const text = "\u0001".repeat(8_000);
  expect((await post(url, "messages", { person: "ada", pane: "channel", text })).status).toBe(202);
});

function upload(url: string, bytes: number): Promise<Response> {
  const body = new FormData();
  const fields = { event: newEvent(), person: "ada", pane: "direct", text: "/imagine" };
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("file", new File([new Uint8Array(bytes)], "fox.png"));
  return fetch(`${url}/playground/messages`, { method: "POST", body });
}

test("files count as long as the command needs them; meanwhile more are put off, and words are not", async () => {
  const dispatch = new ScriptedDispatch();
  const finish: (() => void)[] = [];
  dispatch.answers.set("imagine", () => new Promise((resolve) => finish.push(resolve)));
  const { url } = await stage({ dispatch, bodiesBytesMax: 10 * 1024 * 1024 });
  expect((await upload(url, 6 * 1024 * 1024)).status).toBe(202);
  const late = await upload(url, 6 * 1024 * 1024);
  expect([late.status, late.headers.get("retry-after")]).toEqual([503, "3"]);
  expect(await late.json()).toMatchObject({ error: expect.stringContaining("Many files are arriving at once") });
  expect((await post(url, "messages", { person: "ada", pane: "channel", text: "hello" })).status).toBe(202);
  for (const one of finish) one();
  await expect.poll(async () => (await upload(url, 6 * 1024 * 1024)).status).toBe(202);
  for (const one of finish) one();
  const ada = await listen(url, "ada");
  expect(ada.messages().filter(({ attachments }) => (attachments as unknown[]).length > 0)).toHaveLength(2);
  ada.close();
});
