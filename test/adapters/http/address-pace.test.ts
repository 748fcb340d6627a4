import fc from "fast-check";
import { expect, test } from "vitest";
import { createAddressPace } from "../../../adapters/http/address-pace.ts";

const route = { path: "/take", max: 3 };

/** What each of so many requests of one address has to wait, all at one moment. */
function waits(address: string, times: number, now_ms = 0, pace = createAddressPace()): number[] {
  return Array.from({ length: times }, () => pace.wait_s(address, route, now_ms));
}

test("an address has so many requests a minute and then waits for the rest of it", () => {
  const pace = createAddressPace();
  expect(waits("8.8.8.8", 4, 0, pace)).toEqual([0, 0, 0, 60]);
  expect(pace.wait_s("8.8.8.8", route, 45_000)).toBe(15);
  expect(pace.wait_s("8.8.4.4", route, 45_000)).toBe(0);
  expect(pace.wait_s("8.8.8.8", { path: "/other", max: 3 }, 45_000)).toBe(0);
  expect(waits("8.8.8.8", 4, 60_000, pace)).toEqual([0, 0, 0, 60]);
});

test.for([
  "127.0.0.1",
  "::1",
  "::ffff:127.0.0.1",
  "10.1.2.3",
  "172.17.0.1",
  "192.168.1.9",
  "fd00::1",
  "fe80::1%eth0",
  "",
])("%s is of the house, perhaps a proxy that stands for everybody, and never waits", (address) => {
  expect(waits(address, 10)).toEqual(new Array(10).fill(0));
});

test("one customer's IPv6 addresses count as one, and other customers' do not", () => {
  const pace = createAddressPace();
  const same = [
    "2a00:1450:4001:81b::1",
    "2a00:1450:4001:81b:0:0:0:2",
    "2a00:1450:4001:081b:ffff::3",
    "2a00:1450:4001:81b::4",
  ];
  expect(same.map((address) => pace.wait_s(address, route, 0))).toEqual([0, 0, 0, 60]);
  expect(pace.wait_s("2a00:1450:4001:81c::1", route, 0)).toBe(0);
  expect(waits("::ffff:8.8.8.8", 3, 0, pace)).toEqual([0, 0, 0]);
  expect(pace.wait_s("8.8.8.8", route, 0)).toBe(60);
});

test("whatever is called an address and whatever the clock does, nobody waits longer than a minute", () => {
  const pace = createAddressPace();
  const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ maxLength: 12 }));
  fc.assert(
    fc.property(address, fc.integer({ min: 0, max: 10_000_000 }), (given, now_ms) => {
      const wait_s = pace.wait_s(given, { path: "/", max: 1 }, now_ms);
      expect(wait_s).toBeGreaterThanOrEqual(0);
      expect(wait_s).toBeLessThanOrEqual(60);
    }),
  );
});
