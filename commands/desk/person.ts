import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { Caller } from "../../src/core/chat/command.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import type { Reply } from "../../src/core/chat/reply.ts";
import { nameOf } from "../../src/core/desk/act-rule.ts";
import { lookupWords, personWords as words } from "../../src/core/messages/desk/person.ts";
import { deskRefusal } from "../../src/core/messages/desk/say.ts";
import type { Services } from "../../src/core/services.ts";
import { defineDesk } from "./desk.ts";
import { personButtons, personFields } from "./person-card.ts";

const PROMPTS_SHOWN = 5;

/** `/admin person`: everything about one person that helps to decide, and what can be done. */
export const personDesk = defineDesk({
  name: "person",
  aliases: ["people", "who"],
  usage: ["/admin person discord:123", "/admin person E-7KQ2-MXAB"],
  async run({ words: given, caller }, services) {
    if (given.trim() === "") throw deskRefusal(lookupWords.how);
    const { account, picture, order } = await services.desk.lookup.person(given);
    return personReply(account.id, caller, services, picture ?? order);
  },
  buttons: {
    "person-show": {
      pressedBy: "owner",
      run: async ({ args: [id = ""], caller }, services) => ({
        ...(await personReply(id, caller, services)),
        replacesOrigin: true,
      }),
    },
    "person-prompts": {
      pressedBy: "owner",
      async run({ args: [id = ""], caller, incoming }, services) {
        const { account } = await services.desk.lookup.person(id);
        const pictures = (await services.desk.search.latestPictures(account.id, PROMPTS_SHOWN)).map((one) => one.id);
        // People's words are theirs: whoever reads them is written down first.
        await services.audit.record({
          ...{ cause: `prompts:${incoming.id}`, actor: identityKey(incoming.identity), action: "prompts-shown" },
          ...{ subject: account.id, reason: null, before: null, after: `${pictures.length} pictures` },
        });
        const prompts = await services.desk.search.prompts(pictures);
        const byId = new Map(prompts.map(({ id: picture, prompt }) => [picture, prompt]));
        return {
          title: words.promptsTitle(nameOf(account)),
          text: pictures.length === 0 ? words.noPrompts : words.promptsNote,
          fields: pictures.map((picture) => ({ name: picture, value: byId.get(picture) ?? "" })),
          buttons: [
            {
              label: words.refresh,
              style: "quiet",
              token: encodeButton("admin", "person-show", caller.account.id, id),
            },
          ],
        };
      },
    },
  },
});

/** The card of the person whose account this is. `foundBy`: the order or picture that led to them. */
async function personReply(
  id: string,
  caller: Caller,
  services: Services,
  foundBy: string | null = null,
): Promise<Reply> {
  const { account } = await services.desk.lookup.person(id);
  const isOperator = account.identities.some((identity) => services.operators.has(identityKey(identity)));
  const notes = [
    words.since(account.createdAt, account.plan, account.settings.language ?? account.language),
    ...(account.joinedFrom.length === 0 ? [] : [words.joinedFrom(account.joinedFrom)]),
    ...(foundBy === null ? [] : [words.foundBy(foundBy)]),
    ...(isOperator ? [words.isOperator] : []),
    ...(account.erasureDueAt === null ? [] : [words.erasure(account.erasureDueAt)]),
  ];
  const card = await personFields(account, services);
  return {
    title: words.title(nameOf(account)),
    text: notes.join("\n"),
    fields: card.fields,
    buttons: personButtons(account, card, isOperator, caller),
  };
}
