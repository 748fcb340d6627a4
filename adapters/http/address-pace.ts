import { BlockList, isIP } from "node:net";

const WINDOW_MS = 60_000;
/** More than this many strangers in one minute are an attack from everywhere, which counting them does not stop. */
const ADDRESSES_MAX = 50_000;

/** This machine and its own network. A proxy in front is one of these, and stands for everybody. */
const home = new BlockList();
for (const [network, prefix] of [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  home.addSubnet(network, prefix, "ipv4");
}
home.addAddress("::1", "ipv6");
home.addSubnet("fc00::", 7, "ipv6");
home.addSubnet("fe80::", 10, "ipv6");

export interface AddressPace {
  /** Counts a request of this address for this route; answers how many seconds to wait when it is one too many, else 0. */
  wait_s(address: string, route: { readonly path: string; readonly max: number }, now_ms: number): number;
}

/**
 * How often each address of the internet may ask for what costs much, in windows of a minute. The addresses of a house are not
 * counted: whoever puts a proxy in front limits there, where the true addresses are known.
 */
export function createAddressPace(): AddressPace {
  let begun_ms = Number.NEGATIVE_INFINITY;
  const counts = new Map<string, number>();
  return {
    wait_s(address, { path, max }, now_ms) {
      const known = network(address);
      if (known === null) return 0;
      const passed_ms = now_ms - begun_ms;
      if (passed_ms >= WINDOW_MS || passed_ms < 0) {
        // One window for all, so that nothing is left of who came once.
        counts.clear();
        begun_ms = now_ms;
      }
      const key = `${path} ${known}`;
      const count = (counts.get(key) ?? 0) + 1;
      if (count === 1 && counts.size >= ADDRESSES_MAX) return 0;
      counts.set(key, count);
      return count > max ? Math.ceil((begun_ms + WINDOW_MS - now_ms) / 1000) : 0;
    },
  };
}

/** Who is counted as one: an IPv4 address, or the 64 bits of IPv6 that one customer has; null: somebody of the house, or nobody. */
function network(address: string): string | null {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address)?.[1] ?? address.replace(/%.*$/u, "");
  const version = isIP(plain);
  if (version === 0 || home.check(plain, version === 6 ? "ipv6" : "ipv4")) return null;
  return version === 4 ? plain : sixtyFourBits(plain);
}

function sixtyFourBits(address: string): string {
  const [before = "", after] = address.split("::");
  const head = before === "" ? [] : before.split(":");
  const tail = after === undefined || after === "" ? [] : after.split(":");
  const zeros = after === undefined ? [] : new Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0");
  return [...head, ...zeros, ...tail]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
