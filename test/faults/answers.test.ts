import { expect, test } from "vitest";
import { unanswered } from "./answers.ts";
import type { Member, Sight } from "./members/member.ts";
import type { AskRecord } from "./people.ts";

const sight = (id: string, text: string): Sight => ({
  ...{ id, text, images: 1, links: [], isFinal: true },
  fetchImages: async () => [],
});
const picture = sight("picture", "a red fox k1x0x0");

function ask(what: AskRecord["what"], word: string | null, answer: Sight | null): AskRecord {
  return { person: "ada", what, word, asked: { isTaken: () => true, answer: () => answer, repeat: async () => {} } };
}
function seenBy(sights: readonly Sight[], asks: readonly AskRecord[]): readonly AskRecord["what"][] {
  const nobody = async () => Promise.reject(new Error("nobody acts here"));
  const member: Member = {
    ...{ name: "ada", identity: "ada", sights: () => sights, leave: () => {} },
    ...{ say: nobody, press: nobody },
  };
  return unanswered({ asks, members: [member] }).map(({ what }) => what);
}
const asked = ask("picture", "k1x0x0", picture);
const reroll = ask("reroll", "k1x0x0", null);

test("a picture is no answer to the press on it", () => {
  expect(seenBy([picture], [asked, reroll])).toEqual(["reroll"]);
});

test("another message with the picture's title answers the press", () => {
  expect(seenBy([picture, sight("elsewhere", "a red fox k1x0x0 failed")], [asked, reroll])).toEqual([]);
});

test("one message stands for one request", () => {
  const elsewhere = sight("elsewhere", "a red fox k1x0x0 failed");
  expect(seenBy([picture, elsewhere], [asked, reroll, reroll])).toEqual(["reroll"]);
});

test("a message about another picture, or one that is not done, answers nothing", () => {
  const others = [sight("other", "a blue cat k1x0x1"), { ...sight("working", "a red fox k1x0x0"), isFinal: false }];
  expect(seenBy([picture, ...others], [asked, reroll])).toEqual(["reroll"]);
});

test("each lead into the history stands for one request, also within the answer to something else", () => {
  const lead = "A picture of yours is ready. It waits in /history.";
  const balance = sight("balance", `You have 3 credits\n\n${lead}\n\n${lead}`);
  const own = ask("final-balance", null, balance);
  expect(seenBy([picture, balance], [asked, own, reroll, reroll])).toEqual([]);
  expect(seenBy([picture, balance], [asked, own, reroll, reroll, reroll])).toEqual(["reroll"]);
});

test("what is about no picture is answered in its place or not at all", () => {
  expect(seenBy([picture], [asked, ask("balance", null, null)])).toEqual(["balance"]);
});
