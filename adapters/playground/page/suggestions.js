/**
 * What could stand where the person is typing. Pure: text in, suggestions out.
 * @typedef {{ label: string, detail: string, insert: string }} Suggestion
 * @param {string} text
 * @param {number} caret
 * @param {readonly any[]} commands as the server renders them
 * @returns {{ items: Suggestion[], from: number, to: number }} `from` to `to` is what a suggestion takes the place of
 */
export function suggest(text, caret, commands) {
  const before = text.slice(0, caret);
  const from = before.search(/\S*$/);
  const to = caret + text.slice(caret).search(/\s|$/);
  const word = text.slice(from, to).toLowerCase();
  const items = candidates(before, from, word, commands);
  // What is complete already needs no suggestion, and Enter should send it.
  const complete = items.some(({ spellings }) => spellings.includes(word));
  return { items: complete ? [] : items, from, to };
}

/** The command that a text is for, once its name is complete. */
export function commandOf(text, commands) {
  const name = /^\s*\/(\S+)/.exec(text)?.[1]?.toLowerCase();
  return commands.find((command) => command.name === name);
}

/**
 * What the command takes, each as it is typed.
 * @param {any} command
 * @returns {string[]}
 */
export function hintsOf(command) {
  return command.options.map((option) => {
    if (option.form === "words") return option.name;
    if (option.form === "files") return `${option.name}, attached`;
    if (option.form === "flag") return option.flag;
    return `${option.flag} ${option.range ?? option.choices.at(0)?.value ?? "…"}`;
  });
}

function candidates(before, from, word, commands) {
  if (/^\s*\/\S*$/.test(before)) {
    return commands
      .map(({ name, summary }) => item(`/${name}`, summary, [`/${name}`]))
      .filter(({ label }) => label.startsWith(word));
  }
  const command = commandOf(before.slice(0, from), commands);
  if (command === undefined) return [];
  const earlier = before.slice(0, from).toLowerCase().split(/\s+/).filter(Boolean);
  const previous = earlier.at(-1) ?? "";
  const valued = command.options.find((option) => option.form === "value" && option.spellings.includes(previous));
  if (valued !== undefined) {
    return valued.choices
      .map(({ value, label, aliases }) =>
        item(value, label === value ? "" : label, [value, label.toLowerCase(), ...aliases]),
      )
      .filter(({ spellings }) => spellings.some((spelling) => spelling.startsWith(word)));
  }
  if (!word.startsWith("-")) return [];
  const given = new Set(earlier);
  return command.options
    .filter((option) => option.flag !== null && !option.spellings.some((spelling) => given.has(spelling)))
    .filter((option) => option.spellings.some((spelling) => spelling.startsWith(word)))
    .map((option) => item(option.flag, option.summary, option.spellings));
}

function item(label, detail, spellings) {
  return { label, detail, insert: `${label} `, spellings };
}
