import type { Caller } from "../chat/command.ts";
import type { Reply } from "../chat/reply.ts";
import type { Services } from "../services.ts";
import { changesIn, type TermsVersion } from "./version.ts";

type Reader = Pick<Caller, "account" | "messages" | "language">;

/** How many people a process remembers to have told. The notice itself is told once, whatever is remembered here. */
const TOLD_MAX = 20_000;

/**
 * Tells whoever comes, and has accepted what counts, of minor changes since (T27): each once, as a notice. Waits for nothing and
 * never throws; what fails is tried again at the person's next contact.
 */
export function createTermsNews({
  terms,
  notices,
  log,
}: Pick<Services, "terms" | "notices" | "log">): (reader: Reader) => void {
  const told = new Set<string>();

  async function tell(version: TermsVersion, reader: Reader): Promise<void> {
    const key = `terms:${version.version}:${reader.account.id}`;
    if (told.has(key)) return;
    told.add(key);
    if (told.size > TOLD_MAX) told.delete(told.values().next().value ?? "");
    try {
      await notices.post(reader.account.id, key, noticeOf(version, reader));
    } catch (error) {
      told.delete(key);
      log.warn({ error }, "somebody could not be told of a change of the terms yet");
    }
  }

  return (reader) => {
    const { consents } = reader.account;
    if (!terms.hasAccepted(consents)) return;
    for (const version of terms.since(consents)) void tell(version, reader);
  };
}

function noticeOf(version: TermsVersion, { messages, language }: Reader): Reply {
  const { termsVersions: words } = messages;
  const text = [words.new(version.version, version.effectiveAt), changesIn(language, version), words.minorText];
  return { title: words.minorTitle, text: text.filter((part) => part !== null).join("\n\n") };
}
