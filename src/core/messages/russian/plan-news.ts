import type { Messages } from "../../messages.ts";
import { credits, day, plural } from "./wording.ts";

const days = (count: number) => plural(count, { one: "день", few: "дня", many: "дней", other: "дня" });

export const planNews: Messages["planNews"] = {
  renewsSoonTitle: "Ваша подписка скоро продлится",
  renewsSoon: (plan, at, money) =>
    `${day(at)} будет списано ${money} за год подписки ${plan}. Если вас это устраивает, делать ничего не нужно. Если нет, отправьте до этого дня /subscription cancel: тогда ничего не спишется, а ваши кредиты останутся у вас до конца их срока.`,
  renewedTitle: "Ваша подписка продлена",
  renewed: (plan, money, amount, expiresAt, order) =>
    `Подписка ${plan} продлена, списано ${money}. По заказу ${order} вам зачислено: ${credits(amount)}, срок действия до ${day(expiresAt)}. /subscription покажет подписку, и там её можно отменить в любое время.`,

  withdrawnTitle: "Цена не повысится",
  withdrawn: (subject, from) =>
    `Мы сообщали, что ${subject} с ${day(from)} станет дороже. Мы это отменили: повышения не будет, делать ничего не нужно. /pricing покажет, сколько вы платите.`,

  keptTitle: "Сколько хранятся картинки",
  keptWith: (plan, count) => (count === null ? `${plan}: пока есть ваш аккаунт` : `${plan}: ${days(count)}`),
  keptWithout: (count) => (count === null ? "Без подписки: пока есть ваш аккаунт" : `Без подписки: ${days(count)}`),
  keptUntil: (count) =>
    count === null ? "пока вы не удалите их или аккаунт" : `${days(count)} или пока вы не удалите их или аккаунт`,

  historyTitle: "Ваши самые старые картинки будут удалены",
  history: (count, from) =>
    `Срок хранения ваших картинок: ${days(count)}. С ${day(from)} те, что старше, удаляются, а остальные — когда достигнут этого возраста. Отправьте /history, чтобы заранее сохранить оригиналы. Подписка побольше хранит картинки дольше: /buy покажет, сколько.`,
};
