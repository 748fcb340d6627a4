import type { Catalogue } from "../catalogue/catalogue.ts";
import type { ServerContext } from "../chat/incoming.ts";
import { refuse } from "../refusal.ts";
import { allowsModel, type ServerBan, type ServerSettings } from "./server.ts";

/** Refuses everything in a server that was banned. */
export function expectNotBanned(server: Pick<ServerBan, "bannedAt"> | null): void {
  if (server !== null && server.bannedAt !== null) throw refuse("server-banned", {});
}

/** Refuses a picture in a channel that is not for pictures. Where nobody else is, everything is allowed. */
export function expectChannel(settings: ServerSettings | null, server: ServerContext | undefined): void {
  const channels = settings?.channels ?? null;
  if (channels === null || server === undefined || channels.includes(server.channel)) return;
  throw refuse("server-channel", { channels });
}

/** Refuses a model that the server's administrators have not allowed, and names those that they have. */
export function expectModel(
  settings: ServerSettings | null,
  id: string,
  catalogue: Pick<Catalogue, "models" | "model" | "upscaler">,
): void {
  if (id === catalogue.upscaler.id || allowsModel(settings, id)) return;
  const allowed = catalogue.models().filter((model) => allowsModel(settings, model.id));
  throw refuse("server-model", {
    model: catalogue.model(id)?.name ?? id,
    allowed: allowed.map(({ name, id: word }) => ({ name, id: word })),
  });
}
