import { element, openDialog, words } from "./dom.js";

/**
 * Opens a form of a reply; a form that is closed stays open to be opened again from its message.
 * @param {any} form
 * @param {(values: Record<string, string>) => Promise<void>} send
 */
export function openForm(form, send) {
  if (document.querySelector("dialog[open]") !== null) return;
  const fields = form.fields.map((field, index) => drawField(field, `form-field-${index}`));
  const problem = element("p", { class: "problem", role: "alert" });
  const submit = element("button", { type: "submit", class: "button primary", textContent: form.submit });
  const cancel = element("button", {
    type: "button",
    class: "button",
    textContent: "Cancel",
    onclick: () => dialog.close(),
  });
  const drawn = element(
    "form",
    { method: "dialog" },
    words("h2", "", form.title),
    ...fields,
    problem,
    element("div", { class: "buttons" }, cancel, submit),
  );
  const dialog = openDialog("form", form.title, drawn);
  drawn.addEventListener("submit", async (event) => {
    event.preventDefault();
    submit.disabled = true;
    problem.textContent = "";
    try {
      await send(Object.fromEntries([...new FormData(drawn)].map(([name, value]) => [name, String(value)])));
      dialog.close();
    } catch (error) {
      problem.textContent = error instanceof Error ? error.message : "Please try again.";
    } finally {
      submit.disabled = false;
    }
  });
}

/** @param {any} field @param {string} id */
function drawField(field, id) {
  const label = element("label", { for: id, dir: "auto", textContent: field.label });
  const common = { id, name: field.name, required: field.required ?? false };
  if (field.kind === "choice") {
    const options = field.choices.map(({ value, label: shown }) =>
      element("option", { value, textContent: shown, selected: value === field.initial }),
    );
    return element("div", { class: "field" }, label, element("select", common, ...options));
  }
  const input = element(field.multiline ? "textarea" : "input", {
    ...common,
    maxLength: field.lengthMax,
    value: field.initial ?? "",
    dir: "auto",
    ...(field.multiline ? { rows: 4 } : { type: "text" }),
  });
  if (!field.required) label.append(element("span", { class: "optional", textContent: "optional" }));
  return element("div", { class: "field" }, label, input);
}
