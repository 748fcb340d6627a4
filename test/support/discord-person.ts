import { type Json, objectsOf } from "../servers/discord/json.ts";
import { permissions } from "../servers/discord/permissions.ts";
import type { DiscordServer } from "../servers/discord/server.ts";
import type { Channel, Guild, StoredInteraction, StoredMessage, User } from "../servers/discord/world.ts";
import { directChannel } from "../servers/discord/world.ts";
import { type DiscordForm, formOf, submission } from "./discord-form.ts";
import { isWorking, type SeenMessage, seenMessage } from "./discord-sight.ts";
import { commandData, findCommand, type OptionValue } from "./discord-typing.ts";

export interface PersonOptions {
  /** What their Discord is set to. */
  readonly locale?: string;
}
export interface Asking {
  /** Default: direct messages with the app. */
  readonly in?: Channel;
  readonly locale?: string;
  /** Values are sent as they are, as by a client that was tampered with. */
  readonly forged?: boolean;
}

/** Somebody on Discord: what they can do, and what they see. */
export interface DiscordPerson {
  readonly name: string;
  readonly user: User;
  /** Their direct messages with the app. */
  readonly direct: Channel;
  /** Types a slash command and sends it. */
  slash(command: string, options?: Readonly<Record<string, OptionValue>>, asking?: Asking): StoredInteraction;
  /** Types a slash command and waits for its final answer. */
  answerTo(command: string, options?: Readonly<Record<string, OptionValue>>, asking?: Asking): Promise<SeenMessage>;
  /** What is offered while they type an option. */
  autocomplete(
    command: string,
    option: string,
    typed: string,
    asking?: Asking & { readonly others?: Readonly<Record<string, OptionValue>> },
  ): Promise<readonly Json[]>;
  /** Presses the button whose label begins so. */
  click(message: SeenMessage, label: string, asking?: Asking): StoredInteraction;
  /** Presses and waits for the final answer; where it takes the place of the pressed message, for that one. */
  press(message: SeenMessage, label: string, asking?: Asking): Promise<SeenMessage>;
  /** Presses something that a message does not show, as a tampered client can. */
  forge(message: SeenMessage, customId: string, asking?: Asking): StoredInteraction;
  /** Picks from a select menu. */
  choose(message: SeenMessage, customId: string, values: readonly string[]): StoredInteraction;
  /** Waits for the form that an interaction opens. */
  form(interaction: StoredInteraction): Promise<DiscordForm>;
  /** Fills a form in, by the names of its fields, and sends it. What is left out stays as it was. */
  submit(form: DiscordForm, values?: Readonly<Record<string, string>>): StoredInteraction;
  /** Uses an entry of "Apps" in a message's or a person's menu. */
  context(command: string, target: SeenMessage | User, asking?: Asking): StoredInteraction;
  /** The final answer to what they did. Rejects when the app does not respond. */
  final(interaction: StoredInteraction, within_ms?: number): Promise<SeenMessage>;
  /** All messages with which an interaction was answered, as they see them now. */
  answers(interaction: StoredInteraction): SeenMessage[];
  /** All they see in a channel now, oldest first. */
  sees(channel: Channel): SeenMessage[];
  /** The newest form of a message that they saw; undefined when it is gone. */
  again(message: SeenMessage): SeenMessage | undefined;
  until<T>(look: () => T | undefined | false | null, within_ms?: number): Promise<T>;
  installApp(): void;
  closeDirectMessages(): void;
  openDirectMessages(): void;
  mayManage(guild: Guild): void;
}

/** Wide, because machines are slow at times; what comes in time costs no more for it. */
const WAIT_MS = 90_000;

