import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonInput } from "../../src/core/chat/command.ts";
import type { FormField, Reply } from "../../src/core/chat/reply.ts";
import type { Act } from "../../src/core/desk/act.ts";
import { nameOf } from "../../src/core/desk/act-rule.ts";
import { actWords } from "../../src/core/messages/desk/acts.ts";
import { lookupWords, personWords } from "../../src/core/messages/desk/person.ts";
import { sanctionWords as words } from "../../src/core/messages/desk/sanctioning.ts";
import { deskRefusal } from "../../src/core/messages/desk/say.ts";
import { type SanctionReason, sanctionReasons } from "../../src/core/moderation/sanction.ts";
import type { Services } from "../../src/core/services.ts";
import { type Asking, confirmReply, REASON_LENGTH_MAX, readReason } from "./confirm.ts";
import { type DeskInput, defineDesk } from "./desk.ts";

const SHOWN = 8;
const HOURS_MAX = 8760;
const withoutNotices = ["fraud", "security", "harm"] as const;
type WithoutNotice = (typeof withoutNotices)[number];

/** `/admin sanctions`, `warn`, `suspend`, `lift`, `terminate`: what somebody may not do, and since when. */
export const sanctionsDesk = defineDesk({
  name: "sanctions",
  aliases: ["sanction", "warn", "suspend", "lift", "terminate"],
  usage: [
    "/admin sanctions discord:123",
    "/admin warn discord:123 terms --reason please keep to the rules",
    "/admin suspend discord:123 24h pattern --reason too many refusals",
    "/admin suspend discord:123 forever fraud freeze --reason a stolen card",
    "/admin lift discord:123 --reason it was a mistake",
    "/admin terminate discord:123 terms --reason three suspensions",
    "/admin terminate discord:123 fraud now=fraud forfeit --reason stolen cards",
  ],
  run: (input, services) => wordsReply(input, services),
  buttons: {
    "sanct-warn": {
      pressedBy: "owner",
      opensForm: true,
      run: async (input) => formReply(input, actWords.title.warn, "sanct-warned", [reasonField, whyField]),
    },
    "sanct-warned": {
      pressedBy: "owner",
      run: ({ args: [account = ""], values, ...asking }, services) =>
        confirmReply(
          { kind: "warn", account, reason: readSanctionReason(values["reason"]) },
          readReason(values["why"]),
          asking,
          services,
        ),
    },
    "sanct-suspend": {
      pressedBy: "owner",
      opensForm: true,
      run: async (input) =>
        formReply(input, actWords.title.suspend, "sanct-suspended", [
          durationField,
          reasonField,
          freezeField,
          whyField,
        ]),
    },
    "sanct-suspended": {
      pressedBy: "owner",
      run: ({ args: [account = ""], values, ...asking }, services) =>
        confirmReply(
          {
            ...{ kind: "suspend", account, reason: readSanctionReason(values["reason"]) },
            ...{ duration_hours: readHours(values["duration"] ?? ""), freezes: values["freeze"] === "yes" },
          },
          readReason(values["why"]),
          asking,
          services,
        ),
    },
    "sanct-terminate": {
      pressedBy: "owner",
      opensForm: true,
      run: async (input) =>
        formReply(input, actWords.title.terminate, "sanct-ended", [reasonField, noticeField, forfeitField, whyField]),
    },
    "sanct-ended": {
      pressedBy: "owner",
      run: ({ args: [account = ""], values, ...asking }, services) =>
        confirmReply(
          {
            ...{ kind: "terminate", account, reason: readSanctionReason(values["reason"]) },
            ...{ withoutNotice: readWithoutNotice(values["notice"] ?? ""), forfeits: values["forfeit"] === "yes" },
          },
          readReason(values["why"]),
          asking,
          services,
        ),
    },
    "sanct-lift": {
      pressedBy: "owner",
      opensForm: true,
      run: async (input) => formReply(input, actWords.title.lift, "sanct-lifted", [whyField]),
    },
    "sanct-lifted": {
      pressedBy: "owner",
      run: ({ args: [account = ""], values, ...asking }, services) => lift(account, values["why"], asking, services),
    },
  },
});

const whyField: FormField = {
  ...{ kind: "text", name: "why", required: true, lengthMax: REASON_LENGTH_MAX, multiline: true },
  label: words.whyLabel,
};
const reasonField: FormField = {
  ...{ kind: "choice", name: "reason", label: words.reasonLabel, initial: "terms" },
  choices: sanctionReasons.map((value) => ({ value, label: value })),
};
const durationField: FormField = {
  ...{ kind: "choice", name: "duration", label: words.durationLabel, initial: "24h" },
  choices: Object.entries(words.durations).map(([value, label]) => ({ value, label })),
};
const yesOrNo = [
  { value: "no", label: words.no },
  { value: "yes", label: words.yes },
];
const freezeField: FormField = {
  kind: "choice",
  name: "freeze",
  label: words.freezeLabel,
  initial: "no",
  choices: yesOrNo,
};
const forfeitField: FormField = { ...freezeField, name: "forfeit", label: words.forfeitLabel };
const noticeField: FormField = {
  ...{ kind: "choice", name: "notice", label: words.noticeLabel, initial: "notice" },
  choices: [
    { value: "notice", label: words.withNotice },
    ...withoutNotices.map((value) => ({ value, label: words.withoutNotice(value) })),
  ],
};

