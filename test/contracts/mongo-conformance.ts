import { aggregation } from "./mongo-conformance/aggregation.ts";
import { commands } from "./mongo-conformance/commands.ts";
import { filters } from "./mongo-conformance/filters.ts";
import { indexes } from "./mongo-conformance/indexes.ts";
import { libraries } from "./mongo-conformance/libraries.ts";
import type { Open } from "./mongo-conformance/server.ts";
import { transactions } from "./mongo-conformance/transactions.ts";
import { updates } from "./mongo-conformance/updates.ts";

/**
 * What MongoDB documents about itself, as far as Easel and its libraries rely on it. It runs against the embedded
 * server and, where there is one, against a real one: a check that fails there is a wrong check.
 */
export function mongoConformance(open: Open): void {
  filters(open);
  updates(open);
  aggregation(open);
  indexes(open);
  commands(open);
  transactions(open);
  libraries(open);
}
