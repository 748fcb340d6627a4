import type { Account } from "../../../src/core/accounts/account.ts";
import { sanctionStoresContract } from "../../contracts/sanction-stores.ts";
import { memoryBars, memorySanctions } from "../../support/memory-sanctions.ts";

sanctionStoresContract("the memory of the tests", async () => {
  const accounts = new Map<string, Account>();
  return {
    sanctions: memorySanctions(accounts),
    bars: memoryBars(),
    async add(account) {
      accounts.set(account.id, account);
    },
    async account(id) {
      const known = accounts.get(id);
      return (known?.joinedInto ? accounts.get(known.joinedInto) : known) ?? null;
    },
  };
});
