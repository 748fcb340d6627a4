import type { CommandTable, OptionTranslation } from "../../chat/command-texts.ts";
import { after } from "./after.ts";
import { styleNames } from "./settings.ts";

const yesOrNo = { yes: "Да", no: "Нет" };

const picture: Readonly<Record<string, OptionTranslation>> = {
  prompt: { summary: "Что вы хотите увидеть" },
  model: { summary: "Кто рисует (см. /models)" },
  ratio: { summary: "Форма картинки, например 16:9, square или portrait" },
  resolution: { summary: "Насколько крупно, например 1K, 2K или 4K" },
  quality: { summary: "Насколько тщательно рисовать, если модель даёт выбор" },
  n: { summary: "Сколько картинок" },
  seed: { summary: "Число, с которым получится та же картинка" },
  strength: { summary: "Насколько картинка может отойти от образца: от 0.01 до 1" },
  style: { summary: "Стиль по имени, например noir или watercolour (см. /styles)", choices: styleNames },
  private: { summary: "Картинку видите только вы" },
  public: { summary: "Картинку видят все здесь, что бы ни было настроено" },
  reference: { summary: "Картинки, с которых начать" },
};

export const commands: CommandTable = {
  imagine: {
    summary: "Опишите картинку и получите её",
    example: "/imagine маяк в шторм --ar 16:9",
    options: picture,
  },
  edit: {
    summary: "Изменить картинку словами: приложенную или одну из ваших",
    example: "/edit сделай зиму --from last",
    options: {
      ...picture,
      prompt: { summary: "Что изменить" },
      from: { summary: "Ваши картинки: «last» или идентификаторы из «Подробностей» через запятую" },
    },
  },
  cancel: {
    summary: "Остановить картинку, которая рисуется, или все",
    options: { all: { summary: "Все, а не только самую новую" } },
  },
  history: {
    summary: "Ваши картинки: посмотреть, найти, удалить",
    example: "/history лиса --model seedream --since 2026-11-01",
    options: {
      words: { summary: "Слова из промпта или их начала" },
      model: { summary: "Только картинки этой модели" },
      since: { summary: "С этого дня, например 2026-11-01" },
      until: { summary: "По этот день" },
      page: { summary: "Какая страница" },
    },
  },
  settings: {
    summary: "Какими будут картинки, если вы не уточнили, кто их видит, и напоминания",
    options: {
      model: { summary: "Кто рисует, если вы никого не назвали", choices: { default: "На выбор Easel" } },
      ratio: { summary: "Форма, если вы её не назвали, например 16:9" },
      resolution: { summary: "Насколько крупно, если вы не уточнили, например 2K" },
      quality: { summary: "Насколько тщательно, если модель даёт выбор" },
      language: { summary: "На каком языке мне с вами говорить", choices: { default: "Как в моём чате" } },
      private: { summary: "Видите ли картинки только вы", choices: yesOrNo },
      originals: { summary: "Присылать ли картинки файлами без изменений, где чат их сжимает", choices: yesOrNo },
      spoilers: { summary: "Скрывать ли картинки, пока их не откроют", choices: yesOrNo },
      reminders: { summary: "Напоминать ли, что кредиты скоро сгорят", choices: yesOrNo },
      remember: { summary: "Использовать ли снова то, что вы выбирали в последний раз", choices: yesOrNo },
      reset: { summary: "Вернуть всё, как было в самом начале" },
    },
  },
  server: {
    summary: "Где, какими моделями и на сколько кредитов в день рисуются картинки на этом сервере",
    options: {
      channels: { summary: "Где можно заказывать картинки: каналы, «here» или «all»" },
      models: { summary: "Какие модели могут рисовать, через запятую, или «all»" },
      private: { summary: "Видит ли результат только заказавший, если не добавит --public", choices: yesOrNo },
      cap: { summary: "Сколько кредитов в день (UTC) может потратить здесь участник, или «off»" },
      reset: { summary: "Вернуть всё, как было в самом начале" },
    },
  },
  balance: { summary: "Ваши кредиты: сколько, до какого числа и что с ними было" },
  buy: {
    summary: "Кредиты: пакеты с разовой оплатой и подписки с новыми кредитами каждый месяц",
    options: {
      offer: { summary: "Что именно, например pack-small или creator-month; без указания видно всё" },
      currency: { summary: "В какой валюте платить, например usd или eur" },
    },
  },
  subscription: {
    summary: "Ваша подписка: что даёт, когда продлится; сменить, отменить или сохранить",
    options: {
      action: {
        summary: "Отменить подписку в конце периода или всё-таки сохранить",
        choices: { cancel: "Отменить в конце периода", resume: "Всё-таки сохранить" },
      },
    },
  },
  refund: {
    summary: "Попросить вернуть деньги за заказ; решает наш сотрудник",
    options: { order: { summary: "Номер заказа, например E-7KQ2-MXAB" } },
  },
  models: { summary: "Модели, из которых можно выбрать, и в чём каждая хороша" },
  styles: { summary: "Стили, которые можно попросить по имени" },
  pricing: {
    summary: "Сколько стоит картинка по моделям, разрешению и качеству, и что объявлено",
    options: { model: { summary: "Только цены этой модели" } },
  },
  account: { summary: "Ваш аккаунт: в каких он чатах, подписка и лимиты" },
  link: {
    summary: "Один аккаунт в нескольких чатах: общие кредиты, картинки и настройки",
    options: { code: { summary: "Код из другого чата; без него вы получите код здесь" } },
  },
  unlink: { summary: "Убрать чат из вашего аккаунта, через день" },
  start: { summary: "Поздороваться и принять условия" },
  terms: { summary: "Условия вкратце и когда вы их приняли" },
  privacy: {
    summary: "Что о вас хранится и как долго; копия этого или удаление",
    options: {
      what: {
        summary: "Что сделать; без указания видно, что хранится",
        choices: {
          export: "Копия моих данных",
          delete: "Удалить мой аккаунт",
          keep: "Всё-таки оставить мой аккаунт",
        },
      },
    },
  },
  paysupport: { summary: "Помощь с оплатой: кредиты не пришли, вернуть деньги, кому писать" },
  report: {
    summary: "Пожаловаться на картинку, заявить о своей работе или возразить против решения её убрать",
    example: "/report abcd2345 --reason rights это мой рисунок",
    options: {
      what: { summary: "Ссылка на сообщение с картинкой или её идентификатор и что не так; или notice, или counter" },
      reason: { summary: "Что с ней не так", choices: after.reportReasonNames },
    },
  },
  appeal: { summary: "Попросить нашего сотрудника ещё раз посмотреть на блокировку или предупреждение" },
  support: {
    summary: "Написать тем, кто управляет Easel, и посмотреть их ответы",
    example: "/support --category payment мои кредиты не пришли",
    options: {
      words: { summary: "Что случилось и что помогло бы" },
      category: {
        summary: "О чём речь",
        choices: {
          payment: "Оплата или кредиты",
          picture: "Картинка",
          account: "Мой аккаунт",
          safety: "Чья-то безопасность",
          other: "Другое",
        },
      },
      ticket: { summary: "Номер вашего обращения, чтобы дополнить его или посмотреть" },
      pictures: { summary: "Картинки, на которых это видно" },
    },
  },
  admin: {
    summary: "Для тех, кто управляет Easel",
    options: {
      what: { summary: "Что посмотреть: область, например refunds, и что ей нужно знать" },
      from: { summary: "Для цены: день, когда она меняется, например 2027-01-31" },
      until: { summary: "Когда закончится само: 2h, 3d или день и время (UTC)" },
      reason: { summary: "Причина, сохраняется вместе с решением" },
    },
  },
  help: { summary: "Что я умею" },
};
