import type { Messages } from "../../messages.ts";
import { day, minute } from "./wording.ts";

export const support: Messages["support"] = {
  title: "客服支持",
  category: { payment: "付款", picture: "图片", account: "我的账号", safety: "安全", other: "其他" },
  state: { open: "等待我们答复", answered: "已答复", asked: "等待你回复", closed: "已关闭" },
  ticketTitle: (number, category) => `${number} · ${category}`,
  none: (days) =>
    `你没有工单。写下是什么事，我们的工作人员会在 ${days} 个工作日内答复，不含周六和周日。直接在 /support 后面写上内容也一样，还可以附上图片。`,
  list: "你的工单，最新的在前。",
  listLine: (state, openedAt, dueAt) =>
    dueAt === null ? `${state} · ${day(openedAt)}提交` : `${state} · ${day(openedAt)}提交 · 最晚 ${minute(dueAt)} 答复`,
  opened: (number, dueAt) =>
    `你的工单是 ${number}。我们的工作人员最晚在 ${minute(dueAt)} 答复；我会在这里或你的其他聊天里告诉你。/support 会显示进展。`,
  openedAlready: (number) => `这已经是工单 ${number}，我们已收到。不需要再做什么。`,
  added: (number, dueAt) => `已加入你的工单 ${number}。我们最晚在 ${minute(dueAt)} 答复。`,
  addedAlready: (number) => `这已经在你的工单 ${number} 里。不需要再做什么。`,
  withoutTerms: "你还没有同意现行的条款，这里也不需要同意：只会保存你为这个工单写的内容，用来答复。",
  picturesLeft: (count) =>
    count === 1
      ? "你的图片没有保存：用 /start 同意条款之后才可以发送图片。"
      : `你的 ${count} 张图片没有保存：用 /start 同意条款之后才可以发送图片。`,
  closedNow: (number) => `工单 ${number} 已关闭。如果还有事，可以继续写，或重新打开；其中的文字会在关闭一年后删除。`,
  reopenedNow: (number, dueAt) => `工单 ${number} 已重新打开。我们最晚在 ${minute(dueAt)} 答复。`,
  status: "状态",
  statusDue: (state, dueAt) => `${state}，最晚 ${minute(dueAt)}`,
  order: "订单",
  you: (at) => `你，${minute(at)}`,
  us: (at) => `Easel，${minute(at)}`,
  wordsGone: "这里的对话已删除：工单关闭已满一年。",
  picture: (number) => `这个工单的第 ${number} 张图片`,
  howToAddPictures: (number) => `要添加图片，请附在这样的消息里：/support --ticket ${number} 加上你要说的话。`,

  newTicket: "新工单",
  writeMore: "补充内容",
  close: "关闭",
  reopen: "重新打开",
  earlier: "更早",
  all: "我的全部工单",
  writeToUs: "写给我们",

  formTitle: "写给客服",
  formMoreTitle: (number) => `补充 ${number}`,
  formCategory: "关于什么？",
  formWords: "发生了什么，希望我们怎么帮你？",
  formOrder: "哪个订单？",
  formNoOrder: "都不是",
  formSend: "发送",

  answerTitle: (number) => `我们对 ${number} 的答复`,
  answerAsked: (number) => `关于 ${number}，我们需要你提供一些信息`,
  answerThen: {
    answered: "如果还有问题，请用按钮回复。",
    asked: "请用按钮或 /support 回复。",
    closed: "工单就此关闭。如果还有问题，回复一下，它就会重新打开。",
  },
  reply: "回复",
  closedTitle: (number) => `你的工单 ${number} 已关闭`,
  closedText: "我们认为事情都已处理好。如果还有问题，回复一下，它就会重新打开。",
};

export const supportRefusals = {
  "ticket-empty": () => "请写几句话说明情况，我们才能帮你。例如：/support --category payment 我的积分没到账",
  "ticket-too-long": ({ length, lengthMax }) =>
    `你写了 ${length} 个字符，而一条消息最多 ${lengthMax} 个。请缩短一些，或分成两条发送。`,
  "ticket-images": ({ given, max }) => `这里有 ${given} 张图片，而一条消息最多 ${max} 张。其余的请在下一条里发送。`,
  "ticket-unknown": () => "你没有这个工单。/support 会显示你有哪些工单。",
  "ticket-ended": () => "这个工单不能再添加内容。请用 /support 开一个新的。",
  "tickets-too-many": ({ max }) =>
    `你有 ${max} 个未关闭的工单，已达到每人的上限。请在其中一个里继续写，或关闭一个：/support 会显示它们。`,
  "ticket-messages": ({ max, waitHours }) =>
    `你今天已给我们发了 ${max} 条消息，明天才能再收：请 ${waitHours} 小时后再写。你已发送的，我们都收到了。`,
} satisfies Partial<Messages["refusals"]>;
