import { expect, test } from "vitest";
import { openConversation } from "../../../adapters/playground/conversation.ts";
import { createEventStreams } from "../../../adapters/playground/events.ts";

const clock = { now: () => new Date(1_000), sleep: async () => undefined };
const ids = { random: () => "aaaaaaaaaaaaaaaaaaaa", derived: (cause: string) => cause, chance: () => 0 };
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function watched() {
  const conversation = await openConversation({ path: null, clock, ids, log });
  let watching = 0;
  const counting: typeof conversation = {
    ...conversation,
    watch(person, changed) {
      watching += 1;
      const stop = conversation.watch(person, changed);
      return () => {
        watching -= 1;
        stop();
      };
    },
  };
  return { conversation, counting, watching: () => watching };
}
const said = (id: string) =>
  ({ id, pane: "channel", person: "ada", audience: "everyone", author: "person", text: id, attachments: [] }) as const;

test("a silent stream says from time to time that it is alive", async () => {
  const { counting } = await watched();
  const streams = createEventStreams(counting, clock, 10);
  const reader = (streams.open("ada", 0).body as ReadableStream<Uint8Array>)
    .pipeThrough(new TextDecoderStream())
    .getReader();
  let heard = "";
  while (!heard.includes("event: heartbeat")) heard += (await reader.read()).value ?? "";
  expect(heard).toContain("event: caught-up");
  streams.close();
});

test("a page that leaves is no longer watched for", async () => {
  const { counting, watching } = await watched();
  const streams = createEventStreams(counting, clock);
  const body = streams.open("ada", 0).body as ReadableStream<Uint8Array>;
  expect(watching()).toBe(1);
  await body.cancel();
  expect(watching()).toBe(0);
});

test("closing ends every stream", async () => {
  const { counting, watching } = await watched();
  const streams = createEventStreams(counting, clock);
  const answers = [streams.open("ada", 0), streams.open("bob", 0)];
  streams.close();
  for (const answer of answers) expect(await answer.text()).toContain("event: hello");
  expect(watching()).toBe(0);
});

test("a page that does not read is cut off, and gets the rest when it comes back", async () => {
  const { conversation, counting, watching } = await watched();
  const streams = createEventStreams(counting, clock);
  const answer = streams.open("ada", 0);
  for (let index = 0; index < 1_200; index += 1) await conversation.put(said(`m${index}`));
  expect(watching()).toBe(0);
  const first = [...(await answer.text()).matchAll(/^id: (\d+)$/gmu)].map(([, id]) => Number(id));
  const rest = conversation.since("ada", first.at(-1) ?? 0);
  expect(first.length + rest.length).toBe(1_200);
});
