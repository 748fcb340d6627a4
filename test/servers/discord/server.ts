import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createDiscordPerson, type DiscordPerson, type PersonOptions } from "../../support/discord-person.ts";
import { type Answers, createAnswers } from "./answers.ts";
import { type Cdn, createCdn } from "./attachments.ts";
import { createFaults, type Faults } from "./faults.ts";
import { type Gateway, startGateway } from "./gateway.ts";
import { renderGuild } from "./guilds.ts";
import { createToken } from "./identifiers.ts";
import { createInteractions, type Interactions } from "./interactions.ts";
import { ACKNOWLEDGE_WITHIN_MS, TOKEN_LIFETIME_MS } from "./limits.ts";
import { createMessages, renderChannel } from "./messages.ts";
import { type Permission, permissions } from "./permissions.ts";
import { createRateLimits, type RateLimits } from "./rate-limits.ts";
import { createRest, type RecordedCall } from "./rest.ts";
import { createRoutes } from "./routes.ts";
import { createSigner, type Signer } from "./signed-interactions.ts";
import {
  addChannel,
  addUser,
  type Channel,
  createWorld,
  type Guild,
  type StoredInteraction,
  type StoredMessage,
  type User,
  type World,
} from "./world.ts";

export interface DiscordServerOptions {
  readonly token?: string;
  /** How many shards `/gateway/bot` advises. */
  readonly shards?: number;
  /** Whether everything that carries text must say that it mentions nobody. Default true. */
  readonly requireNoMentions?: boolean;
  readonly acknowledgeWithin_ms?: number;
  readonly tokenLifetime_ms?: number;
}

/** Discord on this machine: its REST interface, its gateway, its files, and the people who use it. */
export interface DiscordServer {
  /** Without the version, as `DISCORD_API_URL`. */
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  readonly world: World;
  readonly gateway: Gateway;
  readonly faults: Faults;
  readonly rateLimits: RateLimits;
  readonly cdn: Cdn;
  readonly answers: Answers;
  readonly interactions: Interactions;
  /** Interactions by HTTP instead of through the gateway. */
  readonly signer: Signer;
  /** Everything the app has asked for, oldest first. */
  readonly calls: readonly RecordedCall[];
  /** What it sent that Discord would refuse for its form, or that a careful app does not send: none, in the end. */
  readonly violations: readonly string[];
  /** Settings with which an app connects to it. */
  config(changes?: { shards?: number | "auto"; shardList?: readonly number[] | null; publicKey?: string | null }): {
    readonly token: string;
    readonly apiUrl: string;
    readonly shards: number | "auto";
    readonly shardList: readonly number[] | null;
    readonly publicKey: string | null;
  };
  /** The same person for the same name. */
  person(name: string, options?: PersonOptions): DiscordPerson;
  /** A server; `hasBot: false` where the app is at most installed by its users. */
  guild(options?: {
    name?: string;
    hasBot?: boolean;
    allowsExternalApps?: boolean;
    shard?: { index: number; of: number };
  }): Guild;
  channel(guild: Guild, options?: { name?: string; isAgeRestricted?: boolean }): Channel;
  forum(guild: Guild): Channel;
  /** A thread in a channel, or a post in a forum. */
  thread(parent: Channel, name?: string): Channel;
  /** Direct messages of people among themselves, where the app is only by their installation. */
  group(people: readonly User[]): Channel;
  removeBot(guild: Guild): void;
  forbid(channel: Channel, permission: Permission): void;
  deleteChannel(channel: Channel): void;
  deleteMessage(message: StoredMessage): void;
  /** From now on its token is refused, as after fifteen minutes. */
  expire(interaction: StoredInteraction): void;
  /** Calls of one route: `POST /channels/:channel/messages`. */
  callsOf(route: string): RecordedCall[];
  stop(): Promise<void>;
}

