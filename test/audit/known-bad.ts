export interface KnownBad {
  readonly package: string;
  /** As the advisory writes it: `>=1.0.0 <1.2.6`. */
  readonly range: string;
  readonly why: string;
  /** When it was written down here. */
  readonly noted: string;
}

/**
 * Versions that must not come along, where a careless update of the lock file could bring them. It is short on purpose: advisories of
 * today are asked for with a network (`npm audit`), and this holds where there is none.
 */
export const knownBad: readonly KnownBad[] = [
  {
    ...{ package: "sharp", range: "<0.32.6", noted: "2026-11-24" },
    why: "its libwebp writes out of bounds for a crafted WebP (CVE-2023-4863)",
  },
  {
    ...{ package: "undici", range: "<5.29.0 || >=6.0.0 <6.21.2 || >=7.0.0 <7.5.0", noted: "2026-11-24" },
    why: "bad certificates of a webhook's host let its memory grow (CVE-2025-47279)",
  },
  {
    ...{ package: "ws", range: ">=8.0.0 <8.17.1", noted: "2026-11-24" },
    why: "a request with many headers stops the server (CVE-2024-37890)",
  },
  {
    ...{ package: "semver", range: ">=7.0.0 <7.5.2", noted: "2026-11-24" },
    why: "a long range takes time without end (CVE-2022-25883)",
  },
  {
    ...{ package: "mongoose", range: "<8.9.5", noted: "2026-11-24" },
    why: "a nested $where in populate's match reaches the database (CVE-2025-23061)",
  },
  {
    ...{ package: "hono", range: "<4.9.7", noted: "2026-11-24" },
    why: "a limit of bodies can be passed with two headers (CVE-2025-59139)",
  },
  {
    ...{ package: "esbuild", range: "<0.25.0", noted: "2026-11-24" },
    why: "its development server answers every website (GHSA-67mh-4wv8-2f99)",
  },
  {
    ...{ package: "event-stream", range: "=3.3.6", noted: "2026-11-24" },
    why: "it was taken over and steals keys (2018)",
  },
  {
    ...{ package: "ua-parser-js", range: "=0.7.29 || =0.8.0 || =1.0.0", noted: "2026-11-24" },
    why: "it was taken over and runs a miner (2021)",
  },
  {
    ...{ package: "debug", range: "=4.4.2", noted: "2026-11-24" },
    why: "it was taken over in September 2025",
  },
  {
    ...{ package: "chalk", range: "=5.6.1", noted: "2026-11-24" },
    why: "it was taken over in September 2025",
  },
];
