import { createMetrics } from "../../../adapters/prometheus/metrics.ts";
import { createChats } from "../../../src/core/chat/chats.ts";
import type { Reply } from "../../../src/core/chat/reply.ts";
import type { GalleryParts } from "../../../src/core/gallery/gallery.ts";
import { createGallery, type Gallery } from "../../../src/core/gallery/gallery.ts";
import type { Generation } from "../../../src/core/generation/generation.ts";
import { defaultModerationNumbers } from "../../../src/core/moderation/numbers.ts";
import { mongoStores } from "../../../src/stores.ts";
import { systemIds } from "../../../src/system.ts";
import { finishedPicture } from "../../support/generations.ts";
import { testImages } from "../../support/images.ts";
import { identityOf, type TestServices } from "../../support/services.ts";

/** A picture of somebody's that was made, paid and shown, with its bytes in the store. */
export async function picture(
  easel: TestServices,
  user: string,
  changed: Partial<Generation> = {},
): Promise<Generation> {
  const account = await easel.accounts.of(identityOf(user));
  const id = systemIds.random();
  const place = easel.chat.place();
  const images = [{ key: `${id}:0`, contentType: "image/png", width: 64, height: 48, seed: null }];
  const { submissions: _submissions, ...more } = changed;
  const made = finishedPicture({ id, account: account.id, place, images, ...more });
  await easel.generations.insert(made);
  for (const { key, width, height } of made.images) {
    const bytes = await testImages.png(width, height);
    await easel.images.put({
      key,
      account: account.id,
      bytes,
      contentType: "image/png",
      width,
      height,
      keepUntil: null,
    });
  }
  await easel.chat.show(place, {
    title: "a red fox",
    images: [{ key: `${id}:0`, alternative: "", width: 64, height: 48 }],
  });
  return made;
}

/** The gallery as another process has it, over the same database; some of its parts may fail. */
export function galleryBeside(easel: TestServices, broken: Partial<GalleryParts> = {}): Gallery {
  const { images, imaging, evidence, cases, reports, accounts, notices, audit, clock, ids, log } = easel;
  const stores = mongoStores(easel.mongo.connection);
  return createGallery({
    ...{ stores, images, imaging, evidence, cases, reports, accounts, notices, audit, clock, ids, log },
    ...{ chats: createChats([easel.chat]), numbers: defaultModerationNumbers, metrics: createMetrics().metrics },
    ...broken,
  });
}

/** What somebody who is both sees of reports, notices, blocked pictures and takedowns: every button of theirs is in it, or behind it. */
export async function reportedAndTakenDown(easel: TestServices, user: string): Promise<Reply[]> {
  const [down, seen] = [await picture(easel, user), await picture(easel, user)];
  const by = `memory:${user}`;
  await easel.gallery.takedowns.takeDown({ generation: down, ground: "rights", note: null, by, reason: null });
  const told = easel.chat.directs(user).filter(({ title }) => title === "A picture of yours was taken down");
  const opened = await easel.say(user, `/report notice ${seen.id}`);
  const values = { name: "Ada", contact: "a@example.org", work: "The Fox", material: seen.id };
  const half = await easel.act(user, { kind: "form", token: opened.form?.token ?? "", values });
  return [
    ...told,
    ...[opened, half, await easel.say(user, `/report ${seen.id} --reason rights`)],
    ...[await easel.say(user, `/admin takedown ${down.id}`), await easel.say(user, `/admin takedown ${seen.id}`)],
    await easel.say(user, `/admin block ${seen.id} --reason why`),
  ];
}
