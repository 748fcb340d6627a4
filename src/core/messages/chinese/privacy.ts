import type { Messages } from "../../messages.ts";
import { credits, minute } from "./wording.ts";

const days = (count: number) => `${count} 天`;
const hours = (count: number) => `${count} 小时`;

export const privacy: Messages["privacy"] = {
  title: "你的数据",
  text: "这里列出 Easel 保存了你的哪些数据，以及保存多久。这些数据不会用来训练模型，也不会交给别人用于训练（T14）；它们用于你的历史记录、客服支持和防止滥用（T15）。条款见 /terms。",
  kept: {
    pictures: "图片和提示词",
    references: "你附上的图片",
    referencesFor: (count) => `${days(count)}，以便重新生成结果`,
    account: "名称、设置、同意记录",
    accountFor: "账号存在期间",
    notices: "我发给你的消息",
    noticesFor: "账号存在期间",
    buttons: "按钮记住的内容",
    buttonsFor: (count) => `${days(count)}（搜索内容、提示词的文字）`,
    chats: "聊天平台用来找到消息的信息",
    chatsFor: (count, eventHours) =>
      `最多 ${days(count)}，不含名称；你发送的内容最多 ${hours(eventHours)}，直到得到回复`,
    links: "聊天之间的关联",
    linksFor: (count) => `没有完成的保存 ${days(count)}，其余的在账号存在期间保存`,
    spending: "你在服务器里的花费",
    spendingFor: days,
    reports: "你提交的举报",
    reportsFor: "在可能用到的期间；你写的文字会随账号一起删除",
    tickets: "你写给客服的工单",
    ticketsFor: (words, pictures) =>
      `文字在工单关闭 ${days(words)}后删除；图片随工单一起删除，最迟在收到 ${days(pictures)}后删除`,
    money: "积分、订单和退款",
    moneyFor: "永久保存，因为账目必须留存：你删除账号后，不再含名称、文字或图片",
    exports: "你要求的导出文件",
    exportsFor: hours,
  },
  terms: "阅读条款",
  export: "导出我的数据",
  delete: "删除我的账号",

  exportAsked:
    "我正在整理：我保存的关于你的一切，包括所有图片。整理好后会以 ZIP 文件私下发给你；图片很多时需要几分钟。",
  exportUnderWay: "还在整理中，整理好后会私下发给你。",
  exportTitle: "你的数据",
  exportReady: (parts, until) =>
    `我保存的关于你的一切，共 ${parts} 个 ZIP 文件。${minute(until)} 之前可以领取。如果这条消息没有附带文件，请发送 /privacy export。每天可以领取一份新的副本。`,
  exportMore: (from, to, parts) =>
    from === to ? `第 ${from} 部分，共 ${parts} 部分。` : `第 ${from} 到 ${to} 部分，共 ${parts} 部分。`,
  exportFailed:
    "你的数据没能整理好，这是我们的问题。已有人在处理；请明天再发送一次 /privacy export，如果急需，请写信给我们（地址见 /terms）。",
  readme: (bytesMax) =>
    [
      "这是 Easel 保存的关于你的一切。",
      "",
      "每个 .json 文件存放一类记录；同类的第二个文件，名称里带有 2。时间均为 UTC。图片在",
      '"pictures" 里，你附在消息里的内容在 "references" 里；文件名以请求的编号开头（见',
      '"generations.json"），以图片的序号结尾，从 0 开始计数。',
      "",
      `超过 ${bytesMax} 的图片会切成几块（.001、.002……），好让每种聊天软件都能接收。要重新合并，`,
      '请用 7-Zip 打开 .001，或按顺序拼接：Linux 和 macOS 上用 "cat NAME.png.0* > NAME.png"，',
      'Windows 上用 "copy /b NAME.png.001+NAME.png.002 NAME.png"。旁边有一份可以直接打开的缩小副本。',
      "",
      "如果一条记录也涉及别人，属于别人的内容已略去。",
      "",
    ].join("\n"),

  confirmTitle: "删除你的账号？",
  confirm: (hoursLeft) =>
    `你账号下所有聊天里的一切都会删除：图片、提示词、附上的图片、设置、名称。${hours(hoursLeft)}后执行，在此之前你可以撤回。会保留的只有积分和付款的账目，其中没有任何能表明你身份的内容，还有一个用密钥生成的指纹，用来确保新人礼只送一次。已发到聊天里的消息会留在那里，请自行删除。`,
  lost: {
    credits: "将失去的积分",
    creditsNow: (available) => `${credits(available)}，届时失效，不会折现`,
    subscription: "订阅",
    subscriptionEnds: "届时立即终止，本期剩余部分不退款。请先用 /subscription 正常取消",
    chats: "聊天",
  },
  confirmYes: "是，全部删除",
  keep: "保留我的账号",
  planned: (at) =>
    `你的账号将于 ${minute(at)} 删除。在此之前一切照常，你可以用按钮或 /privacy keep 撤回。如果想要一份数据副本，请现在领取：/privacy export。`,
  plannedNotice: (at) =>
    `你的账号里有人要求在 ${minute(at)} 删除账号，包括所有图片和积分。如果你不希望这样，请按“保留我的账号”，或发送 /privacy keep。`,
  scheduled: (at) => `你的账号将于 ${minute(at)} 删除。发送 /privacy keep 可以撤回。`,
  keptAgain: "不会删除任何东西：你的账号保持原样。",
  keptNotice: "已撤回：你的账号保持原样，不会删除任何东西。",
  tooLate: "账号已经在删除，无法再撤回。",
  goodbye:
    "按照一天前的要求，你的账号现在正在删除。留下的内容不再透露任何关于你的信息。如果你再发消息给我，我们就从头开始。",
};

export const privacyRefusals = {
  "erasure-linking": () =>
    "你的账号此刻正在与另一个账号关联。请一分钟后再发送一次 /privacy delete，然后看看账号包含哪些内容（/account）。",
} satisfies Partial<Messages["refusals"]>;
