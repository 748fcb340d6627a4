import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, minute, plural } from "./wording.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

export const history: Messages["history"] = {
  title: (search) => (search === "" ? "Ваши картинки" : `Ваши картинки · ${search}`),
  searched: (words, model, since, before) =>
    [
      words === "" ? "" : `«${shortened(words, 60)}»`,
      model ?? "",
      since === null ? "" : `с ${day(since)}`,
      before === null ? "" : `по ${day(new Date(before.getTime() - DAY_MS))} включительно`,
    ]
      .filter((part) => part !== "")
      .join(" · "),
  empty: "Пока пусто. До первой картинки всего один /imagine.",
  nothingFound:
    "Ничего подходящего у вас нет. Если слов меньше или они короче, найдётся больше; /history без слов покажет всё.",
  noWords:
    "Здесь нет букв, по которым можно искать. Попробуйте слово из промпта или отправьте /history без слов, чтобы увидеть всё.",
  end: "Более старых картинок нет.",
  line: (index, generation, model) =>
    [
      `${index}. ${shortened(generation.request.prompt, 60)}`,
      model,
      minute(generation.acceptedAt),
      credits(generation.settlement?.captured_credits ?? 0),
    ].join(" · "),
  open: (index) => `Открыть ${index}`,
  original: (index) => `Оригинал ${index}`,
  newest: "Самые новые",
  older: "Раньше",
  delete: "Удалить…",
  deleteTitle: "Удалить картинки",
  deleteLabel: (count) =>
    count === 1
      ? "Какие? Напишите 1 или «all» (все). Вернуть их будет нельзя."
      : `Какие? Номера с этой страницы, например 1, ${count}, или «all» (все). Вернуть их будет нельзя.`,
  deleteSubmit: "Удалить навсегда",
  deleteNumbers: (count) => (count === 1 ? "1 или «all»" : `номера от 1 до ${count}, например 1, ${count}, или «all»`),
  deleted: (count) =>
    count === 0
      ? "Их уже не было."
      : `Удалено из вашей истории и из нашего хранилища: ${plural(count, { one: "картинка", few: "картинки", other: "картинок" })}.`,
  aDay: "день, например 2026-11-24, «today» (сегодня) или «yesterday» (вчера)",
};
