import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readForm, renderForm } from "../../../adapters/discord/forms.ts";
import type { Form, FormField } from "../../../src/core/chat/reply.ts";
import { checkModal } from "../../servers/discord/check-modal.ts";
import { type Json, objectsOf } from "../../servers/discord/json.ts";
import type { StoredInteraction } from "../../servers/discord/world.ts";
import { formOf, submission } from "../../support/discord-form.ts";

const wire = (form: Form) => JSON.parse(JSON.stringify(renderForm(form))) as Json;
const form: Form = {
  title: "Change the words",
  submit: "Make it · 8 credits",
  token: "imagine/again/abcdefgh/picture/8",
  fields: [
    {
      kind: "text",
      name: "prompt",
      label: "What do you want to see?",
      required: true,
      multiline: true,
      lengthMax: 4000,
      initial: "a red fox",
    },
    { kind: "text", name: "note", label: "Note", lengthMax: 80 },
    {
      kind: "choice",
      name: "picture",
      label: "Which picture?",
      initial: "2",
      choices: [
        { value: "1", label: "Picture 1" },
        { value: "2", label: "Picture 2" },
      ],
    },
  ],
};

describe("a form on Discord", () => {
  test("is a modal with its fields filled in, and says below what sending it does", () => {
    const modal = wire(form);
    expect(modal).toMatchObject({ custom_id: form.token, title: form.title });
    const { fields } = formOf({} as StoredInteraction, modal);
    expect(fields).toEqual([
      expect.objectContaining({ name: "prompt", value: "a red fox", isRequired: true, lengthMax: 4000 }),
      expect.objectContaining({ name: "note", value: "", isRequired: false, lengthMax: 80 }),
      expect.objectContaining({ name: "picture", value: "2", isRequired: true }),
    ]);
    expect(objectsOf(modal["components"]).at(-1)).toMatchObject({ type: 10, content: "-# Make it · 8 credits" });
  });

  test("gives back the values that were sent, also as older clients send them", () => {
    const opened = formOf({ modal: wire(form) } as StoredInteraction, wire(form));
    const sent = submission(opened, { prompt: "a blue fox", picture: "1" });
    expect(readForm(objectsOf(sent["components"]))).toEqual({ prompt: "a blue fox", note: "", picture: "1" });
    const rows = [{ type: 1, components: [{ type: 4, custom_id: "prompt", value: "a blue fox" }] }];
    expect(readForm([...rows, { type: 10, id: 4 }])).toEqual({ prompt: "a blue fox" });
  });

  const word = fc.string({ unit: fc.constantFrom("a", " ", "*", "🦊", "\u202E", "\n"), maxLength: 120 });
  const choice = fc.record({ value: fc.stringMatching(/^[a-z0-9-]{1,20}$/u), label: word });
  const field: fc.Arbitrary<FormField> = fc.oneof(
    fc.record(
      {
        kind: fc.constant("text" as const),
        name: fc.stringMatching(/^[a-z]{1,10}$/u),
        label: word,
        lengthMax: fc.integer({ min: 1, max: 9000 }),
        initial: word.map((text) => text.repeat(60)),
        required: fc.boolean(),
        multiline: fc.boolean(),
      },
      { requiredKeys: ["kind", "name", "label", "lengthMax"] },
    ),
    fc.record(
      {
        kind: fc.constant("choice" as const),
        name: fc.stringMatching(/^[a-z]{1,10}$/u),
        label: word,
        initial: fc.stringMatching(/^[a-z0-9-]{1,20}$/u),
        choices: fc.uniqueArray(choice, { minLength: 1, maxLength: 40, selector: ({ value }) => value }),
      },
      { requiredKeys: ["kind", "name", "label", "choices"] },
    ),
  );

  test("keeps Discord's limits whatever it asks, and offers what is chosen already", () => {
    const any = fc.record({
      title: word,
      submit: word,
      token: fc.stringMatching(/^[a-z/]{1,64}$/u),
      fields: fc.uniqueArray(field, { minLength: 1, maxLength: 5, selector: ({ name }) => name }),
    });
    fc.assert(
      fc.property(any, (given) => {
        const modal = wire(given);
        expect(checkModal(modal)).toEqual([]);
        const shown = formOf({} as StoredInteraction, modal).fields;
        for (const [index, one] of given.fields.entries()) {
          const chosen = one.kind === "choice" && one.choices.some(({ value }) => value === one.initial);
          if (chosen) expect(shown[index]?.value).toBe(one.initial);
        }
      }),
    );
  });
});
