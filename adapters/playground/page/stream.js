const WAIT_FIRST_MS = 400;
const WAIT_MS_MAX = 10_000;
/** The server sends a heartbeat every 15 seconds; a line that is silent for much longer is dead. */
const SILENCE_MS_MAX = 40_000;

/**
 * Follows the conversation for ever: after a break it comes back by itself and asks for what was missed.
 * @param {string} person
 * @param {{
 *   hello(hello: { conversation: string, now: number }): void,
 *   message(message: any): void,
 *   caughtUp(): void,
 *   state(state: "open" | "broken"): void,
 * }} listener
 * @returns {{ forget(): void }}
 */
export function follow(person, listener) {
  let after = 0;
  let failures = 0;
  let timer = 0;
  let watchdog = 0;
  /** @type {EventSource | null} */
  let source = null;

  function open() {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(`/playground/events?person=${encodeURIComponent(person)}&after=${after}`);
    heard();
    source.addEventListener("hello", (event) => {
      heard();
      failures = 0;
      listener.hello(JSON.parse(event.data));
      listener.state("open");
    });
    source.addEventListener("message", (event) => {
      heard();
      after = Math.max(after, Number(event.lastEventId));
      listener.message(JSON.parse(event.data));
    });
    source.addEventListener("caught-up", () => {
      heard();
      listener.caughtUp();
    });
    source.addEventListener("heartbeat", heard);
    source.addEventListener("error", broken);
  }

  function heard() {
    clearTimeout(watchdog);
    watchdog = setTimeout(broken, SILENCE_MS_MAX);
  }

  function broken() {
    source?.close();
    clearTimeout(watchdog);
    clearTimeout(timer);
    listener.state("broken");
    const wait_ms = Math.min(WAIT_MS_MAX, WAIT_FIRST_MS * 2 ** failures);
    failures += 1;
    // Spread out, so that many pages do not all come back in the same moment.
    timer = setTimeout(open, wait_ms * (0.75 + Math.random() / 2));
  }

  window.addEventListener("online", () => {
    if (source?.readyState !== EventSource.OPEN) open();
  });
  open();
  return {
    forget() {
      after = 0;
      open();
    },
  };
}
