import type { ShownMessage } from "../../../adapters/playground/replies.ts";
import { personAt } from "../../support/person.ts";
import { type Asked, isForEverybody, type Member, type Sight } from "./member.ts";

/**
 * Somebody at the playground. Each process keeps a conversation of its own: they talk in the first, and have the pages of the
 * others open as well, because whichever process has news for them tells it in its own.
 */
export async function playgroundMember([url = "", ...others]: readonly string[], name: string): Promise<Member> {
  const person = await personAt(url, name);
  const elsewhere = await Promise.all(others.map((other) => personAt(other, name)));
  const seen = new Map<string, ShownMessage>();
  const pages = [url, ...others];
  let events = 0;

  function sightOf(message: ShownMessage, page = url): Sight {
    seen.set(message.id, message);
    const { reply } = message;
    const words = [reply?.title, reply?.text, ...(reply?.fields ?? []).flatMap((field) => [field.name, field.value])];
    return {
      id: message.id,
      text: words.filter((part) => typeof part === "string").join("\n"),
      images: reply?.images.length ?? 0,
      links: (reply?.buttons ?? []).flatMap((one) => ("url" in one ? [{ label: one.label, url: one.url }] : [])),
      isFinal: !message.waiting && reply !== null && reply.tone !== "working",
      fetchImages: () => Promise.all((reply?.images ?? []).map(({ href }) => download(new URL(href, page)))),
    };
  }

  /** What no server took is no event; what it took and could not say so may be one. */
  async function sent(send: (event: string) => Promise<string>, origin: string | null): Promise<Asked> {
    events += 1;
    const event = `${name}-event-${events}`;
    const before = origin === null ? undefined : seen.get(origin);
    const isTaken = await send(event).then(
      () => true,
      () => false,
    );
    return {
      isTaken: () => isTaken,
      answer() {
        const all = person.messages();
        const own = all.find(({ id }) => id === `${name}.${event}.answer`);
        const changed = all.find(
          (message) => message.id === origin && JSON.stringify(message) !== JSON.stringify(before),
        );
        const found = [own, changed].filter((one) => one !== undefined).map((one) => sightOf(one));
        return found.find(({ isFinal }) => isFinal) ?? null;
      },
      repeat: async () => {
        await send(event).catch(() => undefined);
      },
    };
  }

  return {
    name,
    identity: `playground:${name}`,
    say(command) {
      const pane = isForEverybody(command) ? "channel" : "direct";
      return sent((event) => person.say(command, { event, pane }), null);
    },
    async press(on, label) {
      const message = seen.get(on.id);
      if (message === undefined) throw new Error(`${name} does not see that message`);
      // Whether there is such a button is asked first: a press that was lost is no event, and one that cannot be made a fault.
      const has = message.reply?.buttons.some((one) => "token" in one && one.label.startsWith(label)) ?? false;
      if (!has) throw new Error(`${name} sees no button “${label}”`);
      return sent((event) => person.click(label, { on: message, event }), on.id);
    },
    sights: () =>
      [person, ...elsewhere]
        .flatMap((page, index) => page.messages().map((message) => ({ message, page: pages[index] })))
        .filter(({ message }) => message.author === "easel" && message.person === name)
        .map(({ message, page }) => sightOf(message, page)),
    leave() {
      for (const page of [person, ...elsewhere]) page.leave();
    },
  };
}

async function download(link: URL): Promise<Uint8Array> {
  const response = await fetch(link);
  if (!response.ok) throw new Error(`the picture is not there: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
