import type { AuditEntry } from "../../desk/audit.ts";
import { minute } from "../english/wording.ts";
import { shortened } from "../shortened.ts";

const PART_LENGTH_MAX = 160;

/** What operators read about what they and Easel’s rules did. */
export const auditWords = {
  title: "Audit trail",
  titleOf: (subject: string) => `Audit trail of ${subject}`,
  titleBy: (actor: string) => `Audit trail: what ${actor} did`,
  none: "Nothing was done.",
  noMore: "There is nothing older.",
  older: "Older",
  entry: ({ at, actor, action, subject, reason, before, after }: AuditEntry) =>
    [
      `${minute(at)} · ${actor} · ${action} · ${subject}`,
      ...(before === null && after === null
        ? []
        : [`${shortened(before ?? "–", PART_LENGTH_MAX)} → ${shortened(after ?? "–", PART_LENGTH_MAX)}`]),
      ...(reason === null || reason === "" ? [] : [`“${shortened(reason, PART_LENGTH_MAX)}”`]),
    ].join("\n"),
};
