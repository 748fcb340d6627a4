import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPublicAddress } from "../../../adapters/fal/addresses.ts";
import { createFal } from "../../../adapters/fal/provider.ts";
import { type Answer, startRawServer, takeNotes } from "./raw-server.ts";

const MEGABYTE = 1024 * 1024;

function providerAt(queueUrl: string | null, download = 5000) {
  return createFal({ key: "secret", queueUrl, webhookUrl: null, timeouts_ms: { download }, ...takeNotes() });
}

const bytes = Buffer.from("the picture");
const served: Answer = (response) => response.writeHead(200, { "content-type": "image/png" }).end(bytes);

test("a file is fetched whole, without the key", async () => {
  await using server = await startRawServer(served);
  expect(Buffer.from(await providerAt(server.url).download(`${server.url}/files/a.png`, 100))).toEqual(bytes);
  expect(server.requests[0]?.headers.authorization).toBeUndefined();
});

test("the limit is on what comes, and includes itself", async () => {
  await using server = await startRawServer((response, { url }) => {
    if (url === "/said") response.setHeader("content-length", bytes.length);
    response.write(bytes.subarray(0, 5));
    response.end(bytes.subarray(5));
  });
  for (const path of ["/said", "/chunked"]) {
    const provider = providerAt(server.url);
    expect(await provider.download(server.url + path, bytes.length)).toHaveLength(bytes.length);
    await expect(provider.download(server.url + path, bytes.length - 1)).rejects.toMatchObject({
      name: "ProviderRefused",
      code: "file_too_large",
    });
  }
});

test("300 MB without an announcement are not read to the end", async () => {
  let sent = 0;
  await using server = await startRawServer((response) => {
    const block = Buffer.alloc(64 * 1024);
    const write = () => {
      while (!response.destroyed && sent < 300 * MEGABYTE) {
        sent += block.byteLength;
        if (!response.write(block)) return;
      }
      response.end();
    };
    response.writeHead(200).on("drain", write);
    write();
  });
  const before = process.memoryUsage().rss;
  await expect(providerAt(server.url).download(server.url, MEGABYTE)).rejects.toMatchObject({ code: "file_too_large" });
  expect(sent).toBeLessThan(40 * MEGABYTE);
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * MEGABYTE);
});

