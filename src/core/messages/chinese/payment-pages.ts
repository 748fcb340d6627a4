import type { Messages } from "../../messages.ts";

export const paymentPages: Messages["paymentPages"] = {
  paid: {
    title: "谢谢",
    text: "付款已收到。积分一到账，Easel 就会在聊天里告诉你，通常不到一分钟。你可以关闭此页面。",
  },
  cancelled: {
    title: "没有购买任何东西",
    text: "你在付款前离开了，所以没有扣费。聊天里的链接在一段时间内仍然有效。你可以关闭此页面。",
  },
  portal: {
    title: "已完成",
    text: "Easel 马上就会知道你的更改：在聊天里发送 /subscription 即可查看。你可以关闭此页面。",
  },
};
