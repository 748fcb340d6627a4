import type { Command } from "../src/core/chat/command.ts";
import { defineCommand } from "../src/core/chat/command.ts";
import { commandTexts } from "../src/core/chat/command-texts.ts";
import { identityKey } from "../src/core/chat/incoming.ts";

/** `/help` lists the commands that there are, so that the list can never be out of date. */
export function helpFor(commands: () => readonly Command[]): Command {
  return defineCommand({
    name: "help",
    summary: "What I can do",
    audience: "caller",
    needsConsent: false,
    whileSuspended: true,
    duringMaintenance: true,
    options: {},
    example: "/help",
    async run({ caller, incoming }, { operators }) {
      const { help } = caller.messages;
      const isOperator = operators.has(identityKey(incoming.identity));
      const shown = commands().filter((command) => command.for === undefined || isOperator);
      return {
        title: help.title,
        fields: shown.map((command) => ({ name: `/${command.name}`, value: summaryOf(command, caller.language) })),
        text: help.hint,
      };
    },
  });
}

function summaryOf(command: Command, language: string): string {
  const { summary, example } = commandTexts(command, language);
  return example === `/${command.name}` ? summary : `${summary}\n${example}`;
}