describe("a server that lies about the length", () => {
  test("more announced than allowed: nothing is read", async () => {
    await using server = await startRawServer((response) => {
      response.writeHead(200, { "content-length": 300 * MEGABYTE }).write("x");
    });
    await expect(providerAt(server.url).download(server.url, 100)).rejects.toMatchObject({ code: "file_too_large" });
  });

  test("less comes than announced: the file is not taken for whole", async () => {
    await using server = await startRawServer((response) => {
      response.writeHead(200, { "content-length": 50 }).write("x");
      setTimeout(() => response.destroy(), 20);
    });
    await expect(providerAt(server.url).download(server.url, 100)).rejects.toMatchObject({ code: "connection_lost" });
  });

  test("more comes than announced: the rest is not the file", async () => {
    const raw = createServer((socket) => {
      socket.once("data", () => socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n${"x".repeat(5000)}`));
      socket.on("error", () => {});
    });
    await new Promise<void>((resolve) => raw.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(raw.address() as AddressInfo).port}`;
    const outcome = await providerAt(url)
      .download(url, 100)
      .catch((fault: unknown) => fault);
    raw.close();
    // Four bytes, or a broken exchange: never the rest.
    expect(outcome instanceof Uint8Array ? outcome.byteLength : outcome).toSatisfy(
      (value: unknown) => value === 4 || (value as { name?: string }).name === "ProviderUnreachable",
    );
  });
});

test.each([
  ["gone", 404, "ProviderRefused", "not_found"],
  ["gone for good", 410, "ProviderRefused", "not_found"],
  ["in trouble", 503, "ProviderUnreachable", "http_503"],
  ["closed", 403, "ProviderUnreachable", "http_403"],
  ["nothing", 204, "ProviderUnreachable", "http_204"],
  ["empty", 200, "ProviderUnreachable", "malformed"],
])("%s", async (_, status, name, code) => {
  await using server = await startRawServer((response) => response.writeHead(status).end());
  await expect(providerAt(server.url).download(server.url, 100)).rejects.toMatchObject({ name, code });
});

test.each([
  ["before the first byte", (response: Parameters<Answer>[0]) => response.flushHeaders()],
  ["byte by byte", slowly],
])("a server that is slow %s does not hold us", async (_, answer) => {
  await using server = await startRawServer(answer);
  const start_ms = performance.now();
  await expect(providerAt(server.url, 300).download(server.url, 10_000)).rejects.toMatchObject({ code: "timeout" });
  expect(performance.now() - start_ms).toBeLessThan(9_000);
});
function slowly(response: Parameters<Answer>[0]): void {
  const beat = setInterval(() => response.write("x"), 30);
  response.on("close", () => clearInterval(beat));
}

describe("only the public internet", () => {
  test.each([
    "ftp://v3.fal.media/a.png",
    "file:///etc/passwd",
    "data:image/png;base64,AAAA",
    "not a link",
    "",
    "http://127.0.0.1/a.png",
    "http://127.1/a.png",
    "http://0x7f000001/a.png",
    "http://2130706433/a.png",
    "http://0/a.png",
    "http://[::1]/a.png",
    "http://[::ffff:127.0.0.1]/a.png",
    "http://[::ffff:7f00:1]/a.png",
    "http://[fd00::1]/a.png",
    "http://[fe80::1]/a.png",
    "http://10.1.2.3/a.png",
    "http://192.168.1.1/a.png",
    "http://169.254.169.254/latest/meta-data",
    "http://localhost/a.png",
  ])("%s is refused", async (url) => {
    await expect(providerAt(null).download(url, 100)).rejects.toMatchObject({
      name: "ProviderRefused",
      code: "foreign_url",
    });
  });

  test("the host of the queue is trusted, and that one alone", async () => {
    await using server = await startRawServer(served);
    const port = new URL(server.url).port;
    await expect(providerAt("https://proxy.example").download(server.url, 100)).rejects.toMatchObject({
      code: "foreign_url",
    });
    await expect(providerAt(server.url).download(`http://localhost:${port}/`, 100)).rejects.toMatchObject({
      code: "foreign_url",
    });
  });

  test("a redirect is followed to where we would have gone ourselves, and no further", async () => {
    await using other = await startRawServer(served);
    const elsewhere = other.url.replace("127.0.0.1", "localhost");
    await using server = await startRawServer((response, { url }) => {
      const target = { "/here": "/file", "/loop": "/loop", "/home": `${elsewhere}/`, "/file:": "file:///etc/passwd" }[
        url
      ];
      if (target === undefined) response.end(bytes);
      else response.writeHead(302, { location: target }).end();
    });
    const provider = providerAt(server.url);
    expect(await provider.download(`${server.url}/here`, 100)).toHaveLength(bytes.length);
    for (const path of ["/loop", "/home", "/file:"]) {
      await expect(provider.download(server.url + path, 100)).rejects.toMatchObject({ code: "foreign_url" });
    }
    expect(other.requests).toHaveLength(0);
  });

  test("addresses of private networks are not public, however they are written", () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const privately = fc.oneof(
      fc.tuple(fc.constant(10), byte, byte, byte),
      fc.tuple(fc.constant(127), byte, byte, byte),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
      fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
      fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
    );
    fc.assert(
      fc.property(privately, ([a, b, c, d]) => {
        const hex = [(a << 8) | b, (c << 8) | d].map((part) => part.toString(16)).join(":");
        for (const address of [
          `${a}.${b}.${c}.${d}`,
          `::ffff:${a}.${b}.${c}.${d}`,
          `::ffff:${hex}`,
          `64:ff9b::${hex}`,
        ]) {
          expect(isPublicAddress(address)).toBe(false);
        }
      }),
    );
    for (const address of ["1.1.1.1", "104.16.0.1", "172.32.0.1", "::ffff:8.8.8.8", "2606:4700::1"]) {
      expect(isPublicAddress(address)).toBe(true);
    }
  });
});
