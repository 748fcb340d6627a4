import type { Announcement, Audience } from "../../desk/announcement.ts";
import { minute } from "../english/wording.ts";

const audienceNames: Readonly<Record<string, string>> = { everybody: "everybody", subscribers: "subscribers" };

/** What operators read about messages to many. */
export const announceWords = {
  title: "Announcements",
  none: "Nothing was announced yet.",
  begin: "Write one",
  stop: (number: number, of: number) => (of === 1 ? "Stop it" : `Stop the ${number}. that is being sent`),
  stopped: "Stopped: nobody new gets it. What a chat has taken already still arrives.",
  refresh: "Look again",
  audience: (audience: Audience) => audienceNames[audience] ?? `on ${audience.slice("platform:".length)}`,
  kind: { service: "service message", reminder: "piece of news" },
  kindChoice: {
    service: "Service message: everybody gets it",
    reminder: "News: not for those who switched reminders off",
  },
  formTitle: "Announcement",
  submit: "Preview",
  textLabel: "In English",
  othersLabel: "Other languages: “de:” on a line, then text",
  audienceLabel: "For whom",
  kindLabel: "What it is",
  whyLabel: "Why (kept, not sent)",
  see: (language: string) => `As seen in ${language}`,
  inLanguage: (language: string) => `In ${language}`,
  textAllowed: (max: number) => `Write the English text, at most ${max} characters.`,
  othersAllowed: (codes: readonly string[], max: number) =>
    `Begin each other language with its code on a line of its own, such as “de:”, once for each, with at most ${max} characters behind it. The codes are ${codes.join(", ")}.`,
  audienceAllowed: (audiences: readonly string[]) => `Choose whom it is for: ${audiences.join(", ")}.`,
  nobody: "Nobody would get this: no account fits.",
  line: ({ state, audience, kind, posted, people, startedAt, by, stoppedBy }: Announcement) =>
    [
      `${minute(startedAt)} by ${by}`,
      `${announceWords.kind[kind]} for ${announceWords.audience(audience)}`,
      stateText(state, posted, people, stoppedBy),
    ].join(" · "),
} as const;

function stateText(state: Announcement["state"], posted: number, people: number, stoppedBy: string | null): string {
  const far = `${posted} of ${people}`;
  if (state === "sending") return `being sent, ${far}`;
  return state === "sent" ? `sent to ${posted}` : `stopped by ${stoppedBy ?? "somebody"} at ${far}`;
}