export function createDiscordPerson(
  server: DiscordServer,
  user: User,
  { locale = "en-US" }: PersonOptions = {},
): DiscordPerson {
  const { world, interactions } = server;
  const direct = () => directChannel(world, user);
  const see = (message: StoredMessage) => seenMessage(message, server.cdn);

  function until<T>(look: () => T | undefined | false | null, within_ms = WAIT_MS): Promise<T> {
    return new Promise((resolve, reject) => {
      const finish = () => {
        clearTimeout(timeout);
        clearInterval(ticks);
        stopWatching();
      };
      const timeout = setTimeout(() => {
        finish();
        const all = [...world.messages.values()].filter(maySee).map((message) => see(message).text);
        reject(new Error(`${user.name} waited in vain and saw ${JSON.stringify(all)}`));
      }, within_ms);
      const watch = () => {
        try {
          const found = look();
          if (found === undefined || found === false || found === null) return;
          finish();
          resolve(found);
        } catch (error) {
          finish();
          reject(error);
        }
      };
      const stopWatching = world.watch(watch);
      // Some things happen by time alone: an app that does not respond.
      const ticks = setInterval(watch, 100);
      watch();
    });
  }

  function maySee(message: StoredMessage): boolean {
    if (message.isDeleted || message.channel.isDeleted) return false;
    if (message.onlyFor !== null && message.onlyFor !== user.id) return false;
    return message.channel.guild !== null || message.channel.people.includes(user);
  }

  function slash(
    name: string,
    values: Readonly<Record<string, OptionValue>> = {},
    asking: Asking = {},
  ): StoredInteraction {
    const channel = asking.in ?? direct();
    const forged = asking.forged ?? false;
    const command = findCommand(server, user, { name, type: 1, channel, isForged: forged });
    const data = commandData(server, command, values, channel, forged);
    return interactions.send({ kind: "command", user, channel, locale: asking.locale ?? locale, data, message: null });
  }

  function component(message: SeenMessage, data: Json, asking: Asking = {}): StoredInteraction {
    const { stored } = message;
    if (!maySee(stored)) throw new Error(`${user.name} does not see that message`);
    return interactions.send({
      ...{ kind: "component", user, channel: stored.channel, locale: asking.locale ?? locale, message: stored },
      data,
    });
  }

  function click(message: SeenMessage, label: string, asking?: Asking): StoredInteraction {
    const shown = see(message.stored);
    const button = shown.buttons.find((one) => one.label.startsWith(label) && one.customId !== null);
    if (button === undefined)
      throw new Error(`${user.name} sees no button “${label}” under ${JSON.stringify(shown.text)}`);
    if (button.isDisabled) throw new Error(`the button “${label}” is disabled`);
    return component(message, { component_type: 2, custom_id: button.customId, id: button.id }, asking);
  }

  function messagesFor({ original, followUps }: StoredInteraction): StoredMessage[] {
    return [original, ...followUps].filter((one) => one !== null).filter(maySee);
  }

  function answers(interaction: StoredInteraction): SeenMessage[] {
    return messagesFor(interaction).map(see);
  }

  // Looked at after everything that happens: what has not changed since is not drawn again.
  const drawn = new WeakMap<StoredMessage, { readonly edits: number; readonly works: boolean }>();
  function isFinal(message: StoredMessage): boolean {
    if (message.isLoading) return false;
    const known = drawn.get(message);
    if (known?.edits === message.edits) return !known.works;
    const works = isWorking(see(message));
    drawn.set(message, { edits: message.edits, works });
    return !works;
  }

  /** The message that was pressed, once it has been changed in answer to that. */
  function changedOrigin({ message }: StoredInteraction, edits: number): SeenMessage | undefined {
    return message === null || message.edits === edits || !maySee(message) ? undefined : see(message);
  }

  const editsBefore = new Map<string, number>();
  function noted(interaction: StoredInteraction): StoredInteraction {
    editsBefore.set(interaction.id, interaction.message?.edits ?? 0);
    return interaction;
  }

  function failIfNoResponse(interaction: StoredInteraction): void {
    const age_ms = world.clock.now() - interaction.createdAt;
    if (interaction.acknowledgedAt === null && age_ms > server.answers.times.acknowledgeWithin_ms) {
      throw new Error("The application did not respond");
    }
  }

  function final(interaction: StoredInteraction, within_ms?: number): Promise<SeenMessage> {
    return until(() => {
      failIfNoResponse(interaction);
      const done = messagesFor(interaction).findLast(isFinal);
      if (done !== undefined) return see(done);
      const origin = changedOrigin(interaction, editsBefore.get(interaction.id) ?? 0);
      return origin !== undefined && isFinal(origin.stored) ? origin : undefined;
    }, within_ms);
  }

  async function form(interaction: StoredInteraction): Promise<DiscordForm> {
    const opened = await until(() => {
      failIfNoResponse(interaction);
      if (interaction.modal !== null) return formOf(interaction, interaction.modal);
      return answers(interaction).findLast(({ isLoading }) => !isLoading);
    });
    // Where the form came too late to be opened at once, there is a button for it.
    return "fields" in opened ? opened : form(click(opened, opened.buttons[0]?.label ?? "a form"));
  }

  return {
    name: user.name,
    user,
    get direct() {
      return direct();
    },
    slash,
    answerTo: (name, values, asking) => final(slash(name, values, asking)),
    async autocomplete(name, option, typed, { others = {}, ...asking } = {}) {
      const channel = asking.in ?? direct();
      const command = findCommand(server, user, { name, type: 1, channel, isForged: true });
      const declared = objectsOf(command["options"]).find((one) => one["name"] === option);
      if (declared?.["autocomplete"] !== true) throw new Error(`nothing is offered for “${option}”`);
      const data = commandData(server, command, others, channel, true);
      const focused = { name: option, type: declared["type"], value: typed, focused: true };
      const options = [...objectsOf(data["options"]), focused];
      const sent = interactions.send({
        ...{ kind: "autocomplete", user, channel, locale: asking.locale ?? locale, message: null },
        data: { ...data, options },
      });
      return until(() => {
        failIfNoResponse(sent);
        return sent.choices;
      });
    },
    click: (message, label, asking) => noted(click(message, label, asking)),
    press: (message, label, asking) => final(noted(click(message, label, asking))),
    forge: (message, customId, asking) =>
      noted(component(message, { component_type: 2, custom_id: customId, id: 1 }, asking)),
    choose(message, customId, values) {
      const select = see(message.stored).selects.find((one) => one["custom_id"] === customId);
      if (select === undefined) throw new Error(`${user.name} sees no such menu`);
      return noted(
        component(message, { component_type: select["type"], custom_id: customId, id: select["id"], values }),
      );
    },
    form,
    submit(form, values = {}) {
      const { channel, message } = form.interaction;
      return noted(
        interactions.send({ kind: "modal", user, channel, locale, message, data: submission(form, values) }),
      );
    },
    context(name, target, asking = {}) {
      const isMessage = "stored" in target;
      const channel = asking.in ?? (isMessage ? target.stored.channel : direct());
      const command = findCommand(server, user, { name, type: isMessage ? 3 : 2, channel, isForged: false });
      const id = isMessage ? target.stored.id : target.id;
      const resolved = isMessage
        ? { messages: { [id]: target.render() } }
        : {
            users: { [id]: { id, username: target.name, discriminator: "0", global_name: target.name, avatar: null } },
          };
      const data = { id: command["id"], name, type: command["type"], target_id: id, resolved };
      return interactions.send({
        kind: "command",
        user,
        channel,
        locale: asking.locale ?? locale,
        data,
        message: null,
      });
    },
    final,
    answers,
    sees: (channel) => [...world.messages.values()].filter((one) => one.channel === channel && maySee(one)).map(see),
    again: ({ stored }) => (maySee(stored) ? see(stored) : undefined),
    until,
    installApp() {
      user.installedApp = true;
    },
    closeDirectMessages() {
      user.directMessagesClosed = true;
    },
    openDirectMessages() {
      user.directMessagesClosed = false;
    },
    mayManage(guild) {
      guild.memberPermissions.set(user.id, permissions.manageGuild);
    },
  };
}
