import { type Person, personAt } from "../support/person.ts";

/** A person may have five in the works and twenty commands a minute, so many people have a few each. */
export const UNDER_WAY_EACH = 4;
/** The first ones warm everything up, and at the end the line runs dry: what is in between counts. */
const COUNTED = { from: 0.25, to: 0.9 };
const PATIENCE_MS = 180_000;

/** Looks at the machine when the counted part begins, and answers how to look again when it ends. */
export type Watch<Seen> = () => Promise<() => Promise<Seen>>;

/** Everybody orders so many pictures in direct messages, a few at once, on the addresses in turn. */
export async function orderPictures<Seen>({
  urls,
  names,
  each,
  watch,
}: {
  readonly urls: readonly string[];
  readonly names: readonly string[];
  readonly each: number;
  readonly watch: Watch<Seen>;
}): Promise<{ readonly perSecond: number; readonly counted: number; readonly seen: Seen }> {
  const people = await Promise.all(names.map((name, index) => personAt(urls[index % urls.length] ?? "", name)));
  const all = names.length * each;
  const [from, to] = [Math.ceil(all * COUNTED.from), Math.ceil(all * COUNTED.to)];
  const moments_ms: number[] = [];
  const { promise: seen, resolve, reject } = withResolvers<Seen>();
  let looking: Promise<() => Promise<Seen>> | null = null;

  function delivered(): void {
    moments_ms.push(performance.now());
    if (moments_ms.length === from) looking = watch();
    if (moments_ms.length === to) looking?.then((again) => again()).then(resolve, reject);
  }

  async function order(person: Person, number: number): Promise<void> {
    const id = await person.say(`/imagine ${person.name} fox ${number}`, { pane: "direct" });
    const { reply } = await person.final(id, PATIENCE_MS);
    if (reply?.images.length !== 1) throw new Error(`no picture, but: ${reply?.text}`);
    delivered();
  }

  async function orderAll(person: Person): Promise<void> {
    let next = 0;
    const oneAfterTheOther = async () => {
      while (next < each) await order(person, next++);
    };
    await Promise.all(Array.from({ length: Math.min(UNDER_WAY_EACH, each) }, oneAfterTheOther));
  }

  try {
    await Promise.all(people.map(orderAll));
  } finally {
    for (const person of people) person.leave();
  }
  const took_ms = (moments_ms[to - 1] ?? 0) - (moments_ms[from - 1] ?? 0);
  return { perSecond: ((to - from) * 1_000) / took_ms, counted: to - from, seen: await seen };
}

function withResolvers<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
