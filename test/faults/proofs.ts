import type { AfterSeen, Observation, OrderSeen, PersonSeen, PictureSeen } from "./observation.ts";

/** Something that has to hold after every run. `broken` answers each case in which it did not, in words. */
export interface Proof {
  readonly name: string;
  readonly sentence: string;
  broken(seen: Observation): string[];
}

const WELCOME_CREDITS = 25;

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const chargeOf = ({ charges }: PictureSeen) => sum(charges);
const worthOf = ({ images, perImage_credits }: PictureSeen) => images * perImage_credits;
const isDelivered = ({ state }: PictureSeen) => state === "settled" || state === "delivered";

export const proofs: readonly Proof[] = [
  {
    name: "charged-once",
    sentence: "No picture was charged twice.",
    broken: ({ pictures }) =>
      pictures
        .filter(({ charges }) => charges.length > 1)
        .map(({ id, charges }) => `picture ${id} was charged ${charges.join(" and ")} credits`),
  },
  {
    name: "charged-and-there",
    sentence: "No picture was charged and is missing: its person sees it in the chat or finds it in their history.",
    broken: ({ pictures }) =>
      pictures
        .filter((picture) => chargeOf(picture) > 0 && !picture.isKeptRefusal)
        .filter((picture) => !isDelivered(picture) || !picture.isReachable || chargeOf(picture) > worthOf(picture))
        .map(
          (picture) =>
            `picture ${picture.id} (${picture.state}) cost ${chargeOf(picture)} and shows ${seenOf(picture)}`,
        ),
  },
  {
    name: "made-and-paid",
    sentence: "No picture was handed out for nothing: each one in a history was charged at its price.",
    broken: ({ pictures }) =>
      pictures
        .filter((picture) => isDelivered(picture) && chargeOf(picture) < worthOf(picture))
        .map((picture) => `picture ${picture.id} is worth ${worthOf(picture)} and cost ${chargeOf(picture)}`),
  },
  {
    name: "asked-once",
    sentence: "The provider took each request once, and no more requests than people made or than are written down.",
    broken: askedMoreThanOnce,
  },
  {
    name: "credits-kept",
    sentence:
      "No credit came from nowhere or went nowhere: what people read is their gift and what they bought, less their pictures and what went back.",
    broken: (seen) => seen.people.flatMap((person) => creditsOff(person, seen)),
  },
  {
    name: "orders-granted-once",
    sentence:
      "Every paid order was granted once, whole, and its person was told; what was paid back took its credits once.",
    broken: ({ orders }) => orders.flatMap(orderOff),
  },
  {
    name: "requests-answered",
    sentence: "Every request that a chat knows to be taken was answered.",
    broken: ({ asks }) =>
      asks
        .filter(({ isTaken, isAnswered }) => isTaken && !isAnswered)
        .map(({ person, what, word }) => `${person} was not answered: ${what}${word === null ? "" : ` ${word}`}`),
  },
  {
    name: "laws-hold",
    sentence: "The laws of credits L1 to L12 hold for every wallet, replayed from its first entry.",
    broken: ({ audit: { brokenLaws, wallets, accounts } }) => [
      ...brokenLaws,
      ...(wallets > 0 && wallets === accounts ? [] : [`${wallets} wallets of ${accounts} accounts were replayed`]),
    ],
  },
  {
    name: "everything-ends",
    sentence:
      "Once all is well again everything comes to its end: no picture, no held credit, no order, no event stays open.",
    broken: ({ unfinished, pictures, people }) => [
      ...unfinished,
      ...pictures.filter(({ isClosed }) => !isClosed).map(({ id, state }) => `picture ${id} is still ${state}`),
      ...people
        .filter(({ held_credits }) => held_credits !== 0)
        .map((one) => `${one.person} has ${one.held_credits} held`),
    ],
  },
  {
    name: "work-goes-on",
    sentence: "Once all is well again, whoever pays gets their credits and whoever asks for a picture sees it.",
    broken: workThatStopped,
  },
  {
    name: "nothing-crashed",
    sentence: "No process ended by itself.",
    broken: ({ crashes }) => [...crashes],
  },
];

function seenOf({ images, isReachable }: PictureSeen): string {
  return isReachable ? `${images} images` : "nothing that its person can find";
}

