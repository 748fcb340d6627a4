import type { Messages } from "../../messages.ts";
import { platform } from "./linking.ts";
import { day, minute } from "./wording.ts";

export const termsVersions: Messages["termsVersions"] = {
  inForce: (version, since) => `Условия версии ${version}, действуют с ${day(since)}.`,
  announced: (version, from) => `Объявлена версия ${version}, она действует с ${day(from)}.`,
  notAccepted: "Вы её ещё не приняли: отправьте /start.",
  accepted: ({ version, at, platform: where }) => `Версия ${version} принята вами ${minute(at)} (${platform(where)}).`,
  questions: (contact) => `Вопросы: ${contact}.`,
  new: (version, from) => `Что нового в версии ${version} от ${day(from)}:`,
  minorTitle: "Небольшое изменение условий",
  minorText: "Вам ничего не нужно делать. /terms покажет всё.",
  fullTitle: (version, page, pages) => `Условия использования ${version} · ${page} из ${pages}`,
  lists: "Если предложение заканчивается двоеточием, его список есть на сайте.",
  inEnglish: "Опубликованный текст на английском языке.",
  fullButton: "Весь текст",
  shortButton: "Вкратце",
  websiteButton: "На сайте",
};
