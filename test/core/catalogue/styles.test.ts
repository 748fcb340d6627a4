import { describe, expect, test } from "vitest";
import { createCatalogue } from "../../../src/core/catalogue/catalogue.ts";
import { models } from "../../../src/core/catalogue/models.ts";
import { styled, styles } from "../../../src/core/catalogue/styles.ts";
import { Refusal } from "../../../src/core/refusal.ts";

const catalogue = createCatalogue();
const ask = (prompt: string, style: string, model = "z-image") =>
  catalogue.settle({ prompt, style, model, references: 0 });

describe("a style", () => {
  test("adds its words behind the person's, which stay what is stored", () => {
    const request = ask("a red fox", "noir");
    expect(request).toMatchObject({ prompt: "a red fox", style: "noir" });
    const [sent] = catalogue.submissions(request, []);
    expect(sent?.input["prompt"]).toBe(styled("a red fox", "noir"));
    expect(sent?.input["prompt"]).toMatch(/^a red fox\nStyle: film noir, black and white/u);
  });

  test("counts towards what the model reads", () => {
    const { promptLengthMax } = models.find(({ id }) => id === "z-image") ?? { promptLengthMax: 0 };
    const room = promptLengthMax - [...styled("", "noir")].length;
    expect(ask("x".repeat(room), "noir").prompt).toHaveLength(room);
    const over = () => ask("x".repeat(room + 1), "noir");
    expect(over).toThrow(Refusal);
    expect(ask("x".repeat(room + 1), "").style).toBeNull();
  });

  test("that is no longer offered adds nothing to the pictures that have it", () => {
    expect(styled("a fox", "gone")).toBe("a fox");
    expect(styled("a fox", null)).toBe("a fox");
  });

  test("has a name and words of its own, short enough for every chat", () => {
    expect(new Set(styles.flatMap(({ id, aliases }) => [id, ...aliases])).size).toBe(
      styles.reduce((sum, { aliases }) => sum + 1 + aliases.length, 0),
    );
    for (const { id, name, words } of styles) {
      expect(id).toMatch(/^[a-z]+$/u);
      expect(name.length).toBeLessThanOrEqual(20);
      expect(words.length).toBeLessThanOrEqual(120);
    }
    // A slash option of Discord has at most 25 choices.
    expect(styles.length).toBeLessThanOrEqual(25);
  });
});
