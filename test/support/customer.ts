import type { ShownMessage } from "../../adapters/playground/replies.ts";
import type { StripeSandbox } from "../../adapters/stripe/sandbox/server.ts";
import type { Press } from "../../adapters/stripe/sandbox/sessions.ts";
import type { TestApp } from "./app.ts";
import type { Person } from "./person.ts";

/** Somebody in the playground who pays on the sandbox's own pages. */
export interface Customer extends Person {
  /** Asks for the shop in the channel and presses what begins so; answers what came by direct message: the link and the order. */
  order(label: string, command?: string): Promise<{ readonly link: string; readonly order: string }>;
  /** Orders, pays, and waits to be told that the credits are there; answers that message. */
  buys(label: string): Promise<ShownMessage>;
  /** The next direct message with this title, and with these words, if need be after waiting; each is answered once. */
  told(title: string, words?: string): Promise<ShownMessage>;
}

export async function customerOf(easel: Pick<TestApp, "person">, name: string): Promise<Customer> {
  const person = await easel.person(name);
  const read = new Set<string>();

  const told = async (title: string, words = "") => {
    const message = await person.until((all) =>
      all.find(({ id, pane, author, reply }) => {
        return (
          pane === "direct" &&
          author === "easel" &&
          reply?.title === title &&
          !read.has(id) &&
          reply.text?.includes(words)
        );
      }),
    );
    read.add(message.id);
    return message;
  };
  const order = async (label: string, command = "/buy") => {
    const shop = await person.answerTo(command);
    const answer = await person.press(label, shop);
    if (answer.reply?.text !== "I have sent you the payment link by direct message.") {
      throw new Error(`no link was sent, but: ${answer.reply?.text}`);
    }
    const message = await told("Your payment link");
    return { link: linkIn(message, "Pay"), order: orderIn(message) };
  };
  return {
    ...person,
    told,
    order,
    async buys(label) {
      await submit((await order(label)).link, "pay");
      return told("Your credits are here");
    },
  };
}

/** Where the button leads that begins so. */
export function linkIn({ reply }: ShownMessage, label: string): string {
  const found = reply?.buttons.find((button) => button.label.startsWith(label));
  if (found === undefined || !("url" in found)) throw new Error(`no link “${label}” in ${JSON.stringify(reply)}`);
  return found.url;
}

/** The number of the order that a message is about. */
export function orderIn({ reply }: ShownMessage): string {
  const [number] = /E-\w{4}-\w{4}/u.exec(reply?.text ?? "") ?? [];
  if (number === undefined) throw new Error(`no order in ${JSON.stringify(reply)}`);
  return number;
}

/** Presses a button of one of the sandbox's pages, as its form does. */
export async function submit(url: string, action: Press | string): Promise<Response> {
  return fetch(url, { method: "POST", body: new URLSearchParams({ action }), redirect: "manual" });
}

/** The id of what a link of the sandbox leads to. */
export function idIn(url: string): string {
  return url.split("/").at(-1) ?? "";
}

/** Sends every event that ever was once more, twice each and in no order, over HTTP; answers what was answered. */
export async function sendAllAgain(stripe: StripeSandbox): Promise<readonly (number | null)[]> {
  const twice = [...stripe.events(), ...stripe.events()].map(({ id }) => id);
  const shuffled = twice.map((id) => [Math.random(), id] as const).toSorted(([a], [b]) => a - b);
  return Promise.all(shuffled.map(([, id]) => stripe.deliver(id)));
}

/** What stands in a message's field of this name. */
export function fieldOf({ reply }: ShownMessage, name: string): string | undefined {
  return reply?.fields.find((field) => field.name === name)?.value;
}
