import { type Account, languageWished } from "../accounts/account.ts";
import { encodeButton } from "../chat/button-token.ts";
import type { Reply, ReplyFile } from "../chat/reply.ts";
import { languageOf, type Messages, messagesFor } from "../messages.ts";
import type { Export } from "./export.ts";

/** What a person reads who did not ask just now, in the language that they wish. */
function messagesOf(account: Account): Messages {
  return messagesFor(languageOf(languageWished(account)));
}

export function goodbye(account: Account): Reply {
  const { privacy, sanctions } = messagesOf(account);
  // Nobody has asked for it, and nobody begins anew.
  const isClosed = account.sanctions.some(({ kind, until }) => kind === "termination" && until === null);
  return { text: isClosed ? sanctions.erased : privacy.goodbye };
}

export function withheldNotice(account: Account): Reply {
  return { text: messagesOf(account).sanctions.erasureWaits };
}

export function plannedNotice(account: Account, dueAt: Date): Reply {
  const { privacy: words } = messagesOf(account);
  return { title: words.delete, text: words.plannedNotice(dueAt), buttons: [keepButton(account, words)] };
}

export function scheduledNotice(account: Account, dueAt: Date): Reply {
  const { privacy: words } = messagesOf(account);
  return { text: words.scheduled(dueAt), buttons: [keepButton(account, words)] };
}

export function keptNotice(account: Account): Reply {
  return { text: messagesOf(account).privacy.keptNotice };
}

export function keepButton({ id }: Pick<Account, "id">, words: Messages["privacy"]) {
  return { label: words.keep, style: "primary", token: encodeButton("privacy", "keep", id) } as const;
}

/** More files than this are told of in several messages, so that one that fails does not bring all of them again. */
const FILES_A_MESSAGE = 5;

/** The messages that bring an export, with all its files. */
export function exportReplies({ parts, keptUntil }: Export, { privacy: words }: Messages): readonly Reply[] {
  const files = parts.map(
    (key, index): ReplyFile => ({
      key,
      name: parts.length === 1 ? "easel-data.zip" : `easel-data-${index + 1}-of-${parts.length}.zip`,
    }),
  );
  const replies: Reply[] = [];
  for (let from = 0; from < files.length; from += FILES_A_MESSAGE) {
    const some = files.slice(from, from + FILES_A_MESSAGE);
    const more = words.exportMore(from + 1, from + some.length, files.length);
    const first = [words.exportReady(files.length, keptUntil ?? new Date(0)), ...(files.length > 1 ? [more] : [])];
    replies.push(
      from === 0
        ? { tone: "good", title: words.exportTitle, text: first.join("\n\n"), files: some }
        : { text: more, files: some },
    );
  }
  return replies;
}

export function exportNotices(account: Account, ready: Export): readonly Reply[] {
  return exportReplies(ready, messagesOf(account));
}

export function exportFailedNotice(account: Account): Reply {
  return { text: messagesOf(account).privacy.exportFailed };
}
