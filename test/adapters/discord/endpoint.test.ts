import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { picture, type Stage, setStage, shownImage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await setStage({ byHttp: true });
});
afterEach(async () => {
  expect(stage.discord.violations).toEqual([]);
  await stage.stop();
});

describe("the interactions endpoint", () => {
  test("answers a command, a press and a form as the gateway does, without one", async () => {
    stage.images.set("g:0", await picture("g:0"));
    const token = "imagine/edit/ab/1";
    const form = { title: "Words", submit: "Go", token: "imagine/again/ab/1" };
    stage.dispatch.forms.add(token);
    stage.dispatch.reply("imagine", { images: [shownImage("g:0")], buttons: [{ label: "Edit", token }] });
    stage.dispatch.reply(token, { form: { ...form, fields: [{ kind: "text", name: "a", label: "A", lengthMax: 9 }] } });
    stage.dispatch.reply(form.token, { text: "done" });
    const ada = stage.discord.person("ada");
    const channel = stage.discord.channel(stage.discord.guild());
    const shown = await ada.answerTo("imagine", { prompt: "a fox" }, { in: channel });
    expect(shown.images).toHaveLength(1);
    const opened = await ada.form(ada.click(shown, "Edit"));
    expect((await ada.final(ada.submit(opened, { a: "b" }))).text).toBe("done");
    expect(await ada.autocomplete("imagine", "ratio", "16:")).toHaveLength(1);
    expect(stage.discord.gateway.count.identified).toBe(0);
  });

  test("takes the same post once", async () => {
    stage.dispatch.reply("imagine", { text: "ok" });
    const ada = stage.discord.person("ada");
    const interaction = ada.slash("imagine", { prompt: "x" });
    await ada.final(interaction);
    expect((await stage.discord.signer.post(interaction.payload)).status).toBe(202);
    expect(stage.dispatch.received).toHaveLength(1);
  });

  test("turns away what Discord has not signed just now, and what is no interaction", async () => {
    const { signer } = stage.discord;
    const ping = { id: "1", application_id: "1", type: 1, token: "x", version: 1 };
    const status = async (...given: Parameters<typeof signer.post>) => (await signer.post(...given)).status;
    expect(await status(ping)).toBe(200);
    expect(await status(ping, { tamper: (body) => body.replace('"type":1', '"type":2') })).toBe(401);
    expect(await status(ping, { age_s: 600 })).toBe(401);
    expect(await status(ping, { age_s: -600 })).toBe(401);
    expect(await status({} as never)).toBe(400);
    expect(await status([] as never)).toBe(400);
    const url = signer.url ?? "";
    const unsigned: Record<string, string>[] = [
      {},
      { "x-signature-ed25519": "00", "x-signature-timestamp": "1" },
      { "x-signature-ed25519": "0".repeat(128), "x-signature-timestamp": "not a time" },
      { "x-signature-ed25519": "g".repeat(128), "x-signature-timestamp": String(Math.floor(Date.now() / 1000)) },
    ];
    for (const headers of unsigned) {
      expect((await fetch(url, { method: "POST", headers, body: JSON.stringify(ping) })).status).toBe(401);
    }
    expect(stage.dispatch.received).toEqual([]);
  });

  test("asks Discord to come back while it cannot take anything", async () => {
    const ada = stage.discord.person("ada");
    const interaction = ada.slash("imagine", { prompt: "x" });
    await stage.dispatch.idle();
    await stage.adapter.stop();
    expect((await stage.discord.signer.post({ ...interaction.payload, id: "1" })).status).toBe(503);
  });
});
