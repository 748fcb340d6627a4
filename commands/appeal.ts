import { encodeButton } from "../src/core/chat/button-token.ts";
import { type Caller, defineCommand } from "../src/core/chat/command.ts";
import type { Button, Field, Form, Reply } from "../src/core/chat/reply.ts";
import type { Messages } from "../src/core/messages.ts";
import { APPEAL_LENGTH_MAX, type Appealable } from "../src/core/moderation/appeal.ts";
import { refuse } from "../src/core/refusal.ts";
import type { Services } from "../src/core/services.ts";

const SHOWN_MAX = 5;

// Whoever is suspended, or has not accepted the newest terms, may still say that we are wrong (T10, T18).

export const appeal = defineCommand({
  name: "appeal",
  summary: "Ask a person to look again at a block, a warning or a suspension",
  audience: "caller",
  needsConsent: false,
  whileSuspended: true,
  options: {},
  example: "/appeal",
  run: async ({ caller }, services) => overview(caller, services),
  buttons: {
    write: {
      pressedBy: "owner",
      opensForm: true,
      async run({ args: [id = ""], caller }, services) {
        const { appeals: words } = caller.messages;
        await services.appeals.about(caller.account.id, id);
        const known = await services.appeals.of(id);
        if (known !== null) return { text: known.decision === null ? words.waiting : words.decided };
        return { form: formFor(caller, id) };
      },
    },
    send: {
      pressedBy: "owner",
      async run({ args: [id = ""], values, caller }, services) {
        const { appeals: words } = caller.messages;
        const text = (values["words"] ?? "").trim();
        if (text === "") {
          const allowed = { kind: "text", lengthMax: APPEAL_LENGTH_MAX } as const;
          throw refuse("bad-option", { option: "words", given: "", allowed });
        }
        const outcome = await services.appeals.file(caller.account.id, id, text);
        return { tone: outcome === "filed" ? "good" : "plain", title: words.title, text: words[outcome] };
      },
    },
    list: {
      pressedBy: "owner",
      run: async ({ caller }, services) => ({ ...(await overview(caller, services)), replacesOrigin: true }),
    },
  },
});

function formFor({ account, messages }: Caller, id: string): Form {
  const { appeals: words } = messages;
  return {
    title: words.formTitle,
    submit: words.formSubmit,
    token: encodeButton("appeal", "send", account.id, id),
    fields: [
      {
        ...{ kind: "text", name: "words", required: true, multiline: true, lengthMax: APPEAL_LENGTH_MAX },
        label: words.formLabel,
      },
    ],
  };
}

/** What counts against the person, and which of it was appealed against already. */
async function overview(caller: Caller, { appeals }: Services): Promise<Reply> {
  const { account, messages } = caller;
  const { appeals: words } = messages;
  const all = await appeals.open(account.id);
  if (all.length === 0) return { title: words.title, text: words.none };
  const shown = all.slice(0, SHOWN_MAX);
  const known = await Promise.all(shown.map(({ id }) => appeals.of(id)));
  const fields: Field[] = [];
  const buttons: Button[] = [];
  for (const [index, subject] of shown.entries()) {
    const line = words.line(words.kind[kindOf(subject)], subject.at);
    const filed = known[index] ?? null;
    if (filed === null) {
      buttons.push({ label: line, token: encodeButton("appeal", "write", account.id, subject.id) });
    } else {
      fields.push({ name: line, value: filed.decision === null ? words.state.waiting : words.state.upheld });
    }
  }
  const more = all.length > shown.length ? [words.more(all.length - shown.length)] : [];
  buttons.push({ label: words.again, style: "quiet", token: encodeButton("appeal", "list", account.id) });
  const text = buttons.length > 1 ? words.text(buttons.length - 1) : words.allSent;
  return { title: words.title, text: [text, ...more].join("\n\n"), fields, buttons };
}

function kindOf(subject: Appealable): keyof Messages["appeals"]["kind"] {
  return subject.kind === "sanction" ? subject.sanction.kind : subject.violation.stage;
}
