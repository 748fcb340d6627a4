import type { BenchPart } from "./table.ts";

interface Listed {
  /** Only in the process that runs it, so that none measures what another has loaded. */
  load(): Promise<BenchPart>;
  /** `within`: it measures the product in its own process, and so runs compiled. `outside`: it starts the product in others. */
  readonly measures: "within" | "outside";
}

/** All parts, in the order of the table. */
export const parts: Readonly<Record<string, Listed>> = {
  ledger: { measures: "within", load: async () => (await import("./ledger.ts")).ledger },
  acknowledgement: { measures: "outside", load: async () => (await import("./acknowledgement.ts")).acknowledgement },
  pictures: { measures: "outside", load: async () => (await import("./pictures.ts")).pictures },
  "picture-cost": { measures: "within", load: async () => (await import("./picture-cost.ts")).pictureCost },
  growth: { measures: "within", load: async () => (await import("./growth.ts")).growth },
  footprint: { measures: "outside", load: async () => (await import("./footprint.ts")).footprint },
  filter: { measures: "within", load: async () => (await import("./filter.ts")).filter },
};
