import { element } from "./dom.js";
import { commandOf, hintsOf, suggest } from "./suggestions.js";

/**
 * The list of suggestions above the message box. The box keeps the focus and points at the chosen one, so that typing goes on;
 * its role stays that of a text box, which a box of several lines must have.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} box
 */
export function createCompletion(form, box) {
  const above = form.querySelector(".above");
  const list = form.querySelector(".suggestions");
  const hint = form.querySelector(".hint");
  let commands = [];
  let found = { items: [], from: 0, to: 0 };
  let chosen = 0;
  let dismissed = "";

  function update() {
    found = box.value === dismissed ? { items: [], from: 0, to: 0 } : suggest(box.value, box.selectionStart, commands);
    chosen = 0;
    draw();
    const command = commandOf(box.value, commands);
    hint.hidden = command === undefined;
    const takes = command === undefined ? [] : hintsOf(command);
    hint.replaceChildren(command?.summary ?? "", ...takes.map((text) => element("span", { textContent: text })));
  }

  function draw() {
    const open = found.items.length > 0;
    above.hidden = !open;
    list.replaceChildren(...found.items.map(drawItem));
    if (open) box.setAttribute("aria-activedescendant", `suggestion-${chosen}`);
    else box.removeAttribute("aria-activedescendant");
    list.children[chosen]?.scrollIntoView({ block: "nearest" });
  }

  function drawItem({ label, detail }, index) {
    return element(
      "div",
      {
        role: "option",
        id: `suggestion-${index}`,
        "aria-selected": String(index === chosen),
        // Before the box loses the focus.
        onpointerdown: (event) => {
          event.preventDefault();
          chosen = index;
          take();
        },
      },
      element("span", { class: "label", textContent: label }),
      element("span", { class: "detail", textContent: detail }),
    );
  }

  function take() {
    const { insert } = found.items[chosen];
    const after = box.value.slice(found.to).replace(/^\s+/, "");
    box.value = box.value.slice(0, found.from) + insert + after;
    box.selectionStart = found.from + insert.length;
    box.selectionEnd = box.selectionStart;
    box.dispatchEvent(new Event("input"));
  }

  /** @returns {boolean} whether the key was for the list */
  function key(event) {
    const { length } = found.items;
    if (length === 0 || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : -1) + length) % length;
      draw();
      return true;
    }
    if (event.key === "Enter" || event.key === "Tab") {
      take();
      return true;
    }
    if (event.key === "Escape") {
      dismissed = box.value;
      update();
      return true;
    }
    return false;
  }

  box.addEventListener("input", update);
  box.addEventListener("click", update);
  box.addEventListener("keyup", ({ key: pressed }) => {
    if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(pressed)) update();
  });
  box.addEventListener("blur", () => {
    found = { items: [], from: 0, to: 0 };
    draw();
  });
  return {
    key,
    learn(learned) {
      commands = learned;
      update();
    },
  };
}
