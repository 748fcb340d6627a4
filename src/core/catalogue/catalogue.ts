import { refuse } from "../refusal.ts";
import { models as allModels, type Model } from "./models.ts";
import type { Draft, PictureRequest } from "./picture-request.ts";
import { type ModelPrices, perImage_credits } from "./price-book.ts";
import { type PriceRow, priceRows } from "./price-table.ts";
import { settle } from "./settle.ts";
import { LOSSLESS_PIXELS_MAX, type Submission, submissions } from "./submissions.ts";
import { type Upscaler, upscaleOf, upscaler, upscaleSubmission } from "./upscaler.ts";

export type { Draft, PictureRequest } from "./picture-request.ts";
export type { Submission } from "./submissions.ts";

/** What can be asked for, what it costs and how the provider is told. */
export interface Catalogue {
  models(): readonly Model[];
  /** Finds a model by its id, name or alias, however it is spelled; null when there is none. */
  model(idOrAlias: string): Model | null;
  /** Who made a picture, by the model of its request: a painter or the upscaler (T13). null when it is none of ours. */
  maker(id: string): Maker | null;
  /** What enlarges finished pictures. */
  readonly upscaler: Upscaler;
  /** The request that enlarges a picture; null where that would not help. */
  upscale(
    picture: { readonly width: number; readonly height: number },
    of: Pick<PictureRequest, "prompt" | "isPrivate">,
  ): PictureRequest | null;
  /**
   * Who makes an edit when nobody is named: the person's own model if it follows instructions and takes so many references,
   * else the first that does. `isAllowed`: whether a model may be used where it is asked for.
   */
  editor(own: string | undefined, references: number, isAllowed?: (id: string) => boolean): string | undefined;
  /** Whether an operator has switched the model off. */
  isOff(id: string): boolean;
  /**
   * Makes a draft complete. Throws a Refusal that names what the model supports: `bad-option`, `model-off`, `prompt-empty`,
   * `prompt-too-long`, `references-too-many`, `references-needed` or `unsupported`.
   */
  settle(draft: Draft): PictureRequest;
  /** Whole credits at these prices. The total is exactly `n` times the price of one picture. */
  quote(request: PictureRequest, at: PricedAt): Quote;
  /** What one picture of a model costs at these prices, for each resolution and quality; also while the model is off. */
  prices(model: Model, at: PricedAt): readonly PriceRow[];
  /** What enlarging costs at these prices: for each the edge of the largest square picture that has it, in pixels. */
  upscalePrices(at: PricedAt): readonly { readonly edge: number; readonly price_credits: number }[];
  /** The provider's calls for a request, in order; their pictures add up to `n`. */
  submissions(request: PictureRequest, referenceUrls: readonly string[]): readonly Submission[];
}

/** Whose rules hold for a picture besides ours. */
export type Maker = Pick<Model, "id" | "name" | "maker" | "policyUrl">;

/** The prices that count, of one moment and for one account: an `Edition` of `src/core/pricing`. */
export interface PricedAt {
  readonly models: ModelPrices;
}

export interface Quote {
  readonly perImage_credits: number;
  readonly total_credits: number;
}

export interface CatalogueOptions {
  readonly models?: readonly Model[];
  /** Asked at every request, so that a switch needs no restart (T2). */
  readonly isOff?: (model: string) => boolean;
}

export function createCatalogue(options: CatalogueOptions = {}): Catalogue {
  const { models = allModels, isOff = () => false } = options;
  const byName = new Map<string, Model>();
  for (const model of models) {
    for (const name of [model.id, model.name, ...model.aliases]) byName.set(plain(name), model);
  }
  const find = (name: string) => byName.get(plain(name)) ?? null;

  function stored(id: string): Model {
    const model = find(id);
    if (model === null) throw new Error(`the catalogue has no model ${id}`);
    return model;
  }

  return {
    models: () => models,
    model: find,
    maker: (id) => (id === upscaler.id ? upscaler : find(id)),
    upscaler,
    upscale: (picture, of) => upscaleOf(upscaler, picture, of),
    editor(own, count, isAllowed = () => true) {
      const edits = ({ id, references }: Model) =>
        references.instructions && references.max >= count && !isOff(id) && isAllowed(id);
      const preferred = own === undefined ? null : find(own);
      return (preferred !== null && edits(preferred) ? preferred : models.find(edits))?.id;
    },
    isOff,
    settle(draft) {
      const model = draft.model === undefined ? models[0] : find(draft.model);
      if (model === null || model === undefined) {
        const allowed = models.map((candidate) => candidate.id).join(", ");
        throw refuse("bad-option", { option: "model", given: draft.model ?? "", allowed });
      }
      if (isOff(model.id)) throw refuse("model-off", { model: model.name });
      const withSeed = models.filter((candidate) => candidate.seed).map((candidate) => candidate.name);
      return settle(model, draft, withSeed);
    },
    quote(request, at) {
      const each = perImage_credits(at.models, request);
      return { perImage_credits: each, total_credits: each * request.n };
    },
    upscalePrices(at) {
      const rows = new Map<number, number>();
      const edgeMax = Math.floor(Math.sqrt(upscaler.areaMax));
      for (let edge = upscaler.step; edge <= edgeMax; edge += upscaler.step) {
        const request = upscaleOf(upscaler, { width: edge, height: edge }, { prompt: "", isPrivate: false });
        if (request !== null) rows.set(perImage_credits(at.models, request), edge);
      }
      return [...rows].map(([price_credits, edge]) => ({ price_credits, edge }));
    },
    prices: (model, at) => priceRows(model, at.models),
    submissions: (request, referenceUrls) =>
      request.model === upscaler.id
        ? [upscaleSubmission(upscaler, request, referenceUrls, LOSSLESS_PIXELS_MAX)]
        : submissions(stored(request.model), request, referenceUrls),
  };
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_.-]/g, "");
}
