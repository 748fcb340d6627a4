import type { Settings } from "../accounts/settings.ts";

/** What a server's administrators have set for everybody in it. */
export interface ServerSettings {
  /** Ids of the channels in which pictures may be asked for; null: all. */
  readonly channels: readonly string[] | null;
  /** Ids of the models that may draw; null: all. */
  readonly models: readonly string[] | null;
  /** Results show only to who asked for them, unless that person says otherwise. */
  readonly isPrivate: boolean;
  /** What the pictures that one member asks for on one day (UTC) may cost; null: no limit but their own credits. */
  readonly dailyCap_credits: number | null;
}

/** What the people who run Easel have decided about a server, last. Its own administrators neither set nor reset it. */
export interface ServerBan {
  /** null: it is not banned, or not any more. */
  readonly bannedAt: Date | null;
  readonly banReason: string | null;
  /** The operator's identity, as `identityKey` writes it. */
  readonly banDecidedBy: string | null;
}

/** All that is known of a server. */
export type ServerState = ServerSettings & ServerBan;

/** A server that nobody has set up allows everything. */
export const initialServerSettings: ServerSettings = {
  channels: null,
  models: null,
  isPrivate: false,
  dailyCap_credits: null,
};

export const neverBanned: ServerBan = { bannedAt: null, banReason: null, banDecidedBy: null };

/** Whether this model may draw there. Tools that enlarge finished pictures are no models of the catalogue, and are not asked about. */
export function allowsModel(settings: Pick<ServerSettings, "models"> | null, model: string): boolean {
  return settings === null || settings.models === null || settings.models.includes(model);
}

/** Whether results show only to who asks, when that person does not say: by their own settings, or by their server's. */
export function privateByDefault(caller: {
  readonly account: { readonly settings: Pick<Settings, "isPrivate"> };
  readonly server: Pick<ServerSettings, "isPrivate"> | null;
}): boolean {
  return caller.account.settings.isPrivate || caller.server?.isPrivate === true;
}

/** What the servers need of a database. */
export interface ServerStore {
  /** What was ever set or decided there; null when nothing was. */
  find(key: string): Promise<Partial<ServerState> | null>;
  /** Writes the settings that are named and leaves the others. */
  change(key: string, changes: Partial<ServerSettings>): Promise<void>;
  /** Writes the decision and leaves the settings. */
  decide(key: string, ban: ServerBan): Promise<void>;
  /**
   * A server has got another key, and its channels other ids: what was set and decided holds under the new key, but for what was
   * set there since. Safe to repeat.
   */
  move(from: string, to: string, renamed: (channel: string) => string): Promise<void>;
}
