import type { Catalogue } from "../catalogue/catalogue.ts";

/** How people write that there is no limit, and the channel that they are in. */
export const ALL = "all";
export const HERE = "here";
export const OFF = "off";

export const CAP_MAX_CREDITS = 100_000;
/** More than a form can show again, and than anybody would keep in order. */
export const CHANNELS_MAX = 50;

/**
 * Channels by their ids, as a chat writes a mention (`<#5>`), at the end of a link, or `here`; null for all, undefined for what
 * cannot be read.
 */
export function readChannels(text: string, here: string): readonly string[] | null | undefined {
  if (text.trim().toLowerCase() === ALL) return null;
  const found = new Set<string>();
  for (const word of text.split(/[\s,;]+/u).filter((one) => one !== "")) {
    const isHere = word.toLowerCase() === HERE || word === here;
    const id = isHere ? here : /(?:^|[/#])(-?\d{1,25})>?$/u.exec(word)?.[1];
    if (id === undefined) return undefined;
    found.add(id);
  }
  return found.size === 0 || found.size > CHANNELS_MAX ? undefined : [...found];
}

/** Ids of models by any of their names; null for all, undefined where one of them is no model. */
export function readModels(text: string, catalogue: Pick<Catalogue, "model">): readonly string[] | null | undefined {
  if (text.trim().toLowerCase() === ALL) return null;
  const found = new Set<string>();
  for (const part of text.split(/[,;]/u).filter((one) => one.trim() !== "")) {
    // A name may have spaces, and so may a list.
    const names = catalogue.model(part) === null ? part.trim().split(/\s+/u) : [part];
    for (const name of names) {
      const model = catalogue.model(name);
      if (model === null) return undefined;
      found.add(model.id);
    }
  }
  return found.size === 0 ? undefined : [...found];
}

/** Whole credits a day; null for no limit, undefined for what is neither. */
export function readCap(text: string): number | null | undefined {
  if (text.trim().toLowerCase() === OFF) return null;
  const cap = /^\d{1,6}$/u.test(text.trim()) ? Number(text) : 0;
  return cap >= 1 && cap <= CAP_MAX_CREDITS ? cap : undefined;
}
