import { createComposer } from "./composer.js";
import { openForm } from "./forms.js";
import { newEventId, post } from "./outbox.js";
import { countSeconds, createPane, drawGreeting } from "./panes.js";
import { addressOf, currentPerson, drawPeople } from "./people.js";
import { follow } from "./stream.js";

const me = currentPerson();
const tabs = { channel: document.getElementById("tab-channel"), direct: document.getElementById("tab-direct") };
const connection = document.getElementById("connection");
/** Messages in which an answer to this page is expected: a form in it is opened at once. */
const expected = new Set();
const unread = { channel: 0, direct: 0 };
let clockAhead_ms = 0;
let conversation = "";
let caughtUp = false;

const composer = createComposer(send);
const write = (name) => (text) => {
  composer.moveTo(name, true);
  composer.write(text);
};
const actions = (name) => ({
  me,
  write: write(name),
  openForm: showForm,
  async press(message, button) {
    const event = newEventId();
    expected.add(`${me}.${event}.answer`).add(message.id);
    try {
      await post("/playground/buttons", { event, person: me, origin: message.id, token: button.token });
    } catch (error) {
      composer.tell(error.message);
    }
  },
});
const panes = {
  channel: createPane(
    "channel",
    actions("channel"),
    drawGreeting(
      "Say what you would like to see.",
      "Easel paints it, here, for everyone in #easel. New here? Start with the first one.",
      ["/start", "/imagine a red fox in fresh snow"],
      write("channel"),
    ),
  ),
  direct: createPane(
    "direct",
    actions("direct"),
    drawGreeting(
      "Just you and Easel.",
      "Plain words become pictures here.",
      ["/start", "a lighthouse at dusk"],
      write("direct"),
    ),
  ),
};

async function send(pane, text, files) {
  const event = newEventId();
  const id = `${me}.${event}`;
  expected.add(`${id}.answer`);
  const attachments = files.map(({ name, size }) => ({ name, bytes: size }));
  const pending = {
    id,
    pane,
    text,
    attachments,
    author: "person",
    person: me,
    at: Date.now() + clockAhead_ms,
    order: Number.MAX_SAFE_INTEGER,
    onlyYou: false,
    answers: null,
    waiting: false,
    reply: null,
    pending: true,
  };
  panes[pane].put(pending);
  let told = "";
  const delayed = (sentence) => {
    told = sentence;
    composer.tell(sentence);
  };
  try {
    await post("/playground/messages", { event, person: me, pane, text }, files, delayed);
    if (told !== "") composer.untell(told);
  } catch (error) {
    panes[pane].put({ ...pending, pending: false, failed: error.message });
  }
}

function showForm(message) {
  const { form } = message.reply;
  openForm(form, async (values) => {
    const event = newEventId();
    expected.add(`${me}.${event}.answer`).add(message.id);
    await post("/playground/forms", { event, person: me, origin: message.id, token: form.token, values });
  });
}

function receive(message) {
  if (message.removed) {
    for (const pane of Object.values(panes)) pane.remove(message.id);
    return;
  }
  const pane = panes[message.pane];
  const isNew = pane.find(message.id) === undefined;
  pane.put(message);
  if (isNew && caughtUp && !pane.visible() && !(message.author === "person" && message.person === me)) {
    unread[message.pane] += 1;
    drawUnread();
  }
  if (!message.waiting && expected.delete(message.id) && message.reply?.form) showForm(message);
}

function drawUnread() {
  for (const name of ["channel", "direct"]) {
    if (panes[name].visible()) unread[name] = 0;
    const label = name === "channel" ? "#easel" : "Direct";
    tabs[name].classList.toggle("unread", unread[name] > 0);
    tabs[name].setAttribute("aria-label", unread[name] > 0 ? `${label}, ${unread[name]} new` : label);
    tabs[name].setAttribute("aria-current", String(composer.pane() === name));
  }
  const count = unread.channel + unread.direct;
  document.title = count > 0 ? `(${count}) Easel` : "Easel";
}

function activate(name, focus) {
  composer.moveTo(name, focus);
  drawUnread();
  panes[name].toEnd();
}

const stream = follow(me, {
  hello({ conversation: id, now }) {
    clockAhead_ms = now - Date.now();
    const another = conversation !== "" && conversation !== id;
    conversation = id;
    if (!another) return;
    // The server has forgotten what this page shows.
    for (const pane of Object.values(panes)) pane.clear();
    stream.forget();
  },
  message: receive,
  caughtUp() {
    if (!caughtUp) for (const pane of Object.values(panes)) pane.toEnd();
    caughtUp = true;
    for (const pane of Object.values(panes)) pane.ready(true);
  },
  state(state) {
    connection.textContent = state === "broken" ? "Reconnecting…" : "";
  },
});

for (const name of ["channel", "direct"]) {
  tabs[name].addEventListener("click", () => activate(name, true));
  const section = document.getElementById(name);
  section.querySelector(".elsewhere").addEventListener("click", () => activate(name, true));
}
document.addEventListener("visibilitychange", drawUnread);
window.matchMedia("(max-width: 899px)").addEventListener("change", drawUnread);
document.getElementById("wordmark").href = addressOf(me);
drawPeople(me);
drawUnread();
countSeconds(() => Date.now() + clockAhead_ms);
if (window.matchMedia("(hover: hover)").matches) composer.focus();
fetch("/playground/commands")
  .then((answer) => answer.json())
  .then(composer.learn)
  // Suggestions are a help; the chat works without them.
  .catch(() => undefined);
