import type { Account } from "../accounts/account.ts";
import { type Look, noLook, withPreferences } from "../accounts/settings.ts";
import type { Catalogue, Draft } from "../catalogue/catalogue.ts";
import type { Values } from "../chat/command.ts";
import { refuse } from "../refusal.ts";
import type { pictureOptions } from "./picture-options.ts";

type Asked = Omit<Values<typeof pictureOptions>, "reference" | "strength"> & {
  readonly strength?: number | undefined;
};

/** Whether only the person shall see it. A flag wins over the setting; both flags at once are refused. */
export function isPrivate(asked: Pick<Asked, "private" | "public">, byDefault: boolean): boolean {
  if (asked.private && asked.public) throw refuse("contradicting-options", { first: "--private", second: "--public" });
  return asked.private || (byDefault && !asked.public);
}

/** What a person asked for by words and flags, with what they have set and used last where they said nothing. */
export function draftOf(
  { private: _private, public: _public, ...asked }: Asked,
  references: number,
  account: Account,
  catalogue: Catalogue,
): Draft {
  const draft = {
    ...asked,
    references,
    isPrivate: isPrivate({ private: _private, public: _public }, account.settings.isPrivate),
  };
  return withPreferences(draft, account, catalogue);
}

/** The part of what was asked for that can be remembered for the next time. */
export function lookOf({ model, ratio, resolution, quality }: Asked): Look {
  return {
    model: model ?? noLook.model,
    ratio: ratio ?? noLook.ratio,
    resolution: resolution ?? noLook.resolution,
    quality: quality?.trim().toLowerCase() ?? noLook.quality,
  };
}
