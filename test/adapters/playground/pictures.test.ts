import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plainPicture, type Stage, setStage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  const picture = await plainPicture("g1:0", 1000, 500, "#c2533a");
  const disguised = { ...picture, key: "g2:0", contentType: "text/html" };
  const images = new Map([
    [picture.key, picture],
    [disguised.key, disguised],
    ["g9:0", { ...picture, key: "g9:0" }],
  ]);
  stage = await setStage({ images });
  const keys = ["g1:0", "g2:0", "g3:0"];
  await stage.playground.chat.direct(
    "ada",
    {
      images: keys.map((key) => ({ key, alternative: "x", width: 1000, height: 500 })),
      files: [{ key: "g1:0", name: "fox.png" }],
    },
    "pictures",
  );
});
afterAll(() => stage.stop());
const get = (path: string, headers: Record<string, string> = {}) => fetch(stage.url + path, { headers });

test("a picture is given byte for byte, and may be kept for ever", async () => {
  const answer = await get("/playground/images/g1%3A0");
  expect(answer.headers.get("content-type")).toBe("image/png");
  expect(answer.headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(stage.images.get("g1:0")?.bytes);
});

test("a browser that has it is not sent it again", async () => {
  const first = await get("/playground/images/g1%3A0");
  const again = await get("/playground/images/g1%3A0", { "If-None-Match": first.headers.get("etag") ?? "" });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});

test("a preview has the edge that was asked for, of the few there are", async () => {
  const answer = await get("/playground/images/g1%3A0?edge=384");
  expect(answer.headers.get("content-type")).toBe("image/webp");
  expect(await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).toMatchObject({ width: 384, height: 192 });
  for (const edge of ["385", "100000", "0", "-1", "", "384.0", "x"]) {
    expect((await get(`/playground/images/g1%3A0?edge=${edge}`)).status, edge).toBe(400);
  }
});

test("what no message showed, or is no longer stored, or is no picture, is not there", async () => {
  for (const key of ["g9:0", "g3:0", "g2:0", "../secret", "__proto__"]) {
    const answer = await get(`/playground/images/${encodeURIComponent(key)}`);
    expect([answer.status, answer.headers.get("cache-control")], key).toEqual([404, "no-store"]);
  }
});

test.each([
  ["red fox.png", `attachment; filename="red_fox.png"; filename*=UTF-8''red%20fox.png`],
  ["狐\r\nX: y.png", `attachment; filename="_X__y.png"; filename*=UTF-8''%E7%8B%90X%3A%20y.png`],
  ["a\"b/../c'.png", `attachment; filename="c_.png"; filename*=UTF-8''c%27.png`],
  ["", `attachment; filename="file"; filename*=UTF-8''file`],
])("a download named %j is saved under a name that is safe", async (name, disposition) => {
  const answer = await get(`/playground/files/g1%3A0?name=${encodeURIComponent(name)}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toBe(disposition);
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(stage.images.get("g1:0")?.bytes);
});

test("a file that is no picture downloads as plain bytes", async () => {
  const answer = await get("/playground/files/g2%3A0?name=x.html");
  expect(answer.headers.get("content-type")).toBe("application/octet-stream");
});
