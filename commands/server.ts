import { models } from "../src/core/catalogue/models.ts";
import { encodeButton } from "../src/core/chat/button-token.ts";
import { type ButtonHandler, type Caller, defineCommand } from "../src/core/chat/command.ts";
import type { Incoming, ServerContext } from "../src/core/chat/incoming.ts";
import type { Button, Form, Reply } from "../src/core/chat/reply.ts";
import type { Messages } from "../src/core/messages.ts";
import { refuse } from "../src/core/refusal.ts";
import { memberOf } from "../src/core/servers/allowance.ts";
import { ALL, CAP_MAX_CREDITS, HERE, OFF, readCap, readChannels, readModels } from "../src/core/servers/reading.ts";
import { initialServerSettings, type ServerSettings } from "../src/core/servers/server.ts";
import type { Services } from "../src/core/services.ts";

interface Asked {
  readonly channels?: string | undefined;
  readonly models?: string | undefined;
  readonly private?: string | undefined;
  readonly cap?: string | undefined;
}

export const server = defineCommand({
  name: "server",
  summary: "Where, with which models and for how much a day pictures are made in this server",
  audience: "caller",
  needsConsent: false,
  options: {
    channels: {
      kind: "text",
      list: true,
      lengthMax: 1000,
      aliases: ["channel"],
      suggestions: [HERE, ALL],
      summary: "Where pictures may be asked for: channels, “here” or “all”",
    },
    models: {
      kind: "text",
      list: true,
      lengthMax: 200,
      aliases: ["model"],
      suggestions: [ALL, ...models.map(({ id }) => id)],
      summary: "Which models may draw, with commas between, or “all”",
    },
    private: {
      kind: "choice",
      choices: [
        { value: "yes", label: "Yes", aliases: ["on", "true"] },
        { value: "no", label: "No", aliases: ["off", "false"] },
      ],
      summary: "Whether results show only to who asks, unless they add --public",
    },
    cap: {
      kind: "text",
      lengthMax: 20,
      aliases: ["limit", "daily"],
      suggestions: [OFF, "20", "50", "100"],
      summary: "Credits that each member may spend here a day (UTC), or “off”",
    },
    reset: { kind: "flag", summary: "Back to how everything was in the beginning" },
  },
  example: "/server --channels here --cap 50",
  async run({ options: { reset, ...asked }, caller, incoming }, services) {
    const here = serverOf(incoming);
    const changes = { ...(reset ? initialServerSettings : {}), ...readChanges(asked, here, caller, services) };
    if (Object.keys(changes).length === 0) {
      return overview(await services.servers.settings(here), { caller, incoming }, services);
    }
    return change(changes, { caller, incoming }, services);
  },
  buttons: {
    form: {
      pressedBy: "owner",
      opensForm: true,
      async run({ args: [key], caller, incoming }, { servers }) {
        const here = serverOf(incoming, key);
        if (!here.mayManage) throw refuse("server-not-yours", {});
        return { form: formOf(await servers.settings(here), here, caller) };
      },
    },
    save: changing(({ values, caller, incoming }, services) =>
      readChanges(values, serverOf(incoming), caller, services),
    ),
    // Each button says what it leads to, so that a second press does not take it back.
    channels: changing(({ args: [, to], caller, incoming }, services) => {
      if (to !== HERE && to !== ALL) throw refuse("button-stale", {});
      return readChanges({ channels: to }, serverOf(incoming), caller, services);
    }),
    private: changing(({ args: [, to] }) => {
      if (to !== "on" && to !== "off") throw refuse("button-stale", {});
      return { isPrivate: to === "on" };
    }),
    reset: changing(() => initialServerSettings),
  },
});

function changing(
  read: (input: Parameters<ButtonHandler["run"]>[0], services: Services) => Partial<ServerSettings>,
): ButtonHandler {
  return {
    pressedBy: "owner",
    async run(input, services) {
      serverOf(input.incoming, input.args[0]);
      return { ...(await change(read(input, services), input, services)), replacesOrigin: true };
    },
  };
}

async function change(
  changes: Partial<ServerSettings>,
  { caller, incoming }: { readonly caller: Caller; readonly incoming: Incoming },
  services: Services,
): Promise<Reply> {
  const here = serverOf(incoming);
  const changed = await services.servers.change(here, changes);
  const { servers: words } = caller.messages;
  return {
    ...(await overview(changed, { caller, incoming }, services)),
    text: isInitial(changed) ? words.wasReset : words.changed,
  };
}

