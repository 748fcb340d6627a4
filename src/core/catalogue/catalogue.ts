import { refuse } from "../refusal.ts";
import { models as allModels, type Model } from "./models.ts";
import type { Draft, PictureRequest } from "./picture-request.ts";
import { editionAt, type PriceEdition, perImage_credits, priceBook } from "./price-book.ts";
import { type PriceRow, priceRows } from "./price-table.ts";
import { settle } from "./settle.ts";
import { type Submission, submissions } from "./submissions.ts";

export type { Draft, PictureRequest } from "./picture-request.ts";
export type { Submission } from "./submissions.ts";

/** What can be asked for, what it costs and how the provider is told. */
export interface Catalogue {
  models(): readonly Model[];
  /** Finds a model by its id, name or alias, however it is spelled; null when there is none. */
  model(idOrAlias: string): Model | null;
  /** Whether an operator has switched the model off. */
  isOff(id: string): boolean;
  /**
   * Makes a draft complete. Throws a Refusal that names what the model supports: `bad-option`, `model-off`, `prompt-empty`,
   * `prompt-too-long`, `references-too-many`, `references-needed` or `unsupported`.
   */
  settle(draft: Draft): PictureRequest;
  /** Whole credits at the prices of that moment. The total is exactly `n` times the price of one picture. */
  quote(request: PictureRequest, at: Date): Quote;
  /** What one picture of a model costs at that moment, for each resolution and quality; also while the model is off. */
  prices(model: Model, at: Date): readonly PriceRow[];
  /** The provider's calls for a request, in order; their pictures add up to `n`. */
  submissions(request: PictureRequest, referenceUrls: readonly string[]): readonly Submission[];
}

export interface Quote {
  readonly perImage_credits: number;
  readonly total_credits: number;
}

export interface CatalogueOptions {
  readonly models?: readonly Model[];
  readonly prices?: readonly PriceEdition[];
  /** Asked at every request, so that a switch needs no restart (T2). */
  readonly isOff?: (model: string) => boolean;
}

export function createCatalogue(options: CatalogueOptions = {}): Catalogue {
  const { models = allModels, prices = priceBook, isOff = () => false } = options;
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
      const each = perImage_credits(editionAt(prices, at), request);
      return { perImage_credits: each, total_credits: each * request.n };
    },
    prices: (model, at) => priceRows(model, editionAt(prices, at)),
    submissions: (request, referenceUrls) => submissions(stored(request.model), request, referenceUrls),
  };
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_.-]/g, "");
}
