import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filesUnder, houses } from "./support/imports.ts";

const root = join(import.meta.dirname, "..");
let home: string;

/** Only what a fresh machine has, so that no setting of this one reaches the program. */
const environment = { PATH: process.env.PATH, HOME: process.env.HOME };

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), "easel-build-")));
  await cp(join(root, "package.json"), join(home, "package.json"));
  await symlink(join(root, "node_modules"), join(home, "node_modules"));
  await promisify(execFile)("npm", ["run", "-s", "build"], {
    cwd: root,
    env: { ...environment, BUILD_DIR: join(home, "dist") },
  });
}, 60_000);
afterAll(() => rm(home, { recursive: true, force: true }));

test("the build holds every program file and everything that it reads beside itself", () => {
  const sources = houses.flatMap((house) => filesUnder(root, house, ""));
  const expected = sources.map((file) => file.replace(/\.ts$/, ".js"));
  const built = houses.flatMap((house) => filesUnder(join(home, "dist"), house, ""));
  expect(built.filter((file) => !file.endsWith(".map"))).toEqual(expect.arrayContaining(expected));
});

test("the built program starts with no settings, says where it is, is ready, and stops cleanly when asked", async () => {
  const child = spawn(process.execPath, ["dist/src/main.js"], {
    cwd: home,
    env: { ...environment, PORT: "0", DATA_DIR: join(home, "data") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  let complained = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complained += text;
  });
  const ended = once(child, "exit") as Promise<[code: number | null, signal: string | null]>;
  try {
    await expect.poll(() => printed, { timeout: 30_000 }).toMatch(/http:\/\/[\w.]+:\d+/);
    const [address] = printed.match(/http:\/\/[\w.]+:\d+/) ?? [];
    const ready = () => fetch(`${address}/readyz`).then((answer) => answer.status);
    await expect.poll(ready, { timeout: 30_000 }).toBe(200);
    child.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
    expect(complained).toBe("");
  } finally {
    child.kill("SIGKILL");
  }
}, 40_000);

test("the built program refuses production without a database in two sentences, and no stack", async () => {
  const run = promisify(execFile)(process.execPath, ["dist/src/main.js"], {
    cwd: home,
    env: { ...environment, NODE_ENV: "production", PORT: "0" },
    timeout: 15_000,
  });
  const { code, stderr, stdout } = await run.then(
    () => ({ code: 0, stderr: "", stdout: "" }),
    (error) => error,
  );
  expect(code).toBe(1);
  expect(`${stdout}${stderr}`).toContain("MONGODB_URI is unset");
  expect(`${stdout}${stderr}`).not.toMatch(/^\s+at /m);
}, 20_000);

test("the image runs what the build makes, as nobody in particular", async () => {
  const [image, ignored, compose] = await Promise.all(
    ["Dockerfile", ".dockerignore", "compose.yaml"].map((file) => readFile(join(root, file), "utf8")),
  );
  expect(image).toContain('CMD ["node", "dist/src/main.js"]');
  expect(image).toMatch(/^USER node$/m);
  // What the image copies must not be ignored, or the build ends with a missing file.
  const copied = [...(image ?? "").matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = ""]) =>
    names.split(" "),
  );
  expect(copied.length).toBeGreaterThan(6);
  expect(copied.filter((name) => !ignored?.split("\n").includes(`!${name}`))).toEqual([]);
  expect(compose).toMatch(/--replSet", "rs0"/);
  expect(compose).not.toContain("\t");
});
