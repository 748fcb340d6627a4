/** What operators read when they export evidence for authorities. */
export const evidenceDesk = {
  title: "Evidence for authorities",
  usage:
    "Name a case or an account, and why: /admin evidence <case or account> --reason “request 12/26 of …”. To check a file that was exported: /admin evidence verify <SHA-256 of its manifest.json> <seal>, both as seal.json has them.",
  unknown: (given: string) =>
    `“${given}” is neither a case nor an account that anything is kept of. /admin cases shows the ids of both.`,
  reasonMissing:
    "Evidence is exported for a reason: put it behind --reason. It is kept in the audit trail and in the file.",
  preview: (kind: "account" | "case", id: string) =>
    `All sealed evidence of the ${kind} ${id} would be opened and put into one ZIP file, with its violations, sanctions, reviews and the identities of its account. Your name and the reason are kept. Export it?`,
  items: "Sealed evidence",
  itemsLine: (count: number) => (count === 1 ? "one item" : `${count} items`),
  cases: "Cases",
  account: "Account",
  noAccount: "nobody is behind it any more",
  reason: "Reason",
  yes: "Yes, export it",
  done: (items: number, missing: number, pieces: number) =>
    [
      `${items === 1 ? "One item is" : `${items} items are`} in the file.`,
      ...(missing === 0 ? [] : [`${missing === 1 ? "One is" : `${missing} are`} missing: manifest.json says why.`]),
      ...(pieces < 2
        ? []
        : [
            `It came in ${pieces} pieces. Put together in their order they are the ZIP file: cat easel-evidence.zip.* > easel-evidence.zip`,
          ]),
      "The file can be had here for an hour. Keep it where nobody reads it by chance.",
    ].join(" "),
  sha256: "SHA-256 of the ZIP file",
  tooLarge:
    "That is more than a chat takes at once (40 MB). Export it case by case: /admin evidence <case> --reason “…”.",
  verifyUsage: "It needs two values, as seal.json has them: /admin evidence verify <manifestSha256> <seal>",
  genuine:
    "Genuine: this Easel has sealed a manifest with this SHA-256. If that is the SHA-256 of the manifest.json at hand, and the files have those that stand in it, nothing was changed since.",
  notGenuine:
    "Not genuine: this Easel has not sealed such a manifest. It was changed after the export, or HASH_KEY was another one then.",
};
