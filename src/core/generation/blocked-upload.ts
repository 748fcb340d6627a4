import type { Caller } from "../chat/command.ts";
import type { Incoming } from "../chat/incoming.ts";
import type { Reply } from "../chat/reply.ts";
import type { BlockedCategory } from "../gallery/blocked-image.ts";
import { consequenceReply } from "../moderation/consequence-reply.ts";
import { refuse } from "../refusal.ts";
import type { Services } from "../services.ts";

/** An upload is a picture that nobody may use. */
export class BlockedUpload extends Error {
  override readonly name = "BlockedUpload";
  /** Its name as the person gave it. */
  readonly file: string;
  readonly category: BlockedCategory;
  readonly bytes: Uint8Array;
  readonly contentType: string;

  constructor(file: string, category: BlockedCategory, bytes: Uint8Array, contentType: string) {
    super("an upload is blocked");
    this.file = file;
    this.category = category;
    this.bytes = bytes;
    this.contentType = contentType;
  }
}

interface Context {
  readonly caller: Caller;
  readonly incoming: Incoming;
  readonly services: Pick<Services, "conduct">;
}

/** What `work` answers; where it meets a blocked upload, what follows from that. `words`: what was to be made of it. */
export async function unlessBlocked(words: string, context: Context, work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BlockedUpload)) throw error;
    return answerTo(error, words, context);
  }
}

/** Nothing was taken; what it counts as, and nothing of what it was compared with. */
async function answerTo(
  { file, category, bytes, contentType }: BlockedUpload,
  words: string,
  { caller, incoming, services }: Context,
): Promise<Reply> {
  const consequence = await services.conduct.found({
    ...{ cause: `${incoming.id}:upload`, account: caller.account.id, stage: "upload", category, confidence: 1 },
    evidence: { words, bytes, contentType },
  });
  const refusal = refuse("reference-blocked", { name: file });
  if (consequence.strikes === 0 && consequence.sanction === null) throw refusal;
  return consequenceReply(refusal, consequence, caller);
}
