import type { Answers } from "./answers.ts";
import { channelRoutes } from "./channel-routes.ts";
import { checkCommands } from "./check-commands.ts";
import { overwriteCommands, withoutLocalizations } from "./commands.ts";
import {
  invalid,
  invalidForm,
  notAuthorizedForApplication,
  unknownInteraction,
  unknownUser,
  unknownWebhook,
} from "./errors.ts";
import type { Gateway } from "./gateway.ts";
import { type Json, objectsOf } from "./json.ts";
import { type Messages, renderChannel, renderUser } from "./messages.ts";
import { type Body, objectOf } from "./multipart.ts";
import type { BucketName } from "./rate-limits.ts";
import { directChannel, type StoredInteraction, type World } from "./world.ts";

export interface Call {
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Body;
}
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  /** `bot`: with the bot's token, and counted for its global rate limit. `token`: the token is in the path. */
  readonly needs: "bot" | "token";
  readonly bucket: BucketName | null;
  /** @throws ApiError */
  run(call: Call): Answer;
}

export interface RouteParts {
  readonly world: World;
  readonly messages: Messages;
  readonly answers: Answers;
  readonly gateway: Gateway;
  /** How many shards Discord advises. */
  readonly shardsAdvised: number;
}

export function createRoutes(parts: RouteParts): Route[] {
  return [...applicationRoutes(parts), ...interactionRoutes(parts), ...channelRoutes(parts)];
}

function applicationRoutes({ world, gateway, shardsAdvised }: RouteParts): Route[] {
  const { application } = world;
  const own = (id: string | undefined) => {
    if (id !== application.id) throw notAuthorizedForApplication();
  };
  const about = () => ({
    ...{ id: application.id, name: application.name, description: "", icon: null, bot_public: true },
    ...{
      bot_require_code_grant: false,
      verify_key: "",
      flags: 0,
      tags: [],
      approximate_guild_count: world.guilds.size,
    },
    bot: renderUser(application),
  });
  const bot = { needs: "bot", bucket: null } as const;
  const commands = "/applications/:application/commands";
  return [
    {
      ...{ ...bot, method: "GET", path: "/gateway/bot" },
      run: () => ({
        status: 200,
        body: {
          url: gateway.url,
          shards: shardsAdvised,
          session_start_limit: { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 16 },
        },
      }),
    },
    { ...bot, method: "GET", path: "/gateway", run: () => ({ status: 200, body: { url: gateway.url } }) },
    { ...bot, method: "GET", path: "/users/@me", run: () => ({ status: 200, body: renderUser(application) }) },
    { ...bot, method: "GET", path: "/applications/@me", run: () => ({ status: 200, body: about() }) },
    { ...bot, method: "GET", path: "/oauth2/applications/@me", run: () => ({ status: 200, body: about() }) },
    {
      ...{ ...bot, method: "GET", path: "/users/:user" },
      run({ parameters }) {
        const user = world.users.get(parameters["user"] ?? "");
        if (user === undefined) throw unknownUser();
        return { status: 200, body: renderUser(user) };
      },
    },
    {
      ...{ method: "GET", path: commands, needs: "bot", bucket: "commands" },
      run({ parameters, query }) {
        own(parameters["application"]);
        const all = query.get("with_localizations") === "true";
        return { status: 200, body: all ? world.commands : world.commands.map(withoutLocalizations) };
      },
    },
    {
      ...{ method: "PUT", path: commands, needs: "bot", bucket: "commands" },
      run({ parameters, body }) {
        own(parameters["application"]);
        const faults = checkCommands(body.json);
        if (faults.length > 0) throw invalidForm(faults);
        overwriteCommands(world, objectsOf(body.json));
        return { status: 200, body: world.commands };
      },
    },
    {
      ...{ method: "POST", path: "/users/@me/channels", needs: "bot", bucket: "openDirect" },
      run({ body }) {
        const user = world.users.get(String(objectOf(body)["recipient_id"]));
        if (user === undefined || user.bot) {
          throw invalidForm([invalid(["recipient_id"], "INVALID_RECIPIENT", "There is no such person.")]);
        }
        return { status: 200, body: renderChannel(directChannel(world, user)) };
      },
    },
  ];
}

function interactionRoutes({ world, messages, answers }: RouteParts): Route[] {
  const interactionOf = ({ parameters }: Call): StoredInteraction => {
    if (parameters["application"] !== world.application.id) throw unknownWebhook();
    return answers.byToken(parameters["token"] ?? "");
  };
  const webhook = "/webhooks/:application/:token";
  const one = `${webhook}/messages/:message`;
  const base = { needs: "token", bucket: "webhook" } as const;
  const ok = (body: Json): Answer => ({ status: 200, body });
  return [
    {
      ...{ method: "POST", path: "/interactions/:interaction/:token/callback", needs: "token", bucket: null },
      run({ parameters, query, body }) {
        const interaction = world.interactions.get(parameters["interaction"] ?? "");
        if (interaction?.token !== parameters["token"] || interaction === undefined) throw unknownInteraction();
        answers.acknowledge(interaction, objectOf(body), body.files);
        if (query.get("with_response") !== "true") return { status: 204 };
        return ok(callbackResponse(interaction, messages));
      },
    },
    {
      ...{ ...base, method: "POST", path: webhook },
      run(call) {
        const interaction = interactionOf(call);
        return ok(messages.render(answers.followUp(interaction, objectOf(call.body), call.body.files)));
      },
    },
    {
      ...{ ...base, method: "GET", path: one },
      run: (call) => ok(messages.render(answers.message(interactionOf(call), call.parameters["message"] ?? ""))),
    },
    {
      ...{ ...base, method: "PATCH", path: one },
      run(call) {
        const id = call.parameters["message"] ?? "";
        return ok(messages.render(answers.edit(interactionOf(call), id, objectOf(call.body), call.body.files)));
      },
    },
    {
      ...{ ...base, method: "DELETE", path: one },
      run(call) {
        answers.message(interactionOf(call), call.parameters["message"] ?? "").isDeleted = true;
        world.changed();
        return { status: 204 };
      },
    },
  ];
}

/** @see https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object */
function callbackResponse(interaction: StoredInteraction, messages: Messages): Json {
  const { id, payload, original, answer } = interaction;
  return {
    interaction: {
      ...{ id, type: payload["type"] },
      ...(original === null
        ? {}
        : {
            response_message_id: original.id,
            response_message_loading: original.isLoading,
            response_message_ephemeral: original.onlyFor !== null,
          }),
    },
    resource: { type: answer, ...(original === null ? {} : { message: messages.render(original) }) },
  };
}
