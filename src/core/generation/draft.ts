import { type Look, noLook, withPreferences } from "../accounts/settings.ts";
import type { Catalogue, Draft } from "../catalogue/catalogue.ts";
import type { Caller, Values } from "../chat/command.ts";
import { refuse } from "../refusal.ts";
import { allowsModel, privateByDefault } from "../servers/server.ts";
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
  caller: Pick<Caller, "account" | "server">,
  catalogue: Catalogue,
): Draft {
  const { account, server } = caller;
  const draft = {
    ...asked,
    references,
    isPrivate: isPrivate({ private: _private, public: _public }, privateByDefault(caller)),
  };
  if (server === null || server.models === null) return withPreferences(draft, account, catalogue);
  // Where nobody is named, the server's models are all there are; who names another one is told.
  const allowed = catalogue.models().filter(({ id }) => allowsModel(server, id));
  const offered = {
    model: catalogue.model,
    models: () => allowed,
    isOff: (id: string) => catalogue.isOff(id) || !allowsModel(server, catalogue.model(id)?.id ?? id),
  };
  const wished = withPreferences(draft, account, offered);
  return { ...wished, model: wished.model ?? allowed.find(({ id }) => !catalogue.isOff(id))?.id };
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
