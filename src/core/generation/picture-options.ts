import { models } from "../catalogue/models.ts";
import { styles } from "../catalogue/styles.ts";
import type { Options } from "../chat/command.ts";
import { refuse } from "../refusal.ts";

const union = (lists: readonly (readonly string[])[]) => [...new Set(lists.flat())];
const PROMPT_LENGTH_MAX = Math.max(...models.map((model) => model.promptLengthMax));
const SEED_MAX = 2_147_483_647;

/** What may be asked of a picture, drawn from the capability table; what one model takes of it, the catalogue checks. */
export const pictureOptions = {
  prompt: {
    kind: "text",
    rest: true,
    required: true,
    lengthMax: PROMPT_LENGTH_MAX,
    summary: "What you want to see",
  },
  model: {
    kind: "choice",
    choices: models.map((model) => ({
      value: model.id,
      label: `${model.name} (${model.maker})`,
      aliases: model.aliases,
    })),
    summary: "Who draws it (see /models)",
  },
  ratio: {
    kind: "text",
    lengthMax: 20,
    aliases: ["ar", "aspect", "shape"],
    suggestions: union(models.map((model) => model.ratios)),
    summary: "Shape of the picture, such as 16:9, square or portrait",
  },
  resolution: {
    kind: "text",
    lengthMax: 20,
    aliases: ["size", "res"],
    suggestions: union(models.map((model) => model.resolutions.map(({ name }) => name))),
    summary: "How large, such as 1K, 2K or 4K",
  },
  quality: {
    kind: "text",
    lengthMax: 20,
    suggestions: union(models.map((model) => model.qualities)),
    summary: "How carefully it is drawn, where the model lets you choose",
  },
  n: {
    kind: "integer",
    min: 1,
    max: Math.max(...models.map((model) => model.imagesMax)),
    aliases: ["count", "number", "images"],
    summary: "How many pictures",
  },
  seed: { kind: "integer", min: 0, max: SEED_MAX, summary: "A number that makes the same picture again" },
  strength: {
    kind: "text",
    lengthMax: 10,
    summary: "How far the picture may leave its reference: 0.01 to 1",
  },
  style: {
    kind: "choice",
    choices: styles.map(({ id, name, aliases }) => ({ value: id, label: name, aliases })),
    summary: "A look by name, such as noir or watercolour (see /styles)",
  },
  private: {
    kind: "flag",
    aliases: ["stealth"],
    summary: "Only you see the picture",
  },
  public: { kind: "flag", summary: "Everyone here sees the picture, whatever your settings say" },
  reference: {
    kind: "images",
    // Nobody can give a link; whoever tries one of these names is told how it works.
    aliases: ["ref", "image", "img", "url", "link", "sref", "cref"],
    max: Math.max(...models.map((model) => model.references.max)),
    summary: "Pictures to start from",
  },
} as const satisfies Options;

/** `0.6`, `0,6` or `.6`; which numbers a model takes is the catalogue's to say. */
export function readStrength(given: string): number {
  if (/^\d{0,3}[.,]?\d{1,6}$/u.test(given)) return Number(given.replace(",", "."));
  throw refuse("bad-option", { option: "strength", given, allowed: { kind: "strength" } });
}
