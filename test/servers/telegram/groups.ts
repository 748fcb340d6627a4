import type { MemberStatus, User } from "./types.ts";
import type { Room, Sent, World } from "./world.ts";

export interface GroupOptions {
  readonly kind?: "group" | "supergroup" | "forum";
  /** An administrator is told everything that is said, without the privacy mode. */
  readonly botIsAdmin?: boolean;
}
/** Part of a forum in which one talks about one thing. */
export interface Topic {
  readonly room: Room;
  readonly thread: number;
  close(): void;
}
export interface Group {
  readonly room: Room;
  readonly id: number;
  topic(name: string): Topic;
  /** Makes somebody what they are here; who speaks in a group is a member from then on. */
  let(user: User, status: MemberStatus): void;
  /** Takes a right from the bot. */
  forbid(kind: Sent): void;
  allow(kind: Sent): void;
  removesBot(by: User): void;
  addsBot(by: User): void;
  /** Becomes a supergroup, with another id; the old one only says where it went. */
  upgrades(): Group;
}

let count = 0;

/** A group that the bot is a member of. @see https://core.telegram.org/bots/features#privacy-mode */
export function createGroup(
  world: World,
  title: string,
  { kind = "group", botIsAdmin = false }: GroupOptions = {},
): Group {
  count += 1;
  const isSmall = kind === "group";
  const room = world.addRoom({
    id: isSmall ? -(4_000_000_000 + count) : -(1_002_000_000_000 + count),
    type: isSmall ? "group" : "supergroup",
    title,
    ...(kind === "forum" ? { is_forum: true as const } : {}),
  });
  room.members.set(world.bot.id, botIsAdmin ? "administrator" : "member");
  room.botReadsAll = botIsAdmin;

  function setBot(by: User, status: MemberStatus): void {
    const old = room.members.get(world.bot.id) ?? "left";
    room.members.set(world.bot.id, status);
    world.emit({
      my_chat_member: {
        chat: room.chat,
        from: by,
        date: world.now_s(),
        old_chat_member: { status: old, user: world.bot },
        new_chat_member: { status, user: world.bot },
      },
    });
  }

  return {
    room,
    id: room.chat.id,
    topic(name) {
      const creator = { ...world.bot, id: 777000, is_bot: false };
      const { message_id } = world.add({ room, thread: undefined }, creator, { forum_topic_created: { name } });
      room.topics.set(message_id, { name, isClosed: false });
      return {
        room,
        thread: message_id,
        close() {
          const topic = room.topics.get(message_id);
          if (topic !== undefined) topic.isClosed = true;
        },
      };
    },
    let(user, status) {
      room.members.set(user.id, status);
    },
    forbid: (what) => room.forbidden.add(what),
    allow: (what) => room.forbidden.delete(what),
    removesBot: (by) => setBot(by, "kicked"),
    addsBot: (by) => setBot(by, "member"),
    upgrades() {
      const next = createGroup(world, title, { kind: "supergroup", botIsAdmin });
      for (const [user, status] of room.members) next.room.members.set(user, status);
      room.migratedTo = next.id;
      const anybody = { ...world.bot, id: 777000, is_bot: false };
      const place = { room, thread: undefined };
      world.emit({ message: world.add(place, anybody, { migrate_to_chat_id: next.id }) });
      const arrived = world.add({ room: next.room, thread: undefined }, anybody, {
        migrate_from_chat_id: room.chat.id,
      });
      world.emit({ message: arrived });
      return next;
    },
  };
}
