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

type Opened = Answered & Partial<Pick<DiscordPlace, "sign" | "isPrivate">>;

/** `acknowledged`: by an earlier attempt, whatever that showed. `unknown`: whether it arrived is not known. */
type Outcome = "done" | "acknowledged" | "dead" | "unknown";

export interface Acknowledge {
  /** Shows that work has begun. Never rejects. */
  defer(place: Answered & Pick<DiscordPlace, "sign" | "isPrivate">): Promise<Acknowledged>;
  /** Waits with it, because a form is expected. Where it becomes a sign of work after all, that waits for `beforeDeferral`. */
  hold(
    place: Answered & Pick<DiscordPlace, "sign" | "isPrivate">,
    beforeDeferral: () => Promise<void>,
  ): {
    readonly acknowledged: Promise<Acknowledged>;
    readonly held: Held;
  };
  /** Opens a form at once; where Discord does not say that it has, a sign of work is shown instead. Never rejects. */
  open(place: Opened, form: Form): Promise<Acknowledged>;
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
  async function post(place: Answered, body: object): Promise<Outcome> {
    try {
      const route = Routes.interactionCallback(place.interaction, place.token);
      await rest.interactions.post(route, { body, auth: false });
      return "done";
    } catch (error) {
      const meaning = meaningOf(error);
      // The answer to the first attempt was lost, or another process was faster: it was acknowledged, and that is what counts.
      if (meaning === "acknowledged") return "acknowledged";
      if (meaning === "token-dead") {
        log.warn({ error }, "an interaction was too old to be acknowledged; its answer takes another way");
        return "dead";
      }
      log.warn({ error }, "an interaction could not be acknowledged");
      return "unknown";
    }
  }

  async function answer(place: Answered, body: object): Promise<Acknowledged> {
    // Where it is not known whether it arrived, what is shown next finds out.
    return (await post(place, body)) === "dead" ? "dead" : "deferred";
  }

  function defer(place: Parameters<Acknowledge["defer"]>[0]): Promise<Acknowledged> {
    if (place.sign === "update") return answer(place, { type: InteractionResponseType.DeferredMessageUpdate });
    return answer(place, {
      type: InteractionResponseType.DeferredChannelMessageWithSource,
      data: { flags: place.isPrivate ? MessageFlags.Ephemeral : 0 },
    });
  }

  async function open(place: Opened, form: Form, beforeDeferral?: () => Promise<void>): Promise<Acknowledged> {
    const outcome = await post(place, { type: InteractionResponseType.Modal, data: renderForm(form) });
    if (outcome === "done") return "form";
    if (outcome === "dead") return "dead";
    // Nobody shall wait for a form that never opened: it stands behind a button then.
    await beforeDeferral?.();
    return defer({ sign: "update", isPrivate: true, ...place });
  }

  return {
    answer,
    defer,
    open: (place, form) => open(place, form),
    hold(place, beforeDeferral) {
      let decide: Held["decide"] = () => undefined;
      const decided = new Promise<Form | null>((resolve) => {
        decide = resolve;
      });
      const timer = setTimeout(() => decide(null), patience_ms);
      const acknowledged = decided.then((form) => {
        clearTimeout(timer);
        return form === null ? beforeDeferral().then(() => defer(place)) : open(place, form, beforeDeferral);
      });
      return { acknowledged, held: { decide } };
    },
  };
}