/** `key`: of the server that a button belongs to; it changes no other one. */
function serverOf({ server: here }: Incoming, key?: string): ServerContext {
  if (here === undefined) throw refuse("server-needed", {});
  if (key !== undefined && key !== here.key) throw refuse("button-stale", {});
  return here;
}

/** The parts that were given, each as it is stored; refuses what cannot be read. */
function readChanges(
  asked: Asked,
  here: ServerContext,
  { messages: { servers: words } }: Caller,
  { catalogue }: Services,
): Partial<ServerSettings> {
  const read = <T>(option: keyof Asked, parse: (text: string) => T | undefined, allowed: string): T | undefined => {
    const text = asked[option]?.trim() ?? "";
    if (text === "") return undefined;
    const value = parse(text);
    if (value === undefined) throw refuse("bad-option", { option, given: text.slice(0, 40), allowed });
    return value;
  };
  const channels = read("channels", (text) => readChannels(text, here.channel), words.allowedChannels);
  const allowedModels = catalogue.models().map(({ id }) => id);
  const chosen = read("models", (text) => readModels(text, catalogue), words.allowedModels(allowedModels));
  const isPrivate = read("private", readYes, "yes, no");
  const cap = read("cap", readCap, words.allowedCap(CAP_MAX_CREDITS));
  return {
    ...(channels === undefined ? {} : { channels }),
    ...(chosen === undefined ? {} : { models: chosen }),
    ...(isPrivate === undefined ? {} : { isPrivate }),
    ...(cap === undefined ? {} : { dailyCap_credits: cap }),
  };
}

function readYes(text: string): boolean | undefined {
  return text === "yes" ? true : text === "no" ? false : undefined;
}

function isInitial({ channels, models: allowed, isPrivate, dailyCap_credits }: ServerSettings): boolean {
  return channels === null && allowed === null && !isPrivate && dailyCap_credits === null;
}

async function overview(
  set: ServerSettings,
  { caller, incoming }: { readonly caller: Caller; readonly incoming: Incoming },
  { catalogue, servers, ids }: Services,
): Promise<Reply> {
  const here = serverOf(incoming);
  const { servers: words } = caller.messages;
  const member = memberOf(here, incoming.identity, ids);
  const left = await servers.leftToday(here, set, { account: caller.account.id, member });
  const names = set.models?.map((id) => catalogue.model(id)?.name ?? id) ?? null;
  return {
    title: words.title(here.name),
    text: here.mayManage ? words.hint : words.hintForMembers,
    fields: [
      { name: words.name.channels, value: words.channels(set.channels) },
      { name: words.name.models, value: words.models(names) },
      { name: words.name.private, value: words.private(set.isPrivate) },
      { name: words.name.cap, value: words.cap(set.dailyCap_credits, left) },
    ],
    ...(here.mayManage ? { buttons: buttonsFor(set, here, caller.account.id, caller.messages) } : {}),
  };
}

function buttonsFor(set: ServerSettings, here: ServerContext, owner: string, { servers: words }: Messages): Button[] {
  const button = (label: string, name: string, ...args: string[]): Button => ({
    label,
    token: encodeButton("server", name, owner, here.key, ...args),
  });
  const isOnlyHere = set.channels?.length === 1 && set.channels[0] === here.channel;
  return [
    { ...button(words.change, "form"), style: "primary" },
    ...(isOnlyHere ? [] : [button(words.here, "channels", HERE)]),
    ...(set.channels === null ? [] : [button(words.everywhere, "channels", ALL)]),
    button(words.turnPrivate(!set.isPrivate), "private", set.isPrivate ? "off" : "on"),
    ...(isInitial(set) ? [] : [button(words.reset, "reset")]),
  ];
}

function formOf(set: ServerSettings, { key }: ServerContext, { account, messages: { servers: words } }: Caller): Form {
  const text = { kind: "text", required: true } as const;
  return {
    title: words.formTitle,
    submit: words.save,
    token: encodeButton("server", "save", account.id, key),
    fields: [
      {
        ...{ ...text, name: "channels", label: words.formChannels, lengthMax: 1000, multiline: true },
        initial: set.channels?.join(", ") ?? ALL,
      },
      {
        ...{ ...text, name: "models", label: words.formModels, lengthMax: 200 },
        initial: set.models?.join(", ") ?? ALL,
      },
      {
        ...{ kind: "choice", name: "private", label: words.formPrivate, initial: set.isPrivate ? "yes" : "no" },
        choices: [
          { value: "yes", label: words.yes },
          { value: "no", label: words.no },
        ],
      },
      {
        ...{ ...text, name: "cap", label: words.formCap, lengthMax: 20 },
        initial: set.dailyCap_credits === null ? OFF : String(set.dailyCap_credits),
      },
    ],
  };
}
