import { element, openDialog, words } from "./dom.js";

/**
 * One to six pictures; each opens large.
 * @param {readonly any[]} images
 */
export function gallery(images) {
  const small = images.every((image) => image.small);
  // Pictures of one shape are shown whole; mixed ones as squares, so that they stand in rows.
  const alike = images.every(
    ({ width, height }) => Math.abs(width / height - images[0].width / images[0].height) < 0.02,
  );
  const figures = images.map((image, index) => {
    const picture = element("img", {
      alt: image.alternative,
      width: image.width,
      height: image.height,
      loading: "lazy",
      decoding: "async",
      srcset: image.previews.map(({ href, edge }) => `${href} ${previewWidth(image, edge)}w`).join(", "),
      sizes: small
        ? "160px"
        : images.length === 1
          ? "(max-width: 560px) 90vw, 480px"
          : "(max-width: 560px) 45vw, 300px",
      src: image.previews.at(0)?.href ?? image.href,
    });
    picture.addEventListener("error", () => {
      picture.replaceWith(element("span", { class: "lost", textContent: `No longer there: ${image.alternative}` }));
    });
    const open = element(
      "button",
      { type: "button", class: "picture", "aria-haspopup": "dialog", onclick: () => show(images, index) },
      picture,
    );
    open.style.setProperty("--ratio", alike ? `${image.width} / ${image.height}` : "1");
    open.style.setProperty("--width", String(image.width / image.height));
    return open;
  });
  return element("div", { class: `gallery count-${images.length}${small ? " small" : ""}` }, ...figures);
}

/** How wide a preview is whose longest edge is `edge`. */
function previewWidth(image, edge) {
  const longest = Math.max(image.width, image.height);
  return Math.max(1, Math.round((image.width * Math.min(edge, longest)) / longest));
}

/**
 * The pictures one by one in a dialog; the arrow keys go through them.
 * @param {readonly any[]} images
 * @param {number} first
 */
function show(images, first) {
  let at = first;
  const picture = element("img", {});
  const caption = words("p", "caption", "");
  const count = element("span", { class: "count" });
  const download = element("a", { class: "button", textContent: "Download" });
  const step = (by) => () => {
    at = (at + by + images.length) % images.length;
    draw();
  };
  function draw() {
    const image = images[at];
    Object.assign(picture, { src: image.href, alt: image.alternative, width: image.width, height: image.height });
    caption.textContent = image.alternative;
    count.textContent = images.length > 1 ? `${at + 1} of ${images.length}` : "";
    Object.assign(download, { href: image.href, download: `easel-${at + 1}` });
  }
  draw();
  const several = images.length > 1;
  const arrow = (label, text, by) =>
    several
      ? element("button", { type: "button", class: "arrow", "aria-label": label, textContent: text, onclick: step(by) })
      : null;
  const close = element("button", {
    type: "button",
    class: "button",
    textContent: "Close",
    onclick: () => dialog.close(),
  });
  const bar = element("div", { class: "bar" }, caption, count, download, close);
  const stage = element(
    "div",
    { class: "stage" },
    arrow("Previous picture", "‹", -1),
    picture,
    arrow("Next picture", "›", 1),
  );
  const dialog = openDialog("viewer", "Picture", stage, bar);
  stage.addEventListener("click", (event) => {
    if (event.target === stage) dialog.close();
  });
  close.focus();
  if (several) {
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "ArrowLeft") step(-1)();
      if (event.key === "ArrowRight") step(1)();
    });
  }
}
