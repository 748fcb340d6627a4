import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day, plural } from "./wording.ts";

const reasons: ReadonlyMap<string, string> = new Map([
  ["welcome", "приветственный подарок"],
  ["easel", "подарок от команды Easel"],
]);

const kinds = { promotional: "подарок", subscription: "подписка", bought: "куплено" } as const;

export const balance: Messages["balance"] = {
  title: (available) => `У вас ${credits(available)}`,
  held: (amount) => `На картинки, которые сейчас рисуются, отложено: ${credits(amount)}.`,
  frozen: `Ваши кредиты заморожены, пока мы проверяем аккаунт. Вопросы: ${termsInForce.contact}.`,
  closed:
    "Ваш аккаунт закрыт, и кредиты больше нельзя использовать. Что с ними стало, сказано в сообщении об этом; если это ошибка, /appeal передаст вопрос нашему сотруднику.",
  onHold: (amount) =>
    `Из перечисленного ниже заморожено, пока банк проверяет оплату: ${credits(amount)}. /paysupport подскажет, как с нами связаться.`,
  empty: "Тратить пока нечего. Отправьте /start, чтобы получить приветственные кредиты.",
  lot: (amount, kind, expiresAt) =>
    `${credits(amount)} · ${kinds[kind]} · ${expiresAt === null ? "бессрочно" : `до ${day(expiresAt)}`}`,
  lots: "Откуда они и до какого числа",
  movements: "Последние движения",
  movement: (at, sign, amount, what) => `${day(at)} · ${sign}${amount} · ${what}`,
  granted: (reason) => reasons.get(reason) ?? reason,
  captured: "картинка",
  expired: "срок истёк",
  released: (amount) =>
    plural(amount, {
      one: "отложенный кредит вернулся",
      few: "отложенных кредита вернулись",
      other: "отложенных кредитов вернулись",
    }),
  reclaimed: (reason) =>
    reason === "easel"
      ? "списано командой Easel"
      : reason === "welcome-again"
        ? "второй приветственный подарок, от связанного аккаунта"
        : "списано из-за возврата денег за заказ",
  forfeited: "аннулировано",
  joined: "с вашего другого аккаунта",
  left: "перенесено на ваш другой аккаунт",
};

export const expiryWarning: Messages["expiryWarning"] = (amount, expiresAt) =>
  `${plural(amount, { one: "ваш кредит сгорит", few: "ваших кредита сгорят", other: "ваших кредитов сгорят" })} ${day(expiresAt)}. Отправьте /imagine, чтобы потратить с пользой, или /balance, чтобы увидеть всё, что у вас есть.`;
