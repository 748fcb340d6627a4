import type { Messages } from "../../messages.ts";

export const discord: Messages["discord"] = {
  editMenu: "この画像を編集",
  reportMenu: "報告",
  editNothing:
    "このメッセージには、編集できる画像がありません。画像（PNG、JPEG、WebP）のあるメッセージを選ぶか、/edit に画像を添付してください。",
  reportNothing:
    "ここで報告できるのは私が作った画像だけで、このメッセージにはありません。それ以外はDiscordの報告機能をお使いください。",
  formWaits: "入力が必要です。下のボタンを押してください。",
  formGone: "このフォームはもう使えません。コマンドをもう一度送ってください。",
  smaller:
    "ここではDiscordがこれより大きいファイルを受け付けないため、縮小版をお送りします。元の画像は保存してあり、/history または「元のファイル」ボタンで受け取れます。",
  smallerLinked:
    "ここではDiscordがこれより大きいファイルを受け付けないため、縮小版をお送りします。元の画像はこちらです。リンクは24時間有効で、リンクを知っている人は誰でも開けます：",
  smallerFile:
    "ここではDiscordがこれより大きいファイルを受け付けないため、縮小版をお送りします。元の画像は保存してあります。ブーストされたサーバーなど、大きいファイルを送れる場所でもう一度ボタンを押すと、そのまま届きます。",
  shortened: "Discordではこれより長い文章を表示できないため、残りは省略しました。",
  more: "もっと見る",
  forPerson: (person) => `${person} さんへ`,
};
