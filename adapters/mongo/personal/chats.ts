import type { Subject } from "../../../src/core/privacy/subject.ts";
import { closing } from "../event-journal.ts";
import { anyOf, type Filter, type Kind, literally, partsOf, type Stored, shown } from "./kind.ts";

/** Links that this person is a side of, by account or, since somebody may have left an account, by identity. */
function aboutLinks({ accounts, identities }: Subject): Filter {
  return anyOf(
    ["issuer", "redeemer"].flatMap((side) => [
      { [`${side}.account`]: { $in: [...accounts] } },
      ...identities.map((key) => {
        const { platform, user } = partsOf(key);
        return { [`${side}.identity.platform`]: platform, [`${side}.identity.user`]: user };
      }),
    ]),
  );
}

/** What was told to them; and what was told to others about them, which is named by the link or the identity. */
export const notices: Kind = {
  name: "notices",
  collection: "notices",
  async filter(subject, database) {
    const { accounts, identities } = subject;
    const links = await database
      .collection<Stored>("links")
      .find(aboutLinks(subject), { projection: { _id: 1 } })
      .toArray();
    const beginnings = [...links.map(({ _id }) => `link:${_id}:`), ...identities.map((key) => `unlink:${key}:`)];
    return anyOf([
      { account: { $in: [...accounts] } },
      { to: { $in: [...identities] } },
      { _id: { $in: beginnings.map((beginning) => new RegExp(`^${literally(beginning)}`, "u")) } },
    ]);
  },
  without: ["nextAttemptAt", "attempts"],
  show(document, { accounts }) {
    const { _id: id, createdAt } = document;
    if (accounts.includes(String(document["account"]))) return shown(document, notices.without);
    return { id, createdAt, told: "somebody else" };
  },
  erase: "delete",
};

/** What buttons carry beside their tokens: words of searches, beginnings of prompts. */
export const buttons: Kind = {
  name: "buttons",
  collection: "buttons",
  // ";" comes right behind ":".
  filter: ({ accounts }) => anyOf(accounts.map((account) => ({ _id: { $gte: `${account}:`, $lt: `${account};` } }))),
  erase: "delete",
};

/** What adapters remember of messages, where they say whose it is by what stands for the person. */
export const chatMemory: Kind = {
  name: "chat-memory",
  collection: "chatMemory",
  filter: ({ tags }) => ({ person: { $in: [...tags] } }),
  erase: "delete",
};

/** What stands for an event's answer, or what others have said or are called: none of it is this person's to have. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  // Discord: whoever has the token answers for Easel; the pressed message, and the messages and people that were chosen.
  ...["token", "message", "messages", "users", "members"],
  // Telegram: what was answered to, and who wrote first what was passed on.
  ...["reply_to_message", "external_reply", "quote", "forward_origin", "pinned_message"],
]);

/**
 * Events that nobody has handled yet, of whoever sent them: others are named in them as well. Those that were written before it was
 * known whose they are were handled, or are given up, within minutes.
 */
export const chatEvents: Kind = {
  name: "chat-events",
  collection: "chatEvents",
  filter: ({ identities }) =>
    anyOf(
      identities.map((key) => {
        const { platform } = partsOf(key);
        // With the platform, an index leads to the open ones alone. ";" comes right behind ":".
        return { platform: { $gte: platform, $lt: `${platform};` }, open: true, who: key };
      }),
    ),
  without: ["open", "touchedAt", "takeovers", "place"],
  show(document) {
    const { body, ...rest } = shown(document, chatEvents.without);
    return { ...rest, body: ownWords(String(body)) };
  },
  // The mark stays, so that it is not handled when it comes again.
  async erase(documents, subject, database) {
    await documents.updateMany(await chatEvents.filter(subject, database), closing);
  },
};

/** What somebody sent, without what others said and without secrets of ours; null where it cannot be read. */
function ownWords(body: string): unknown {
  try {
    const sent = JSON.parse(body) as Readonly<Record<string, unknown>>;
    // In Discord a message is the one that was pressed; an update of Telegram holds what they wrote themselves.
    const own = "update_id" in sent ? sent["message"] : undefined;
    const text = JSON.stringify(sent, (field, value: unknown) =>
      LEFT_OUT.has(field) && value !== own ? undefined : value,
    );
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** How often they have tried something that may be tried only so often. */
export const attempts: Kind = {
  name: "attempts",
  collection: "attempts",
  filter: ({ accounts, identities }) => ({ who: { $in: [...accounts, ...identities] } }),
  erase: "delete",
};

/** Wishes to leave an account: their own, and those of others who left theirs. */
export const unlinks: Kind = {
  name: "unlinks",
  collection: "unlinks",
  filter: ({ accounts, identities }) => ({
    $or: [{ _id: { $in: [...identities] } }, { account: { $in: [...accounts] } }],
  }),
  show(document, { identities }) {
    if (identities.includes(document._id)) return shown(document);
    const { _id: key, ...rest } = document;
    return { ...rest, identity: partsOf(key).platform };
  },
  erase: "delete",
};

/** Links with other chats. Of somebody who did not become the same person, only the chat is shown. */
export const links: Kind = {
  name: "links",
  collection: "links",
  filter: aboutLinks,
  show(document, subject) {
    const side = (name: "issuer" | "redeemer") => sideShown(document[name], subject);
    return { ...shown(document, ["code", "sweepAt"]), issuer: side("issuer"), redeemer: side("redeemer") };
  },
  async erase(documents, subject, database) {
    const found = await documents.find(aboutLinks(subject), { projection: { _id: 1 } }).toArray();
    const ids = found.map(({ _id }) => _id);
    // Whoever was to be the other side is free for another link.
    await database.collection<Stored>("accounts").updateMany({ linking: { $in: ids } }, { $set: { linking: null } });
    await documents.deleteMany({ _id: { $in: ids } });
  },
};

function sideShown(side: unknown, { accounts, identities }: Subject): unknown {
  if (side === null || side === undefined) return null;
  const { account, identity } = side as { account: string; identity: { platform: string; user: string } };
  const isTheirs = accounts.includes(account) || identities.includes(`${identity.platform}:${identity.user}`);
  return isTheirs ? side : { identity: identity.platform };
}
