import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDeepLinks } from "../../../src/core/chat/deep-links.ts";
import { mongoStores } from "../../../src/stores.ts";
import { type TestServices, testServices } from "../../support/services.ts";

let easel: TestServices;
beforeEach(async () => {
  easel = await testServices();
});
afterEach(() => easel.stop());

describe("a link into a chat", () => {
  test("is known to processes that do not serve it, once one that does has told it", async () => {
    const memory = mongoStores(easel.mongo.connection).chatMemory;
    const own = createDeepLinks({ memory, clock: easel.clock });
    // Before the bot has logged in, nothing is known.
    await own.keep({ platform: "telegram", deepLink: () => null });
    await own.keep({ platform: "memory" });
    expect(await easel.deepLink("telegram", "link_AB12")).toBeNull();
    await own.keep({ platform: "telegram", deepLink: (payload) => `https://t.me/easel_bot?start=${payload}` });
    expect(await easel.again().deepLink("telegram", "link_AB12")).toBe("https://t.me/easel_bot?start=link_AB12");
    expect(await easel.deepLink("telegram", "no spaces")).toBeNull();
    expect((await easel.say("ada", "/link")).buttons?.[0]).toMatchObject({
      url: expect.stringContaining("https://t.me/easel_bot?start=link_"),
    });
    await own.keep({ platform: "telegram", deepLink: (payload) => `https://t.me/renamed?start=${payload}` });
    expect(await easel.deepLink("telegram", "x")).toBe("https://t.me/renamed?start=x");
  });
});
