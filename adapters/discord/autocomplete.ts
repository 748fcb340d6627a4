import type { APIApplicationCommandOptionChoice } from "discord.js";
import type { Command } from "../../src/core/chat/command.ts";
import { CHOICE_LENGTH_MAX, CHOICES_MAX, nameChoice } from "./commands.ts";

/**
 * What is offered while a person types: the values that are usually meant and hold what was typed, those that begin with it
 * first. Answered from what is declared, because Discord waits for every letter.
 */
export function suggest(
  command: Command | undefined,
  optionName: string,
  typed: string,
): APIApplicationCommandOptionChoice<string>[] {
  const options = command?.options ?? {};
  const option = Object.hasOwn(options, optionName) ? options[optionName] : undefined;
  if (option === undefined) return [];
  const sought = fold(typed);
  const candidates =
    option.kind === "choice"
      ? option.choices.map(({ value, label, aliases = [] }) => ({
          value,
          label,
          spellings: [label, value, ...aliases],
        }))
      : option.kind === "text"
        ? (option.suggestions ?? []).map((value) => ({ value, label: value, spellings: [value] }))
        : [];
  const places = candidates
    .filter(({ value }) => value.length <= CHOICE_LENGTH_MAX)
    .map((candidate) => ({ ...candidate, place: placeOf(candidate.spellings, sought) }))
    .filter(({ place }) => place !== null);
  return places
    .toSorted((a, b) => Number(a.place) - Number(b.place))
    .slice(0, CHOICES_MAX)
    .map(({ value, label }) => ({ name: nameChoice(label), value }));
}

/** 0: begins with it; 1: holds it; null: neither. */
function placeOf(spellings: readonly string[], sought: string): 0 | 1 | null {
  const folded = spellings.map(fold);
  if (folded.some((spelling) => spelling.startsWith(sought))) return 0;
  return folded.some((spelling) => spelling.includes(sought)) ? 1 : null;
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().trim();
}
