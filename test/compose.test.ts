import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readConfig, settingNames } from "../src/config.ts";

const root = join(import.meta.dirname, "..");

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly restart?: string;
  readonly stop_grace_period?: string;
  readonly read_only?: boolean;
  readonly deploy?: { readonly resources: { readonly limits: { readonly cpus: string; readonly memory: string } } };
  readonly volumes?: readonly string[];
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly configs?: Readonly<Record<string, { readonly content: string }>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
}

async function compose(file: string): Promise<Compose> {
  return parse(await readFile(join(root, file), "utf8"), { merge: true }) as Compose;
}

/** As Compose reads them, with nothing set where it is run. */
function environmentOf({ environment = {} }: Service): Record<string, string> {
  const value = (given: string | number) => String(given).replaceAll(/\$\{\w+:-([^}]*)\}/gu, "$1");
  return Object.fromEntries(Object.entries(environment).map(([name, given]) => [name, value(given)]));
}

/** What a running Easel needs besides: in a file of its own, because it is secret. */
const secrets = {
  FAL_KEY: "key",
  DISCORD_TOKEN: "token",
  TELEGRAM_TOKEN: "1:token",
  TELEGRAM_WEBHOOK_SECRET: "secret",
};

describe.each(["compose.yaml", "compose.scale.yaml"])("%s", (file) => {
  test("gives Easel only settings that it has, with values that it takes, for trying out and for production", async () => {
    const { services } = await compose(file);
    const ours = Object.entries(services).filter(([, { build }]) => build !== undefined);
    expect(ours.length).toBeGreaterThan(0);
    for (const [name, service] of ours) {
      const environment = environmentOf(service);
      expect(Object.keys(environment).filter((key) => !settingNames.some((known) => known === key))).toEqual([]);
      expect(() => readConfig({ ...environment, ...secrets }), name).not.toThrow();
      expect(() => readConfig({ ...environment, ...secrets, NODE_ENV: "production" }), name).not.toThrow();
    }
  });

  test("names only services and volumes that it has, and waits for health where it waits", async () => {
    const { services, volumes = {} } = await compose(file);
    for (const [name, service] of Object.entries(services)) {
      for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
        expect(services[needed]?.healthcheck, `${name} waits for ${needed}`).toBeDefined();
        expect(condition).toBe("service_healthy");
      }
      for (const volume of service.volumes ?? []) expect(Object.keys(volumes)).toContain(volume.split(":")[0]);
      expect(service.restart, name).toBe("unless-stopped");
    }
  });
});

describe("compose.scale.yaml", () => {
  test("has two of each role, and each shard of Discord is served by exactly one process", async () => {
    const { services } = await compose("compose.scale.yaml");
    const configs = Object.values(services)
      .filter(({ build }) => build !== undefined)
      .map((service) => readConfig({ ...environmentOf(service), ...secrets }));
    const rolesOf = configs.map(({ roles }) => roles.join());
    expect(rolesOf.toSorted()).toEqual(["discord", "discord", "web", "web", "worker", "worker"]);
    const gateways = configs.filter(({ roles }) => roles.includes("discord")).map(({ discord }) => discord);
    expect(gateways.flatMap((one) => one?.shardList ?? []).toSorted()).toEqual([0, 1]);
    expect(new Set(gateways.map((one) => one?.shards))).toEqual(new Set([2]));
    // Telegram is posted to, so that no process polls alone.
    expect(configs.every(({ telegram, publicUrl }) => telegram?.webhookSecret && publicUrl)).toBe(true);
    const shared = configs.map(({ falConcurrency, publicUrl, database }) => [falConcurrency, publicUrl, database.uri]);
    expect(new Set(shared.map(String)).size).toBe(1);
  });

  test("bounds, checks and restarts everything, and stops Easel no sooner than it can finish", async () => {
    const { services } = await compose("compose.scale.yaml");
    for (const [name, service] of Object.entries(services)) {
      expect(Number(service.deploy?.resources.limits.cpus), name).toBeGreaterThan(0);
      expect(service.deploy?.resources.limits.memory, name).toMatch(/^\d+[MG]$/u);
      expect(service.healthcheck?.test[0], name).toBe("CMD");
      if (service.build === undefined) continue;
      expect(Number.parseInt(service.stop_grace_period ?? "0", 10)).toBeGreaterThan(10);
      expect(service.read_only).toBe(true);
    }
  });

  test("runs a replica set of the three nodes that Easel is told of, made by one of them", async () => {
    const { services } = await compose("compose.scale.yaml");
    const nodes = Object.entries(services).filter(([, { image }]) => image?.startsWith("mongo:"));
    const uri = environmentOf(services["web-1"] ?? {})["MONGODB_URI"] ?? "";
    expect(uri).toContain(nodes.map(([name]) => `${name}:27017`).join());
    const sets = nodes.map(([, { command = [] }]) => command[command.indexOf("--replSet") + 1]);
    expect(new Set(sets)).toEqual(new Set([new URLSearchParams(uri.split("?")[1]).get("replicaSet")]));
    const made = nodes.filter(([, { healthcheck }]) => healthcheck?.test.join(" ").includes("rs.initiate"));
    expect(made.map(([name]) => name)).toEqual(["mongo-1"]);
  });

  test("lets through what vendors post and people open, and keeps figures and health inside", async () => {
    const { configs } = await compose("compose.scale.yaml");
    const front = configs?.["front"]?.content ?? "";
    const [first = ""] = front.split("listen 127.0.0.1");
    const open = [...first.matchAll(/location (=? ?)(\/\S*) \{([^}]*)\}/gu)].map(([, exact, path, rule]) => ({
      path: `${exact?.trim()}${path}`,
      isClosed: rule?.includes("return 404") ?? false,
    }));
    expect(open.filter(({ isClosed }) => !isClosed).map(({ path }) => path)).toEqual([
      ...["=/discord", "=/telegram", "=/fal", "=/stripe", "/discord/originals/", "/payment/", "=/", "/playground/"],
    ]);
    expect(open.filter(({ isClosed }) => isClosed).map(({ path }) => path)).toEqual(["/"]);
    expect(first).toContain("proxy_next_upstream error timeout http_502 http_503 non_idempotent;");
    // Each address is limited wherever something can be asked for: what a path does not set itself, it has from the server.
    expect(first).toMatch(/^ {2}limit_req zone=vendors .+;$/mu);
    expect(first).toMatch(/^ {2}limit_conn connections \d+;$/mu);
    for (const path of ["/discord/originals/", "/payment/", "= /", "/playground/"]) {
      const [, rule = ""] = first.split(`location ${path} {`);
      expect(rule.slice(0, rule.indexOf("}")), path).toMatch(/limit_conn connections \d+;\s+limit_req zone=people /u);
    }
    // A dollar would be Compose's own variable.
    expect(front).not.toMatch(/(?<!\$)\$(?!\$)/u);
  });
});
