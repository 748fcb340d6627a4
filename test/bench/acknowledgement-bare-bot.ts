import { Client, Events, GatewayIntentBits } from "discord.js";

// What somebody would write first: discord.js, and a bot that says "thinking" to whatever it is told, and nothing more.
const [token = "", api = "", shard, shardCount, perSecond] = process.argv.slice(2);
const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  shards: [Number(shard)],
  shardCount: Number(shardCount),
  rest: { api, globalRequestsPerSecond: Number(perSecond) },
});
client.on(Events.InteractionCreate, (interaction) => {
  if (!interaction.isChatInputCommand()) return;
  const defer = () => interaction.deferReply();
  // A connection that the server closed while it was idle fails the library's request, and would fail the comparison.
  defer()
    .catch(defer)
    .catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
});
client.once(Events.ClientReady, () => process.stdout.write("ready\n"));
process.on("SIGTERM", () => client.destroy().then(() => process.exit(0)));
await client.login(token);
