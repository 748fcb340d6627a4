import type { Messages } from "../../messages.ts";

export const settings: Messages["settings"] = {
  title: "Ваши настройки",
  hint: "Они действуют для каждой вашей картинки. Опция в промпте важнее; чего модель не умеет, она делает по-своему.",
  changed: "Сохранено.",
  wasReset: "Всё снова как в самом начале.",
  name: {
    model: "Модель",
    ratio: "Форма",
    resolution: "Разрешение",
    quality: "Качество",
    language: "Язык",
    private: "Личные результаты",
    originals: "Оригиналы",
    spoilers: "Скрытые картинки",
    reminders: "Напоминания",
    remember: "Помнить последний выбор",
  },
  byDefault: "на выбор Easel",
  modelsOwn: "как принято у модели",
  asChat: "как в моём чате",
  private: (on) => (on ? "да: картинки видите только вы" : "нет: картинки появляются там, где вы их заказали"),
  originals: (on) => (on ? "да: картинки приходят файлами без изменений" : "нет"),
  spoilers: (on) => (on ? "да: картинки скрыты, пока их не откроют" : "нет"),
  reminders: (on) => (on ? "да: скажу за три дня до того, как кредиты сгорят, и расскажу о новом" : "нет"),
  remembers: (on, last) => (on ? `да${last.length === 0 ? "" : `: ${last.join(", ")}`}` : "нет"),
  change: "Изменить",
  formTitle: "Картинки и язык",
  save: "Сохранить",
  turn: {
    isPrivate: (on) => (on ? "Включить личные результаты" : "Выключить личные результаты"),
    originals: (on) => (on ? "Присылать оригиналы" : "Не присылать оригиналы"),
    spoilers: (on) => (on ? "Скрывать картинки" : "Не скрывать картинки"),
    reminders: (on) => (on ? "Включить напоминания" : "Выключить напоминания"),
    remembersLast: (on) => (on ? "Помнить последний выбор" : "Не помнить последний выбор"),
  },
  reset: "Сбросить всё",
};

export const styleNames = {
  photo: "Фотография",
  cinematic: "Кадр из фильма",
  noir: "Нуар",
  analog: "Плёночное фото",
  watercolour: "Акварель",
  oil: "Масляная живопись",
  ink: "Рисунок тушью",
  woodblock: "Гравюра на дереве",
  poster: "Туристический плакат",
  comic: "Комикс",
  anime: "Аниме",
  pixel: "Пиксель-арт",
  clay: "Пластилин",
  isometric: "Изометрия",
};
const names: ReadonlyMap<string, string> = new Map(Object.entries(styleNames));

export const styles: Messages["styles"] = {
  title: "Стили",
  text: "Стиль по имени: /imagine маяк в шторм --style noir. Ваши слова остаются как есть, а слова стиля добавляются к ним для модели.",
  label: ({ id, name }) => names.get(id) ?? name,
  name: (label, id) => `${label} (--style ${id})`,
};
