import type { Messages } from "../../messages.ts";
import { minute } from "./wording.ts";

export const appeals: Messages["appeals"] = {
  button: "申诉",
  title: "申诉",
  text: (count) =>
    count === 1
      ? "这一项可以申诉。请按按钮，我们的工作人员会再看一次。"
      : "这些都可以申诉，最新的在前。请选择一项，我们的工作人员会再看一次。",
  allSent: "对你不利的记录，你都已经申诉过了。",
  again: "刷新",
  more: (count) => `还有 ${count} 项更早的，等这些有了结果再显示。`,
  none: "没有对你不利的记录，所以没有可以申诉的。如果是别的问题，可以用 /support 联系我们。",
  line: (what, at) => `${what}，${minute(at)}`,
  state: { waiting: "已申诉：我们的工作人员正在查看", upheld: "已有结果：维持原决定" },
  kind: {
    prompt: "被拦截的提示词",
    upload: "被拦截的上传",
    "provider-input": "被模型服务商拒绝的请求",
    "provider-output": "被模型服务商隐藏的图片",
    warning: "警告",
    suspension: "账号停用",
    termination: "账号关闭",
  },
  formTitle: "你的申诉",
  formSubmit: "发送",
  formLabel: "我们为什么应该再看一次？",
  filed: "我们已收到你的申诉。我们的工作人员会查看，有了决定会告诉你。在此之前一切不变。",
  waiting: "这一项已经申诉过，我们的工作人员正在查看，有了决定会告诉你。",
  decided: "这一项已经申诉过，并且已有决定。如果有了新情况，可以用 /support 联系我们。",
  outcomeTitle: "你的申诉有了结果",
  granted: "我们的工作人员看过了：你是对的。这件事不再计入，由它带来的处理已解除。我们很抱歉。",
  objectionGranted: "我们的工作人员看过了：你是对的。被撤下的内容会恢复。",
  reversed: "我们的工作人员看过了对你不利的记录，并已撤销。这些不再计入，由它带来的处理已解除。",
  upheld: "我们的工作人员看过了，维持原来的决定。",
  acted: "我们的工作人员看过了，并已采取措施。",
  evidence: "被拦截的内容",
  evidenceFor: (count) =>
    `${count} 天，封存：我们的工作人员只在处理申诉、审查或应主管机关要求时才会打开；其中有未结束的，会保存更久`,
  note: (note) => `工作人员写道：${note}`,
};

export const appealRefusals = {
  "appeal-unknown": () => "找不到这一项，或者它不属于你。发送 /appeal 查看可以申诉的内容。",
  "appeal-settled": () => "这一项早已撤销：它不再计入，没有需要申诉的了。",
  "appeal-limit": ({ max, again }) =>
    `每天最多可以申诉 ${max} 次。下一次可以从 ${minute(again)} 起提交；你已提交的，我们都会查看。`,
} satisfies Partial<Messages["refusals"]>;
