import type { Button, Reply } from "../../../src/core/chat/reply.ts";
import { available } from "../../../src/core/credits/wallet.ts";
import { identityOf, type TestServices } from "../../support/services.ts";

export function button(reply: Reply, label: string): Button | undefined {
  return reply.buttons?.find((one) => one.label.startsWith(label));
}

export function field(reply: Reply, name: string): string {
  return reply.fields?.find((one) => one.name === name)?.value ?? "";
}

/** What operators do with the desk, and what it did. */
export function deskOf(easel: TestServices) {
  const idOf = async (user: string) => (await easel.accounts.of(identityOf(user))).id;
  return {
    idOf,
    credits: async (user: string) => available(await easel.ledger.wallet(await idOf(user)), easel.clock.now()),
    /** Asks for an act in words and answers what is shown before it happens. */
    ask: (words: string, operator = "operator") => easel.say(operator, `/admin ${words}`),
    fill: (operator: string, form: Reply, values: Readonly<Record<string, string>>, id?: string) =>
      easel.act(operator, { kind: "form", token: form.form?.token ?? "", values }, id),
    press: (operator: string, reply: Reply, label: string) => easel.press(operator, button(reply, label)),
    /** The newest direct message to somebody that has this title. */
    told: async (user: string, title: string): Promise<Reply | undefined> => {
      await easel.notices.sendDue(100);
      return easel.chat.directs(user).findLast((reply) => reply.title === title);
    },
    actions: async (user: string) => (await easel.audit.latest(await idOf(user), 20)).map(({ action }) => action),
  };
}
