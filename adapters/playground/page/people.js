import { element, words } from "./dom.js";

const STORED_AS = "easel.people";
const PEOPLE_MAX = 8;

/** Who this page is, by its address; the server has made sure that it is a name. */
export function currentPerson() {
  return new URLSearchParams(location.search).get("person") ?? "you";
}

/**
 * The switch between persons: a small list of the recent ones, and a way to add another.
 * @param {string} me
 */
export function drawPeople(me) {
  const recent = remember(me);
  const holder = document.getElementById("people");
  const others = recent
    .filter((name) => name !== me)
    .map((name) => element("li", {}, element("a", { href: addressOf(name) }, initial(name), words("span", "", name))));
  const input = element("input", {
    id: "new-person",
    type: "text",
    maxLength: 32,
    placeholder: "Another name",
    autocapitalize: "none",
    spellcheck: false,
    "aria-label": "Name of another person",
  });
  const add = element(
    "form",
    { class: "add" },
    input,
    element("button", { type: "submit", class: "button secondary", textContent: "Go" }),
  );
  add.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value.trim() !== "") location.assign(addressOf(input.value.trim()));
  });
  const panel = element(
    "div",
    { class: "panel", id: "people-panel", hidden: true },
    element("p", { class: "lead", textContent: "Be someone else here" }),
    element("ul", {}, ...others),
    add,
  );
  const toggle = element(
    "button",
    { type: "button", class: "me", "aria-expanded": "false", "aria-controls": "people-panel", title: "Switch person" },
    initial(me),
    words("span", "", me),
  );
  const set = (open) => {
    panel.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
  };
  toggle.addEventListener("click", () => set(panel.hidden));
  document.addEventListener("pointerdown", (event) => {
    if (!holder.contains(event.target)) set(false);
  });
  holder.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    set(false);
    toggle.focus();
  });
  holder.replaceChildren(toggle, panel);
}

/** @param {string} name */
export function addressOf(name) {
  return `/?person=${encodeURIComponent(name)}`;
}

function initial(name) {
  return element("span", { class: "initial", "aria-hidden": "true", textContent: name[0].toUpperCase() });
}

/** The recent persons, this one first. A browser that stores nothing still works, with a shorter memory. */
function remember(me) {
  let known = [];
  try {
    const stored = JSON.parse(localStorage.getItem(STORED_AS) ?? "[]");
    if (Array.isArray(stored))
      known = stored.filter((name) => typeof name === "string" && /^[a-z0-9_-]{1,32}$/.test(name));
  } catch {
    known = [];
  }
  const recent = [me, ...known.filter((name) => name !== me)].slice(0, PEOPLE_MAX);
  try {
    localStorage.setItem(STORED_AS, JSON.stringify(recent));
  } catch {
    return recent;
  }
  return recent;
}
