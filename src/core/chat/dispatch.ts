import { type Account, languageWished } from "../accounts/account.ts";
import { consentReply } from "../accounts/consent-reply.ts";
import { KeyedQueue } from "../keyed-queue.ts";
import { shortened } from "../messages/shortened.ts";
import { languageOf, messagesFor, sentence } from "../messages.ts";
import { expectGoodStanding } from "../moderation/sanctions-guard.ts";
import type { Notice, Notices } from "../notices/notices.ts";
import { Refusal, refuse } from "../refusal.ts";
import { expectNotBanned } from "../servers/admission.ts";
import { privateByDefault, type ServerState } from "../servers/server.ts";
import type { Chats, Dispatch, Services } from "../services.ts";
import { expectService } from "../switches/guards.ts";
import { createTermsNews } from "../terms/news.ts";
import { type Given, readArguments } from "./arguments.ts";
import { decodeButton, isOwner } from "./button-token.ts";
import type { Caller, Command } from "./command.ts";
import { type Incoming, identityKey } from "./incoming.ts";
import { nearest } from "./nearest.ts";
import { createPace } from "./pace.ts";
import type { Reply } from "./reply.ts";

/** A chat that takes nothing for a minute is down for longer than anybody waits for an answer. */
const SHOW_PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
/** Whoever works through a queue of cases presses more than a person who paints; a client that has gone wild presses more yet. */
const OPERATOR_COMMANDS_PER_MINUTE_MIN = 120;
/** Whoever gets no account, being barred or new while nobody new is taken, asks the database no more often than this. */
const TURNED_AWAY_PER_MINUTE_MAX = 20;

/** What an event asks for. */
interface Work {
  readonly command: Command;
  readonly audience: "everyone" | "caller";
  readonly needsConsent: boolean;
  readonly whileSuspended: boolean;
  readonly duringMaintenance: boolean;
  /** Whether only somebody else may ask for it. */
  isForbiddenTo(account: Account): boolean;
  /** Whether this once nobody else sees the answer, for a person who has set that or not. */
  isPrivate(byDefault: boolean): boolean;
  opensForm(): boolean;
  run(caller: Caller, incoming: Incoming): Promise<Reply>;
}

interface Answer {
  readonly reply: Reply;
  /** What is shown with it and counts as told only once it was shown. */
  readonly notices?: { readonly account: Account; readonly shown: readonly Notice[] };
}

/**
 * The one way from a chat's event to its answer: account → pace → terms → command → reply. Refusals are caught here and
 * nowhere else; whatever else goes wrong is logged once, with a reference that the person also reads.
 */
