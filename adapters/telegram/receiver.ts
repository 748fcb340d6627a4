import type { Action, Incoming } from "../../src/core/chat/incoming.ts";
import { languageOf, messagesFor } from "../../src/core/messages.ts";
import { serverNamed } from "../../src/core/servers/server-named.ts";
import type { Dispatch } from "../../src/core/services.ts";
import type { Answered, Asker } from "./asker.ts";
import { targetOf } from "./drawing.ts";
import { type Heard, type Pressed, type Said, serverKey } from "./incoming.ts";
import type { AnswerPress } from "./presses.ts";
import { isQuestionToken } from "./questions.ts";
import { TelegramRefused } from "./refusals.ts";
import { renderReply } from "./replies.ts";
import type { Sender } from "./sender.ts";
import type { Signs } from "./signs.ts";
import { encodeSpot, isPrivateChat, PLATFORM, type Spot } from "./spot.ts";

/** The command for which it matters who may set up a group. */
const MANAGING = "server";

export interface ReceiverOptions {
  readonly answerPress: AnswerPress;
  readonly sender: Sender;
  readonly asker: Asker;
  readonly signs: Signs;
  readonly meaningOf: (said: Said) => Promise<Action & { readonly kind: "command" }>;
  readonly mayManage: (chat: number, user: number) => Promise<boolean>;
  /** The chat that a group has become. */
  readonly movedTo: (chat: number) => Promise<number>;
}

/** Hands what was heard to dispatch, after the answers to our own questions were taken out of it. */
export function createReceiver(options: ReceiverOptions) {
  const { answerPress, sender, asker, signs, meaningOf, mayManage, movedTo } = options;

  async function actionOf(heard: Heard): Promise<Action | null> {
    if (heard.kind === "pressed") {
      if (!isQuestionToken(heard.token)) return { kind: "button", token: heard.token };
      const answered = await asker.press(heard);
      if (answered.kind === "done") await endPress(heard, answered.alert);
      return formOf(answered);
    }
    const answered = heard.command === null ? await asker.answer(heard) : null;
    if (answered !== null) return formOf(answered);
    if (!heard.isAddressed) return null;
    return heard.isAnonymous ? askForName(heard) : meaningOf(heard);
  }

  /** A press that needs nothing but the end of its waiting. */
  async function endPress({ query }: Pressed, alert: string | null): Promise<void> {
    await answerPress(query, alert === null ? { kind: "none" } : { kind: "alert", text: alert });
  }

  async function askForName({ spot }: Said): Promise<null> {
    const { anonymous } = messagesFor(spot.language).telegram;
    const here = { ...spot, audience: "everyone" as const };
    try {
      await sender.send(targetOf(here, spot.chat), renderReply({ text: anonymous }));
    } catch (error) {
      if (!(error instanceof TelegramRefused)) throw error;
    }
    return null;
  }

  async function serverOf({ server, spot }: Heard, action: Action): Promise<Pick<Incoming, "server">> {
    const named = serverNamed(action);
    if (server === null) return named === null ? {} : managedFrom(named, spot.user);
    // An event of the group as it was before may come after the news that it is another one.
    const here = { ...server, key: serverKey(await movedTo(spot.chat)) };
    const asksForIt = action.kind === "command" ? action.name === MANAGING : action.token.startsWith(`${MANAGING}/`);
    return { server: { ...here, mayManage: asksForIt && (await mayManage(spot.chat, spot.user)) } };
  }

  /** What is set up in the private chat concerns a group all the same: the answer was for one person alone. */
  async function managedFrom(key: string, user: number): Promise<Pick<Incoming, "server">> {
    const [platform, id = ""] = key.split(":");
    if (platform !== PLATFORM || !Number.isSafeInteger(Number(id))) return {};
    const group = await movedTo(Number(id));
    const mayManageIt = await mayManage(group, user);
    return { server: { key: serverKey(group), name: null, channel: String(group), mayManage: mayManageIt } };
  }

  return {
    /** `heard`: what the late part says; null where it says nothing. */
    async tellLate(chat: number, message: number | null, heard: Heard | null): Promise<void> {
      const { latePart } = messagesFor(heard?.spot.language ?? languageOf(null)).telegram;
      try {
        await sender.send({ chat, topic: null, answers: message }, renderReply({ text: latePart }));
      } catch (error) {
        if (!(error instanceof TelegramRefused)) throw error;
      }
    },
    async handle(heard: Heard, arrived_ms: number, dispatch: Dispatch): Promise<void> {
      const action = await actionOf(heard);
      if (action === null) return;
      const server = await serverOf(heard, action);
      const isDirect = isPrivateChat(heard.spot);
      const origin = isDirect && heard.kind === "pressed" ? { originIsPrivate: true as const } : {};
      // Not who asks, but only what is asked: the same event that comes again must have the same place.
      const audience = dispatch.audience({ action, ...origin });
      const spot: Spot = { ...heard.spot, audience };
      const place = encodeSpot(spot);
      if (heard.kind === "pressed") signs.pressed(place, spot, heard.query, arrived_ms);
      else signs.begin(place, spot, arrived_ms);
      try {
        await dispatch.handle({
          id: heard.id,
          identity: heard.identity,
          place,
          ...(heard.kind === "pressed" ? { origin: String(heard.origin.id), ...origin } : {}),
          ...(isDirect ? { isDirect: true } : {}),
          ...(heard.language === null ? {} : { language: heard.language }),
          ...server,
          action,
        });
      } finally {
        signs.handled(place);
      }
    },
  };
}

function formOf(answered: Answered): Action | null {
  if (answered.kind === "done") return null;
  return { kind: "form", token: answered.token, values: answered.values };
}
