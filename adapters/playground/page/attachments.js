import { element, fileSize, words } from "./dom.js";

const FILES_MAX = 14;
const FILE_BYTES_MAX = 20 * 1024 * 1024;
const FILES_BYTES_MAX = 100 * 1024 * 1024;

/**
 * Files that will go with the next message: chosen, pasted or dropped, each with a preview and a way to take it out again.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} dropZone
 * @param {(sentence: string) => void} tell
 */
export function createAttachments(form, dropZone, tell) {
  const picker = form.querySelector("input[type=file]");
  const list = form.querySelector(".attached");
  /** @type {{ file: File, preview: string }[]} */
  let attached = [];

  function add(files) {
    for (const file of files) {
      if (attached.length >= FILES_MAX) {
        tell(`A message takes up to ${FILES_MAX} files.`);
        break;
      }
      if (file.size > FILE_BYTES_MAX) tell(`${file.name} is larger than ${FILE_BYTES_MAX / 1024 / 1024} MB.`);
      else if (attached.reduce((sum, one) => sum + one.file.size, file.size) > FILES_BYTES_MAX) {
        tell(
          `The files of one message may have up to ${FILES_BYTES_MAX / 1024 / 1024} MB together: ${file.name} stays out.`,
        );
      } else attached.push({ file, preview: file.type.startsWith("image/") ? URL.createObjectURL(file) : "" });
    }
    draw();
  }

  function draw() {
    list.hidden = attached.length === 0;
    list.replaceChildren(
      ...attached.map((one) =>
        element(
          "li",
          {},
          one.preview ? element("img", { src: one.preview, alt: "" }) : null,
          words("span", "file-name", one.file.name),
          element("span", { class: "size", textContent: fileSize(one.file.size) }),
          element("button", {
            type: "button",
            "aria-label": `Remove ${one.file.name}`,
            textContent: "×",
            onclick: () => {
              URL.revokeObjectURL(one.preview);
              attached = attached.filter((other) => other !== one);
              draw();
              document.getElementById("message")?.focus();
            },
          }),
        ),
      ),
    );
  }

  form.querySelector(".attach").addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    add(picker.files);
    picker.value = "";
    document.getElementById("message")?.focus();
  });
  form.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    add(files);
  });
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files") ?? false;
  for (const kind of ["dragenter", "dragover"]) {
    dropZone.addEventListener(kind, (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      dropZone.classList.add("dropping");
    });
  }
  dropZone.addEventListener("dragleave", (event) => {
    if (!dropZone.contains(event.relatedTarget)) dropZone.classList.remove("dropping");
  });
  dropZone.addEventListener("drop", (event) => {
    dropZone.classList.remove("dropping");
    if (!carriesFiles(event)) return;
    event.preventDefault();
    add(event.dataTransfer.files);
  });

  return {
    /** The files, which are then no longer attached. */
    take() {
      const files = attached.map(({ file }) => file);
      for (const { preview } of attached) URL.revokeObjectURL(preview);
      attached = [];
      draw();
      return files;
    },
    count: () => attached.length,
  };
}
