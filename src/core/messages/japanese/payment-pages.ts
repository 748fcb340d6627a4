import type { Messages } from "../../messages.ts";

export const paymentPages: Messages["paymentPages"] = {
  paid: {
    title: "ありがとうございます",
    text: "お支払いを受け付けました。クレジットが届きしだい、Easelがチャットでお知らせします。たいていは1分以内です。このページは閉じてかまいません。",
  },
  cancelled: {
    title: "購入は行われていません",
    text: "お支払い前にページを離れたため、料金はかかっていません。チャットのリンクは、もうしばらく使えます。このページは閉じてかまいません。",
  },
  portal: {
    title: "完了しました",
    text: "変更はまもなくEaselに反映され、チャットの /subscription で確認できます。このページは閉じてかまいません。",
  },
};
