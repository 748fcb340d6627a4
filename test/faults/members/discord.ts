import type { DiscordServer } from "../../servers/discord/server.ts";
import type { Guild, StoredInteraction } from "../../servers/discord/world.ts";
import { isWorking, type SeenMessage } from "../../support/discord-sight.ts";
import { type Asked, isForEverybody, type Member, type Sight, wordIn } from "./member.ts";

/** What Easel says by itself has these titles and is the answer to nothing; an answer may tell the same in its own words. */
const UNASKED = /^### [^\n]*(credits are here|on its way back)/u;

/** Somebody on Discord, who asks for pictures in a channel of their own and for everything else in direct messages. */
export function discordMember(server: DiscordServer, guild: Guild, name: string): Member {
  const person = server.person(name);
  const channel = server.channel(guild, { name });
  const seen = new Map<string, SeenMessage>();

  function sightOf(message: SeenMessage): Sight {
    seen.set(message.id, message);
    return {
      id: message.id,
      text: message.text,
      images: message.images.length,
      links: message.buttons.flatMap(({ label, url }) => (url === null ? [] : [{ label, url }])),
      isFinal: !message.isLoading && !isWorking(message),
      fetchImages: () => Promise.all(message.images.map((image) => image.bytes())),
    };
  }

  /** `about`: the word of the picture that it concerns. */
  function asked(interaction: StoredInteraction, about: string | null): Asked {
    const { message: origin } = interaction;
    const editsBefore = origin?.edits ?? 0;
    /** Where the interaction's token is of no use any more, the bot writes as itself. */
    function unlinked(): Sight | null {
      const later = person
        .sees(person.direct)
        .filter(({ stored }) => stored.interaction === null && stored.createdAt >= interaction.createdAt)
        .filter(({ markup, text }) => !UNASKED.test(markup) && [about, null].includes(wordIn(text)));
      return later.map(sightOf).find(({ isFinal }) => isFinal) ?? null;
    }
    return {
      isTaken: () => interaction.acknowledgedAt !== null,
      answer() {
        const own = person.answers(interaction).map(sightOf);
        const changed = origin !== null && origin.edits > editsBefore ? person.sees(origin.channel) : [];
        const all = [...own, ...changed.filter(({ id }) => id === origin?.id).map(sightOf)];
        return all.findLast(({ isFinal }) => isFinal) ?? unlinked();
      },
      async repeat() {
        server.interactions.repeat(interaction);
      },
    };
  }

  return {
    name,
    identity: `discord:${person.user.id}`,
    async say(command) {
      const [, word = "", rest = ""] = /^\/(\S+)\s*(.*)$/u.exec(command) ?? [];
      const place = isForEverybody(command) ? { in: channel } : {};
      return asked(person.slash(word, optionsOf(word, rest), place), wordIn(rest));
    },
    async press(on, label) {
      const message = seen.get(on.id);
      const now = message === undefined ? undefined : person.again(message);
      if (now === undefined) throw new Error(`${name} does not see that message any more`);
      return asked(person.click(now, label), wordIn(on.text));
    },
    sights: () => [...person.sees(channel), ...person.sees(person.direct)].map(sightOf),
    leave: () => {},
  };
}

/** The one option that a command's words go into. */
function optionsOf(command: string, rest: string): Record<string, string> {
  if (rest === "") return {};
  const names: Readonly<Record<string, string>> = { imagine: "prompt", buy: "offer", history: "words" };
  return { [names[command] ?? command]: rest };
}
