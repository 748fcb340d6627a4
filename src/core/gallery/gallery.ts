import type { Account } from "../accounts/account.ts";
import type { GenerationStore } from "../generation/generation-store.ts";
import type { Chats } from "../services.ts";
import { type BlockList, createBlockList } from "./block-list.ts";
import type { BlockedImageStore } from "./blocked-image.ts";
import { type FoundPicture, findPicture } from "./find-picture.ts";
import { createPostings, type PostingStore, type Postings } from "./posting.ts";
import type { TakedownStore } from "./takedown.ts";
import type { TakedownParts } from "./takedown-steps.ts";
import { createTakedowns, type Takedowns } from "./takedowns.ts";

/** Where pictures are seen, which ones nobody may see, and how one is found and taken down. */
export interface Gallery {
  readonly blocked: BlockList;
  readonly postings: Postings;
  readonly takedowns: Takedowns;
  /** See `findPicture`. */
  find(given: string, asker: Account | "operator"): Promise<FoundPicture | null>;
}

type BlockListParts = Parameters<typeof createBlockList>[0];
export interface GalleryParts
  extends Omit<TakedownParts, "store" | "postings" | "generations" | "chats" | "imaging" | "numbers"> {
  readonly stores: {
    readonly generations: GenerationStore;
    readonly blockedImages: BlockedImageStore;
    readonly postings: PostingStore;
    readonly takedowns: TakedownStore;
  };
  readonly imaging: TakedownParts["imaging"] & BlockListParts["imaging"];
  readonly numbers: TakedownParts["numbers"] & BlockListParts["numbers"];
  readonly chats: TakedownParts["chats"] & Pick<Chats, "pictureAt">;
}

export function createGallery(parts: GalleryParts): Gallery {
  const { stores, chats } = parts;
  const { generations } = stores;
  const postings = createPostings({ ...parts, store: stores.postings });
  return {
    blocked: createBlockList({ ...parts, store: stores.blockedImages }),
    postings,
    takedowns: createTakedowns({ ...parts, store: stores.takedowns, generations, postings }),
    find: (given, asker) => findPicture(given, asker, { generations, chats }),
  };
}
