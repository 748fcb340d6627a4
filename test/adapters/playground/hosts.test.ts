import { once } from "node:events";
import { request } from "node:http";
import { hostname } from "node:os";
import { afterEach, expect, test } from "vitest";
import { isOwnHost } from "../../../adapters/playground/hosts.ts";
import { type Stage, setStage } from "./stage.ts";

let stage: Stage | undefined;
afterEach(() => stage?.stop());

test.each([
  "localhost",
  "localhost:8080",
  "LOCALHOST.",
  "easel.localhost:8080",
  "127.0.0.1:8080",
  "[::1]:8080",
  "192.168.1.20",
  "[fe80::1]",
  hostname(),
  "art.example.com",
  "art.example.com:8443",
])("%s is ours", (host) => {
  expect(isOwnHost(host, "art.example.com")).toBe(true);
});

test.each([
  "evil.example",
  "localhost.evil.example",
  "evillocalhost",
  "127.0.0.1.evil.example",
  "art.example.com.evil.example",
  "other.example.com",
  "",
  "a b",
  null,
])("%j is not", (host) => {
  expect(isOwnHost(host, "art.example.com")).toBe(false);
});

test("without a public host no name but our own is ours", () => {
  expect([isOwnHost("art.example.com", null), isOwnHost("localhost", null)]).toEqual([false, true]);
});

async function ask(path: string, host: string): Promise<{ status: number; body: string }> {
  const asked = request({ port: stage?.port, host: "127.0.0.1", path, headers: { Host: host } });
  asked.end();
  const [answer] = (await once(asked, "response")) as [import("node:http").IncomingMessage];
  let body = "";
  // An event stream would not end.
  if (answer.statusCode === 200) answer.destroy();
  else for await (const chunk of answer) body += chunk;
  return { status: answer.statusCode ?? 0, body };
}

test("under a stranger's name every address of the playground is closed, with a sentence that says what to do", async () => {
  stage = await setStage({ publicHost: "art.example.com" });
  const paths = ["/", "/playground/page/app.js", "/playground/commands", "/playground/events?person=ada"];
  for (const path of paths) {
    const { status, body } = await ask(path, "evil.example");
    expect([path, status]).toEqual([path, 403]);
    expect(body).toContain("set PUBLIC_URL");
    expect((await ask(path, "art.example.com")).status).toBe(200);
    expect((await ask(path, "127.0.0.1")).status).toBe(200);
  }
});
