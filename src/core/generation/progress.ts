import type { Drive } from "./drive.ts";
import type { Generation } from "./generation.ts";
import { progressReply } from "./replies.ts";

/** How far a picture is, as its person sees it. */
export type Progress =
  | { readonly stage: "heard" }
  /** In our own line for a turn at the provider. */
  | { readonly stage: "line"; readonly ahead: number }
  /** At the provider, which has a line of its own. */
  | { readonly stage: "queue"; readonly ahead: number | null; readonly running_ms: number }
  | { readonly stage: "painting"; readonly running_ms: number };

/** Chats limit how often a message may be edited, and nobody reads faster. */
const EDIT_EVERY_MS = 1_000;

/** Shows a change of the progress by editing the one message. A courtesy: a chat that cannot must not stop the picture. */
export function showProgress(generation: Generation, progress: Progress, drive: Drive): void {
  const { chats, clock } = drive.tools;
  const { memory } = drive;
  const reply = progressReply(generation, progress);
  const look = `${progress.stage} ${reply.text}`;
  const now = clock.now();
  const sameStage = memory.shown.startsWith(`${progress.stage} `);
  const justShown = memory.shownAt !== null && now.getTime() - memory.shownAt.getTime() < EDIT_EVERY_MS;
  if (look === memory.shown || (sameStage && justShown)) return;
  memory.shown = look;
  memory.shownAt = now;
  memory.showing = chats.show(generation.place, reply, generation.revision).catch(() => undefined);
}
