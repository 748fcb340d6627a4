import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { Caller } from "../../src/core/chat/command.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import type { ActOf } from "../../src/core/desk/act.ts";
import {
  type Announcement,
  type Audience,
  audienceSchema,
  noticeKinds,
  TEXT_LENGTH_MAX,
  type Texts,
} from "../../src/core/desk/announcement.ts";
import { announcementReply } from "../../src/core/desk/announcements.ts";
import { announceWords as words } from "../../src/core/messages/desk/announce.ts";
import { deskRefusal } from "../../src/core/messages/desk/say.ts";
import { withoutTurns } from "../../src/core/messages/plain-words.ts";
import { languageCodes } from "../../src/core/messages.ts";
import { refuse } from "../../src/core/refusal.ts";
import type { Services } from "../../src/core/services.ts";
import { confirmReply, REASON_LENGTH_MAX, readReason, recalled } from "./confirm.ts";
import { defineDesk } from "./desk.ts";

const SHOWN = 5;
/** One text input of the smallest form. */
const OTHERS_LENGTH_MAX = 4000;
const audiences = ["everybody", "subscribers", "platform:discord", "platform:telegram", "platform:playground"] as const;

/** `/admin announce`: messages to many, written in a form, previewed, and sent once a second person agrees. */
export const announceDesk = defineDesk({
  name: "announce",
  aliases: ["announcements", "announcement"],
  usage: ["/admin announce"],
  run: ({ caller }, services) => listReply(caller, services),
  buttons: {
    "ann-list": {
      pressedBy: "owner",
      run: async ({ caller }, services) => ({ ...(await listReply(caller, services)), replacesOrigin: true }),
    },
    "ann-write": {
      pressedBy: "owner",
      opensForm: true,
      run: async ({ caller }) => formReply(caller),
    },
    "ann-written": {
      pressedBy: "owner",
      async run({ values, ...asking }, services) {
        const act = await readAct(values, services);
        const reply = await confirmReply(act, readReason(values["why"]), asking, services);
        return withPreviews(reply, act, asking.caller);
      },
    },
    "ann-see": {
      pressedBy: "owner",
      async run({ args: [key = "", language = "en"], caller }, services) {
        const { act } = await recalled(key, caller, services);
        if (act.kind !== "announce") throw refuse("button-stale", {});
        return announcementReply({ texts: act.texts, kind: act.notice }, language);
      },
    },
    "ann-stop": {
      pressedBy: "owner",
      async run({ args: [id = ""], caller, incoming }, services) {
        await services.desk.announcements.stop(id, identityKey(incoming.identity));
        const { text, ...reply } = await listReply(caller, services);
        return { ...reply, text: `${words.stopped}\n\n${text}`, replacesOrigin: true };
      },
    },
  },
});

function formReply({ account }: Caller): Reply {
  return {
    form: {
      title: words.formTitle,
      submit: words.submit,
      token: encodeButton("admin", "ann-written", account.id),
      fields: [
        {
          ...{ kind: "choice", name: "audience", label: words.audienceLabel, initial: "everybody" },
          choices: audiences.map((value) => ({ value, label: words.audience(value) })),
        },
        {
          ...{ kind: "choice", name: "kind", label: words.kindLabel, initial: "service" },
          choices: noticeKinds.map((value) => ({ value, label: words.kindChoice[value] })),
        },
        {
          ...{ kind: "text", name: "text", required: true, multiline: true, lengthMax: TEXT_LENGTH_MAX },
          label: words.textLabel,
        },
        {
          ...{ kind: "text", name: "others", multiline: true, lengthMax: OTHERS_LENGTH_MAX },
          label: words.othersLabel,
        },
        { ...{ kind: "text", name: "why", required: true, lengthMax: REASON_LENGTH_MAX }, label: words.whyLabel },
      ],
    },
  };
}

async function readAct(values: Readonly<Record<string, string>>, { desk }: Services): Promise<ActOf<"announce">> {
  const texts = readTexts(values["text"] ?? "", values["others"] ?? "");
  const audience = readAudience(values["audience"] ?? "");
  const notice = noticeKinds.find((kind) => kind === values["kind"]) ?? "reminder";
  const people = await desk.announcements.count(audience);
  if (people === 0) throw deskRefusal(words.nobody);
  return { kind: "announce", texts, audience, notice, people };
}

function readAudience(text: string): Audience {
  const read = audienceSchema.safeParse(text);
  // Whoever is not sure whom they mean does not write to everybody.
  if (!read.success) throw deskRefusal(words.audienceAllowed(audiences));
  return read.data;
}

/** English, and what stands behind each `de:` on a line of its own. */
function readTexts(english: string, others: string): Texts {
  const en = withoutTurns(english).trim();
  if (en === "" || en.length > TEXT_LENGTH_MAX) throw deskRefusal(words.textAllowed(TEXT_LENGTH_MAX));
  const known = languageCodes.filter((code) => code !== "en");
  const bad = () => deskRefusal(words.othersAllowed(known, TEXT_LENGTH_MAX));
  const [before = "", ...parts] = withoutTurns(others).split(/^[ \t]*([a-z]{2}):[ \t]*/mu);
  if (before.trim() !== "") throw bad();
  const texts = new Map<string, string>([["en", en]]);
  for (let index = 0; index < parts.length; index += 2) {
    const [code = "", text = ""] = [parts[index], parts[index + 1]?.trim()];
    if (!known.includes(code) || texts.has(code) || text === "" || text.length > TEXT_LENGTH_MAX) throw bad();
    texts.set(code, text);
  }
  return Object.fromEntries(texts) as Texts;
}

/** The English one whole and as it will be seen, and a button for each language that shows exactly what is sent. */
function withPreviews(reply: Reply, { texts }: ActOf<"announce">, { account }: Caller): Reply {
  const [first] = reply.buttons ?? [];
  const key = first !== undefined && "token" in first ? (first.token.split("/").at(-1) ?? "") : "";
  const see = Object.keys(texts).map(
    (code): Button => ({
      label: words.see(code),
      style: "quiet",
      token: encodeButton("admin", "ann-see", account.id, key, code),
    }),
  );
  const shown = Object.entries(texts).map(([code, text]) => ({ name: words.inLanguage(code), value: text }));
  return { ...reply, fields: [...(reply.fields ?? []), ...shown], buttons: [...(reply.buttons ?? []), ...see] };
}

async function listReply({ account }: Caller, { desk }: Services): Promise<Reply> {
  const latest = await desk.announcements.latest(SHOWN);
  const to = (label: string, button: string, ...args: string[]): Button => ({
    label,
    token: encodeButton("admin", button, account.id, ...args),
  });
  const sending = latest.filter(({ state }) => state === "sending");
  return {
    title: words.title,
    text: latest.length === 0 ? words.none : latest.map(lineOf).join("\n\n"),
    buttons: [
      ...sending.map(({ id }, index) => to(words.stop(index + 1, sending.length), "ann-stop", id)),
      to(words.begin, "ann-write"),
      to(words.refresh, "ann-list"),
    ],
  };
}

function lineOf(announcement: Announcement): string {
  return words.line(announcement);
}
