import { InteractionResponseType, MessageFlags, Routes } from "discord.js";
import type { Form } from "../../src/core/chat/reply.ts";
import type { Log } from "../../src/core/services.ts";
import { meaningOf } from "./errors.ts";
import { renderForm } from "./forms.ts";
import type { DiscordPlace } from "./place.ts";
import type { RestClients } from "./rest.ts";
import type { Acknowledged, Held } from "./screens.ts";

/**
 * How long a form may take until a sign of work has to be shown instead, counted from the event.
 * @see https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback
 */
export const FORM_PATIENCE_MS = 2_200;

type Answered = Pick<DiscordPlace, "interaction" | "token">;

export interface Acknowledge {
  /** Shows that work has begun. Never rejects. */
  defer(place: Answered & Pick<DiscordPlace, "sign" | "isPrivate">): Promise<Acknowledged>;
  /** Waits with it, because a form is expected. */
  hold(place: Answered & Pick<DiscordPlace, "sign" | "isPrivate">): {
    readonly acknowledged: Promise<Acknowledged>;
    readonly held: Held;
  };
  /** Opens a form at once. Never rejects. */
  open(place: Answered, form: Form): Promise<Acknowledged>;
  /** Answers at once with a body of Discord's own. Never rejects. */
  answer(place: Answered, body: object): Promise<Acknowledged>;
}

export function createAcknowledge({
  rest,
  log,
  patience_ms = FORM_PATIENCE_MS,
}: {
  readonly rest: RestClients;
  readonly log: Log;
  readonly patience_ms?: number;
}): Acknowledge {
  async function answer(place: Answered, body: object): Promise<Acknowledged> {
    try {
      const route = Routes.interactionCallback(place.interaction, place.token);
      await rest.interactions.post(route, { body, auth: false });
      return "deferred";
    } catch (error) {
      const meaning = meaningOf(error);
      // The answer to the first attempt was lost, or another process was faster: it was acknowledged, and that is what counts.
      if (meaning === "acknowledged") return "deferred";
      if (meaning === "token-dead") {
        log.warn({ error }, "an interaction was too old to be acknowledged; its answer takes another way");
        return "dead";
      }
      // Whether it arrived is not known: what is shown next finds out.
      log.warn({ error }, "an interaction could not be acknowledged");
      return "deferred";
    }
  }

  function defer(place: Parameters<Acknowledge["defer"]>[0]): Promise<Acknowledged> {
    if (place.sign === "update") return answer(place, { type: InteractionResponseType.DeferredMessageUpdate });
    return answer(place, {
      type: InteractionResponseType.DeferredChannelMessageWithSource,
      data: { flags: place.isPrivate ? MessageFlags.Ephemeral : 0 },
    });
  }

  async function open(place: Answered, form: Form): Promise<Acknowledged> {
    const outcome = await answer(place, { type: InteractionResponseType.Modal, data: renderForm(form) });
    return outcome === "deferred" ? "form" : outcome;
  }

  return {
    answer,
    defer,
    open,
    hold(place) {
      let decide: Held["decide"] = () => undefined;
      const decided = new Promise<Form | null>((resolve) => {
        decide = resolve;
      });
      const timer = setTimeout(() => decide(null), patience_ms);
      const acknowledged = decided.then((form) => {
        clearTimeout(timer);
        return form === null ? defer(place) : open(place, form);
      });
      return { acknowledged, held: { decide } };
    },
  };
}
