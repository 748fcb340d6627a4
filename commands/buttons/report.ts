import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonHandler } from "../../src/core/chat/command.ts";
import { refuse } from "../../src/core/refusal.ts";
import { REPORT_NOTE_LENGTH_MAX, reportReasons } from "../../src/core/reports/report.ts";

// Whoever sees a picture may say what is wrong with it, whatever they have accepted.

/** A form for what is wrong with a picture. */
export const report: ButtonHandler = {
  pressedBy: "anyone",
  opensForm: true,
  needsConsent: false,
  audience: "caller",
  async run({ args: [id = ""], caller }, { studio }) {
    const { account, messages } = caller;
    const { after } = messages;
    const picture = await studio.shown(id, caller.account);
    return {
      form: {
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
            kind: "text",
            name: "note",
            label: after.reportNote,
            multiline: true,
            lengthMax: REPORT_NOTE_LENGTH_MAX,
          },
        ],
      },
    };
  },
};

export const reported: ButtonHandler = {
  pressedBy: "owner",
  needsConsent: false,
  audience: "caller",
  async run({ args: [id = ""], values, caller }, { studio, reports }) {
    const { after } = caller.messages;
    const picture = await studio.shown(id, caller.account);
    const reason = reportReasons.find((one) => one === values["reason"]);
    if (reason === undefined) {
      const allowed = reportReasons.map((one) => after.reportReasonNames[one]).join(", ");
      throw refuse("bad-option", { option: after.reportReason, given: values["reason"] ?? "", allowed });
    }
    const filed = await reports.file({ picture, reporter: caller.account, reason, note: values["note"] ?? "" });
    const reference = filed.id.slice(0, 8);
    if (filed.outcome === "repeated") return { text: after.reportRepeated(reference) };
    return { tone: "good", title: after.reportThanksTitle, text: after.reportThanks(reference) };
  },
};
