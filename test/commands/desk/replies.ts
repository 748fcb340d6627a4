import type { Reply } from "../../../src/core/chat/reply.ts";
import type { TestServices } from "../../support/services.ts";
import { deskOf } from "./stage.ts";

/** What the operators’ desk shows to `user`, with every kind of button that it has, for whoever presses them all. */
export async function deskReplies(easel: TestServices, user: string): Promise<Reply[]> {
  const { ask, fill, press } = deskOf(easel);
  const replies: Reply[] = [];
  const shown = async (words: string, operator = user) => {
    easel.clock.move(10_000);
    const reply = await ask(words, operator);
    replies.push(reply);
    return reply;
  };
  for (const person of ["watched", "frozen", "suspended"]) await easel.accept(person);
  replies.push(await press(user, await shown("grant memory:watched 500 --reason why"), "Yes"));
  await press(user, await shown("freeze memory:frozen why"), "Yes");
  await press(user, await shown("suspend memory:suspended forever --reason why"), "Yes");
  for (const person of ["watched", "frozen", "suspended"]) await shown(`person memory:${person}`);
  const ending = await shown("terminate memory:watched terms --reason why", "operator");
  await press("operator", ending, "Ask a second person");
  const draft = await press("operator", await ask("announce", "operator"), "Write one");

  const values = { audience: "everybody", kind: "service", text: "News.", others: "", why: "why" };
  await press("operator", await fill("operator", draft, values), "Ask a second person");
  await shown("approvals");
  const form = await press(user, await shown("announce"), "Write one");
  replies.push(await fill(user, form, values));
  const texts = { en: "News." };
  const act = { kind: "announce", texts, audience: "everybody", notice: "service", people: 3 } as const;
  await easel.desk.announcements.begin("every-button", act, { by: "memory:operator", reason: "why" });
  await shown("announce");

  for (let number = 0; number < 10; number++) {
    const entry = { actor: "memory:operator", action: "act", subject: "model:any", reason: null };
    await easel.audit.record({ ...entry, cause: `every-button:${number}`, before: null, after: null });
  }
  for (const words of ["audit model:any", "stats", "credits memory:watched", "sanctions memory:watched"])
    await shown(words);
  return replies;
}