function askedMoreThanOnce({ requests, asks, pictures }: Observation): string[] {
  const byTag = grouped(requests, ({ generation, submission }) => `${generation}.${submission}`);
  const twice = [...byTag].filter(([, same]) => same.length > 1);
  const known = new Set(pictures.map(({ id }) => id));
  const stray = new Set(requests.map(({ generation }) => generation).filter((id) => !known.has(id)));
  const wanted = new Map<string, number>();
  for (const { word } of asks.filter(({ what }) => what === "picture" || what === "reroll")) {
    if (word !== null) wanted.set(word, (wanted.get(word) ?? 0) + 1);
  }
  const made = grouped(requests, ({ word }) => word ?? "");
  const tooMany = [...made].flatMap(([word, same]) => {
    const count = new Set(same.map(({ generation }) => generation)).size;
    return count > (wanted.get(word) ?? 0)
      ? [`“${word}” was asked of the provider for ${count} pictures, and wanted ${wanted.get(word) ?? 0} times`]
      : [];
  });
  const sent = new Map(pictures.map((picture) => [picture.id, picture.sent]));
  const unwritten = [...grouped(requests, ({ generation }) => generation)].filter(
    ([id, same]) => same.length > (sent.get(id) ?? same.length),
  );
  return [
    ...unwritten.map(
      ([id, same]) => `the provider took ${same.length} requests for ${id}, of which ${sent.get(id)} are known`,
    ),
    ...twice.map(([tag, same]) => `the provider took ${tag} ${same.length} times`),
    ...[...stray].map((id) => `the provider was asked for ${id}, which nobody knows`),
    ...tooMany,
  ];
}

/** From outside: what was given and bought, less what was handed out, less what refunds took. */
function creditsOff(
  { person, gifts, shown_credits, strangeEntries }: PersonSeen,
  { pictures, orders }: Observation,
): string[] {
  const own = pictures.filter((picture) => picture.person === person);
  const bought = orders.filter((order) => order.person === person);
  const spent = sum(
    own.map((picture) => (isDelivered(picture) ? worthOf(picture) : picture.isKeptRefusal ? chargeOf(picture) : 0)),
  );
  const back = sum(bought.flatMap(({ reclaims }) => reclaims));
  const expected = WELCOME_CREDITS + sum(bought.map((order) => (isWithheld(order) ? 0 : order.credits))) - back - spent;
  return [
    ...(gifts.length === 1 && gifts[0] === WELCOME_CREDITS
      ? []
      : [`${person} was given ${gifts.join(" and ")} as a welcome`]),
    ...(shown_credits === expected ? [] : [`${person} reads ${shown_credits} credits, and ${expected} are right`]),
    ...strangeEntries.map((entry) => `${person} has an entry of no known cause: ${entry}`),
  ];
}

/** Money that went back before its credits came: then they never do. */
function isWithheld({ isReturned, grants }: Pick<OrderSeen, "isReturned" | "grants">): boolean {
  return isReturned && grants.length === 0;
}

/** A run in which nothing can be seen to work proves nothing. */
function workThatStopped({ afterwards, asks }: Observation): string[] {
  const isAnyDone = (what: AfterSeen["what"]) => afterwards.some((one) => one.what === what && one.isDone);
  return [
    ...(asks.some(({ isTaken, isAnswered }) => isTaken && isAnswered) ? [] : ["nobody was answered anything"]),
    ...(isAnyDone("picture") ? [] : ["nobody was shown a picture"]),
    ...(isAnyDone("purchase") ? [] : ["nobody got credits for their money"]),
    ...afterwards
      .filter(({ isDone }) => !isDone)
      .map(({ person, what }) => `${person} waited in vain for their ${what}`),
  ];
}

function orderOff(order: OrderSeen): string[] {
  const { session, credits, grants, isReturned, reclaims, unspent_credits, isTold, person } = order;
  const granted = sum(grants);
  const off: string[] = [];
  const isGiven = !isWithheld({ isReturned, grants });
  if (isGiven && (grants.length !== 1 || granted !== credits)) {
    off.push(
      `${session} was paid for ${credits} credits and gave ${grants.length === 0 ? "none" : grants.join(" and ")}`,
    );
  }
  if (isGiven && !isTold) off.push(`${person} was not told of the credits of ${session}`);
  if (!isReturned && reclaims.length > 0)
    off.push(`${session} lost ${reclaims.join(" and ")} credits, and its money stayed`);
  if (isReturned && grants.length > 0 && reclaims.length !== 1) {
    off.push(`${session} was paid back and lost ${reclaims.length === 0 ? "nothing" : reclaims.join(" and ")}`);
  }
  if (isReturned && reclaims.length === 1 && reclaims[0] !== unspent_credits) {
    off.push(`${session} was paid back and lost ${reclaims[0]} credits, of which ${unspent_credits} were unspent`);
  }
  if (sum(reclaims) > granted) off.push(`${session} lost ${sum(reclaims)} of ${granted} credits`);
  return off;
}

function grouped<T>(some: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of some) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}