export async function startDiscordServer(options: DiscordServerOptions = {}): Promise<DiscordServer> {
  const world = createWorld();
  const token =
    options.token ?? `${Buffer.from(world.application.id).toString("base64url")}.${createToken().slice(0, 44)}`;
  const http = createServer((request, response) => rest(request, response));
  const origin = () => `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const cdn = createCdn(world, origin);
  const messages = createMessages(world, cdn, { requireNoMentions: options.requireNoMentions ?? true });
  const answers = createAnswers(world, messages, {
    acknowledgeWithin_ms: options.acknowledgeWithin_ms ?? ACKNOWLEDGE_WITHIN_MS,
    tokenLifetime_ms: options.tokenLifetime_ms ?? TOKEN_LIFETIME_MS,
  });
  const gateway = startGateway(http, { world, token });
  const signer = createSigner(world, answers);
  const interactions = createInteractions({ world, gateway, messages, cdn, signer });
  const faults = createFaults();
  const rateLimits = createRateLimits();
  const calls: RecordedCall[] = [];
  const routes = createRoutes({ world, messages, answers, gateway, shardsAdvised: options.shards ?? 1 });
  const rest = createRest({ world, token, routes, faults, rateLimits, cdn, calls });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  gateway.url = origin().replace("http:", "ws:");
  const people = new Map<string, DiscordPerson>();
  const apiUrl = `${origin()}/api`;

  const server: DiscordServer = {
    ...{ apiUrl, token, applicationId: world.application.id, world, gateway, faults, rateLimits, cdn, answers },
    ...{ interactions, signer, calls, violations: world.violations },
    config: (changes = {}) => ({ token, apiUrl, shards: 1, shardList: null, publicKey: null, ...changes }),
    person(name, personOptions) {
      const known = people.get(name);
      if (known !== undefined) return known;
      const person = createDiscordPerson(server, addUser(world, name), personOptions);
      people.set(name, person);
      return person;
    },
    guild({ name = "The studio", hasBot = true, allowsExternalApps = true, shard } = {}) {
      const guild: Guild = {
        ...{ id: guildId(world, shard), name, owner: world.newId(), locale: "en-US", hasBot, allowsExternalApps },
        memberPermissions: new Map(),
      };
      world.guilds.set(guild.id, guild);
      if (hasBot) gateway.emit("GUILD_CREATE", renderGuild(world, guild), guild.id);
      return guild;
    },
    channel(guild, { name = "easel", isAgeRestricted = false } = {}) {
      return announced(addChannel(world, "text", name, { guild, isAgeRestricted }), "CHANNEL_CREATE");
    },
    forum: (guild) => announced(addChannel(world, "forum", "pictures", { guild }), "CHANNEL_CREATE"),
    thread(parent, name = "foxes") {
      const { guild, isAgeRestricted } = parent;
      return announced(addChannel(world, "thread", name, { guild, parent, isAgeRestricted }), "THREAD_CREATE");
    },
    group: (inIt) => addChannel(world, "group", "friends", { people: inIt }),
    removeBot(guild) {
      gateway.emit("GUILD_DELETE", { id: guild.id }, guild.id);
      guild.hasBot = false;
    },
    forbid(channel, permission) {
      channel.botPermissions &= ~permissions[permission];
    },
    deleteChannel(channel) {
      channel.isDeleted = true;
      announced(channel, channel.kind === "thread" ? "THREAD_DELETE" : "CHANNEL_DELETE");
    },
    deleteMessage(message) {
      message.isDeleted = true;
      world.changed();
    },
    expire(interaction) {
      interaction.isExpired = true;
    },
    callsOf: (route) => calls.filter((call) => call.route === route),
    async stop() {
      gateway.stop();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };

  function announced(channel: Channel, event: string): Channel {
    if (channel.guild?.hasBot) gateway.emit(event, renderChannel(channel), channel.guild.id);
    return channel;
  }
  return server;
}

/** Ids decide which shard a server belongs to. */
function guildId(world: World, shard: { index: number; of: number } | undefined): string {
  const id = BigInt(world.newId());
  if (shard === undefined) return String(id);
  const of = BigInt(shard.of);
  const time = id >> 22n;
  const wanted = time - (time % of) + BigInt(shard.index);
  return String((wanted << 22n) | (id & 0x3fffffn));
}
