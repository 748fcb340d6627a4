import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonHandler, Caller } from "../../src/core/chat/command.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import type { Button, Field, Reply } from "../../src/core/chat/reply.ts";
import { stands, TAKEDOWN_NOTE_LENGTH_MAX, type Takedown, takedownGrounds } from "../../src/core/gallery/takedown.ts";
import type { Generation } from "../../src/core/generation/generation.ts";
import { imagesOf } from "../../src/core/generation/replies.ts";
import { caseDesk } from "../../src/core/messages/desk/cases.ts";
import { reportsDesk as words } from "../../src/core/messages/desk/reports.ts";
import { deskRefusal } from "../../src/core/messages/desk/say.ts";
import { EvidenceUnreadable } from "../../src/core/moderation/evidence.ts";
import type { Services } from "../../src/core/services.ts";
import { defineDesk } from "./desk.ts";

const SHOWN_MAX = 10;
const CHILDREN_MAX = 20;
const GIVEN_SHOWN_MAX = 60;

/** `/admin takedown`: takes a picture down, and gives it back where that was a mistake (T26). */
export const takedownDesk = defineDesk({
  name: "takedown",
  aliases: ["takedowns"],
  usage: ["/admin takedown", "/admin takedown <picture>"],
  async run({ words: given, caller }, services) {
    return given.trim() === "" ? latest(services) : pictureReply(await namedPicture(given, services), caller, services);
  },
  buttons: {
    "down-look": {
      pressedBy: "owner",
      async run({ args: [id = ""], caller, incoming }, services) {
        const generation = await namedPicture(id, services);
        await services.audit.record({
          ...{ cause: `look:${incoming.id}`, actor: identityKey(incoming.identity), action: "picture-looked-at" },
          ...{ subject: generation.id, reason: null, before: null, after: null },
        });
        return { ...(await pictureReply(generation, caller, services)), images: imagesOf(generation) };
      },
    },
    "down-ask": {
      pressedBy: "owner",
      opensForm: true,
      run: async ({ args: [id = ""], caller }) => ({
        form: {
          title: words.downTitle,
          submit: words.downSubmit,
          token: encodeButton("admin", "down-do", caller.account.id, id),
          fields: [
            {
              ...{ kind: "choice", name: "ground", label: words.downGround, initial: "terms" },
              choices: takedownGrounds.map((ground) => ({ value: ground, label: words.groundNames[ground] })),
            },
            {
              ...{ kind: "text", name: "note", label: words.downNote, multiline: true },
              lengthMax: TAKEDOWN_NOTE_LENGTH_MAX,
            },
          ],
        },
      }),
    },
    "down-do": { pressedBy: "owner", run: takeDown },
    "down-back": {
      pressedBy: "owner",
      async run({ args: [id = ""], caller, incoming }, services) {
        const by = identityKey(incoming.identity);
        const restored = await services.gallery.takedowns.restore(id, { by, reason: null }).catch((error: unknown) => {
          if (error instanceof EvidenceUnreadable) throw deskRefusal(caseDesk.unreadable[error.reason]);
          throw error;
        });
        if (restored === null) throw deskRefusal(words.notRestored);
        const generation = await namedPicture(restored.generation, services);
        const reply = await pictureReply(generation, caller, services);
        return { ...reply, tone: "good", text: `${words.restored}\n\n${reply.text ?? ""}`, replacesOrigin: true };
      },
    },
  },
});

/** `/admin report`: what somebody wrote about a picture, a notice with all its elements. */
export const reportDesk = defineDesk({
  name: "report",
  aliases: ["reports"],
  usage: ["/admin report <number>"],
  async run({ words: given, caller }, services) {
    const text = given.trim().toLowerCase();
    const report = /^[a-z2-7]{8,20}$/u.test(text) ? await services.reports.named(text) : null;
    if (report === null) throw deskRefusal(words.reportUnknown(shortGiven(given)));
    const { notice } = report;
    const names = words.notice;
    const fields: Field[] =
      notice === null
        ? []
        : [
            { name: names.name, value: notice.name },
            { name: names.contact, value: notice.contact },
            { name: names.work, value: notice.work },
            { name: names.material, value: notice.material },
            { name: names.statements, value: names.stated },
            { name: names.signature, value: notice.signature },
          ];
    const buttons = toPicture(report.generation, caller);
    return { title: words.reportTitle, text: words.report(report), fields, buttons: [buttons] };
  },
});

async function takeDown(
  { args: [id = ""], values, caller, incoming }: Parameters<ButtonHandler["run"]>[0],
  services: Services,
): Promise<Reply> {
  const ground = takedownGrounds.find((one) => one === values["ground"]);
  if (ground === undefined) throw deskRefusal(words.downGround);
  const generation = await namedPicture(id, services);
  const note = (values["note"] ?? "").trim();
  await services.gallery.takedowns.takeDown({
    ...{ generation, ground, by: identityKey(incoming.identity), reason: note === "" ? null : note },
    note: note === "" ? null : note,
  });
  return { ...(await pictureReply(generation, caller, services)), tone: "good", replacesOrigin: true };
}

async function latest({ gallery }: Services): Promise<Reply> {
  const found = await gallery.takedowns.latest(SHOWN_MAX);
  return { title: words.title, text: found.length === 0 ? words.none : found.map(words.line).join("\n") };
}

/** A picture, what became of it, and what can be done. What it shows is shown only when somebody asks for it. */
async function pictureReply(generation: Generation, caller: Caller, { gallery }: Services): Promise<Reply> {
  const takedown = await gallery.takedowns.ofGeneration(generation.id);
  const children = await gallery.takedowns.madeFrom(generation, CHILDREN_MAX + 1);
  const ids = children.slice(0, CHILDREN_MAX).map(({ id }) => id);
  const isDown = takedown !== null && stands(takedown);
  const lines = [
    words.picture(generation),
    ...(takedown === null ? [] : [words.standing(takedown)]),
    ...(isDown ? [] : [words.ask]),
    ...(ids.length === 0 ? [] : [words.children(ids, children.length > CHILDREN_MAX)]),
  ];
  return { title: words.title, text: lines.join("\n\n"), buttons: buttonsFor(generation, takedown, caller) };
}

function buttonsFor({ id }: Generation, takedown: Takedown | null, caller: Caller): Button[] {
  const token = (button: string, arg: string) => encodeButton("admin", button, caller.account.id, arg);
  if (takedown === null || !stands(takedown)) {
    return [{ label: words.down, style: "danger", token: token("down-ask", id) }, toPicture(id, caller)];
  }
  if (takedown.sealed.length === 0) return [];
  return [{ label: words.restore, token: token("down-back", takedown.id) }];
}

function toPicture(id: string, { account }: Caller): Button {
  return { label: words.look, style: "quiet", token: encodeButton("admin", "down-look", account.id, id) };
}

async function namedPicture(given: string, { gallery }: Services): Promise<Generation> {
  const found = await gallery.find(given, "operator");
  if (found === null) throw deskRefusal(words.unknownPicture(shortGiven(given)));
  return found.generation;
}

function shortGiven(given: string): string {
  return given.trim().slice(0, GIVEN_SHOWN_MAX);
}
