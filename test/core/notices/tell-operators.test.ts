import { expect, test } from "vitest";
import { newAccount } from "../../../src/core/accounts/accounts.ts";
import { createTellOperators } from "../../../src/core/notices/tell-operators.ts";
import { START, TestLog } from "../../support/credits.ts";

test("each operator is told in their own chat, once for the key, and one who cannot be told keeps nobody else waiting", async () => {
  const log = new TestLog();
  const told: unknown[] = [];
  const tell = createTellOperators({
    operators: ["discord:1", "telegram:broken", "playground:a:b"],
    accounts: {
      async of(identity) {
        if (identity.user === "broken") throw new Error("no database");
        return newAccount(`account-${identity.user}`, identity, START);
      },
    },
    notices: {
      async post(account, key, reply, kind, to) {
        told.push([account, key, reply.text, kind, to?.platform, to?.user]);
      },
    },
    log,
  });
  await tell("review:1", () => ({ text: "Look." }));
  expect(told).toEqual([
    ["account-1", "review:1:discord:1", "Look.", "service", "discord", "1"],
    ["account-a:b", "review:1:playground:a:b", "Look.", "service", "playground", "a:b"],
  ]);
  expect(log.lines).toMatchObject([{ level: "warn", facts: { key: "review:1" } }]);
});
