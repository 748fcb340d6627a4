import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, minute } from "./wording.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

export const history: Messages["history"] = {
  title: (search) => (search === "" ? "あなたの画像" : `あなたの画像 · ${search}`),
  searched: (words, model, since, before) =>
    [
      words === "" ? "" : `「${shortened(words, 60)}」`,
      model ?? "",
      since === null ? "" : `${day(since)}以降`,
      before === null ? "" : `${day(new Date(before.getTime() - DAY_MS))}まで`,
    ]
      .filter((part) => part !== "")
      .join(" · "),
  empty: "まだ何もありません。/imagine を送れば、最初の1枚ができます。",
  nothingFound:
    "当てはまる画像はありません。言葉を減らすか短くすると見つかりやすくなります。/history だけを送ると、すべて表示します。",
  noWords: "検索できる文字がありません。プロンプトの言葉で試すか、/history だけを送ってすべてを表示してください。",
  end: "これより古い画像はありません。",
  line: (index, generation, model) =>
    [
      `${index}. ${shortened(generation.request.prompt, 60)}`,
      model,
      minute(generation.acceptedAt),
      credits(generation.settlement?.captured_credits ?? 0),
    ].join(" · "),
  open: (index) => `開く ${index}`,
  original: (index) => `元の画像 ${index}`,
  newest: "最新",
  older: "前の画像",
  delete: "削除…",
  deleteTitle: "画像を削除",
  deleteLabel: (count) =>
    count === 1
      ? "どれを削除しますか？1または「all」（すべて）。元には戻せません。"
      : `どれを削除しますか？このページの番号（例：1, ${count}）または「all」（すべて）。元には戻せません。`,
  deleteSubmit: "完全に削除する",
  deleteNumbers: (count) =>
    count === 1 ? "1または「all」" : `1から${count}までの番号（例：1, ${count}）または「all」`,
  deleted: (count) => (count === 0 ? "すでに削除されています。" : `${count}枚の画像を履歴と保存先から削除しました。`),
  aDay: "日付（例：2026-11-24）、「today」（今日）または「yesterday」（昨日）",
};
