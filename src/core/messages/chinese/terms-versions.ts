import type { Messages } from "../../messages.ts";
import { platform } from "./linking.ts";
import { day, minute } from "./wording.ts";

export const termsVersions: Messages["termsVersions"] = {
  inForce: (version, since) => `条款版本 ${version}，自${day(since)}起生效。`,
  announced: (version, from) => `已公布版本 ${version}，自${day(from)}起生效。`,
  notAccepted: "你还没有同意这个版本：请发送 /start。",
  accepted: ({ version, at, platform: where }) => `你于 ${minute(at)} 同意了版本 ${version}（${platform(where)}）。`,
  questions: (contact) => `如有疑问：${contact}。`,
  new: (version, from) => `${day(from)}的版本 ${version} 有哪些新内容：`,
  minorTitle: "条款的小改动",
  minorText: "你不需要做什么。/terms 会显示全部内容。",
  fullTitle: (version, page, pages) => `服务条款 ${version} · 第 ${page} 页，共 ${pages} 页`,
  lists: "以冒号结尾的句子，其列表在网站上。",
  inEnglish: "公布的文本为英文。",
  fullButton: "全文",
  shortButton: "摘要",
  websiteButton: "在网站上查看",
};