function formReply(
  { args: [id = ""], caller }: ButtonInput,
  title: string,
  button: string,
  fields: FormField[],
): Reply {
  const token = encodeButton("admin", button, caller.account.id, id);
  return { form: { title, submit: words.submit, token, fields } };
}

async function wordsReply({ area, words: given, reason, ...asking }: DeskInput, services: Services): Promise<Reply> {
  const [who = "", ...rest] = given.split(/\s+/u).filter((word) => word !== "");
  if (who === "") throw deskRefusal(lookupWords.how);
  const { id } = (await services.desk.lookup.person(who)).account;
  if (area === "lift") return lift(id, reason ?? rest.join(" "), asking, services);
  if (area !== "warn" && area !== "suspend" && area !== "terminate") return sanctionsReply(id, asking, services);
  return confirmReply(readAct(area, id, rest), readReason(reason), asking, services);
}

function readAct(area: "warn" | "suspend" | "terminate", account: string, given: readonly string[]): Act {
  const rest = given.map((word) => word.toLowerCase());
  const take = (found: (word: string) => boolean) => {
    const at = rest.findIndex(found);
    return at < 0 ? undefined : rest.splice(at, 1)[0];
  };
  const reason = readSanctionReason(take((word) => sanctionReasons.some((known) => known === word)));
  const freezes = area === "suspend" && take((word) => word === "freeze") !== undefined;
  const forfeits = area === "terminate" && take((word) => word === "forfeit") !== undefined;
  const now = area === "terminate" ? take((word) => word.startsWith("now=")) : undefined;
  const duration = area === "suspend" ? rest.shift() : undefined;
  // What is not understood might have been meant to change everything.
  if (rest.length > 0) throw deskRefusal(words.notUnderstood(rest.join(" ").slice(0, 60), sanctionReasons));
  switch (area) {
    case "warn":
      return { kind: "warn", account, reason };
    case "suspend":
      return { kind: "suspend", account, reason, freezes, duration_hours: readHours(duration ?? "") };
    case "terminate":
      return {
        ...{ kind: "terminate", account, reason, forfeits },
        withoutNotice: now === undefined ? null : readWithoutNotice(now.slice("now=".length)),
      };
  }
}

/** null: until it is lifted. */
function readHours(text: string): number | null {
  const plain = text.normalize("NFKC").trim().toLowerCase();
  if (plain === "forever") return null;
  const [, digits = "", unit = "h"] = /^(\d{1,4})\s*(h|hours?|d|days?)?$/u.exec(plain) ?? [];
  const hours = Number(digits) * (unit.startsWith("d") ? 24 : 1);
  if (digits === "" || hours < 1 || hours > HOURS_MAX) throw deskRefusal(words.durationAllowed(plain.slice(0, 40)));
  return hours;
}

function readSanctionReason(text: string | undefined): SanctionReason {
  const reason = sanctionReasons.find((known) => known === (text ?? "terms"));
  if (reason === undefined) throw deskRefusal(words.reasonAllowed(sanctionReasons));
  return reason;
}

function readWithoutNotice(text: string): WithoutNotice | null {
  if (text === "" || text === "notice") return null;
  const found = withoutNotices.find((known) => known === text);
  if (found === undefined) throw deskRefusal(words.noticeAllowed(withoutNotices));
  return found;
}

/** The sanction in force, or the termination that is on its way. */
async function lift(account: string, reason: string | undefined, asking: Asking, services: Services): Promise<Reply> {
  const now = services.clock.now();
  const all = await services.sanctions.latest(account, SHOWN);
  const inForce = all.find(
    ({ kind, liftedAt, until }) => kind !== "warning" && liftedAt === null && (until === null || until > now),
  );
  if (inForce === undefined) throw deskRefusal(actWords.noSanction);
  return confirmReply({ kind: "lift", account, sanction: inForce.id }, readReason(reason), asking, services);
}

async function sanctionsReply(id: string, { caller }: Asking, { desk, sanctions }: Services): Promise<Reply> {
  const { account } = await desk.lookup.person(id);
  const [standing, all] = await Promise.all([sanctions.standing(account.id), sanctions.latest(account.id, SHOWN)]);
  const lines = all.map(({ decidedAt, kind, reason, by, liftedAt }) =>
    personWords.sanctionLine(decidedAt, kind, reason, by, liftedAt !== null),
  );
  return {
    title: words.title(nameOf(account)),
    text: [actWords.standing(standing), ...(lines.length === 0 ? [words.none] : lines)].join("\n"),
    buttons: [{ label: words.person, token: encodeButton("admin", "person-show", caller.account.id, account.id) }],
  };
}
