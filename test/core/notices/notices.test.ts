import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createNotices, type NoticeStore } from "../../../src/core/notices/notices.ts";
import { identityOf, type TestServices, testServices } from "../../support/services.ts";

let easel: TestServices;
let account: string;
beforeEach(async () => {
  easel = await testServices();
  account = (await easel.accounts.of(identityOf("ada"))).id;
});
afterEach(() => easel.stop());

const current = async () => {
  const found = await easel.accounts.find(account);
  if (found === null) throw new Error("the account is gone");
  return found;
};
const news = { text: "Your picture is ready." };

describe("a notice", () => {
  test("goes out as a direct message, and is told then", async () => {
    await easel.notices.tell(account, "k", news);
    expect(easel.chat.directs("ada")).toEqual([news]);
    expect((await current()).noticesWaiting).toBe(false);
    expect((await easel.noticeStore.find("k"))?.toldAt).toEqual(easel.clock.now());
  });

  test("with the same key is told once, also by two processes at the same moment", async () => {
    const other = easel.again();
    await Promise.all([easel.notices.tell(account, "k", news), other.notices.tell(account, "k", news)]);
    await easel.notices.tell(account, "k", news);
    expect(easel.chat.directs("ada")).toEqual([news]);
  });

  test("waits for the next contact when direct messages are closed, and goes out when they open first", async () => {
    easel.chat.directsClosed = true;
    await easel.notices.tell(account, "k", news);
    expect((await current()).noticesWaiting).toBe(true);
    expect((await easel.notices.waiting(await current())).map(({ reply }) => reply)).toEqual([news]);
    easel.chat.directsClosed = false;
    await easel.notices.tell(account, "k", news);
    expect(easel.chat.directs("ada")).toEqual([news]);
    expect(await easel.notices.waiting(await current())).toEqual([]);
    expect((await current()).noticesWaiting).toBe(false);
  });

  test("waits when the chat fails, and that is logged", async () => {
    easel.chat.direct = () => Promise.reject(new Error("away"));
    await easel.notices.tell(account, "k", news);
    expect((await current()).noticesWaiting).toBe(true);
    expect(easel.log.lines).toMatchObject([{ level: "warn", facts: { platform: "memory" } }]);
  });

  test("that comes while others are being shown is not forgotten", async () => {
    easel.chat.directsClosed = true;
    await easel.notices.tell(account, "first", news);
    const shown = await easel.notices.waiting(await current());
    const account_ = await current();
    await easel.notices.tell(account, "second", { text: "More news." });
    await easel.notices.told(account_, shown);
    expect((await current()).noticesWaiting).toBe(true);
    expect((await easel.notices.waiting(await current())).map(({ key }) => key)).toEqual(["second"]);
  });

  test("costs the common case nothing: nobody asks the database when nothing waits", async () => {
    let asked = 0;
    const store: NoticeStore = {
      ...easel.noticeStore,
      waiting: async (...query) => {
        asked += 1;
        return easel.noticeStore.waiting(...query);
      },
    };
    const { chat, clock, log } = easel;
    const chats = { direct: () => chat.direct("ada", news, "k") };
    const notices = createNotices({ store, accounts: easel.accountStore, chats, clock, log });
    expect(await notices.waiting(await current())).toEqual([]);
    expect(asked).toBe(0);
  });
});
