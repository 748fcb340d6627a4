import { createPublicKey, verify } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isObject } from "./json.ts";
import { noMentions, rawApp, registerImagine } from "./raw-app.ts";
import { type DiscordServer, startDiscordServer } from "./server.ts";

let discord: DiscordServer;
let endpoint: Server;
let isCareful = true;

beforeEach(async () => {
  discord = await startDiscordServer();
  await registerImagine(rawApp(discord), discord);
  isCareful = true;
  endpoint = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const { "x-signature-ed25519": signature, "x-signature-timestamp": timestamp } = request.headers;
      if (isCareful && !isSigned(body, String(timestamp), String(signature))) return response.writeHead(401).end();
      const given: unknown = JSON.parse(body.toString());
      const isPing = isObject(given) && given["type"] === 1;
      const answer = isPing ? { type: 1 } : { type: 4, data: { content: "posted", ...noMentions } };
      return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => endpoint.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  await new Promise((resolve) => endpoint.close(resolve));
  await discord.stop();
});

function isSigned(body: Buffer, timestamp: string, signature: string): boolean {
  const der = Buffer.concat([
    Buffer.from("302a300506032b6570032100", "hex"),
    Buffer.from(discord.signer.publicKey, "hex"),
  ]);
  const key = createPublicKey({ key: der, format: "der", type: "spki" });
  return verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, "hex"));
}
const url = () => `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/`;

test("an endpoint that checks signatures is taken, and may answer an interaction at once", async () => {
  await discord.signer.setUrl(url());
  const answer = await discord.person("ada").answerTo("imagine", { prompt: "x" });
  expect(answer.text).toBe("posted");
  expect(discord.gateway.sessions()).toEqual([]);
});

test("an endpoint that takes a wrong signature is not taken", async () => {
  isCareful = false;
  await expect(discord.signer.setUrl(url())).rejects.toThrow("a wrong signature 200");
  expect(discord.signer.url).toBeNull();
});
