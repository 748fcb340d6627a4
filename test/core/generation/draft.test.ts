import { describe, expect, test } from "vitest";
import type { Account } from "../../../src/core/accounts/account.ts";
import { initialSettings, type Settings } from "../../../src/core/accounts/settings.ts";
import { createCatalogue } from "../../../src/core/catalogue/catalogue.ts";
import { draftOf } from "../../../src/core/generation/draft.ts";
import { initialServerSettings, type ServerSettings } from "../../../src/core/servers/server.ts";

const catalogue = createCatalogue();

/** What is asked of the catalogue for these words, by a person with these settings in a server with those. */
function drafted(
  asked: { model?: string; ratio?: string; private?: boolean; public?: boolean },
  settings: Partial<Settings> = {},
  server: Partial<ServerSettings> | null = null,
) {
  const account = { settings: { ...initialSettings, ...settings }, lastLook: null } as Account;
  const here = server && { ...initialServerSettings, ...server };
  const words = { prompt: "a fox", private: false, public: false, ...asked };
  return draftOf(words as Parameters<typeof draftOf>[0], 0, { account, server: here }, catalogue);
}

describe("where a server allows some models", () => {
  const server = { models: ["seedream", "gpt-image"] };
  const first = catalogue.models().find(({ id }) => server.models.includes(id))?.id;

  test("who names none has the first of them", () => {
    expect(drafted({}).model).toBeUndefined();
    expect(drafted({}, {}, initialServerSettings).model).toBeUndefined();
    expect(drafted({}, {}, server).model).toBe(first);
  });

  test("a person’s own model draws if it is one of them, and else the first of them", () => {
    expect(drafted({}, { model: "seedream" }, server).model).toBe("seedream");
    expect(drafted({}, { model: "gpt-image" }, server).model).toBe("gpt-image");
    expect(drafted({}, { model: "z-image" }, server).model).toBe(first);
    expect(drafted({}, { model: "z-image" }, null).model).toBe("z-image");
  });

  test("who names another one gets no other in silence: it is refused later", () => {
    expect(drafted({ model: "z-image" }, {}, server).model).toBe("z-image");
  });

  test("settings are fitted to the model that will draw", () => {
    expect(drafted({}, { quality: "high", model: "z-image" }, { models: ["gpt-image"] })).toMatchObject({
      model: "gpt-image",
      quality: "high",
    });
    expect(drafted({}, { quality: "high" }, { models: ["seedream"] }).quality).toBeUndefined();
  });
});

test.each([
  [false, false, {}, false],
  [true, false, {}, true],
  [false, true, {}, true],
  [true, true, { public: true }, false],
  [false, true, { public: true }, false],
  [false, false, { private: true }, true],
] as const)("private by the person %s, by the server %s, asked for %j: %s", (own, server, asked, expected) => {
  expect(drafted(asked, { isPrivate: own }, { isPrivate: server }).isPrivate).toBe(expected);
});
