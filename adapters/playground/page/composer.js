import { createAttachments } from "./attachments.js";
import { createCompletion } from "./completion.js";

const RECALLED_MAX = 50;

/**
 * The message box. There is one, and it is docked in the conversation that is written in; each keeps its own draft.
 * @param {(pane: "channel" | "direct", text: string, files: File[]) => void} send
 */
export function createComposer(send) {
  const form = document.getElementById("composer");
  const box = document.getElementById("message");
  const note = form.querySelector(".note");
  const panes = document.getElementById("panes");
  const attachments = createAttachments(form, panes, tell);
  const completion = createCompletion(form, box);
  const drafts = { channel: "", direct: "" };
  const sent = [];
  let recalled = -1;
  let pane = "channel";

  function tell(sentence) {
    note.textContent = sentence;
  }

  /** Takes a sentence back that no longer holds, unless another one took its place. */
  function untell(sentence) {
    if (note.textContent === sentence) tell("");
  }

  function write(text) {
    box.value = text;
    box.selectionStart = text.length;
    box.dispatchEvent(new Event("input"));
  }

  function submit() {
    const text = box.value.trim();
    if (text === "" && attachments.count() === 0) return;
    const files = attachments.take();
    if (text !== "" && sent.at(-1) !== text) sent.push(text);
    if (sent.length > RECALLED_MAX) sent.shift();
    recalled = -1;
    write("");
    tell("");
    send(pane, text, files);
  }

  /** Up in an empty box brings back what was sent last, and again what was before it. */
  function recall(step) {
    const showing = recalled >= 0 && box.value === sent[recalled];
    if (box.value !== "" && !showing) return false;
    const next = showing ? recalled + step : step < 0 ? sent.length - 1 : -1;
    if (next < 0) return false;
    recalled = next < sent.length ? next : -1;
    write(sent[recalled] ?? "");
    return true;
  }

  /** Docks the box in a conversation. */
  function moveTo(name, focus) {
    if (name !== pane) {
      drafts[pane] = box.value;
      pane = name;
      panes.dataset.active = name;
      for (const section of panes.children) {
        const here = section.id === name;
        section.querySelector(".elsewhere").hidden = here;
        if (here) section.querySelector(".dock").append(form);
      }
      write(drafts[name]);
    }
    box.placeholder = name === "channel" ? "Type / for commands" : "Describe a picture, or type /";
    if (focus) box.focus({ preventScroll: true });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
    box.focus();
  });
  box.addEventListener("keydown", (event) => {
    // While a composed character is being chosen, its keys are not ours.
    if (event.isComposing) return;
    const handled =
      completion.key(event) ||
      (event.key === "ArrowUp" && recall(-1)) ||
      (event.key === "ArrowDown" && recalled >= 0 && recall(1));
    if (handled) event.preventDefault();
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
  });
  box.addEventListener("input", () => {
    form.classList.toggle("empty", box.value.trim() === "");
    if (CSS.supports("field-sizing", "content")) return;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight}px`;
  });

  form.classList.add("empty");
  moveTo("channel", false);
  return { moveTo, write, tell, untell, learn: completion.learn, pane: () => pane, focus: () => box.focus() };
}
