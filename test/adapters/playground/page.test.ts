import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commands, type Stage, setStage } from "./stage.ts";

const folder = new URL("../../../adapters/playground/page/", import.meta.url);
let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.stop());
const get = (path: string, init: RequestInit = {}) => fetch(stage.url + path, { redirect: "manual", ...init });

test("the page allows nothing from elsewhere and no markup made of words", async () => {
  const policy = (await get("/?person=ada")).headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/u);
});

test("every file that the page names is served, as what it is", async () => {
  const html = await (await get("/")).text();
  const named = [...html.matchAll(/\/playground\/page\/[\w.-]+/gu)].map(([path]) => path);
  expect(named.length).toBeGreaterThan(5);
  for (const path of new Set(named)) {
    const answer = await get(path);
    expect([path, answer.status]).toEqual([path, 200]);
  }
});

test("nothing in the page comes from another host, nor is it markup inside a script", () => {
  for (const name of readdirSync(folder)) {
    const text = readFileSync(new URL(name, folder), "utf8").replaceAll("http://www.w3.org/2000/svg", "");
    expect(text.replaceAll(/@see https:\S+/gu, ""), name).not.toMatch(/https?:\/\//u);
    expect(text, name).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write|\son\w+="|style="/u);
  }
});

test("a file that did not change is not sent again", async () => {
  const first = await get("/playground/page/app.js");
  const again = await get("/playground/page/app.js", { headers: { "If-None-Match": first.headers.get("etag") ?? "" } });
  expect([first.headers.get("cache-control"), again.status]).toEqual(["no-cache", 304]);
});

test("only the page's own files are served", async () => {
  for (const name of ["..%2Fconnect.ts", "connect.ts", "%2Fetc%2Fpasswd", "__proto__"]) {
    expect((await get(`/playground/page/${name}`)).status, name).toBe(404);
  }
});

test.each([
  ["ada", null],
  ["Ada Lovelace", "/?person=ada-lovelace"],
  ["<script>", "/?person=script"],
  ["名前", "/"],
])("the person %j is shown the page or sent to the nearest name", async (person, location) => {
  const answer = await get(`/?person=${encodeURIComponent(person)}`);
  expect([answer.status, answer.headers.get("location")]).toEqual([location === null ? 200 : 302, location]);
});

test("the page learns the commands that there are", async () => {
  const learned = (await (await get("/playground/commands")).json()) as { name: string }[];
  expect(learned.map(({ name }) => name)).toEqual(commands.map(({ name }) => name));
});
