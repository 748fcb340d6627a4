import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, minute } from "./wording.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

export const history: Messages["history"] = {
  title: (search) => (search === "" ? "你的图片" : `你的图片 · ${search}`),
  searched: (words, model, since, before) =>
    [
      words === "" ? "" : `“${shortened(words, 60)}”`,
      model ?? "",
      since === null ? "" : `${day(since)}起`,
      before === null ? "" : `到${day(new Date(before.getTime() - DAY_MS))}为止`,
    ]
      .filter((part) => part !== "")
      .join(" · "),
  empty: "这里还没有图片。发送 /imagine 就能得到第一张。",
  nothingFound: "没有找到符合的图片。少用几个词或用更短的词，能找到更多；只发送 /history 可以查看全部。",
  noWords: "这里没有可以搜索的文字。请试试提示词里的某个词，或只发送 /history 查看全部。",
  end: "没有更早的图片了。",
  line: (index, generation, model) =>
    [
      `${index}. ${shortened(generation.request.prompt, 60)}`,
      model,
      minute(generation.acceptedAt),
      credits(generation.settlement?.captured_credits ?? 0),
    ].join(" · "),
  open: (index) => `打开 ${index}`,
  original: (index) => `原图 ${index}`,
  newest: "最新",
  older: "更早",
  delete: "删除…",
  deleteTitle: "删除图片",
  deleteLabel: (count) =>
    count === 1
      ? "删除哪些？填 1 或“all”（全部）。删除后无法恢复。"
      : `删除哪些？填本页的编号，例如 1, ${count}，或“all”（全部）。删除后无法恢复。`,
  deleteSubmit: "永久删除",
  deleteNumbers: (count) => (count === 1 ? "1 或“all”" : `1 到 ${count} 的编号，例如 1, ${count}，或“all”`),
  deleted: (count) => (count === 0 ? "这些图片早已删除。" : `${count} 张图片已从你的历史记录和我们的存储中删除。`),
  aDay: "日期，例如 2026-11-24、“today”（今天）或“yesterday”（昨天）",
};
