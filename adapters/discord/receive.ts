import {
  type APIInteraction,
  InteractionContextType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from "discord.js";
import type { Command } from "../../src/core/chat/command.ts";
import { type Action, type Identity, type Incoming, identityKey } from "../../src/core/chat/incoming.ts";
import { menuRefusal } from "../../src/core/chat/menus.ts";
import { KeyedQueue } from "../../src/core/keyed-queue.ts";
import { languageOf, messagesFor } from "../../src/core/messages.ts";
import type { Dispatch, Log, Metrics } from "../../src/core/services.ts";
import type { Acknowledge } from "./acknowledge.ts";
import type { Downloads } from "./attachments.ts";
import { suggest } from "./autocomplete.ts";
import { BoundedMap } from "./bounded-map.ts";
import type { FormMemory } from "./form-memory.ts";
import type { Inbox } from "./inbox.ts";
import { askedBy, identityOf, isEphemeral, originOf, placeOf, serverOf, typedOption } from "./incoming.ts";
import { type DiscordPlace, PLATFORM, readPlace, writePlace } from "./place.ts";
import { nothingAttached, renderReply } from "./replies.ts";
import type { Acknowledged, Screens } from "./screens.ts";

/** The gateway may bring an event again after a connection was lost, which is never long after. */
const REMEMBERED_MAX = 20_000;

/** How many turns of the event loop the work lets more events arrive. */
const TURNS_MAX = 50;
/** The work does not wait longer than Discord itself would for its sign. */
const SIGN_PATIENCE_MS = 3_000;
/** How long a sign in place of a form waits to be written down: the form has had most of Discord's three seconds by then. */
const LATE_KEEP_PATIENCE_MS = 200;

export interface ReceiveParts {
  readonly commands: readonly Command[];
  readonly acknowledge: Acknowledge;
  readonly downloads: Downloads;
  readonly forms: FormMemory;
  readonly screens: Screens;
  readonly inbox: Pick<Inbox, "keep" | "done">;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "acknowledged">;
  /** The name of a server, as far as this process knows it. */
  nameOf(guild: string): string | null;
}

/** Takes one interaction: acknowledges it at once and hands it on. Resolves when it is answered; never rejects. */
export type Receive = (
  dispatch: Dispatch,
  interaction: APIInteraction,
  arrived_ms: number,
  left?: LeftBehind | null,
) => Promise<void>;

/** A process that has died had it before. */
export interface LeftBehind {
  /** Where it has shown a sign of work; null: that was not written down. */
  readonly place: string | null;
}

export function createReceive(parts: ReceiveParts): Receive {
  const { acknowledge, forms, log, metrics } = parts;
  const commands = new Map(parts.commands.map((command) => [command.name, command]));
  const seen = new BoundedMap<string, true>(REMEMBERED_MAX);
  const inOrder = new KeyedQueue();
  let arrived = 0;

  return async (dispatch, interaction, arrived_ms, left = null) => {
    if (seen.get(interaction.id) && left === null) return;
    seen.set(interaction.id, true);
    arrived += 1;
    try {
      await take(dispatch, interaction, arrived_ms, left);
    } catch (error) {
      log.error({ error, type: interaction.type }, "an interaction could not be read");
    }
  };

  async function take(
    dispatch: Dispatch,
    interaction: APIInteraction,
    arrived_ms: number,
    left: LeftBehind | null,
  ): Promise<void> {
    const answered = { interaction: interaction.id, token: interaction.token };
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
      const typed = typedOption(interaction);
      const choices = typed === null ? [] : suggest(commands.get(typed.command), typed.option, typed.typed);
      const type = InteractionResponseType.ApplicationCommandAutocompleteResult;
      await acknowledge.answer(answered, { type, data: { choices } });
      return;
    }
    const identity = identityOf(interaction);
    const asked = identity === null ? null : askedBy(interaction, parts.downloads);
    if (identity === null || asked === null) return;
    const words = messagesFor(languageOf("locale" in interaction ? interaction.locale : ""));
    if ("nothingFor" in asked) {
      return measure(acknowledge.answer(answered, told(menuRefusal(asked.nothingFor, words))), arrived_ms);
    }
    const opener = asked.action.kind === "button" ? forms.find(asked.action.token) : null;
    if (opener === null) return handle(dispatch, interaction, { identity, action: asked.action, left }, arrived_ms);
    if (opener.form !== null) return measure(acknowledge.open(answered, opener.form), arrived_ms);
    if (opener.token === null) {
      return measure(acknowledge.answer(answered, told(words.discord.formGone)), arrived_ms);
    }
    // The form was prepared by a process that is no more: its button asks for it as the first one did.
    const action: Action = { kind: "button", token: opener.token };
    return handle(dispatch, interaction, { identity, action, left }, arrived_ms);

    /** A sentence that only this person sees. */
    function told(text: string) {
      const components = renderReply({ tone: "refusal", text }, { messages: words, attached: nothingAttached });
      return {
        type: InteractionResponseType.ChannelMessageWithSource,
        data: {
          components,
          flags: MessageFlags.Ephemeral | MessageFlags.IsComponentsV2,
          allowed_mentions: { parse: [] },
        },
      };
    }
  }

  /** Resolves once a turn of the event loop has brought nothing new. */
  async function lull(): Promise<void> {
    for (let turn = 0, before = -1; before !== arrived && turn < TURNS_MAX; turn++) {
      before = arrived;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async function measure(acknowledged: Promise<Acknowledged>, arrived_ms: number): Promise<void> {
    if ((await acknowledged) !== "dead") metrics.acknowledged(PLATFORM, performance.now() - arrived_ms);
  }

  async function handle(
    dispatch: Dispatch,
    interaction: APIInteraction,
    { identity, action, left }: { identity: Identity; action: Action; left: LeftBehind | null },
    arrived_ms: number,
  ): Promise<void> {
    const origin = originOf(interaction);
    const server = serverOf(interaction, parts.nameOf);
    const event: Omit<Incoming, "place"> = {
      id: `${PLATFORM}:${interaction.id}`,
      identity,
      ...(origin === null ? {} : { origin: origin.id }),
      ...(origin !== null && isEphemeral(origin) ? { originIsPrivate: true as const } : {}),
      ...("locale" in interaction ? { language: interaction.locale } : {}),
      ...(server === undefined ? {} : { server }),
      ...(interaction.context === InteractionContextType.BotDM ? { isDirect: true as const } : {}),
      ...(left === null ? {} : { isLeftBehind: true as const }),
      action,
    };
    // A form cannot be answered with a form, and what was left behind has had a sign of work.
    const opensForm = left === null && interaction.type !== InteractionType.ModalSubmit && dispatch.opensForm(event);
    const had = readPlace(left?.place ?? "");
    // Whether others see the sign that is there, nobody knows: with a token as of long ago, whoever shows the answer, now or after
    // this process, leaves the sign alone and sends a direct message.
    const at = left === null ? decide() : (had ?? { ...hidden(), createdAt: 0 });
    const place = writePlace(at);
    const screen = parts.screens.of(place);
    let isKept = false;
    if (opensForm)
      Object.assign(
        screen,
        acknowledge.hold(at, () => keep(LATE_KEEP_PATIENCE_MS)),
      );
    // Written down before the sign, so that nobody is shown that work has begun which a dead process takes with it.
    else screen.acknowledged = (left === null ? keep() : Promise.resolve()).then(() => acknowledge.defer(at));
    screen.pressed = action.kind === "button" ? action.token : null;
    // In a crowd everyone is seen first: work that began at once would hold up the signs for those who came later. A form
    // is itself the first sign, and one person's events keep their order.
    const begin = opensForm ? Promise.resolve() : atMost(screen.acknowledged, SIGN_PATIENCE_MS).then(lull);
    await Promise.all([measure(screen.acknowledged, arrived_ms), answer(inOrder.run(identity.user, () => begin))]);

    async function answer(begun: Promise<unknown>): Promise<void> {
      await begun;
      // Who was never shown a sign has read that the app did not respond, and has most likely asked again.
      if (left !== null && (await screen.acknowledged) === "dead") return;
      try {
        await dispatch.handle({ ...event, place });
      } catch (error) {
        log.error({ error }, "dispatch rejected, which it promises not to");
      }
      await screen.acknowledged;
      if (isKept) parts.inbox.done(interaction);
    }

    function decide(): DiscordPlace {
      const isPrivate = opensForm || dispatch.audience(event) === "caller";
      // Private answers to a press may take the place of what was pressed, or follow it: this sign leaves both open.
      return { ...hidden(), isPrivate, sign: origin !== null && isPrivate ? "update" : "message" };
    }

    function hidden(): DiscordPlace {
      return { ...placeOf(interaction, identity.user), isPrivate: true, sign: "message" };
    }

    function keep(patience_ms?: number): Promise<void> {
      isKept = true;
      return parts.inbox.keep(interaction, { who: identityKey(identity), place }, patience_ms);
    }
  }
}

/** Resolves with the promise, or after so many milliseconds. */
async function atMost(promise: Promise<unknown>, duration_ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, duration_ms);
  });
  await Promise.race([promise, patience]);
  clearTimeout(timer);
}
