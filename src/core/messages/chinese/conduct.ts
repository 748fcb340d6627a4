import type { Messages } from "../../messages.ts";
import { credits, minute } from "./wording.ts";

/** “0.5 个违规点”. */
const strikes = (count: number) => `${count} 个违规点`;

function strikesForEach(count: number): string {
  return count === 0 ? "不记违规点。" : `每次记 ${strikes(count)}。`;
}

const rows: Messages["conduct"]["rows"] = {
  "own-filter": () => "我们的文字过滤拦下了提示词：没有扣费。违规点取决于内容；单纯的脏话不记违规点。",
  "own-upload-check": () => "我们的检查拒绝了上传的图片：没有扣费。违规点取决于内容。",
  "provider-refusal": ({ refusalsReturned, window_days, strikesOfRefusal }) =>
    refusalsReturned === 0
      ? `模型按自己的规则拒绝了文字或上传的图片：积分不退还。${strikesForEach(strikesOfRefusal)}`
      : `模型按自己的规则拒绝了文字或上传的图片：${window_days} 天内有 ${refusalsReturned} 次会退还积分，之后不再退还，而且在第一次不退还之前会先告诉你。${strikesForEach(strikesOfRefusal)}`,
  "provider-flag": ({ strikesOfFlag }) =>
    `模型的安全检查隐藏了一张图片：它那一份积分总会退还。${strikesForEach(strikesOfFlag)}`,
  wave: () => "模型对很多人的拒绝同时远多于平常：这属于服务故障。积分总会退还，不记违规点。",
  "no-fault": () => "图片失败、耗时过长、被取消或丢失：积分总会退还，不记违规点。",
  delivery: () => "图片已完成，但没能发出：会重新发送，或者在 /history 里等你，并且会告诉你。照常扣费，不记违规点。",
  gravest: () =>
    "涉及未成年人的性内容，或未经本人同意的真实人物私密图片：账号立即停用，积分立即冻结，直到有工作人员看过。",
};

export const conduct: Messages["conduct"] = {
  rows,
  tableTitle: "内容被拦截时，积分怎么算",
  counted: (count, window_days) =>
    `这次记 ${strikes(count)}，${window_days} 天内有效。如果我们弄错了，请按下面的按钮或发送 /appeal，会有人来看。`,
  warned: "这是一次警告：如果继续下去，你的账号会被停用一段时间。/terms 列出了不允许的内容。",
  suspendedUntil: (until) => `你的账号已停用，到 ${minute(until)} 为止。/balance、/support 和 /appeal 仍可使用。`,
  suspended: "你的账号已停用，直到有工作人员看过。/balance、/support 和 /appeal 仍可使用，申诉由人来阅读。",
  lastReturned: (refusals, window_days) =>
    `请注意：这是 ${window_days} 天内的第 ${refusals} 次拒绝，也是最后一次退还积分。从下一次起不再退还，如条款所述（T22）。换个说法或换个模型也许可以；如果是模型弄错了，请发送 /appeal。`,
  kept: (amount, refusals, window_days) =>
    `模型拒绝了，因为其开发商的规则不允许。这是 ${window_days} 天内的第 ${refusals} 次拒绝，所以如之前告诉你的那样，${credits(amount)}不退还（T22）。换个说法或换个模型也许可以。如果是模型弄错了，请按下面的按钮或发送 /appeal：撤销后积分会退还。`,
  wave: "这个模型目前的拒绝远多于平常，所以这次不会记在你头上。请稍后再试，或换一个模型（/models）。",
  cameBack: (amount) =>
    `模型曾拒绝你的一张图片，${credits(amount)}没有退还。这个处理已撤销：积分又归你了，那次拒绝也不再计入。/balance 会显示你的积分。`,
  keptMovement: "被模型的规则拒绝",
  returnedMovement: "已撤销的拒绝",
};
