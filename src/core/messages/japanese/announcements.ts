import type { Messages } from "../../messages.ts";
import { credits, day } from "./wording.ts";

export const announcements: Messages["announcements"] = {
  serviceTitle: "Easelの運営からのお知らせ",
  newsTitle: "Easelのニュース",
  switchOff: "このようなニュースは /settings で止められます。",
  granted: (amount, expiresAt) =>
    expiresAt === null
      ? `${credits(amount)}をプレゼントしました。残高は /balance で確認できます。`
      : `${credits(amount)}をプレゼントしました。${day(expiresAt)}まで使えます。残高は /balance で確認できます。`,
  taken: (amount) => `無料でお渡ししていた${credits(amount)}を取り消しました。理由は /support でお尋ねいただけます。`,
};
