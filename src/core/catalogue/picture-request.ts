/** What a person asked for, with nothing filled in. Strings are as typed. */
export interface Draft {
  /** An id or alias; unset: the first model. */
  readonly model?: string | undefined;
  readonly prompt: string;
  readonly ratio?: string | undefined;
  readonly resolution?: string | undefined;
  readonly quality?: string | undefined;
  readonly n?: number | undefined;
  readonly seed?: number | undefined;
  /** How many reference images came with it. */
  readonly references: number;
  /** How far the result may leave the reference, 0.01 to 1. */
  readonly strength?: number | undefined;
  /** Pixels of the first reference: without a ratio, an edit keeps its shape as nearly as the model can. */
  readonly shape?: { readonly width: number; readonly height: number } | undefined;
  /** The id of a style preset. */
  readonly style?: string | undefined;
  /** Only the person themselves may see what comes of it. */
  readonly isPrivate?: boolean | undefined;
}

/** A request that the model can do, complete: plain data that can be stored and sent again as it is. */
export interface PictureRequest {
  readonly model: string;
  readonly prompt: string;
  readonly ratio: string;
  readonly resolution: string;
  readonly quality: string | null;
  readonly n: number;
  readonly seed: number | null;
  readonly references: number;
  readonly strength: number | null;
  /** The id of a style preset, whose words are added to what the provider is sent. */
  readonly style: string | null;
  /** Only the person themselves sees its progress, its pictures and how it ends; so with whatever is made from it. */
  readonly isPrivate: boolean;
  /** Expected pixels of each picture. */
  readonly width: number;
  readonly height: number;
}
