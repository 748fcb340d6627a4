import { expect, test } from "vitest";
import type { Observation, OrderSeen, PersonSeen, PictureSeen } from "./observation.ts";
import { proofs } from "./proofs.ts";
import { judge } from "./run.ts";

const picture: PictureSeen = {
  ...{ id: "one", person: "discord:ada", word: "k1x0x0", state: "delivered", isClosed: true },
  ...{ images: 2, perImage_credits: 1, charges: [2], isKeptRefusal: false, isReachable: true, sent: 1 },
};
const failed: PictureSeen = { ...picture, id: "two", word: "k1x0x1", state: "failed", images: 0, charges: [] };
const order: OrderSeen = {
  ...{
    session: "cs_1",
    person: "discord:ada",
    credits: 500,
    grants: [500],
    isReturned: false,
    reclaims: [],
    unspent_credits: 500,
    isTold: true,
  },
};
const person: PersonSeen = {
  ...{ person: "discord:ada", gifts: [25], shown_credits: 523, held_credits: 0, strangeEntries: [] },
};
const request = { generation: "one", submission: "0", word: "k1x0x0" };
const ask = { person: "discord:ada", what: "picture", word: "k1x0x0", isTaken: true, isAnswered: true };

/** A run in which everything is as it should be. */
const right: Observation = {
  asks: [ask, { ...ask, word: "k1x0x1" }, { ...ask, what: "balance", word: null, isTaken: false, isAnswered: false }],
  pictures: [picture, failed],
  requests: [request, { ...request, generation: "two", word: "k1x0x1" }],
  orders: [order],
  people: [person],
  audit: { brokenLaws: [], wallets: 1, accounts: 1 },
  unfinished: [],
  afterwards: [
    { person: "discord:ada", what: "purchase", isDone: true },
    { person: "discord:ada", what: "picture", isDone: true },
  ],
  crashes: [],
};
const charged = (charges: readonly number[]) => ({ pictures: [{ ...picture, charges }, failed] });
const bought = (changes: Partial<OrderSeen>) => ({ orders: [{ ...order, ...changes }] });
const reads = (changes: Partial<PersonSeen>) => ({ people: [{ ...person, ...changes }] });

const wrong: readonly [name: string, what: string, changes: Partial<Observation>][] = [
  ["charged-once", "a picture with two charges", charged([1, 1])],
  ["charged-and-there", "a charge for what failed", { pictures: [picture, { ...failed, charges: [1] }] }],
  [
    "charged-and-there",
    "a charge for what nobody can find",
    { pictures: [{ ...picture, isReachable: false }, failed] },
  ],
  ["charged-and-there", "a charge above the price", charged([3])],
  ["charged-and-there", "a charge for what never ended", { pictures: [{ ...picture, state: "stored" }, failed] }],
  ["made-and-paid", "a delivered picture without a charge", charged([])],
  ["made-and-paid", "a charge below the price", charged([1])],
  ["asked-once", "a submission that was taken twice", { requests: [request, request] }],
  ["asked-once", "two pictures where one was wanted", { requests: [request, { ...request, generation: "two" }] }],
  [
    "asked-once",
    "a second submission that is written down nowhere",
    { requests: [...right.requests, { ...request, submission: "1" }] },
  ],
  ["asked-once", "a request for what nobody knows", { requests: [{ ...request, generation: "three" }] }],
  ["credits-kept", "a credit too few", reads({ shown_credits: 522 })],
  ["credits-kept", "a credit too many", reads({ shown_credits: 524 })],
  ["credits-kept", "no balance at all", reads({ shown_credits: null })],
  ["credits-kept", "two welcome gifts", reads({ gifts: [25, 25] })],
  ["credits-kept", "an entry that nothing accounts for", reads({ strangeEntries: ["grant odd 5"] })],
  ["orders-granted-once", "two grants", bought({ grants: [500, 500] })],
  ["orders-granted-once", "no grant", bought({ grants: [] })],
  ["orders-granted-once", "half a grant", bought({ grants: [250] })],
  ["orders-granted-once", "nobody told", bought({ isTold: false })],
  ["orders-granted-once", "credits that stay although the money went", bought({ isReturned: true })],
  ["orders-granted-once", "credits taken twice for one refund", bought({ isReturned: true, reclaims: [200, 200] })],
  ["orders-granted-once", "credits taken although the money stayed", bought({ reclaims: [500] })],
  ["orders-granted-once", "a credit too few taken back", bought({ isReturned: true, reclaims: [499] })],
  [
    "orders-granted-once",
    "a credit too many taken back",
    bought({ isReturned: true, reclaims: [500], unspent_credits: 499 }),
  ],
  ["orders-granted-once", "more taken than given", bought({ isReturned: true, reclaims: [501] })],
  [
    "requests-answered",
    "a request without an answer",
    {
      asks: [
        { ...ask, isAnswered: false },
        { ...ask, word: "k1x0x1" },
      ],
    },
  ],
  ["laws-hold", "a broken law", { audit: { ...right.audit, brokenLaws: ["L2 of one at 3: lots hold 5"] } }],
  ["laws-hold", "a wallet that nobody judged", { audit: { ...right.audit, accounts: 2 } }],
  ["laws-hold", "no wallets", { audit: { brokenLaws: [], wallets: 0, accounts: 0 } }],
  ["everything-ends", "a picture that goes on", { pictures: [picture, { ...failed, state: "held", isClosed: false }] }],
  ["everything-ends", "credits that stay set aside", reads({ held_credits: 1 })],
  ["everything-ends", "an order that is not carried out", { unfinished: ["order one is paid and not settled"] }],
  ["work-goes-on", "nobody who asks any more", { afterwards: [] }],
  ["work-goes-on", "nobody who buys any more", { afterwards: right.afterwards.slice(1) }],
  [
    "work-goes-on",
    "somebody who waits in vain",
    { afterwards: right.afterwards.map((one) => ({ ...one, isDone: false })) },
  ],
  ["work-goes-on", "nobody who was answered", { asks: [] }],
  ["nothing-crashed", "a process that ended by itself", { crashes: ["web-1 ended 1 times by itself"] }],
];

test("every proof holds for a run in which all is right", () => {
  expect(judge(right)).toEqual(new Map());
});

test("money that went back before its credits came needs neither grant nor reclaim", () => {
  const seen = {
    ...right,
    ...bought({ isReturned: true, grants: [], isTold: false }),
    ...reads({ shown_credits: 23 }),
  };
  expect(judge(seen)).toEqual(new Map());
});

test("a refusal that costs by the rules is no missing picture", () => {
  const kept = { ...failed, state: "refused", charges: [1], isKeptRefusal: true };
  expect(judge({ ...right, pictures: [picture, kept], ...reads({ shown_credits: 522 }) })).toEqual(new Map());
});

test.each(wrong)("%s does not hold with %s", (name, _, changes) => {
  expect([...judge({ ...right, ...changes }).keys()]).toContain(name);
});

test("each proof has a case in which it fails", () => {
  expect(new Set(wrong.map(([name]) => name))).toEqual(new Set(proofs.map(({ name }) => name)));
});
