import type { Allowed } from "../chat/allowed.ts";
import { refuse } from "../refusal.ts";
import type { Model } from "./models.ts";
import type { Draft, PictureRequest } from "./picture-request.ts";
import { nearestRatio, ratioWords, readRatio, sameRatio } from "./ratio.ts";
import { sizeOf } from "./size.ts";
import { styled, styleOf } from "./styles.ts";

/** The largest seed that every model takes. */
export const SEED_MAX = 2_147_483_647;

/**
 * Fills in what a draft left open and refuses whatever the model cannot do, saying what it can: nothing is ever cut, rounded
 * or replaced in silence. `seedModels` are the names of the models that take a seed, for that refusal.
 */
export function settle(model: Model, draft: Draft, seedModels: readonly string[]): PictureRequest {
  const style = styleOf(draft.style ?? null)?.id ?? null;
  const prompt = settlePrompt(model, draft.prompt, style);
  settleReferences(model, draft);
  const n = settleCount(model, draft.n);
  const seed = settleSeed(model, draft.seed, seedModels);
  const strength = settleStrength(model, draft);
  const quality = settleQuality(model, draft.quality);
  const resolution = settleResolution(model, draft.resolution);
  const ratio = settleRatio(model, draft);
  const size = sizeOf(ratio, resolution.size);
  if (size === null) {
    const possible = model.ratios.filter((candidate) => sizeOf(candidate, resolution.size) !== null);
    throw refuse("unsupported", {
      model: model.name,
      option: "ratio",
      given: `${ratio} ${resolution.name}`,
      supported: oneOf(possible),
    });
  }
  const { references } = draft;
  return {
    model: model.id,
    prompt,
    ratio,
    resolution: resolution.name,
    quality,
    n,
    seed,
    references,
    strength,
    style,
    isPrivate: draft.isPrivate ?? false,
    ...size,
  };
}

function settlePrompt(model: Model, given: string, style: string | null): string {
  const prompt = given.trim();
  if (prompt === "") throw refuse("prompt-empty", {});
  // People count characters, not UTF-16 units: an emoji is one.
  const length = [...styled(prompt, style)].length;
  if (length > model.promptLengthMax) {
    throw refuse("prompt-too-long", { length, lengthMax: model.promptLengthMax, model: model.name });
  }
  return prompt;
}

function settleReferences(model: Model, draft: Draft): void {
  const { references } = draft;
  if (references > model.references.max) {
    throw refuse("references-too-many", { model: model.name, given: references, max: model.references.max });
  }
  if (references === 0 && draft.strength !== undefined) throw refuse("references-needed", { model: model.name });
}

function settleCount(model: Model, given: number | undefined): number {
  if (given === undefined) return 1;
  if (!Number.isInteger(given) || given < 1) {
    throw refuse("bad-option", { option: "n", given: String(given), allowed: wholeNumber(1, model.imagesMax) });
  }
  if (given > model.imagesMax) {
    const supported = { kind: "pictures-at-once", max: model.imagesMax } as const;
    throw refuse("unsupported", { model: model.name, option: "n", given: String(given), supported });
  }
  return given;
}

function settleSeed(model: Model, given: number | undefined, seedModels: readonly string[]): number | null {
  if (given === undefined) return null;
  if (!Number.isInteger(given) || given < 0 || given > SEED_MAX) {
    throw refuse("bad-option", { option: "seed", given: String(given), allowed: wholeNumber(0, SEED_MAX) });
  }
  if (!model.seed) {
    const supported = { kind: "only-of", models: seedModels } as const;
    throw refuse("unsupported", { model: model.name, option: "seed", given: String(given), supported });
  }
  return given;
}

function settleStrength(model: Model, draft: Draft): number | null {
  const rule = model.references.strength;
  const { strength: given } = draft;
  if (given === undefined) return draft.references > 0 && rule !== null ? rule.initial : null;
  if (rule === null) {
    const supported = { kind: "nothing" } as const;
    throw refuse("unsupported", { model: model.name, option: "strength", given: String(given), supported });
  }
  if (!(given >= 0.01 && given <= 1)) {
    throw refuse("bad-option", { option: "strength", given: String(given), allowed: { kind: "strength" } });
  }
  return given;
}

function settleQuality(model: Model, given: string | undefined): string | null {
  if (given === undefined) return model.qualityInitial;
  const asked = given.trim().toLowerCase();
  const quality = model.qualities.find((candidate) => candidate === asked);
  if (quality === undefined) {
    const supported = model.qualities.length === 0 ? ({ kind: "nothing" } as const) : oneOf(model.qualities);
    throw refuse("unsupported", { model: model.name, option: "quality", given, supported });
  }
  return quality;
}

function settleResolution(model: Model, given: string | undefined): Model["resolutions"][number] {
  const asked = given?.trim().toUpperCase();
  const resolution =
    asked === undefined ? model.resolutions[0] : model.resolutions.find((candidate) => candidate.name === asked);
  if (resolution === undefined) {
    const supported = oneOf(model.resolutions.map((candidate) => candidate.name));
    throw refuse("unsupported", { model: model.name, option: "resolution", given: given ?? "", supported });
  }
  return resolution;
}

function settleRatio(model: Model, draft: Draft): string {
  const { ratio: given, shape, references } = draft;
  if (given === undefined) {
    const kept = references > 0 && shape !== undefined ? nearestRatio(model.ratios, shape) : null;
    return kept ?? model.ratios[0] ?? "1:1";
  }
  const asked = readRatio(given);
  if (asked === null) {
    throw refuse("bad-option", {
      option: "ratio",
      given,
      allowed: { kind: "ratio", ratios: model.ratios, named: ratioWords },
    });
  }
  const ratio = sameRatio(model.ratios, asked);
  if (ratio === null) {
    throw refuse("unsupported", { model: model.name, option: "ratio", given, supported: oneOf(model.ratios) });
  }
  return ratio;
}

function wholeNumber(min: number, max: number): Allowed {
  return { kind: "integer", min, max };
}

function oneOf(values: readonly string[]): Allowed {
  return { kind: "values", values };
}
