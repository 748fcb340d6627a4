import { termsInForce } from "../../accounts/terms.ts";
import { exampleOf } from "../../chat/command-example.ts";
import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { allowed } from "./allowed.ts";
import { appealRefusals } from "./appeals.ts";
import { billingRefusals } from "./billing-refusals.ts";
import { commands } from "./commands.ts";
import { linkRefusals } from "./linking.ts";
import { priceRefusals } from "./prices.ts";
import { privacyRefusals } from "./privacy.ts";
import { reportRefusals } from "./reports.ts";
import { sanctionRefusals } from "./sanctions.ts";
import { serverRefusals } from "./servers.ts";
import { supportRefusals } from "./support.ts";
import { switchRefusals } from "./switches.ts";
import { credits, list } from "./wording.ts";

const categories: ReadonlyMap<string, string> = new Map(
  Object.entries({
    sexual: "色情内容",
    minors: "涉及未成年人的性内容",
    consent: "真实人物的私密或侮辱性图片",
    hate: "仇恨",
    violence: "残忍的暴力",
    selfharm: "自残",
    illegal: "违法内容",
    deception: "为欺骗而制作的图片",
    profanity: "脏话",
  }),
);

export const refusals: Messages["refusals"] = {
  ...reportRefusals,
  ...serverRefusals,
  ...billingRefusals,
  ...appealRefusals,
  ...supportRefusals,
  ...switchRefusals,
  ...sanctionRefusals,
  ...priceRefusals,
  ...linkRefusals,
  ...privacyRefusals,
  "unknown-command": ({ given, nearest }) =>
    nearest === null
      ? `没有 /${given} 这个命令。发送 /help 查看有哪些命令。`
      : `没有 /${given} 这个命令。你是想用 /${nearest} 吗？发送 /help 查看全部。`,
  "unknown-option": ({ command, given, nearest, allowed: options }) =>
    [
      `/${command} 没有 ${given} 这个选项。`,
      nearest === null ? "" : `你是想用 ${nearest} 吗？`,
      options.length === 0 ? "请不带选项发送。" : `可用的选项有 ${list(options)}。`,
    ].join(""),
  "missing-option": ({ command, option, example }) =>
    `/${command} 还缺少 ${option}。例如：${exampleOf(commands, command, example)}`,
  "bad-option": ({ option, given, allowed: what }) =>
    given === ""
      ? `选项 ${option} 后面需要一个值。可以填：${allowed(what)}。`
      : `“${given}”不能用于 ${option}。可以填：${allowed(what)}。`,
  "repeated-option": ({ option }) => `选项 ${option} 出现了两次。请只写一次，我才知道你要哪个。`,
  "contradicting-options": ({ first, second }) => `${first} 和 ${second} 互相矛盾。请去掉其中一个，或改一下。`,
  "button-stale": () => "这个按钮已经过时，不再起作用。请重新发送命令。",
  "prompt-empty": () => "告诉我你想看到什么。例如：雪地里的红狐狸，清晨的光线",
  "prompt-too-long": ({ length, lengthMax, model }) =>
    `你的提示词有 ${length} 个字符，而 ${model} 最多读 ${lengthMax} 个。请缩短一些。没有扣费。`,
  "prompt-blocked": ({ category }) =>
    `这个我不能画，因为它看起来是：${categories.get(category) ?? "条款不允许的内容"}。没有扣费。如果我误解了，请换个说法。/terms 列出了不允许的内容。`,
  "prompt-gravest": ({ category }) =>
    `这个我不会画，因为它看起来是：${categories.get(category) ?? "条款不允许的内容"}。这属于条款所禁止的最严重的内容（T7）。没有扣费。`,
  unsupported({ model, option, given, supported }) {
    if (supported.kind === "nothing") return `${model} 不支持 ${option} ${given}。请去掉这个选项。没有扣费。`;
    if (supported.kind === "only-of") {
      return `${model} 不支持 ${option} ${given}，只有 ${list(supported.models)} 支持。没有扣费。`;
    }
    return `${model} 不支持 ${option} ${given}。可以填：${allowed(supported)}。没有扣费。`;
  },
  "references-too-many": ({ model, given, max }) =>
    max === 0
      ? `${model} 不接受参考图。/models 会显示哪些模型接受。`
      : `${model} 最多接受 ${max} 张参考图，这里有 ${given} 张。请去掉几张，或换个模型（/models）。`,
  "references-needed": ({ model }) => `${model} 做这个需要一张图片作为起点。请在消息里附上一张。`,
  "reference-link": () => "我不打开链接。请把图片本身附在消息里，我就能以它为起点。没有扣费。",
  "reference-not-an-image": ({ name, megapixelsMax }) =>
    `“${shortened(name, 40)}”不是我能读取的图片。我接受不超过 ${megapixelsMax} 百万像素的 PNG、JPEG 和 WebP。没有扣费。`,
  "reference-too-large": ({ name, megabytesMax }) =>
    `“${shortened(name, 40)}”太大了：参考图不能超过 ${megabytesMax} MB。请发送小一点的版本。没有扣费。`,
  "reference-too-small": ({ name, width, height, edgeMin, model }) =>
    `“${shortened(name, 40)}”是 ${width} × ${height} 像素，对 ${model} 来说太小或太窄：长边调到 2048 时，短边至少要有 ${edgeMin}。请发送另一个版本。没有扣费。`,
  "reference-deleted": ({ given }) => `图片 ${given} 已删除，不能再用它生成。/history 会显示你的图片。没有扣费。`,
  "reference-unknown": ({ given }) =>
    `你的图片里没有编号“${shortened(given, 40)}”。图片下方的“详情”会显示编号，“last”代表你最新的一张。没有扣费。`,
  "edit-needs-picture": () =>
    "要修改哪张图片？请在消息里附上一张：/edit 改成冬天。如果你已在这里生成过图片，/edit 会用最新的一张，也可以用编号指定别的：--from 加上“详情”显示的编号。没有扣费。",
  "reference-unavailable": ({ name }) => `无法读取“${shortened(name, 40)}”。请重新附上。没有扣费。`,
  "credits-insufficient": ({ price, available }) =>
    `这需要 ${credits(price)}，而你有 ${available}。可以试试小一点的尺寸、少几张图片或别的模型（/pricing）。没有扣费。`,
  "wallet-frozen": () =>
    `在我们核查你的账号期间，你的积分暂时冻结，所以不能开始新的图片。如有疑问：${termsInForce.contact}。`,
  "too-many-running": ({ running, max }) =>
    `你有 ${running} 张图片正在处理，最多同时 ${max} 张。请等其中一张完成后再发送。没有扣费。`,
  "too-fast": ({ waitSeconds, max }) => `太快了：我每分钟接受 ${max} 条命令。请 ${waitSeconds} 秒后再试。`,
  "already-asked": () => "我已经在做了，只会扣一次费。请稍等第一张。",
  "desk-says": ({ text }) => text,
  "not-yours": () => "这是别人的。发送 /imagine 生成你自己的图片。",
  "picture-gone": () => "这张图片已经不在了。/history 会显示你的图片。",
  "still-running": () => "这张图片还没完成。请等它出来后再试。",
  "model-off": ({ model }) => `${model} 目前已停用。请换一个模型（/models）。没有扣费。`,
};
