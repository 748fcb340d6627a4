import { createServer } from "node:http";
import { InlineKeyboard } from "grammy";
import { describe, expect, test } from "vitest";
import { refusal, stage } from "./stage.ts";

const on = stage();

describe("updates", () => {
  test("stay until they are confirmed, and come again and again until then", async () => {
    const ada = on.telegram.person("ada");
    ada.says("one");
    ada.says("two");
    const [first] = await on.bot.api.getUpdates();
    expect(await on.bot.api.getUpdates()).toHaveLength(2);
    const rest = await on.bot.api.getUpdates({ offset: (first?.update_id ?? 0) + 1 });
    expect(rest.map(({ message }) => message?.text)).toEqual(["two"]);
    expect(await on.bot.api.getUpdates({ offset: -1 })).toHaveLength(1);
  });

  test("can come twice, late and in another order", async () => {
    const ada = on.telegram.person("ada");
    on.telegram.updates.twice();
    ada.says("one");
    const [first] = await on.bot.api.getUpdates();
    const again = await on.bot.api.getUpdates({ offset: (first?.update_id ?? 0) + 1 });
    expect(again).toEqual([first]);
    on.telegram.updates.twice(false);
    on.telegram.updates.hold();
    ada.says("two");
    ada.says("three");
    const offset = (first?.update_id ?? 0) + 1;
    expect(await on.bot.api.getUpdates({ offset })).toEqual([]);
    on.telegram.updates.release({ reversed: true });
    expect((await on.bot.api.getUpdates({ offset })).map(({ message }) => message?.text)).toEqual(["three", "two"]);
  });

  test("of kinds that were not asked for do not come", async () => {
    const ada = on.friend();
    await on.bot.api.getUpdates({ offset: -1, allowed_updates: ["callback_query"] });
    ada.says("words");
    const sent = await on.bot.api.sendMessage(ada.chat, "x", { reply_markup: new InlineKeyboard().text("A", "a") });
    const shown = ada.messages().find(({ message_id }) => message_id === sent.message_id);
    if (shown !== undefined) ada.clicks(shown, "A");
    const kinds = (await on.bot.api.getUpdates()).map(({ callback_query }) => callback_query?.data);
    expect(kinds.at(-1)).toBe("a");
  });

  test("go to the newer of two who fetch them; the older is told", async () => {
    const older = refusal(on.bot.api.getUpdates({ timeout: 20 }));
    await expect.poll(() => on.telegram.updates.isPolled()).toBe(true);
    const newer = on.bot.api.getUpdates({ timeout: 20 });
    expect((await older).error_code).toBe(409);
    on.telegram.person("ada").says("hello");
    expect(await newer).toHaveLength(1);
  });

  test("are posted to a webhook with its secret, in the order of their chat, until they are taken", async () => {
    const seen: [secret: string | undefined, text: string][] = [];
    let isUp = false;
    const receiver = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const update = JSON.parse(Buffer.concat(chunks).toString()) as { message: { text: string } };
      if (isUp) seen.push([String(request.headers["x-telegram-bot-api-secret-token"]), update.message.text]);
      response.writeHead(isUp ? 200 : 503).end();
    });
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    const { port } = receiver.address() as { port: number };
    await on.bot.api.setWebhook(`http://127.0.0.1:${port}/telegram`, { secret_token: "s-1" });
    expect((await refusal(on.bot.api.getUpdates())).error_code).toBe(409);
    const ada = on.telegram.person("ada");
    ada.says("one");
    ada.says("two");
    await expect.poll(() => on.telegram.webhook.posts.length).toBeGreaterThan(1);
    isUp = true;
    await expect.poll(() => seen.length).toBe(2);
    expect(seen).toEqual([
      ["s-1", "one"],
      ["s-1", "two"],
    ]);
    expect(await on.bot.api.getWebhookInfo()).toMatchObject({ pending_update_count: 0, last_error_message: /503/ });
    await on.bot.api.deleteWebhook();
    expect(await on.bot.api.getUpdates()).toEqual([]);
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
  });
});
