import type { Command } from "../src/core/chat/command.ts";
import { defineCommand } from "../src/core/chat/command.ts";

/** `/help` lists the commands that there are, so that the list can never be out of date. */
export function helpFor(commands: () => readonly Command[]): Command {
  return defineCommand({
    name: "help",
    summary: "What I can do",
    audience: "caller",
    needsConsent: false,
    options: {},
    example: "/help",
    async run({ caller }) {
      const { help } = caller.messages;
      return {
        title: help.title,
        fields: commands().map((command) => ({ name: `/${command.name}`, value: summaryOf(command) })),
        text: help.hint,
      };
    },
  });
}

function summaryOf({ name, summary, example }: Command): string {
  return example === `/${name}` ? summary : `${summary}\n${example}`;
}
