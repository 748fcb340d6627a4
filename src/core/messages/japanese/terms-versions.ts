import type { Messages } from "../../messages.ts";
import { platform } from "./linking.ts";
import { day, minute } from "./wording.ts";

export const termsVersions: Messages["termsVersions"] = {
  inForce: (version, since) => `利用規約 ${version} 版（${day(since)}から有効）。`,
  announced: (version, from) => `${version} 版が予告されていて、${day(from)}から有効になります。`,
  notAccepted: "この版にはまだ同意していません。/start を送ってください。",
  accepted: ({ version, at, platform: where }) =>
    `${minute(at)} に ${version} 版に同意しました（${platform(where)}）。`,
  questions: (contact) => `お問い合わせ：${contact}。`,
  new: (version, from) => `${day(from)}の ${version} 版で新しくなること：`,
  minorTitle: "利用規約の小さな変更",
  minorText: "していただくことはありません。全体は /terms で確認できます。",
  fullTitle: (version, page, pages) => `利用規約 ${version} · ${pages}ページ中${page}ページ`,
  lists: "コロンで終わる文の一覧は、ウェブサイトにあります。",
  inEnglish: "公開されている文章は英語です。",
  fullButton: "全文",
  shortButton: "要点",
  websiteButton: "ウェブサイトで見る",
};
