import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonHandler, Caller } from "../../src/core/chat/command.ts";
import type { Form, Reply } from "../../src/core/chat/reply.ts";
import { OBJECTION_LENGTHS_MAX } from "../../src/core/gallery/takedown.ts";
import { referenceOf } from "../../src/core/reports/reports.ts";
import type { Services } from "../../src/core/services.ts";

const YES = "yes";
const NO = "no";

/** A counter-notice: the owner of a picture says that it was taken down by mistake (T26). */
export const objectionButtons: Readonly<Record<string, ButtonHandler>> = {
  object: {
    pressedBy: "owner",
    opensForm: true,
    run: async ({ args: [id = ""], caller }) => ({ form: objectionForm(id, caller) }),
  },
  objected: { pressedBy: "owner", run: send },
};

export function objectionForm(takedown: string, { account, messages: { reports: words } }: Caller): Form {
  const text = (name: keyof typeof OBJECTION_LENGTHS_MAX, label: string, multiline = false) =>
    ({ kind: "text", name, label, required: true, multiline, lengthMax: OBJECTION_LENGTHS_MAX[name] }) as const;
  return {
    title: words.objectTitle,
    submit: words.objectSend,
    token: encodeButton("report", "objected", account.id, takedown),
    fields: [
      text("name", words.objectName),
      text("contact", words.objectContact),
      text("statement", words.objectStatement, true),
      {
        ...{ kind: "choice", name: "oath", label: words.objectOath, initial: NO },
        choices: [
          { value: NO, label: words.no },
          { value: YES, label: words.yes },
        ],
      },
      text("signature", words.objectSignature),
    ],
  };
}

async function send(
  { args: [id = ""], values, caller }: Parameters<ButtonHandler["run"]>[0],
  { gallery }: Services,
): Promise<Reply> {
  const { account, messages } = caller;
  const { reports: words } = messages;
  const given = (name: keyof typeof OBJECTION_LENGTHS_MAX) =>
    (values[name] ?? "").trim().slice(0, OBJECTION_LENGTHS_MAX[name]);
  const objection = {
    name: given("name"),
    contact: given("contact"),
    statement: given("statement"),
    signature: given("signature"),
  };
  if (values["oath"] !== YES || Object.values(objection).includes("")) {
    const again = { label: words.objectButton, token: encodeButton("report", "object", account.id, id) };
    return { tone: "refusal", text: words.objectMissing, buttons: [{ ...again, style: "primary" }] };
  }
  const takedown = await gallery.takedowns.object(id, account, objection);
  const text = words.objectThanks(referenceOf(takedown.generation));
  return { tone: "good", title: words.objectThanksTitle, text };
}
