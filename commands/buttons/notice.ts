import { z } from "zod";
import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonHandler, Caller } from "../../src/core/chat/command.ts";
import type { Form, Reply } from "../../src/core/chat/reply.ts";
import { SHORT_ID_LENGTH } from "../../src/core/generation/earlier-pictures.ts";
import { shortened } from "../../src/core/messages/shortened.ts";
import { missingIn, NOTICE_LENGTHS_MAX, type NoticeElement } from "../../src/core/reports/infringement-notice.ts";
import { referenceOf } from "../../src/core/reports/reports.ts";
import type { Services } from "../../src/core/services.ts";

const WORK_SHOWN_MAX = 80;
const YES = "yes";
const NO = "no";

/** What the first form asked for. A form has at most five fields, so the statements are a second one. */
const draftSchema = z.object({ name: z.string(), contact: z.string(), work: z.string(), material: z.string() });
export type NoticeDraft = z.infer<typeof draftSchema>;
const FIRST_ELEMENTS: readonly NoticeElement[] = ["name", "contact", "work", "material"];
export const emptyDraft: NoticeDraft = { name: "", contact: "", work: "", material: "" };

/** A notice about somebody's work, in two forms; what was written is kept while something is missing (T26). */
export const noticeButtons: Readonly<Record<string, ButtonHandler>> = {
  /** The first form, for a picture that is known. */
  notice: {
    pressedBy: "owner",
    opensForm: true,
    run: async ({ args: [id = ""], caller }) => ({
      form: draftForm({ ...emptyDraft, material: id.slice(0, SHORT_ID_LENGTH) }, caller),
    }),
  },
  "notice-change": {
    pressedBy: "owner",
    opensForm: true,
    run: async ({ args: [key = ""], caller }, services) => ({
      form: draftForm(await recall(key, caller, services), caller),
    }),
  },
  "notice-half": {
    pressedBy: "owner",
    async run({ values, caller }, services) {
      const given = (name: keyof NoticeDraft) => (values[name] ?? "").trim().slice(0, NOTICE_LENGTHS_MAX[name]);
      return halfReply(
        { name: given("name"), contact: given("contact"), work: given("work"), material: given("material") },
        caller,
        services,
      );
    },
  },
  "notice-sign": {
    pressedBy: "owner",
    opensForm: true,
    run: async ({ args: [key = ""], caller }) => ({ form: oathForm(key, caller) }),
  },
  "notice-send": { pressedBy: "owner", run: send },
};

export function draftForm(draft: NoticeDraft, { account, messages: { reports: words } }: Caller): Form {
  const field = (name: keyof NoticeDraft, label: string, multiline = false) => ({
    ...{ kind: "text" as const, name, label, required: true, multiline, lengthMax: NOTICE_LENGTHS_MAX[name] },
    ...(draft[name] === "" ? {} : { initial: draft[name] }),
  });
  return {
    title: words.noticeTitle,
    submit: words.noticeNext,
    token: encodeButton("report", "notice-half", account.id),
    fields: [
      field("name", words.noticeName),
      field("contact", words.noticeContact),
      field("work", words.noticeWork, true),
      field("material", words.noticeMaterial),
    ],
  };
}

/** Nothing is sent yet: either something is missing, or the statements come next. */
async function halfReply(draft: NoticeDraft, caller: Caller, services: Services): Promise<Reply> {
  const { account, messages } = caller;
  const { reports: words } = messages;
  const key = await services.buttonMemory.keep(account.id, JSON.stringify(draft));
  const change = { label: words.noticeChange, token: encodeButton("report", "notice-change", account.id, key) };
  const missing = missingIn(draft).filter((element) => FIRST_ELEMENTS.includes(element));
  if (missing.length > 0) {
    return { tone: "refusal", text: words.noticeMissing(missing), buttons: [{ ...change, style: "primary" }] };
  }
  const found = await services.gallery.find(draft.material, account);
  if (found === null) {
    const text = messages.refusals["picture-unknown"]({ given: shortened(draft.material, WORK_SHOWN_MAX) });
    return { tone: "refusal", text, buttons: [{ ...change, style: "primary" }] };
  }
  const sign = { label: words.noticeOath, token: encodeButton("report", "notice-sign", account.id, key) };
  return {
    title: words.noticeTitle,
    text: words.noticeHalf(draft.name, shortened(draft.work, WORK_SHOWN_MAX), referenceOf(found.generation.id)),
    buttons: [{ ...sign, style: "primary" }, change],
  };
}

function oathForm(key: string, { account, messages: { reports: words } }: Caller): Form {
  const choices = [
    { value: NO, label: words.no },
    { value: YES, label: words.yes },
  ];
  const statement = (name: string, label: string) =>
    // Whoever only presses on has not sworn to anything.
    ({ kind: "choice", name, label, initial: NO, choices }) as const;
  return {
    title: words.noticeOath,
    submit: words.noticeSend,
    token: encodeButton("report", "notice-send", account.id, key),
    fields: [
      statement("goodFaith", words.noticeGoodFaith),
      statement("accuracy", words.noticeAccuracy),
      {
        ...{ kind: "text", name: "signature", label: words.noticeSignature, required: true },
        lengthMax: NOTICE_LENGTHS_MAX.signature,
      },
    ],
  };
}

async function send(
  { args: [key = ""], values, caller }: Parameters<ButtonHandler["run"]>[0],
  services: Services,
): Promise<Reply> {
  const { account, messages } = caller;
  const { reports: words } = messages;
  const draft = await recall(key, caller, services);
  const notice = {
    ...draft,
    goodFaith: values["goodFaith"] === YES,
    accuracy: values["accuracy"] === YES,
    signature: (values["signature"] ?? "").trim(),
  };
  const missing = missingIn(notice);
  if (missing.length > 0) {
    const sign = { label: words.noticeOath, token: encodeButton("report", "notice-sign", account.id, key) };
    return { tone: "refusal", text: words.noticeMissing(missing), buttons: [{ ...sign, style: "primary" }] };
  }
  const found = await services.gallery.find(draft.material, account);
  if (found === null) return halfReply(draft, caller, services);
  const filed = await services.reports.fileNotice({ picture: found.generation, reporter: account, notice });
  const reference = referenceOf(filed.id);
  if (filed.outcome === "repeated") return { text: messages.after.reportRepeated(reference) };
  return { tone: "good", title: words.noticeThanksTitle, text: words.noticeThanks(reference) };
}

async function recall(key: string, { account }: Caller, { buttonMemory }: Services): Promise<NoticeDraft> {
  return draftSchema.parse(JSON.parse(await buttonMemory.recall(account.id, key)));
}
