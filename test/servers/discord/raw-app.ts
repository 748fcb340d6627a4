import type { Json } from "./json.ts";
import type { DiscordServer } from "./server.ts";
import type { StoredInteraction } from "./world.ts";

export interface RawAnswer {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
}

/** An app without a library, which can send what no library would. */
export interface RawApp {
  call(method: string, path: string, json?: unknown, files?: readonly Uint8Array[]): Promise<RawAnswer>;
  callback(interaction: StoredInteraction, type: number, data?: Json): Promise<RawAnswer>;
  /** `@original` or the id of a message. */
  edit(interaction: StoredInteraction, message: string, json: Json, files?: readonly Uint8Array[]): Promise<RawAnswer>;
  followUp(interaction: StoredInteraction, json: Json): Promise<RawAnswer>;
}

export const noMentions = { allowed_mentions: { parse: [] } } as const;

export function rawApp(discord: DiscordServer, token = discord.token): RawApp {
  const app = discord.applicationId;
  async function call(
    method: string,
    path: string,
    json?: unknown,
    files: readonly Uint8Array[] = [],
  ): Promise<RawAnswer> {
    const form = new FormData();
    if (files.length > 0) form.set("payload_json", JSON.stringify(json ?? {}));
    for (const [index, bytes] of files.entries()) {
      form.set(`files[${index}]`, new Blob([bytes as Uint8Array<ArrayBuffer>]), `fox-${index}.png`);
    }
    const response = await fetch(`${discord.apiUrl}/v10${path}`, {
      method,
      headers: {
        authorization: `Bot ${token}`,
        ...(files.length === 0 ? { "content-type": "application/json" } : {}),
      },
      ...(files.length > 0 ? { body: form } : json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type") === "application/json";
    return { status: response.status, body: isJson ? (JSON.parse(text) as Json) : {}, headers: response.headers };
  }
  return {
    call,
    callback: ({ id, token: secret }, type, data) =>
      call("POST", `/interactions/${id}/${secret}/callback`, { type, ...(data === undefined ? {} : { data }) }),
    edit: ({ token: secret }, message, json, files) =>
      call("PATCH", `/webhooks/${app}/${secret}/messages/${encodeURIComponent(message)}`, json, files),
    followUp: ({ token: secret }, json) => call("POST", `/webhooks/${app}/${secret}`, json),
  };
}

/** Registers one command with the usual places, as `/imagine prompt`. */
export async function registerImagine(app: RawApp, discord: DiscordServer): Promise<void> {
  const prompt = { type: 3, name: "prompt", description: "What to see", required: true };
  const imagine = { name: "imagine", description: "Describe a picture", options: [prompt] };
  await app.call("PUT", `/applications/${discord.applicationId}/commands`, [
    { ...imagine, integration_types: [0, 1], contexts: [0, 1, 2] },
  ]);
}
