import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonHandler, Caller } from "../../src/core/chat/command.ts";
import type { Form, Reply } from "../../src/core/chat/reply.ts";
import type { Generation } from "../../src/core/generation/generation.ts";
import { refuse } from "../../src/core/refusal.ts";
import { REPORT_NOTE_LENGTH_MAX, type ReportReason, reportReasons } from "../../src/core/reports/report.ts";
import { referenceOf } from "../../src/core/reports/reports.ts";
import type { Services } from "../../src/core/services.ts";

// Whoever sees a picture may say what is wrong with it, whatever they have accepted.

/** A form for what is wrong with a picture. */
export const report: ButtonHandler = {
  pressedBy: "anyone",
  opensForm: true,
  needsConsent: false,
  whileSuspended: true,
  audience: "caller",
  async run({ args: [id = ""], caller }, { studio }) {
    return { form: reportForm(await studio.shown(id, caller.account), "", caller) };
  },
};

export const reported: ButtonHandler = {
  pressedBy: "owner",
  needsConsent: false,
  whileSuspended: true,
  audience: "caller",
  async run({ args: [id = ""], values, caller }, services) {
    const { after } = caller.messages;
    const picture = await services.studio.shown(id, caller.account);
    const reason = reportReasons.find((one) => one === values["reason"]);
    if (reason === undefined) {
      const allowed = reportReasons.map((one) => after.reportReasonNames[one]).join(", ");
      throw refuse("bad-option", { option: after.reportReason, given: values["reason"] ?? "", allowed });
    }
    return fileReport(picture, { reason, note: values["note"] ?? "" }, caller, services);
  },
};

export function reportForm(picture: Generation, note: string, { account, messages: { after } }: Caller): Form {
  return {
    title: after.reportTitle,
    submit: after.reportSubmit,
    token: encodeButton("imagine", "reported", account.id, picture.id),
    fields: [
      {
        kind: "choice",
        name: "reason",
        label: after.reportReason,
        // Whoever only presses on has not accused anybody of the worst.
        initial: "other",
        choices: reportReasons.map((reason) => ({ value: reason, label: after.reportReasonNames[reason] })),
      },
      {
        ...{ kind: "text", name: "note", label: after.reportNote, multiline: true },
        ...(note === "" ? {} : { initial: [...note].slice(0, REPORT_NOTE_LENGTH_MAX).join("") }),
        lengthMax: REPORT_NOTE_LENGTH_MAX,
      },
    ],
  };
}

/** Who says that it is about their own work is shown the way to a whole notice. */
export async function fileReport(
  picture: Generation,
  { reason, note }: { readonly reason: ReportReason; readonly note: string },
  { account, messages: { after, reports: words } }: Caller,
  { reports }: Services,
): Promise<Reply> {
  const filed = await reports.file({ picture, reporter: account, reason, note });
  const reference = referenceOf(filed.id);
  const notice = { label: words.noticeButton, token: encodeButton("report", "notice", account.id, picture.id) };
  const buttons = reason === "rights" ? { buttons: [notice] } : {};
  if (filed.outcome === "repeated") return { text: after.reportRepeated(reference), ...buttons };
  return { tone: "good", title: after.reportThanksTitle, text: after.reportThanks(reference), ...buttons };
}
