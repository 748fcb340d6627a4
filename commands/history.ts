import { encodeButton } from "../src/core/chat/button-token.ts";
import { type Caller, defineCommand } from "../src/core/chat/command.ts";
import type { Button, Reply } from "../src/core/chat/reply.ts";
import { imagesOf } from "../src/core/generation/replies.ts";
import type { Services } from "../src/core/services.ts";

const PICTURES_A_PAGE = 5;
/** Stands for the first page in a token; no instant is written so. */
const NEWEST = "-";

export const history = defineCommand({
  name: "history",
  summary: "Your pictures, newest first, with their original files",
  audience: "caller",
  needsConsent: false,
  options: {},
  example: "/history",
  run: ({ caller }, services) => page(caller, null, services),
  buttons: {
    page: {
      pressedBy: "owner",
      async run({ args: [before = ""], caller }, services) {
        return { ...(await page(caller, readInstant(before), services)), replacesOrigin: true };
      },
    },
  },
});

/** Where a page begins is an instant: it stays the same page while new pictures come. null: the first page. */
function readInstant(written: string): Date | null {
  const instant = new Date(/^[0-9a-z]+$/u.test(written) ? Number.parseInt(written, 36) : Number.NaN);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

async function page({ account, messages }: Caller, before: Date | null, services: Services): Promise<Reply> {
  const words = messages.imagine;
  // One more than is shown tells whether there is an older page.
  const found = await services.studio.history(account, before, PICTURES_A_PAGE + 1);
  const shown = found.slice(0, PICTURES_A_PAGE);
  const last = shown.at(-1);
  const turn = (from: string) => encodeButton("history", "page", account.id, from);
  const newest: Button[] = before === null ? [] : [{ label: words.newest, token: turn(NEWEST) }];
  if (last === undefined) {
    const text = before === null ? words.historyEmpty : words.historyEnd;
    return { title: words.historyTitle, text, buttons: newest };
  }
  const buttons: Button[] = shown.map(({ id }, index) => ({
    label: words.originalButton(index + 1),
    token: encodeButton("imagine", "originals", account.id, id),
  }));
  buttons.push(...newest);
  if (found.length > shown.length) {
    buttons.push({ label: words.older, token: turn(last.acceptedAt.getTime().toString(36)) });
  }
  return {
    title: words.historyTitle,
    text: shown
      .map((generation, index) => {
        const model = services.catalogue.model(generation.request.model)?.name ?? generation.request.model;
        return words.historyLine(index + 1, generation, model);
      })
      .join("\n"),
    images: shown.flatMap((generation) =>
      imagesOf(generation)
        .slice(0, 1)
        .map((image) => ({ ...image, thumbnail: true })),
    ),
    buttons,
  };
}
