import type { Messages } from "../../messages.ts";
import { plural } from "./wording.ts";

export const models: Messages["models"] = {
  title: "Модели",
  text: "На картинки модели распространяются и правила её создателя. Назовите модель через --model, например: /imagine маяк в шторм --model seedream",
  name: (name, maker, id) => `${name} от ${maker} (--model ${id})`,
  strengths: {
    "z-image": "Быстрая и недорогая: наброски, вариации, первые пробы идеи.",
    "nano-banana":
      "Понимает длинные указания, редактирует фото и сохраняет лица и предметы неизменными, до 14 образцов.",
    "gpt-image": "Понимает сложные сцены и пишет текст на картинках: плакаты, схемы, интерфейсы.",
    seedream: "Большие детальные картинки по одной цене: портреты, товары, пейзажи до 4096 пикселей.",
  },
  takes: ({ ratios, widest, resolutions, images, references }) =>
    `Умеет: ${plural(ratios, { one: "соотношение", few: "соотношения", other: "соотношений" })} сторон (${widest}), ${resolutions}, картинок за раз: до ${images}, образцов: до ${references}.`,
  qualities: (names) => `Качество: ${names.join(", ")}.`,
  from: (least) => `Цена картинки: от ${plural(least, { one: "кредита", other: "кредитов" })}.`,
  isFirst: "Рисует, если вы не назвали модель.",
  isOff: "Сейчас отключена.",
  policy: (maker) => `Правила ${maker}`,
};
