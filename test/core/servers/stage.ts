import type { Action, Incoming, ServerContext } from "../../../src/core/chat/incoming.ts";
import type { Reply } from "../../../src/core/chat/reply.ts";
import type { Dispatch } from "../../../src/core/services.ts";
import type { RecordingChat } from "../../support/recording-chat.ts";

/** A server as a chat tells it; who speaks manages it unless said otherwise. */
export function aServer(changed: Partial<ServerContext> = {}): ServerContext {
  return { key: "memory:1", name: "Painters", channel: "10", mayManage: true, ...changed };
}

let events = 0;

/** What a person sees who does something there. */
export async function actIn(
  { dispatch, chat }: { readonly dispatch: Dispatch; readonly chat: RecordingChat },
  server: ServerContext | undefined,
  user: string,
  action: Action,
  changed: Partial<Incoming> = {},
): Promise<Reply> {
  const place = chat.place();
  await dispatch.handle({
    id: `memory:event-${++events}`,
    identity: { platform: "memory", user, name: user },
    place,
    ...(server === undefined ? {} : { server }),
    action,
    ...changed,
  });
  const reply = chat.shown(place).at(-1);
  if (reply === undefined) throw new Error("nothing was shown");
  return reply;
}

export function typed(text: string): Action {
  const [, name = "", words = ""] = /^\/(\S*)\s*([\s\S]*)$/u.exec(text) ?? [];
  return { kind: "command", name, words, values: {}, attachments: [] };
}

export function pressed(reply: Reply, label: string): Action {
  const button = reply.buttons?.find((one) => one.label.startsWith(label));
  if (button === undefined || !("token" in button)) throw new Error(`there is no button “${label}”`);
  return { kind: "button", token: button.token };
}
