import type { TakedownGround } from "../../gallery/takedown.ts";
import type { Messages } from "../../messages.ts";
import type { NoticeElement } from "../../reports/infringement-notice.ts";
import { list, minute } from "./wording.ts";

const grounds: Record<TakedownGround, string> = {
  rights: "它未经许可使用了他人的作品、姓名或面孔",
  intimate: "它是真实人物的私密或侮辱性图片",
  minors: "它以绝不允许的方式呈现儿童或青少年",
  sexual: "它是色情内容",
  hateful: "它含有仇恨、残忍或自残内容",
  deceiving: "它是为欺骗而制作的",
  law: "法律要求这样做",
  terms: "它违反了条款",
};

const elements: Record<NoticeElement, string> = {
  name: "你的全名",
  contact: "联系方式（电子邮箱或通信地址）",
  work: "所涉及的作品",
  material: "是哪张图片（链接或编号）",
  goodFaith: "你善意地相信这种使用未获允许的声明",
  accuracy: "你所说属实且你有权代表作品所有者的声明",
  signature: "你的签名（输入你的姓名）",
};

export const reports: Messages["reports"] = {
  title: "举报图片",
  how: "请按图片下方的“举报”。或者发送 /report，附上图片消息的链接或图片编号，再说一下有什么问题：/report abcd2345 这是我妹妹。\n\n涉及你自己的作品？请发送 /report notice，加上链接或编号。你的图片被误撤下了？请发送 /report counter，加上你收到的编号。",
  noticeButton: "涉及我的作品",

  noticeTitle: "关于你的作品的通知",
  noticeName: "你的全名",
  noticeContact: "电子邮箱或通信地址",
  noticeWork: "你的（或你所代表的人的）哪件作品？",
  noticeMaterial: "这里的哪张图片？链接或编号",
  noticeGoodFaith: "善意声明：没有人允许这种使用",
  noticeAccuracy: "内容属实，且我有权代表所有者",
  noticeSignature: "签名：输入你的全名",
  noticeNext: "下一步",
  noticeChange: "修改",
  noticeOath: "确认并签名",
  noticeSend: "发送通知",
  yes: "是，我声明如此",
  no: "否",
  noticeHalf: (name, work, picture) =>
    `已完成一半。姓名：${name}；作品：“${work}”；图片：${picture}。还差两项声明和你的签名。虚假声明可能会受到处罚，所以请仔细阅读：\n\n1. 我善意地相信，这种使用既未获权利所有者允许，也未获其代表允许，法律也不允许。\n2. 我在此所述属实；我是权利所有者，或有权代表权利所有者，如有虚假，愿承担伪证责任。`,
  noticeMissing: (missing) =>
    `还没有发送。通知还需要：${list(missing.map((element) => elements[element]))}。你写的内容已保存：请按按钮补充。`,
  noticeThanksTitle: "我们已收到你的通知",
  noticeThanks: (reference) =>
    `我们的工作人员会查看，通常在三个工作日内，结果会告诉你。你写的内容可能会给图片的作者看，以便对方回应。通知编号是 ${reference}。`,

  outcomeTitle: "关于你举报的图片",
  outcome: (reference, acted) =>
    acted
      ? `谢谢：我们看过了，并已采取措施。你的举报编号是 ${reference}。`
      : `我们看过了，它没有违反条款，所以会保留。仍然感谢你告诉我们。你的举报编号是 ${reference}。`,

  takenDownTitle: "已撤下",
  takenDown: "这张图片已被撤下。",
  someTakenDown: "这里原有的一张图片已被撤下。/history 会显示现有的图片。",
  historyLine: (number, made, model) => `${number}. 已撤下 · ${model} · ${minute(made)}`,

  ownerTitle: "你的一张图片被撤下了",
  owner: (picture, ground, note, until) =>
    [
      `你的图片 ${picture} 已被撤下，因为${grounds[ground]}。${note === null ? "" : `我们的工作人员补充：${note}`}`,
      `你的积分不变。如果这是误判，你可以在 ${minute(until)} 之前提出异议：请按按钮，或发送 /report counter ${picture}。在此之前图片会封存保留；之后将永久删除。`,
    ].join("\n\n"),
  objectButton: "提出异议",
  objectTitle: "对撤下提出异议",
  objectName: "你的全名",
  objectContact: "电子邮箱或通信地址",
  objectStatement: "为什么这是误判？",
  objectOath: "善意声明，如有虚假愿承担伪证责任",
  objectSignature: "签名：输入你的全名",
  objectSend: "发送",
  objectMissing:
    "还没有发送。异议需要你的姓名、联系方式、为什么是误判、你善意作出此声明的确认，以及你输入的签名。请再按一次“提出异议”。",
  objectThanksTitle: "我们已收到你的异议",
  objectThanks: (picture) =>
    `我们的工作人员会就 ${picture} 作出决定，并告诉你。在此之前图片会封存保留。你写的内容可能会给投诉的人看。`,
  restoredTitle: "你的图片恢复了",
  restored: (picture) => `对你的图片 ${picture} 的撤下已撤销：它又回到了你的 /history 里。给你添麻烦了，很抱歉。`,
};

export const reportRefusals = {
  "picture-taken-down": () => "这张图片已被撤下，不能再对它做任何操作。",
  "picture-unknown": ({ given }) =>
    given === ""
      ? "请说明是哪张图片：用它的消息链接，或用“详情”显示的编号。"
      : `没有找到“${given}”对应的图片。请发送显示它的消息的链接，或它的编号：图片下方的“详情”会显示。`,
  "reference-blocked": ({ name }) =>
    `图片 ${name} 不能在这里使用。没有扣费，也没有转发给任何人。请换一张；如果你认为这是误判，请发送 /appeal。`,
  "reports-too-many": ({ max }) =>
    `你今天已提交 ${max} 次举报，每一次我们都会查看。其余的请明天再提交。如果有人处于危险之中，请先联系警方。`,
  "takedown-unknown": () => "没有找到对应的撤下记录。请发送 /report counter，加上撤下通知里显示的编号。",
  "objection-late": () => "对这次撤下提出异议的期限已过，图片也不再保留。",
  "objection-made": () => "你已经对这次撤下提出过异议。我们的工作人员会作出决定，并告诉你。",
} satisfies Partial<Messages["refusals"]>;
