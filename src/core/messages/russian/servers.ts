import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day, minute } from "./wording.ts";

const CHANNELS_NAMED = 5;

function channel(id: string): string {
  return /^\d{15,}$/u.test(id) ? `<#${id}>` : `#${id}`;
}

function channels(ids: readonly string[]): string {
  const named = ids.slice(0, CHANNELS_NAMED).map(channel).join(", ");
  return ids.length > CHANNELS_NAMED ? `${named} и ещё ${ids.length - CHANNELS_NAMED}` : named;
}

export const servers: Messages["servers"] = {
  title: (name) => (name === null ? "Как Easel работает здесь" : `Как Easel работает здесь: ${name}`),
  hint: "Это действует здесь для всех. Изменить можно кнопками и опциями: /server --channels here --cap 50.",
  hintForMembers: "Это действует здесь для всех. Изменить может тот, кто управляет сервером.",
  changed: "Сохранено.",
  wasReset: "Всё снова как в самом начале.",
  name: {
    channels: "Где рисуются картинки",
    models: "Модели",
    private: "Личные результаты",
    cap: "В день на участника",
  },
  channels: (ids) => (ids === null ? "во всех каналах" : channels(ids)),
  models: (names) => (names === null ? "все" : names.join(", ")),
  private: (on) =>
    on
      ? "да: картинку видит только тот, кто заказал, если не добавит --public"
      : "нет: картинки появляются там, где их заказали",
  cap: (cap, left) =>
    cap === null || left === null
      ? "без ограничения"
      : `картинок не больше чем на ${credits(cap)}, на сегодня вам осталось ${left}`,
  change: "Изменить",
  here: "Только этот канал",
  everywhere: "Все каналы",
  turnPrivate: (on) => (on ? "Включить личные результаты" : "Выключить личные результаты"),
  reset: "Сбросить всё",
  formTitle: "Как Easel работает здесь",
  formChannels: "Каналы для картинок: id, here или all",
  formModels: "Модели через запятую или all",
  formPrivate: "Личные результаты",
  formCap: "Кредитов в день на участника или off",
  save: "Сохранить",
  yes: "Да",
  no: "Нет",
  banTitle: (key) => `Сервер ${key}`,
  banned: (since, reason, operator) =>
    `Заблокирован с ${day(since)}, решение: ${operator}. Причина: ${reason}\n\nВсё, что там заказывают, отклоняется в каждом канале. Заказанное раньше всё же будет нарисовано и доставлено.`,
  unbanned: (reason, operator) => `Больше не заблокирован. Решение: ${operator}. Причина: ${reason}`,
  neverBanned: "Не заблокирован.",
  allowedBan: "ban или unban, ключ сервера и причина, например: ban discord:613425648685547541 спам во всех каналах",
  allowedChannels: "упоминания или id каналов через запятую, here или all",
  allowedModels: (ids) => `${ids.join(", ")}, через запятую, или all`,
  allowedCap: (max) => `целое число от 1 до ${max} или off`,
};

export const serverRefusals = {
  "server-needed": () =>
    "/server нужен на серверах и в группах: он определяет, где, какими моделями и на сколько кредитов в день там рисуются картинки. Отправьте его в одном из них.",
  "server-banned": () =>
    `На этом сервере я больше не работаю: так решили те, кто управляет Easel. Ваши кредиты и картинки на месте, и личные сообщения со мной работают как прежде. Ничего не списано. Вопросы: ${termsInForce.contact}.`,
  "server-not-yours": () =>
    "Менять мои настройки здесь могут только те, кто управляет этим сервером. Попросите, пожалуйста, кого-то из них; /server покажет, что сейчас настроено.",
  "server-channel": ({ channels: ids }) =>
    `В этом канале картинки не рисуются: для них на сервере выбрано другое место: ${channels(ids)}. Отправьте, пожалуйста, запрос там. Ничего не списано.`,
  "server-model": ({ model, allowed }) => {
    const [first] = allowed;
    if (first === undefined) return `${model} на этом сервере недоступна, как и другие модели. Ничего не списано.`;
    const names = allowed.map(({ name }) => name).join(", ");
    return `${model} на этом сервере недоступна. Доступны: ${names}. Добавьте, например, --model ${first.id}. Ничего не списано.`;
  },
  "server-cap": ({ price, cap, left, resetsAt }) =>
    `Это стоит ${credits(price)}, а из дневного лимита участника (${credits(cap)}) у вас здесь осталось ${left}. Лимит обновится ${minute(resetsAt)}; в личных сообщениях со мной его нет. Ничего не списано.`,
} satisfies Partial<Messages["refusals"]>;
