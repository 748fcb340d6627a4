import { element, fileSize, words } from "./dom.js";
import { gallery } from "./pictures.js";

/**
 * @typedef {object} Actions
 * @property {string} me
 * @property {(message: any, button: any) => Promise<void>} press
 * @property {(message: any) => void} openForm
 * @property {(text: string) => void} write
 */

/**
 * Draws one message as the server described it.
 * @param {any} message
 * @param {Actions} actions
 * @returns {HTMLElement}
 */
export function drawMessage(message, actions) {
  const easel = message.author === "easel";
  const name = easel ? "Easel" : message.person;
  const tone = message.waiting ? "working" : (message.reply?.tone ?? "plain");
  return element(
    "article",
    {
      class: `message ${easel ? "easel" : "person"} tone-${tone}${message.pending ? " pending" : ""}`,
      data: { id: message.id },
      tabIndex: -1,
    },
    avatar(easel, name),
    element(
      "div",
      { class: "body" },
      element(
        "p",
        { class: "byline" },
        words("span", "name", name),
        easel && message.pane === "channel" && message.person !== actions.me
          ? words("span", "for", `for ${message.person}`)
          : null,
        time(message.at),
        message.onlyYou ? element("span", { class: "only-you", textContent: "Only you can see this" }) : null,
      ),
      message.text ? words("p", "text", message.text) : null,
      attachments(message.attachments),
      message.waiting ? working("Working", message.at) : null,
      message.reply ? drawReply(message, actions, tone) : null,
      message.failed ? failed(message, actions) : null,
    ),
  );
}

/** @param {any} message @param {Actions} actions @param {string} tone */
function drawReply(message, actions, tone) {
  const { reply } = message;
  const title = reply.title ? words("h3", "title", reply.title) : null;
  return element(
    "div",
    { class: "reply" },
    title,
    ...(tone === "working" ? [working(reply.text ?? "Working", message.at)] : paragraphs(reply.text)),
    reply.images.length > 0 ? gallery(reply.images) : null,
    fields(reply.fields, reply.images.length > 0),
    files(reply.files),
    buttons(message, actions),
  );
}

/** @param {string | null} text */
function paragraphs(text) {
  if (!text) return [];
  return text.split("\n\n").map((paragraph) => columns("p", "text", paragraph) ?? words("p", "text", paragraph));
}

/**
 * Lines that have the same parts, such as a list of movements, as columns; null for all other texts. Read aloud and copied
 * they are the lines they were.
 * @param {string} tag @param {string} name @param {string} text
 */
function columns(tag, name, text) {
  const lines = text.split("\n").map((line) => line.split(" · "));
  const [first = []] = lines;
  if (lines.length < 2 || first.length < 3 || lines.some((parts) => parts.length !== first.length)) return null;
  const rows = lines.map((parts) => {
    const cells = parts.map((part) => words("span", "", part));
    return element(
      "span",
      {},
      ...cells.flatMap((cell, index) => (index === 0 ? [cell] : [element("i", { textContent: " · " }), cell])),
      "\n",
    );
  });
  return element(tag, { class: `${name} columns` }, ...rows);
}

/** @param {boolean} easel @param {string} name */
function avatar(easel, name) {
  if (easel) {
    return element("img", { class: "avatar", src: "/playground/page/icon.svg", alt: "", width: 32, height: 32 });
  }
  return element("span", { class: "avatar", "aria-hidden": "true", textContent: (name[0] ?? "?").toUpperCase() });
}

/** @param {number} at */
function time(at) {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  const clock = date.toLocaleTimeString([], { timeStyle: "short" });
  const day = date.toLocaleDateString([], { day: "numeric", month: "short" });
  return element("time", { dateTime: date.toISOString(), textContent: today ? clock : `${day}, ${clock}` });
}

/** @param {readonly { name: string, bytes: number }[]} list */
function attachments(list) {
  if (list.length === 0) return null;
  const items = list.map(({ name, bytes }) =>
    element(
      "li",
      {},
      words("span", "file-name", name),
      element("span", { class: "size", textContent: fileSize(bytes) }),
    ),
  );
  return element("ul", { class: "chips", "aria-label": "Files" }, ...items);
}

/**
 * A quiet sign of life. The seconds are for the eye only: read out, they would drown everything else.
 * @param {string} text
 * @param {number} since
 */
function working(text, since) {
  return element(
    "p",
    { class: "working" },
    element("span", { class: "brush", "aria-hidden": "true" }, element("i"), element("i"), element("i")),
    words("span", "text", text),
    element("span", { class: "elapsed", "aria-hidden": "true", data: { since: String(since) } }),
  );
}

/**
 * Facts as a small table, or row by row where one of them is long; below pictures, where they are by the way, as a line.
 * @param {readonly { name: string, value: string }[]} list
 * @param {boolean} inLine
 */
function fields(list, inLine) {
  if (list.length === 0) return null;
  const long = list.some(({ name, value }) => value.includes("\n") || value.length > 28 || name.length > 24);
  const rows = list.map(({ name, value }) =>
    element(
      "div",
      {},
      words("dt", "", name),
      element("dd", {}, columns("span", "", value) ?? words("span", "", value)),
    ),
  );
  return element("dl", { class: `fields${inLine ? " line" : long ? " rows" : ""}` }, ...rows);
}

/** @param {readonly { name: string, href: string }[]} list */
function files(list) {
  if (list.length === 0) return null;
  const items = list.map(({ name, href }) =>
    element("li", {}, element("a", { href, download: name, class: "download" }, words("span", "file-name", name))),
  );
  return element("ul", { class: "files", "aria-label": "Downloads" }, ...items);
}

/** @param {any} message @param {Actions} actions */
function buttons(message, actions) {
  const { reply } = message;
  const firstQuiet = reply.buttons.findIndex(({ style }) => style === "quiet");
  const drawn = reply.buttons.map((button) => {
    if ("url" in button) {
      const { url, label } = button;
      const link = { class: "button link", href: url, target: "_blank", rel: "noopener noreferrer" };
      return element("a", link, words("span", "", label));
    }
    const pressed = element("button", {
      type: "button",
      class: `button ${button.style ?? "secondary"}`,
      data: { token: button.token },
      dir: "auto",
      textContent: button.label,
      onclick: () => pressOnce(pressed, () => actions.press(message, button)),
    });
    return pressed;
  });
  if (reply.form) {
    const open = { type: "button", class: "button primary", data: { token: reply.form.token }, dir: "auto" };
    drawn.push(element("button", { ...open, textContent: reply.form.title, onclick: () => actions.openForm(message) }));
  }
  if (firstQuiet > 0) drawn.splice(firstQuiet, 0, element("span", { class: "next-row" }));
  return drawn.length === 0 ? null : element("div", { class: "buttons" }, ...drawn);
}

/** A double press is one press. It stays in the order of focus, as a disabled button would not. */
async function pressOnce(button, act) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  try {
    await act();
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

/** @param {any} message @param {Actions} actions */
function failed(message, actions) {
  const again = { type: "button", class: "button secondary", textContent: "Write it again" };
  return element(
    "div",
    { class: "failed", role: "alert" },
    element("p", { class: "text", textContent: message.failed }),
    element("div", { class: "buttons" }, element("button", { ...again, onclick: () => actions.write(message.text) })),
  );
}