export function createDispatch({
  commands,
  services,
  notices,
  chats,
}: {
  commands: readonly Command[];
  services: Services;
  notices: Pick<Notices, "waiting" | "told">;
  chats: Chats;
}): Dispatch {
  const { accounts, servers, switches, terms, clock, ids, log } = services;
  const tellOfNewTerms = createTermsNews(services);
  const byName = new Map(commands.map((command) => [command.name, command]));
  const offered = commands.filter((command) => command.for === undefined).map(({ name }) => name);
  const pace = createPace(clock);
  const turnedAway = createPace(clock);
  const inOrder = new KeyedQueue();

  /** Decided without waiting for anything. */
  function find({ action }: Pick<Incoming, "action">): Work {
    if (action.kind === "command") {
      const command = byName.get(action.name.toLowerCase());
      if (command === undefined) {
        const given = shortened(action.name, 40);
        throw refuse("unknown-command", { given, nearest: nearest(given, offered) });
      }
      return {
        command,
        audience: command.audience,
        needsConsent: command.needsConsent,
        whileSuspended: command.whileSuspended ?? false,
        duringMaintenance: command.duringMaintenance ?? false,
        isForbiddenTo: () => false,
        isPrivate: (byDefault) => asksForPrivacy(command, action, byDefault),
        opensForm: () => command.opensForm?.(readArguments(command, action)) ?? false,
        run: (caller, incoming) => command.run({ options: readArguments(command, action), caller, incoming }, services),
      };
    }
    const token = decodeButton(action.token);
    const command = byName.get(token.command);
    // A token may be made up: `constructor` is a property of every object, and no button.
    const button = new Map(Object.entries(command?.buttons ?? {})).get(token.button);
    if (command === undefined || button === undefined) throw refuse("button-stale", {});
    const values = action.kind === "form" ? action.values : {};
    return {
      command,
      audience: button.audience ?? command.audience,
      needsConsent: button.needsConsent ?? command.needsConsent,
      whileSuspended: button.whileSuspended ?? command.whileSuspended ?? false,
      duringMaintenance: button.duringMaintenance ?? command.duringMaintenance ?? false,
      isForbiddenTo: (account) => button.pressedBy === "owner" && !isOwner(token, account),
      isPrivate: () => false,
      opensForm: () => action.kind === "button" && button.opensForm === true,
      run: (caller, incoming) => button.run({ args: token.args, values, caller, incoming }, services),
    };
  }

  async function answer(incoming: Incoming): Promise<Answer> {
    const work = find(incoming);
    const [account, server] = await Promise.all([
      accountOf(incoming),
      incoming.server === undefined ? null : servers.settings(incoming.server),
    ]);
    rememberLanguage(account, incoming);
    const caller = callerOf(account, server, incoming);
    const answered = await answerTo(caller, server, work, incoming).catch((error: unknown) => ({
      reply: failure(error, incoming, caller),
    }));
    // Before it is shown: what is on a screen must be found if it has to be taken down.
    const posted = { account: account.id, language: caller.language, place: incoming.place };
    await services.gallery.postings.note(posted, answered.reply);
    const isPrivate = incoming.originIsPrivate === true || work.isPrivate(privateByDefault(caller));
    return isPrivate ? { ...answered, reply: { ...answered.reply, onlyCaller: true } } : answered;
  }

  async function accountOf({ identity }: Pick<Incoming, "identity">): Promise<Account> {
    const [key, max] = [identityKey(identity), TURNED_AWAY_PER_MINUTE_MAX];
    const wait_ms = turnedAway.ahead_ms(key, max);
    if (wait_ms > 0) throw refuse("too-fast", { waitSeconds: Math.ceil(wait_ms / 1000), max });
    try {
      return await accounts.of(identity);
    } catch (error) {
      if (error instanceof Refusal) turnedAway.wait_ms(key, max);
      throw error;
    }
  }

  function callerOf(account: Account, server: ServerState | null, incoming: Pick<Incoming, "language">): Caller {
    const language = languageOf(languageWished(account, incoming.language));
    return { account, server, language, messages: messagesFor(language) };
  }

  /** For what is told while the person is away. The answer neither waits for it nor fails with it. */
  function rememberLanguage(account: Account, { language }: Pick<Incoming, "language">): void {
    if (language === undefined) return;
    accounts.hearLanguage(account, language).catch((error: unknown) => {
      log.warn({ error }, "the language of a person could not be kept");
    });
  }

  async function answerTo(caller: Caller, server: ServerState | null, work: Work, incoming: Incoming): Promise<Answer> {
    const { account, messages } = caller;
    const isOperator = services.operators.has(identityKey(incoming.identity));
    const { commandsPerMinute } = accounts.limits(account);
    const max = isOperator ? Math.max(commandsPerMinute, OPERATOR_COMMANDS_PER_MINUTE_MIN) : commandsPerMinute;
    const wait_ms = pace.wait_ms(account.id, max);
    if (wait_ms > 0) throw refuse("too-fast", { waitSeconds: Math.ceil(wait_ms / 1000), max });
    expectNotBanned(server);
    if (!isOperator && !work.duringMaintenance) expectService(switches);
    // Before the terms: nobody accepts them only to read that something is not theirs.
    if (work.isForbiddenTo(account)) throw refuse("not-yours", {});
    if (!work.whileSuspended) expectGoodStanding(account, clock.now());
    if (work.needsConsent && !accounts.hasAccepted(account)) {
      return { reply: { ...consentReply(caller, work.command.name, terms), onlyCaller: true } };
    }
    tellOfNewTerms(caller);
    const reply = await work.run(caller, incoming);
    if (work.audience !== "caller" || reply.form !== undefined) {
      remindOfErasure(account, incoming);
      return { reply };
    }
    const shown = await waitingFor(account);
    const { erasureDueAt } = account;
    // What answers about it says it by itself.
    const isAhead = erasureDueAt !== null && work.command.name !== "privacy";
    if (shown.length === 0 && !isAhead) return { reply };
    const told = shown.flatMap(({ reply: { title, text, fields = [] } }) => [
      ...[title, text],
      ...fields.map(({ name, value }) => `${name}\n${value}`),
    ]);
    if (isAhead) told.push(messages.privacy.scheduled(erasureDueAt));
    const texts = [...told, reply.text].filter((text) => text !== undefined);
    const links = shown.flatMap(({ reply: { buttons = [] } }) => buttons.filter((button) => "url" in button));
    const buttons = links.length === 0 ? {} : { buttons: [...(reply.buttons ?? []), ...links] };
    const answer = { reply: { ...reply, ...buttons, text: texts.join("\n\n") } };
    return shown.length === 0 ? answer : { ...answer, notices: { account, shown } };
  }

  /** Where others read along it is no business of theirs, so it is told by a message of its own, which nothing waits for. */
  function remindOfErasure(account: Account, { identity }: Incoming): void {
    if (account.erasureDueAt === null) return;
    services.erasures.remind(account, identity).catch((error: unknown) => {
      log.warn({ error }, "somebody could not be reminded that their account will be erased");
    });
  }

  /** What cannot be read is answered by a refusal, which concerns nobody but the caller. */
  function asksForPrivacy(command: Command, given: Given, byDefault: boolean): boolean {
    if (command.isPrivate === undefined) return false;
    try {
      return command.isPrivate(readArguments(command, given), byDefault);
    } catch {
      return true;
    }
  }

  /** The command has done its work by now, so its answer is shown even when the notices cannot be had. */
  async function waitingFor(account: Account): Promise<readonly Notice[]> {
    return notices.waiting(account).catch((error: unknown) => {
      log.warn({ error }, "notices could not be read; they wait for the next contact");
      return [];
    });
  }

  /** Why there is no answer concerns nobody but who asked, also in everyone's commands. */
  function failure(error: unknown, incoming: Incoming, caller?: Caller): Reply {
    const messages = caller?.messages ?? messagesFor(languageOf(incoming.language));
    if (error instanceof Refusal) {
      return { tone: "refusal", text: sentence(messages, error.refusal), onlyCaller: true };
    }
    const reference = ids.random().slice(0, 8);
    log.error({ error, reference, platform: incoming.identity.platform }, "a command failed");
    return { tone: "fault", text: messages.fault(reference), onlyCaller: true };
  }

  /** What was ordered while it was allowed is shown, and no refusal in its place, whatever has changed since. */
  async function hasItsPicture({ id, isLeftBehind }: Incoming): Promise<boolean> {
    try {
      const asked = isLeftBehind === true ? await services.studio.askedBy(id) : null;
      if (asked !== null) await services.studio.showAgain(asked.id);
      return asked !== null;
    } catch (error) {
      log.warn({ error }, "what was ordered before could not be looked up");
      return false;
    }
  }

  async function show(incoming: Incoming, reply: Reply): Promise<boolean> {
    for (const [attempt, pause_ms] of [...SHOW_PAUSES_MS, null].entries()) {
      try {
        // Version 0: a first answer never covers what the studio shows in the same place by now.
        return (await chats.show(incoming.place, reply, 0)) === "shown";
      } catch (error) {
        log.warn({ error, attempt, platform: incoming.identity.platform }, "an answer could not be shown");
        if (pause_ms !== null) await clock.sleep(pause_ms);
      }
    }
    return false;
  }

  return {
    audience(incoming) {
      const { identity, server } = incoming;
      if (incoming.originIsPrivate || (server !== undefined && servers.wasBanned(server.key))) return "caller";
      try {
        const work = find(incoming);
        const byDefault =
          (identity !== undefined && accounts.wasPrivate(identity)) ||
          (server !== undefined && servers.wasPrivate(server.key));
        return work.isPrivate(byDefault) ? "caller" : work.audience;
      } catch {
        // Refusals concern nobody but the caller.
        return "caller";
      }
    },
    opensForm(incoming) {
      try {
        return find(incoming).opensForm();
      } catch {
        return false;
      }
    },
    async handle(incoming) {
      // One person's events are answered in the order in which they came.
      const { reply, notices: told } = await inOrder
        .run(identityKey(incoming.identity), () => answer(incoming))
        .catch((error: unknown): Answer => ({ reply: failure(error, incoming) }));
      if (reply.tone === "refusal" && (await hasItsPicture(incoming))) return;
      const shown = await show(incoming, reply);
      if (reply.mayCover !== undefined) {
        await services.studio.showAgain(reply.mayCover).catch((error: unknown) => {
          log.warn({ error, generation: reply.mayCover }, "what an answer may have covered could not be shown again");
        });
      }
      if (shown && told !== undefined) {
        await notices.told(told.account, told.shown).catch((error: unknown) => {
          log.warn({ error }, "notices will be shown once more");
        });
      }
    },
  };
}
