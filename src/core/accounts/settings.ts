import type { Catalogue, Draft } from "../catalogue/catalogue.ts";
import { readRatio, sameRatio } from "../catalogue/ratio.ts";
import { sizeOf } from "../catalogue/size.ts";

/** What a picture may be asked for by default. null: whatever the model does by itself. */
export interface Look {
  readonly model: string | null;
  readonly ratio: string | null;
  readonly resolution: string | null;
  readonly quality: string | null;
}

/** What a person has set for everything they ask for; a flag in a prompt wins over it. */
export interface Settings extends Look {
  /** What they read, as a code of `messages.ts`; null: as their chat says. */
  readonly language: string | null;
  /** Nobody else sees what they make. */
  readonly isPrivate: boolean;
  /** Their pictures come as files, which no platform shrinks. */
  readonly originals: boolean;
  /** Their pictures are covered until somebody looks. */
  readonly spoilers: boolean;
  /** They are told before credits expire. */
  readonly reminders: boolean;
  /** What they asked for last is asked for again where neither a flag nor a setting says otherwise. */
  readonly remembersLast: boolean;
}

export const noLook: Look = { model: null, ratio: null, resolution: null, quality: null };

/** Remembering is for those who ask for it: nobody shall pay more for plain words because of a flag of yesterday. */
export const initialSettings: Settings = {
  ...noLook,
  language: null,
  isPrivate: false,
  originals: false,
  spoilers: false,
  reminders: true,
  remembersLast: false,
};

/** Whose wishes count where a draft is silent. */
export interface Preferences {
  readonly settings: Settings;
  readonly lastLook: Look | null;
}

/**
 * Fills in what a draft left open: a flag wins over a setting, a setting over what was used last, that over the model's own
 * default. What the model cannot do is left out in silence, because nobody asked for it here.
 */
export function withPreferences<D extends Draft>(
  draft: D,
  { settings, lastLook }: Preferences,
  catalogue: Pick<Catalogue, "models" | "model" | "isOff">,
): D {
  const looks = settings.remembersLast && lastLook !== null ? [settings, lastLook] : [settings];
  const wished = (part: keyof Look) => looks.map((look) => look[part]).filter((value) => value !== null);
  const isOn = (id: string) => catalogue.model(id) !== null && !catalogue.isOff(id);
  const name = draft.model ?? wished("model").find(isOn);
  const model = name === undefined ? catalogue.models()[0] : catalogue.model(name);
  // An unknown model is the catalogue's to refuse.
  if (model === null || model === undefined) return draft;

  const ratios = draft.ratio === undefined && draft.references === 0 ? wished("ratio") : [];
  const resolutions = draft.resolution === undefined ? wished("resolution") : [];
  const possible = (ratio: string | undefined, resolution: string | undefined) => {
    const asked = ratio === undefined ? null : readRatio(ratio);
    const shape = ratio === undefined ? model.ratios[0] : asked && sameRatio(model.ratios, asked);
    const rule = model.resolutions.find(
      (one) => one.name === (resolution?.toUpperCase() ?? model.resolutions[0]?.name),
    );
    return shape !== null && shape !== undefined && rule !== undefined && sizeOf(shape, rule.size) !== null;
  };
  // A wish stands only together with what is asked for beside it: not every ratio exists at every resolution.
  const ratio = draft.ratio ?? ratios.find((one) => possible(one, draft.resolution));
  const resolution = draft.resolution ?? resolutions.find((one) => possible(ratio, one));
  const quality = draft.quality ?? wished("quality").find((one) => model.qualities.includes(one));
  return { ...draft, model: name, ratio, resolution, quality };
}
