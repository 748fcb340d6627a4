import type { CommandTable } from "../../chat/command-texts.ts";

/** Commands are declared in English, so there is nothing to add: another language lists here what it says instead. */
export const commands: CommandTable = {};
