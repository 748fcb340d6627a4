import type { Messages } from "../../messages.ts";
import { credits, day } from "./wording.ts";

export const announcements: Messages["announcements"] = {
  serviceTitle: "Easel 运营人员的通知",
  newsTitle: "Easel 的新消息",
  switchOff: "不想收到这类消息，可以在 /settings 里关闭。",
  granted: (amount, expiresAt) =>
    expiresAt === null
      ? `送给你 ${credits(amount)}。/balance 会显示你的积分。`
      : `送给你 ${credits(amount)}，有效期至${day(expiresAt)}。/balance 会显示你的积分。`,
  taken: (amount) => `之前免费送给你的 ${credits(amount)}已被收回。想知道原因，可以用 /support 询问。`,
};
