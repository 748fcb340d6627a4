import type { Identity } from "../../src/core/chat/incoming.ts";
import type { DiscordServer } from "../servers/discord/server.ts";
import type { TelegramServer } from "../servers/telegram/server.ts";
import { customerOf } from "../support/customer.ts";
import { type Person, personAt } from "../support/person.ts";

/** Somebody who comes again and again, in one of the chats. Whatever they do resolves once they are answered. */
export interface Visitor {
  readonly chat: "playground" | "discord" | "telegram";
  /** Asks for a picture. */
  paints(words: string): Promise<void>;
  /** Asks something that takes no options: `balance`. */
  asks(command: string): Promise<void>;
  /** Buys credits and waits until they are there; null: not in this chat. */
  readonly buys: (() => Promise<void>) | null;
  leaves(): void;
}

/** Where people come from, and who they are. */
export interface Crowd {
  readonly identities: readonly Identity[];
  /** Once the product is there, and knows them. */
  enter(url: string): Promise<readonly Visitor[]>;
}

/** Long enough for a machine that does other things as well: what is looked for is what is never answered. */
const PATIENCE_MS = 180_000;

/** So many people in each chat. */
export function gather(size: number, discord: DiscordServer, telegram: TelegramServer): Crowd {
  const names = Array.from({ length: size }, (_, index) => `regular-${index}`);
  const channel = discord.channel(discord.guild());
  const inDiscord = names.map((name) => discord.person(name));
  const inTelegram = names.map((name) => telegram.person(name));
  return {
    identities: [
      ...names.map((name) => ({ platform: "playground", user: name, name })),
      ...inDiscord.map(({ user: { id, name } }) => ({ platform: "discord", user: id, name })),
      ...inTelegram.map(({ user: { id, first_name: name } }) => ({ platform: "telegram", user: String(id), name })),
    ],
    async enter(url) {
      const here = await Promise.all(names.map((name) => inPlayground(url, name)));
      return [
        ...here,
        ...inDiscord.map((person): Visitor => {
          return {
            chat: "discord",
            paints: async (prompt) =>
              void (await person.final(person.slash("imagine", { prompt }, { in: channel }), PATIENCE_MS)),
            asks: async (command) => void (await person.final(person.slash(command, {}, { in: channel }), PATIENCE_MS)),
            buys: null,
            leaves() {},
          };
        }),
        ...inTelegram.map((person): Visitor => {
          return {
            chat: "telegram",
            paints: async (words) => void (await person.answerTo(`/imagine ${words}`, PATIENCE_MS)),
            asks: async (command) => void (await person.answerTo(`/${command}`, PATIENCE_MS)),
            buys: null,
            leaves() {},
          };
        }),
      ];
    },
  };
}

async function inPlayground(url: string, name: string): Promise<Visitor> {
  const person: Person = await personAt(url, name);
  const customer = await customerOf({ person: async () => person }, name);
  return {
    chat: "playground",
    // In direct messages, where not everybody reads everybody's.
    paints: async (words) =>
      void (await person.final(await person.say(`/imagine ${words}`, { pane: "direct" }), PATIENCE_MS)),
    asks: async (command) =>
      void (await person.final(await person.say(`/${command}`, { pane: "direct" }), PATIENCE_MS)),
    buys: async () => void (await customer.buys("500 credits")),
    leaves: () => person.leave(),
  };
}
