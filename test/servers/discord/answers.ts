import { checkChoices } from "./check-commands.ts";
import { messageFlags } from "./check-message.ts";
import { checkModal } from "./check-modal.ts";
import {
  alreadyAcknowledged,
  invalid,
  invalidForm,
  invalidWebhookToken,
  tooManyFollowUps,
  unknownInteraction,
  unknownMessage,
  unknownWebhook,
  wrongLength,
} from "./errors.ts";
import { isObject, type Json, objectsOf } from "./json.ts";
import * as limits from "./limits.ts";
import { type Messages, numbered } from "./messages.ts";
import type { UploadedFile } from "./multipart.ts";
import type { InteractionKind, StoredInteraction, StoredMessage, World } from "./world.ts";

/** @see https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
export const callbackTypes = {
  message: 4,
  deferredMessage: 5,
  deferredUpdate: 6,
  update: 7,
  choices: 8,
  modal: 9,
} as const;

const mayAnswer: Readonly<Record<InteractionKind, readonly number[]>> = {
  command: [4, 5, 9],
  component: [4, 5, 6, 7, 9],
  modal: [4, 5],
  autocomplete: [8],
};

export interface AnswerTimes {
  acknowledgeWithin_ms: number;
  tokenLifetime_ms: number;
}

/** What an app may do with the token of an interaction. */
export interface Answers {
  readonly times: AnswerTimes;
  /** The first answer. @throws ApiError */
  acknowledge(interaction: StoredInteraction, callback: Json, files: readonly UploadedFile[]): void;
  /** The interaction of a token that still works. @throws ApiError */
  byToken(token: string): StoredInteraction;
  /** A message that this interaction may see and change; `@original` is its answer. @throws ApiError */
  message(interaction: StoredInteraction, id: string): StoredMessage;
  /** @throws ApiError */
  followUp(interaction: StoredInteraction, body: Json, files: readonly UploadedFile[]): StoredMessage;
  edit(interaction: StoredInteraction, id: string, body: Json, files: readonly UploadedFile[]): StoredMessage;
}

export function createAnswers(world: World, messages: Messages, times: AnswerTimes): Answers {
  const age = ({ createdAt }: StoredInteraction) => world.clock.now() - createdAt;

  function acknowledge(interaction: StoredInteraction, callback: Json, files: readonly UploadedFile[]): void {
    if (interaction.acknowledgedAt !== null) throw alreadyAcknowledged();
    if (interaction.isExpired || age(interaction) > times.acknowledgeWithin_ms) throw unknownInteraction();
    const type = Number(callback["type"]);
    const allowed = [
      ...mayAnswer[interaction.kind],
      ...(interaction.kind === "modal" && interaction.message ? [6, 7] : []),
    ];
    if (!allowed.includes(type)) {
      throw invalidForm([
        invalid(["type"], "BASE_TYPE_CHOICES", `The answer to this is one of (${allowed.join(", ")}).`),
      ]);
    }
    take(interaction, type, isObject(callback["data"]) ? callback["data"] : {}, files);
    interaction.answer = type;
    interaction.acknowledgedAt = world.clock.now();
    interaction.acknowledgedAfter_ms = performance.now() - interaction.sent_ms;
    world.changed();
  }

  function take(interaction: StoredInteraction, type: number, data: Json, files: readonly UploadedFile[]): void {
    const { channel, user } = interaction;
    const onlyFor = isForOneOnly(interaction, data) ? user.id : null;
    const written = { body: data, files, fileBytesMax: interaction.fileBytesMax, at: ["data"] };
    switch (type) {
      case callbackTypes.message:
        interaction.original = messages.create(written, { channel, author: world.application, interaction, onlyFor });
        break;
      case callbackTypes.deferredMessage:
        interaction.original = messages.createLoading(interaction, onlyFor);
        break;
      case callbackTypes.update:
        if (interaction.message === null || interaction.message.isDeleted) throw unknownMessage();
        messages.edit(interaction.message, written);
        break;
      case callbackTypes.choices: {
        const choices = objectsOf(data["choices"]);
        const faults = checkChoices(choices, wantsNumber(interaction), ["data", "choices"]);
        if (choices.length > limits.AUTOCOMPLETE_CHOICES_MAX) {
          faults.push(wrongLength(["data", "choices"], 0, limits.AUTOCOMPLETE_CHOICES_MAX));
        }
        if (faults.length > 0) throw invalidForm(faults);
        interaction.choices = choices;
        break;
      }
      case callbackTypes.modal: {
        const faults = checkModal(data);
        if (faults.length > 0) throw invalidForm(faults);
        interaction.modal = { ...data, components: numbered(objectsOf(data["components"])) };
        break;
      }
      default:
        break;
    }
  }

  function message(interaction: StoredInteraction, id: string): StoredMessage {
    const isUpdate = interaction.answer === callbackTypes.deferredUpdate || interaction.answer === callbackTypes.update;
    const original = isUpdate ? interaction.message : interaction.original;
    const found =
      id === "@original"
        ? original
        : [interaction.original, interaction.message, ...interaction.followUps].find((one) => one?.id === id);
    if (found === null || found === undefined || found.isDeleted || found.channel.isDeleted) throw unknownMessage();
    return found;
  }

  function edit(interaction: StoredInteraction, id: string, body: Json, files: readonly UploadedFile[]): StoredMessage {
    const found = message(interaction, id);
    messages.edit(found, { body, files, fileBytesMax: interaction.fileBytesMax, at: [] });
    return found;
  }

  return {
    times,
    acknowledge,
    message,
    edit,
    byToken(token) {
      for (const interaction of world.interactions.values()) {
        if (interaction.token !== token) continue;
        if (interaction.isExpired || age(interaction) > times.tokenLifetime_ms) throw invalidWebhookToken();
        if (interaction.acknowledgedAt === null) throw unknownWebhook();
        return interaction;
      }
      throw unknownWebhook();
    },
    followUp(interaction, body, files) {
      // The first follow-up to a deferred answer is that answer.
      if (interaction.original?.isLoading && !interaction.original.isDeleted) {
        return edit(interaction, "@original", body, files);
      }
      const tooMany = interaction.followUps.length >= limits.USER_INSTALL_FOLLOW_UPS_MAX;
      if (interaction.isUserInstallOnly && tooMany) throw tooManyFollowUps();
      const { channel, user, fileBytesMax } = interaction;
      const made = messages.create(
        { body, files, fileBytesMax, at: [] },
        { channel, author: world.application, interaction, onlyFor: isForOneOnly(interaction, body) ? user.id : null },
      );
      interaction.followUps.push(made);
      return made;
    },
  };
}

function isEphemeral(body: Json): boolean {
  return (Number(body["flags"] ?? 0) & messageFlags.ephemeral) !== 0;
}

/** @see https://discord.com/developers/docs/topics/permissions USE_EXTERNAL_APPS */
function isForOneOnly({ channel: { guild }, isUserInstallOnly }: StoredInteraction, body: Json): boolean {
  return isEphemeral(body) || (isUserInstallOnly && guild !== null && !guild.allowsExternalApps);
}

/** Whether the option that is being completed is a number. */
function wantsNumber({ payload }: StoredInteraction): boolean {
  const data = isObject(payload["data"]) ? payload["data"] : {};
  const focused = objectsOf(data["options"]).find((option) => option["focused"] === true);
  return [4, 10].includes(Number(focused?.["type"]));
}
