import { actWords as words } from "../messages/desk/acts.ts";
import { announceWords } from "../messages/desk/announce.ts";
import type { ActRules, ActTools } from "./act-rule.ts";

/** What reaches many at once. */
export function sendActs({ announcements }: Pick<ActTools, "announcements">): Pick<ActRules, "announce"> {
  return {
    announce: {
      action: "announced",
      async describe({ people, audience, notice }) {
        const summary = words.summary.announce(people, announceWords.audience(audience), announceWords.kind[notice]);
        return { summary, before: words.nobodyTold, after: words.sending(people) };
      },
      async run(act, { cause, by, reason }) {
        const { people } = await announcements.begin(cause, act, { by, reason });
        return { text: words.done.announce(people), undo: null };
      },
    },
  };
}
