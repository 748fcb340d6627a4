import { element, words } from "./dom.js";
import { drawMessage } from "./message.js";

const TOGETHER_MS = 5 * 60_000;
const NEAR_END_PX = 120;
const narrow = window.matchMedia("(max-width: 899px)");

/**
 * One conversation on the page: its messages in order, where it is scrolled to, and what was not seen yet.
 * @param {"channel" | "direct"} name
 * @param {import("./message.js").Actions} actions
 * @param {HTMLElement} greeting shown while there are no messages
 */
export function createPane(name, actions, greeting) {
  const section = document.getElementById(name);
  const log = section.querySelector(".log");
  const latest = section.querySelector(".latest");
  /** @type {Map<string, { message: any, drawn: HTMLElement }>} */
  const entries = new Map();

  const nearEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;
  const toEnd = () => {
    log.scrollTop = log.scrollHeight;
    latest.hidden = true;
  };
  latest.addEventListener("click", toEnd);
  log.addEventListener("scroll", () => {
    if (nearEnd()) latest.hidden = true;
  });
  // A keyboard that opens on a phone, or a box that grows, must not hide the newest words.
  new ResizeObserver(() => {
    if (latest.hidden) toEnd();
  }).observe(log);

  /** Writes or rewrites a message, at its place. */
  function put(message) {
    const followed = nearEnd();
    const before = entries.get(message.id);
    const drawn = drawMessage(message, actions);
    const focused = before?.drawn.contains(document.activeElement) ? document.activeElement : null;
    entries.set(message.id, { message, drawn });
    if (before !== undefined && before.message.order === message.order) before.drawn.replaceWith(drawn);
    else {
      before?.drawn.remove();
      insert(message, drawn);
    }
    if (focused !== null) refocus(drawn, focused);
    for (const near of [drawn, drawn.nextElementSibling]) group(near);
    greeting.remove();
    if (followed || message.person === actions.me) toEnd();
    else if (before === undefined) latest.hidden = false;
  }

  function insert(message, drawn) {
    let after = log.lastElementChild;
    while (after !== null && (entries.get(after.dataset.id)?.message.order ?? -1) > message.order) {
      after = after.previousElementSibling;
    }
    if (after === null) log.prepend(drawn);
    else after.after(drawn);
  }

  /** Messages of one author, close together, are drawn as one; an answer right below its question needs no quote. */
  function group(drawn) {
    const message = entries.get(drawn?.dataset.id)?.message;
    if (message === undefined) return;
    const above = entries.get(drawn.previousElementSibling?.dataset.id)?.message;
    const together =
      above !== undefined &&
      above.author === message.author &&
      above.person === message.person &&
      above.onlyYou === message.onlyYou &&
      message.answers === null &&
      message.at - above.at < TOGETHER_MS;
    drawn.classList.toggle("continued", together);
    drawn.querySelector(".quote")?.remove();
    const asked = entries.get(message.answers)?.message;
    if (asked === undefined || asked === above) return;
    drawn.querySelector(".byline").after(words("p", "quote", asked.text));
  }

  function remove(id) {
    const entry = entries.get(id);
    if (entry === undefined) return false;
    entries.delete(id);
    const next = entry.drawn.nextElementSibling;
    if (entry.drawn.contains(document.activeElement)) document.getElementById("message")?.focus();
    entry.drawn.remove();
    group(next);
    if (entries.size === 0) log.append(greeting);
    return true;
  }

  function clear() {
    entries.clear();
    log.replaceChildren(greeting);
    latest.hidden = true;
  }

  // Whoever has no mouse scrolls by the arrow keys.
  log.tabIndex = 0;
  log.append(greeting);
  return {
    name,
    put,
    remove,
    clear,
    toEnd,
    find: (id) => entries.get(id)?.message,
    /** Readers are told of new messages only once the old ones are all there. */
    ready: (isReady) => log.setAttribute("aria-busy", String(!isReady)),
    visible: () => !document.hidden && (!narrow.matches || section.parentElement.dataset.active === name),
  };
}

/** A button that is drawn anew keeps the focus; when it is gone, its message has it. */
function refocus(drawn, focused) {
  const token = focused.dataset?.token;
  const same =
    token === undefined ? null : [...drawn.querySelectorAll("[data-token]")].find((one) => one.dataset.token === token);
  (same ?? drawn).focus({ preventScroll: true });
}

/** The seconds behind what is being worked on, on the server's clock. */
export function countSeconds(serverNow) {
  setInterval(() => {
    for (const counter of document.querySelectorAll(".elapsed")) {
      const seconds = Math.max(0, Math.round((serverNow() - Number(counter.dataset.since)) / 1000));
      const minutes = Math.floor(seconds / 60);
      // What takes a moment needs no clock.
      if (seconds > 1) counter.textContent = minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
    }
  }, 1000);
}

/**
 * What a newcomer sees: what this is, and what to type.
 * @param {string} title
 * @param {string} text
 * @param {readonly string[]} tries
 * @param {(text: string) => void} write
 */
export function drawGreeting(title, text, tries, write) {
  const buttons = tries.map((line) =>
    element("button", { type: "button", class: "try", textContent: line, onclick: () => write(line) }),
  );
  return element(
    "div",
    { class: "greeting" },
    element("h3", { textContent: title }),
    element("p", { class: "greeting-text", textContent: text }),
    element("div", { class: "tries" }, ...buttons),
  );
}
