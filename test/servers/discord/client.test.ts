import { Client, type ClientOptions, Events, GatewayIntentBits, type Interaction, MessageFlags } from "discord.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DiscordServer, startDiscordServer } from "./server.ts";

let discord: DiscordServer;
const clients: Client[] = [];

beforeEach(async () => {
  discord = await startDiscordServer();
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.destroy()));
  await discord.stop();
});

async function login(
  onInteraction: (interaction: Interaction) => Promise<unknown>,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    rest: { api: discord.apiUrl },
    ...options,
  });
  clients.push(client);
  client.on(Events.InteractionCreate, onInteraction);
  client.on(Events.Error, (error) => {
    throw error;
  });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  const logged = await ready;
  await logged.application.commands.set([
    {
      name: "imagine",
      description: "Describe a picture",
      integrationTypes: [0, 1],
      contexts: [0, 1, 2],
      options: [
        { name: "prompt", description: "What to see", type: 3, required: true },
        { name: "model", description: "Who paints", type: 3, autocomplete: true },
        { name: "reference", description: "A picture", type: 11 },
      ],
    },
  ]);
  return logged;
}

describe("the real client", () => {
  test("logs in, takes a command, defers it and answers with a picture, which the person can fetch", async () => {
    const png = Buffer.from("89504e470d0a1a0a0000000d49484452000000400000004008060000000000000000", "hex");
    await login(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await interaction.editReply({
        content: `Painting ${interaction.options.getString("prompt")}`,
        files: [{ attachment: png, name: "fox.png", description: "a fox" }],
      });
    });
    const guild = discord.guild();
    const channel = discord.channel(guild);
    const ada = discord.person("ada");
    const answer = await ada.answerTo("imagine", { prompt: "a red fox" }, { in: channel });
    expect(answer.text).toBe("Painting a red fox");
    expect(answer.images).toHaveLength(1);
    expect(answer.images[0]?.description).toBe("a fox");
    expect(Buffer.from((await answer.images[0]?.bytes()) ?? [])).toEqual(png);
    expect(discord.person("bob").sees(channel)).toHaveLength(1);
    expect(discord.violations).toEqual([]);
  });

  test("answers a button in private, a form, an autocompletion and a direct message", async () => {
    const client = await login(async (interaction) => {
      if (interaction.isAutocomplete()) {
        await interaction.respond([{ name: `like ${interaction.options.getFocused()}`, value: "one" }]);
      } else if (interaction.isChatInputCommand()) {
        await interaction.reply({
          content: "Well?",
          components: [
            {
              type: 1,
              components: [
                { type: 2, style: 1, label: "Tell", customId: "tell" },
                { type: 2, style: 2, label: "Ask", customId: "ask" },
              ],
            },
          ],
        });
      } else if (interaction.isButton() && interaction.customId === "tell") {
        await interaction.reply({ content: "Only you", flags: MessageFlags.Ephemeral });
      } else if (interaction.isButton()) {
        await interaction.showModal({
          title: "A form",
          custom_id: "form",
          components: [{ type: 18, label: "Words", component: { type: 4, custom_id: "words", style: 1 } }],
        });
      } else if (interaction.isModalSubmit()) {
        await interaction.deferUpdate();
        await interaction.editReply({ content: interaction.fields.getTextInputValue("words"), components: [] });
      }
    });
    const channel = discord.channel(discord.guild());
    const ada = discord.person("ada");
    const bob = discord.person("bob");
    expect(await ada.autocomplete("imagine", "model", "see", { in: channel })).toEqual([
      { name: "like see", value: "one" },
    ]);
    const first = await ada.answerTo("imagine", { prompt: "x" }, { in: channel });
    const secret = await bob.press(first, "Tell");
    expect(secret.text).toBe("Only you");
    expect(ada.sees(channel)).toHaveLength(1);
    expect(bob.sees(channel)).toHaveLength(2);
    const form = await ada.form(ada.click(first, "Ask"));
    expect(form.fields.map(({ label }) => label)).toEqual(["Words"]);
    const changed = await ada.final(ada.submit(form, { words: "as **I** said" }));
    expect(changed.id).toBe(first.id);
    expect(changed.text).toBe("as I said");

    const user = await client.users.fetch(ada.user.id);
    await user.send({ content: "hello" });
    expect(ada.sees(ada.direct).map(({ text }) => text)).toEqual(["hello"]);
    expect(bob.sees(ada.direct)).toEqual([]);
    ada.closeDirectMessages();
    await expect(user.send({ content: "hello" })).rejects.toMatchObject({ code: 50007 });
    expect(discord.violations).toEqual([]);
  });
});
