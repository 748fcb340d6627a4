import { wordsIn } from "./members/member.ts";
import type { AskRecord, People } from "./people.ts";

/** What leads to a picture that could not be shown in its place. */
const IN_HISTORY = "It waits in /history";

/**
 * The requests that nothing answers yet. What could not be told in its place is told by another way: by a message with the
 * picture's title, or one that leads to the history. Each such message stands for one request, and what answers one in its place
 * stands for no other: the picture that was pressed on is no answer to the press.
 */
export function unanswered({ asks, members }: Pick<People, "asks" | "members">): readonly AskRecord[] {
  const answers = asks.map((ask) => ({ ask, answer: ask.asked.answer() }));
  const waiting = answers.filter(({ answer }) => answer === null).map(({ ask }) => ask);
  if (waiting.length === 0) return [];
  const spare = new Map<string, { readonly titles: string[]; leads: number }>(
    members.map((member) => {
      const own = answers.filter(({ ask, answer }) => answer !== null && ask.person === member.identity);
      const used = new Set(own.map(({ ask, answer }) => `${answer?.id} ${ask.word}`));
      const said = member.sights().filter(({ isFinal }) => isFinal);
      return [
        member.identity,
        {
          titles: said.flatMap(({ id, text }) =>
            [...new Set(wordsIn(text))].filter((word) => !used.has(`${id} ${word}`)),
          ),
          leads: said.reduce((count, { text }) => count + text.split(IN_HISTORY).length - 1, 0),
        },
      ];
    }),
  );
  return waiting.filter(({ person, word }) => {
    const left = spare.get(person);
    if (word === null || left === undefined) return true;
    const at = left.titles.indexOf(word);
    if (at >= 0) left.titles.splice(at, 1);
    else if (left.leads > 0) left.leads -= 1;
    else return true;
    return false;
  });
}
