import type { Messages } from "../../messages.ts";
import { credits, day } from "./wording.ts";

export const planNews: Messages["planNews"] = {
  renewsSoonTitle: "プランがまもなく更新されます",
  renewsSoon: (plan, at, money) =>
    `${day(at)}に、${plan}の1年分として ${money} をお支払いいただきます。よろしければ、何もする必要はありません。更新しない場合は、その日より前に /subscription cancel を送ってください。その場合は何も請求されず、お持ちのクレジットは期限までお使いいただけます。`,
  renewedTitle: "プランが更新されました",
  renewed: (plan, money, amount, expiresAt, order) =>
    `${plan}が更新され、${money} をお支払いいただきました。注文 ${order} の${credits(amount)}が届きました。${day(expiresAt)}まで使えます。プランは /subscription で確認でき、いつでも解約できます。`,

  withdrawnTitle: "値上げは取りやめになりました",
  withdrawn: (subject, from) =>
    `${day(from)}から${subject}の料金が上がるとお知らせしましたが、取りやめました。この値上げはなく、何もする必要はありません。お支払いの料金は /pricing で確認できます。`,

  keptTitle: "画像の保存期間",
  keptWith: (plan, count) => (count === null ? `${plan}：アカウントがある間` : `${plan}：${count}日`),
  keptWithout: (count) => (count === null ? "プランなし：アカウントがある間" : `プランなし：${count}日`),
  keptUntil: (count) =>
    count === null ? "画像またはアカウントを削除するまで" : `${count}日、または画像かアカウントを削除するまで`,

  historyTitle: "古い画像が削除されます",
  history: (count, from) =>
    `画像の保存期間は${count}日です。${day(from)}から、それより古い画像は削除され、その後の画像も期間が過ぎると削除されます。その前に /history でオリジナルを保存してください。大きいプランではより長く保存されます。期間は /buy で確認できます。`,
};
