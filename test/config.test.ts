import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ConfigError, readConfig, settingNames } from "../src/config.ts";

function faults(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe("no settings at all", () => {
  test("give the whole product with its sandboxes", () => {
    expect(readConfig({})).toEqual({
      environment: "development",
      port: 8080,
      publicUrl: null,
      database: { uri: null, dataDir: ".data" },
      hashKey: null,
      discord: null,
      telegram: null,
      stripe: null,
      payments: { discord: ["stripe"], telegram: ["stripe"], playground: ["stripe"] },
      offersFile: null,
      moderationFile: null,
      fal: null,
      falConcurrency: 10,
      roles: ["discord", "telegram", "web", "worker"],
      operators: [],
      logLevel: "warn",
      sandboxes: true,
      notes: [],
    });
  });

  test("are the same as empty and blank ones", () => {
    const blank = Object.fromEntries(settingNames.map((name, index) => [name, index % 2 === 0 ? "" : "  "]));
    expect(readConfig(blank)).toEqual(readConfig({}));
  });

  test("are the same as settings of other programs", () => {
    expect(readConfig({ HOME: "x", MONGO_URL: "nonsense", port: "x" })).toEqual(readConfig({}));
  });
});

describe("production", () => {
  const real = { NODE_ENV: "production", MONGODB_URI: "mongodb://db/easel", FAL_KEY: "a:b" };

  test("has no sandboxes and logs more", () => {
    expect(readConfig(real)).toMatchObject({ environment: "production", sandboxes: false, logLevel: "info" });
  });

  test("needs a database and a provider, and says so at once", () => {
    const found = faults({ NODE_ENV: "production" });
    expect(found).toHaveLength(2);
    expect(found[0]).toContain("MONGODB_URI");
    expect(found[1]).toContain("FAL_KEY");
  });

  test("has sandboxes only when asked for, says so, and then no operator whom anyone may be", () => {
    const asked = { ...real, SANDBOXES: "on" };
    expect(readConfig(asked)).toMatchObject({ sandboxes: true, notes: [expect.stringContaining("anyone")] });
    expect(faults({ ...asked, OPERATORS: "discord:1,playground:root" })).toEqual([
      expect.stringMatching(/^OPERATORS .*anyone/),
    ]);
    expect(faults({ ...real, OPERATORS: "discord:1,playground:root" })).toEqual([]);
    const { FAL_KEY: _, ...painted } = asked;
    expect(readConfig(painted).fal).toBeNull();
    expect(faults({ NODE_ENV: "production", SANDBOXES: "on" })).toEqual([expect.stringContaining("MONGODB_URI")]);
  });

  test("takes a provider of its own instead of a key", () => {
    const { FAL_KEY: _, ...without } = real;
    expect(readConfig({ ...without, FAL_QUEUE_URL: "http://fal:9000" }).fal).toEqual({
      key: "local",
      queueUrl: "http://fal:9000",
      jwksUrl: null,
    });
  });
});

test("without sandboxes there is a real provider, in development too", () => {
  expect(faults({ SANDBOXES: "off" })).toEqual([expect.stringMatching(/^FAL_KEY is unset; SANDBOXES=off/)]);
  expect(readConfig({ SANDBOXES: "off", FAL_KEY: "a:b" })).toMatchObject({ sandboxes: false, fal: { key: "a:b" } });
});

describe("each setting", () => {
  test.for([
    ["PORT", "0", { port: 0 }],
    ["PORT", "65535", { port: 65_535 }],
    ["PUBLIC_URL", "https://easel.example/", { publicUrl: "https://easel.example" }],
    ["PUBLIC_URL", " http://localhost:8080 ", { publicUrl: "http://localhost:8080" }],
    [
      "MONGODB_URI",
      "mongodb+srv://u:p@db.example/easel?w=1",
      { database: { uri: "mongodb+srv://u:p@db.example/easel?w=1" } },
    ],
    ["DATA_DIR", "/var/lib/easel", { database: { dataDir: "/var/lib/easel" } }],
    ["FAL_KEY", "id:secret", { fal: { key: "id:secret", queueUrl: null, jwksUrl: null } }],
    [
      "FAL_QUEUE_URL",
      "http://127.0.0.1:9000/queue/",
      { fal: { key: "local", queueUrl: "http://127.0.0.1:9000/queue" } },
    ],
    ["OPERATORS", "discord:123, playground:root,discord:123", { operators: ["discord:123", "playground:root"] }],
    ["ROLES", "worker, web", { roles: ["web", "worker"] }],
    ["ROLES", "all", { roles: ["discord", "telegram", "web", "worker"] }],
    ["SANDBOXES", "on", { sandboxes: true }],
    ["LOG_LEVEL", "silent", { logLevel: "silent" }],
    ["NODE_ENV", "test", { environment: "test", sandboxes: true }],
  ] as const)("%s=%s is read", ([name, value, expected]) => {
    expect(readConfig({ [name]: value })).toMatchObject(expected);
  });

  test.for([
    ["PORT", "http"],
    ["PORT", "65536"],
    ["PORT", "-1"],
    ["PORT", "80.5"],
    ["PUBLIC_URL", "easel.example"],
    ["PUBLIC_URL", "ftp://easel.example"],
    ["PUBLIC_URL", "https://easel.example/path"],
    ["PUBLIC_URL", "https://easel.example/?a=1"],
    ["PUBLIC_URL", "https://user:pass@easel.example"],
    ["MONGODB_URI", "postgres://db/easel"],
    ["MONGODB_URI", "mongodb://"],
    ["DISCORD_TOKEN", "two words"],
    ["DISCORD_API_URL", "discord.com/api"],
    ["TELEGRAM_API_URL", "http://"],
    ["TELEGRAM_WEBHOOK_SECRET", "has/slash"],
    ["FAL_KEY", "zwölf"],
    ["FAL_QUEUE_URL", "http://127.0.0.1:9000?key=1"],
    ["STRIPE_API_URL", "//stripe"],
    ["OPERATORS", "root"],
    ["OPERATORS", "signal:5"],
    ["OPERATORS", "discord:"],
    ["ROLES", "web,painter"],
    ["ROLES", ","],
    ["SANDBOXES", "yes"],
    ["LOG_LEVEL", "loud"],
    ["NODE_ENV", "staging"],
  ] as const)("%s=%s is a fault that says what is allowed", ([name, value]) => {
    const found = faults({ [name]: value });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${name} .+; allowed is .+`));
  });

  test("every fault is named at once", () => {
    const found = faults({ PORT: "x", PUBLIC_URL: "x", MONGODB_URI: "x", LOG_LEVEL: "x", ROLES: "x" });
    expect(found.map((fault) => fault.split(" ")[0])).toEqual([
      "PORT",
      "PUBLIC_URL",
      "MONGODB_URI",
      "ROLES",
      "LOG_LEVEL",
    ]);
  });

  test("no value is printed, whatever it is", () => {
    const anyValue = fc.stringMatching(/^[!-~ ]{0,4}xSECRETx[!-~ ]{0,8}$/);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...settingNames), anyValue), (environment) => {
        expect(faults(environment).join("\n")).not.toContain("xSECRETx");
      }),
    );
  });
});

describe("settings without effect", () => {
  test.for([
    ["DISCORD_API_URL", "http://127.0.0.1:1/api"],
    ["DISCORD_SHARDS", "2"],
    ["DISCORD_PUBLIC_KEY", "ab".repeat(32)],
    ["TELEGRAM_WEBHOOK_SECRET", "abc123"],
  ] as const)("%s alone is said to do nothing", ([name, value]) => {
    const { notes } = readConfig({ [name]: value });
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain(name);
    expect(notes[0]).not.toContain(value);
  });

  test("keys of a provider that is not used are said to do nothing", () => {
    expect(readConfig({ FAL_JWKS_URL: "http://127.0.0.1:1/jwks" }).notes).toHaveLength(1);
    expect(readConfig({ FAL_JWKS_URL: "http://127.0.0.1:1/jwks", FAL_KEY: "k" }).notes).toEqual([]);
  });
});

describe("chats and payments", () => {
  test("are off until there is a token, and then talk to the vendor's own address", () => {
    expect(readConfig({})).toMatchObject({ discord: null, telegram: null, stripe: null });
    expect(readConfig({ DISCORD_TOKEN: "t", TELEGRAM_TOKEN: "1:t", STRIPE_SECRET_KEY: "k" })).toMatchObject({
      discord: { apiUrl: "https://discord.com/api", shards: "auto", shardList: null, publicKey: null },
      telegram: { apiUrl: "https://api.telegram.org", webhookSecret: null },
      stripe: { apiUrl: null, webhookSecrets: [] },
    });
  });

  test("a process serves only shards that there are", () => {
    const bot = { DISCORD_TOKEN: "t" };
    expect(readConfig({ ...bot, DISCORD_SHARDS: "4", DISCORD_SHARD_LIST: "0, 3,0" }).discord).toMatchObject({
      shards: 4,
      shardList: [0, 3],
    });
    expect(faults({ ...bot, DISCORD_SHARDS: "4", DISCORD_SHARD_LIST: "4" })[0]).toContain("not below DISCORD_SHARDS");
    expect(faults({ ...bot, DISCORD_SHARD_LIST: "0" })[0]).toContain("needs DISCORD_SHARDS");
  });

  test("while Stripe's secret is changed there are two", () => {
    const stripe = (secrets: string) => ({ STRIPE_SECRET_KEY: "k", STRIPE_WEBHOOK_SECRET: secrets });
    expect(readConfig(stripe("whsec_a, whsec_b")).stripe?.webhookSecrets).toEqual(["whsec_a", "whsec_b"]);
    expect(faults(stripe("a,b,c"))).toHaveLength(1);
  });

  test("people pay by what is named, in that order", () => {
    expect(readConfig({}).payments.telegram).toEqual(["stripe"]);
    expect(readConfig({ PAYMENTS_TELEGRAM: "stars,stripe" }).payments.telegram).toEqual(["stars", "stripe"]);
    expect(faults({ PAYMENTS_DISCORD: "stars" })[0]).toContain("unknown method");
  });
});

test(".env.example lists exactly the settings, each switched off and with a word about it", async () => {
  const lines = (await readFile(join(import.meta.dirname, "../.env.example"), "utf8")).split("\n");
  const listed = lines.flatMap((line) => line.match(/^#([A-Z][A-Z_]+)=/)?.[1] ?? []);
  expect(listed).toEqual(settingNames);
  expect(lines.filter((line) => line !== "" && !line.startsWith("#"))).toEqual([]);
  const wordless = listed.filter(
    (name) => !/^# \S/.test(lines[lines.findIndex((line) => line.startsWith(`#${name}=`)) - 1] ?? ""),
  );
  expect(wordless).toEqual([]);
});

test("the README's table names every setting", async () => {
  const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");
  const rows = readme.split("\n").filter((line) => line.startsWith("|"));
  expect(settingNames.filter((name) => !rows.some((row) => row.includes(`\`${name}\``)))).toEqual([]);
});
