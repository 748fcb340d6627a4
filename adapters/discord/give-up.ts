import type { APIInteraction } from "discord.js";
import { languageOf, messagesFor } from "../../src/core/messages.ts";
import { FILE_BYTES_MAX_DEFAULT } from "./incoming.ts";
import type { Send } from "./send.ts";

/**
 * Tells a person that what they asked for gets no answer. As a message of its own: what stands in the answer's place may be a
 * picture by now, and a sign of work that is still there gives way to it by itself. Rejects as `Send` does.
 * @see https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages
 */
export function createGiveUp(send: Send): (interaction: APIInteraction) => Promise<void> {
  return async (interaction) => {
    const { application_id: application, token } = interaction;
    const language = "locale" in interaction ? interaction.locale : "";
    const text = messagesFor(languageOf(language)).discord.givenUp;
    await send(
      { to: "follow-up", application, token, isPrivate: true },
      { tone: "fault", text },
      { kept: new Map(), fileBytesMax: FILE_BYTES_MAX_DEFAULT, language, isPrivate: true },
    );
  };
}
