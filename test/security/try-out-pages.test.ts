import { readFileSync } from "node:fs";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";

const NOTHING = "There is nothing at this address.";
let easel: TestApp;
beforeAll(async () => {
  easel = await startTestApp();
});
afterAll(async () => {
  expect(easel.logged.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  await easel.stop();
});

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** As a browser or a program may ask that says what it likes of host and origin, which `fetch` would not. */
function ask(url: string, headers: Readonly<Record<string, string>> = {}, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: body === undefined ? "GET" : "POST", headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.on("error", reject).end(body);
  });
}

/** Every address of the playground and of the payments sandbox, as their sources name them. */
function tryOutAddresses(): string[] {
  const read = (file: string) => readFileSync(`adapters/${file}.ts`, "utf8");
  const playground = ["playground/page", "playground/routes", "playground/pictures"].flatMap((file) =>
    [...read(file).matchAll(/"(\/(?:playground\/[^"]*)?)"/gu)].map(([, path = ""]) => path),
  );
  const [, base = ""] = /const BASE = "([^"]+)"/u.exec(read("stripe/sandbox/pages/pages")) ?? [];
  const sandbox = ["", "/checkout/cs_1", "/portal/bps_1", "/invoices/in_1"].map((path) => base + path);
  return [...new Set([...playground, ...sandbox])].map((path) =>
    path.replace(":name", "app.js").replace(":key", "g:0"),
  );
}

describe("in production", () => {
  test("every address of the playground and the sandboxes is nothing, unless they are asked for", async () => {
    const addresses = tryOutAddresses();
    expect(addresses.length).toBeGreaterThan(10);
    const served = async (url: string) => {
      const there: string[] = [];
      for (const address of addresses) {
        for (const body of [undefined, "{}"]) {
          const { status, text } = await ask(url + address, {}, body);
          if (status !== 404 || !text.includes(NOTHING)) there.push(address);
        }
      }
      return [...new Set(there)];
    };
    // An event stream does not end by itself.
    const streams = addresses.splice(addresses.indexOf("/playground/events"), 1);
    expect(await served(easel.app.url)).toEqual(addresses);
    const production = await startTestApp({ config: { environment: "production", sandboxes: false } });
    try {
      addresses.push(...streams);
      expect(await served(production.app.url)).toEqual([]);
      const webhook = await ask(`${production.app.url}/stripe`, {}, "{}");
      expect([webhook.status, production.app.parts.payments]).toEqual([404, "off"]);
      expect((await ask(`${production.app.url}/readyz`)).status).toBe(200);
    } finally {
      await production.stop();
    }
  });
});

describe("a page of somebody else's", () => {
  const message = JSON.stringify({ event: "forged-by-a-site", person: "ada", pane: "channel", text: "/buy" });
  const posts = [
    ["/playground/messages", message],
    ["/playground/buttons", message],
    ["/playground/forms", message],
    ["/sandbox/stripe", "action=advance:day"],
    ["/sandbox/stripe/checkout/cs_1", "action=pay"],
  ] as const;

  test.for(posts)("cannot post to %s with the browser of whoever visits it", async ([path, body]) => {
    const { url } = easel.app;
    for (const headers of [
      { "Sec-Fetch-Site": "cross-site" },
      { "Sec-Fetch-Site": "same-site" },
      { "Sec-Fetch-Site": "none" },
      { Origin: "https://evil.example" },
      { Origin: "http://localhost:1" },
      { Origin: "null" },
    ] as const) {
      expect((await ask(url + path, headers as unknown as Record<string, string>, body)).status).toBe(403);
    }
  });

  test("reads nothing under a name of its own that leads to this machine", async () => {
    for (const path of ["/", "/playground/events?person=ada", "/sandbox/stripe", "/sandbox/stripe/checkout/cs_1"]) {
      const { status, text } = await ask(easel.app.url + path, { Host: "evil.example" });
      expect([path, status]).toEqual([path, 403]);
      expect(text).toContain("PUBLIC_URL");
    }
  });
});

describe("what the database would take for an operator", () => {
  const operators = [{ $ne: null }, { $gt: "" }, { $where: "true" }, ["ada"], [{ $regex: "" }], null, 7, true];
  const posted = { event: "an-event-of-it", person: "mallory" };
  const pressed = { ...posted, origin: "o", token: "t" };
  const kinds = { messages: { ...posted, pane: "direct", text: "/history" }, buttons: pressed, forms: pressed };

  test.for(Object.entries(kinds))(
    "is refused in any field that is posted to /playground/%s",
    async ([kind, fields]) => {
      const whole = kind === "forms" ? { ...fields, values: {} } : fields;
      const changed = Object.keys(fields).flatMap((name) => operators.map((value) => ({ ...whole, [name]: value })));
      const inside = kind === "forms" ? operators.map((value) => ({ ...whole, values: { words: value } })) : [];
      for (const body of [...changed, ...inside].map((one) => JSON.stringify(one))) {
        const { status } = await ask(`${easel.app.url}/playground/${kind}`, {}, body);
        expect([body, status]).toEqual([body, 400]);
      }
    },
  );

  test("changes no object of the program, under whatever name it comes", async () => {
    const body = `{"event":"an-event-of-it","person":"mallory","origin":"o","token":"t","__proto__":{"seen":1},"values":{"__proto__":"x","constructor":"y"}}`;
    expect((await ask(`${easel.app.url}/playground/forms`, {}, body)).status).toBe(409);
    expect(({} as Record<string, unknown>)["seen"]).toBeUndefined();
  });

  test("is words where words are typed: it finds nobody else's, and is no fault", async () => {
    const bob = await easel.person("bob-with-secrets");
    await bob.answerTo("/imagine a hidden lighthouse --private");
    const mallory = await easel.person("mallory");
    for (const words of [
      '{"$ne":null}',
      "$where: 1 == 1",
      ".*",
      "(a+)+$",
      "__proto__",
      "constructor",
      "' || '1'=='1",
      "\\u0000",
    ]) {
      for (const command of ["history", "report", "link", "refund", "cancel", "support"]) {
        const { reply } = await mallory.answerTo(`/${command} ${words}`, { pane: "direct" });
        expect([command, words, reply?.tone]).not.toEqual([command, words, "fault"]);
        expect(JSON.stringify(reply)).not.toContain("hidden lighthouse");
      }
    }
  });
});
