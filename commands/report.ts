import { defineCommand } from "../src/core/chat/command.ts";
import { SHORT_ID_LENGTH } from "../src/core/generation/earlier-pictures.ts";
import { shortened } from "../src/core/messages/shortened.ts";
import { refuse } from "../src/core/refusal.ts";
import { reportReasons } from "../src/core/reports/report.ts";
import type { Services } from "../src/core/services.ts";
import { draftForm, emptyDraft, noticeButtons } from "./buttons/notice.ts";
import { objectionButtons, objectionForm } from "./buttons/objection.ts";
import { fileReport, reportForm } from "./buttons/report.ts";

const GIVEN_SHOWN_MAX = 80;

/** How the words begin that are about something else than a report. */
const NOTICE = "notice";
const COUNTER = "counter";

// Whoever is suspended may still say that something is wrong, and object to what was taken down (T18, T26).

export const report = defineCommand({
  name: "report",
  summary: "Report a picture, say that it uses your work, or object to a takedown",
  audience: "caller",
  needsConsent: false,
  whileSuspended: true,
  options: {
    what: {
      kind: "text",
      rest: true,
      lengthMax: 1500,
      summary: "A link to the picture’s message or its id, and what is wrong; or notice, or counter",
      suggestions: [NOTICE, COUNTER],
    },
    reason: {
      kind: "choice",
      summary: "What is wrong with it",
      choices: reportReasons.map((reason) => ({ value: reason, label: reason })),
    },
  },
  opensForm: ({ what = "", reason }) => what.trim() !== "" && reason === undefined,
  example: "/report abcd2345 --reason rights that is my drawing",
  async run({ options: { what = "", reason }, caller }, services) {
    const { account, messages } = caller;
    const [, first = "", rest = ""] = /^\s*(\S*)\s*([\s\S]*)$/u.exec(what) ?? [];
    if (first === "") return { title: messages.reports.title, text: messages.reports.how };
    if (first.toLowerCase() === NOTICE) {
      return { form: draftForm({ ...emptyDraft, material: rest.trim().slice(0, GIVEN_SHOWN_MAX * 3) }, caller) };
    }
    if (first.toLowerCase() === COUNTER)
      return { form: objectionForm(await takedownOf(rest, account, services), caller) };
    const found = await services.gallery.find(first, account);
    if (found === null) throw refuse("picture-unknown", { given: shortened(first, GIVEN_SHOWN_MAX) });
    if (found.generation.takenDownAt !== null) throw refuse("picture-taken-down", {});
    const picture = await services.studio.shown(found.generation.id, account);
    if (reason === undefined) return { form: reportForm(picture, rest.trim(), caller) };
    const chosen = reportReasons.find((one) => one === reason) ?? "other";
    return fileReport(picture, { reason: chosen, note: rest.trim() }, caller, services);
  },
  buttons: { ...noticeButtons, ...objectionButtons },
});

async function takedownOf(
  given: string,
  account: Parameters<Services["gallery"]["takedowns"]["named"]>[1],
  { gallery }: Services,
): Promise<string> {
  const text = given.trim().toLowerCase();
  const isName = text.length >= SHORT_ID_LENGTH && /^[a-z2-7]{1,20}$/u.test(text);
  const takedown = isName ? await gallery.takedowns.named(text, account) : null;
  if (takedown === null) throw refuse("takedown-unknown", {});
  return takedown.id;
}
