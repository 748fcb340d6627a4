import { styles as all } from "../src/core/catalogue/styles.ts";
import { defineCommand } from "../src/core/chat/command.ts";

export const styles = defineCommand({
  name: "styles",
  summary: "Looks that you can ask for by name",
  audience: "caller",
  needsConsent: false,
  options: {},
  example: "/styles",
  async run({ caller }) {
    const { styles: words } = caller.messages;
    return {
      title: words.title,
      text: words.text,
      fields: all.map((style) => ({ name: words.name(words.label(style), style.id), value: style.words })),
    };
  },
});
