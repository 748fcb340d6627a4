/**
 * Makes an element. Words only ever become text: nothing here reads markup.
 * @param {string} tag
 * @param {Record<string, unknown>} [properties] `class`, `data` and `aria-…` are attributes, `on…` listeners, others properties
 * @param {...(Node | string | null | undefined)} children
 * @returns {any}
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else if (name === "data") Object.assign(made.dataset, value);
    else if (name.includes("-") || name === "role" || name === "for") made.setAttribute(name, String(value));
    else made[name] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/**
 * What a person said, kept apart from the direction of the text around it.
 * @param {string} tag
 * @param {string} name
 * @param {string} text
 */
export function words(tag, name, text) {
  // A browser breaks lines behind a hyphen; a flag is one word.
  const parts = text.split(/((?<![\p{L}\p{N}-])--\p{L}[^\s),.]*)/u);
  const drawn = parts.map((part, index) =>
    index % 2 === 0 ? part : element("span", { class: "flag", textContent: part }),
  );
  return element(tag, { class: name, dir: "auto" }, ...drawn);
}

/** @param {number} bytes */
export function fileSize(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/**
 * A dialog that is made for one use: focus is kept inside, Escape closes it, and focus goes back to where it was.
 * @param {string} name
 * @param {string} label
 * @param {...Node} children
 * @returns {HTMLDialogElement}
 */
export function openDialog(name, label, ...children) {
  const before = document.activeElement;
  const dialog = element("dialog", { class: name, "aria-label": label }, ...children);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
    else document.getElementById("message")?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
