import { usesV2 } from "./check-message.ts";
import {
  cannotMessageUser,
  forumTakesNoMessages,
  missingAccess,
  missingPermissions,
  notTheAuthor,
  threadArchived,
  threadLocked,
  unknownChannel,
  unknownGuild,
  unknownMessage,
} from "./errors.ts";
import { renderGuild } from "./guilds.ts";
import type { Json } from "./json.ts";
import { FILE_BYTES_MAX, NONCE_WINDOW_MS } from "./limits.ts";
import { renderChannel } from "./messages.ts";
import { objectOf } from "./multipart.ts";
import { permissions } from "./permissions.ts";
import type { Call, Route, RouteParts } from "./routes.ts";
import type { Channel, StoredMessage, World } from "./world.ts";

/** What the bot does in channels by its own token, wherever it may. */
export function channelRoutes({ world, messages }: RouteParts): Route[] {
  const all = "/channels/:channel/messages";
  const one = `${all}/:message`;
  const base = { needs: "bot", bucket: "channelMessages" } as const;
  const place = ({ parameters }: Call) => visibleChannel(world, parameters["channel"] ?? "");
  const message = (call: Call): StoredMessage => {
    const channel = place(call);
    const found = world.messages.get(call.parameters["message"] ?? "");
    if (found?.channel !== channel || found.isDeleted || found.onlyFor !== null) throw unknownMessage();
    return found;
  };
  const own = (call: Call): StoredMessage => {
    const found = message(call);
    if (found.author !== world.application) throw notTheAuthor();
    return found;
  };
  return [
    {
      ...{ method: "GET", path: "/channels/:channel", needs: "bot", bucket: null },
      run: (call) => ({ status: 200, body: renderChannel(place(call)) }),
    },
    {
      ...{ method: "GET", path: "/guilds/:guild", needs: "bot", bucket: null },
      run({ parameters }) {
        const guild = world.guilds.get(parameters["guild"] ?? "");
        if (guild === undefined || !guild.hasBot) throw unknownGuild();
        return { status: 200, body: renderGuild(world, guild) };
      },
    },
    {
      ...{ ...base, method: "GET", path: all },
      run(call) {
        const channel = place(call);
        const found = [...world.messages.values()].filter(
          (one) => one.channel === channel && !one.isDeleted && one.onlyFor === null,
        );
        return { status: 200, body: found.toReversed().map((one) => messages.render(one)) };
      },
    },
    {
      ...{ ...base, method: "GET", path: one },
      run: (call) => ({ status: 200, body: messages.render(message(call)) }),
    },
    {
      ...{ ...base, method: "POST", path: all },
      run(call) {
        const channel = place(call);
        const body = objectOf(call.body);
        checkMayWrite(channel, call.body.files.length > 0);
        const repeated = sameNonce(world, channel, body);
        if (repeated !== undefined) return { status: 200, body: messages.render(repeated) };
        const made = messages.create(
          { body, files: call.body.files, fileBytesMax: FILE_BYTES_MAX, at: [] },
          { channel, author: world.application, interaction: null, onlyFor: null },
        );
        // Writing into a thread that fell asleep wakes it.
        channel.isArchived = false;
        return { status: 200, body: messages.render(made) };
      },
    },
    {
      ...{ ...base, method: "PATCH", path: one },
      run(call) {
        const found = own(call);
        if (found.channel.isArchived) throw threadArchived();
        checkMayAttach(found.channel, call.body.files.length > 0);
        const body = objectOf(call.body);
        messages.edit(found, { body, files: call.body.files, fileBytesMax: FILE_BYTES_MAX, at: [] });
        found.isV2 = usesV2(body, found.isV2);
        return { status: 200, body: messages.render(found) };
      },
    },
    {
      ...{ ...base, method: "DELETE", path: one },
      run(call) {
        const found = own(call);
        found.isDeleted = true;
        world.changed();
        return { status: 204 };
      },
    },
  ];
}

/** @throws ApiError */
function visibleChannel(world: World, id: string): Channel {
  const channel = world.channels.get(id);
  if (channel === undefined || channel.isDeleted) throw unknownChannel();
  const isAway = channel.guild === null ? channel.kind === "group" : !channel.guild.hasBot;
  if (isAway || (channel.botPermissions & permissions.viewChannel) === 0n) throw missingAccess();
  return channel;
}

function checkMayWrite(channel: Channel, hasFiles: boolean): void {
  if (channel.kind === "forum") throw forumTakesNoMessages();
  if (channel.kind === "direct") {
    if (channel.people.some((person) => person.directMessagesClosed)) throw cannotMessageUser();
    return;
  }
  const needed = channel.kind === "thread" ? permissions.sendMessagesInThreads : permissions.sendMessages;
  if ((channel.botPermissions & needed) === 0n) throw missingPermissions();
  checkMayAttach(channel, hasFiles);
  if (channel.isLocked) throw threadLocked();
}

function checkMayAttach(channel: Channel, hasFiles: boolean): void {
  if (hasFiles && (channel.botPermissions & permissions.attachFiles) === 0n) throw missingPermissions();
}

/** @see https://discord.com/developers/docs/resources/message#create-message */
function sameNonce(world: World, channel: Channel, { nonce, enforce_nonce: enforce }: Json): StoredMessage | undefined {
  if (enforce !== true || nonce === undefined || nonce === null) return undefined;
  const since = world.clock.now() - NONCE_WINDOW_MS;
  return [...world.messages.values()].find(
    (one) =>
      one.channel === channel && one.author === world.application && one.nonce === nonce && one.createdAt >= since,
  );
}
