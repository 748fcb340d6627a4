import { termsInForce } from "../../accounts/terms.ts";
import type { EndingReason } from "../../generation/generation.ts";
import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, list, plural } from "./wording.ts";

const example = "/imagine маяк в шторм --ar 16:9";

export const start: Messages["start"] = {
  title: "С возвращением",
  ready: (available) =>
    `Расскажите, что вы хотите увидеть, например: ${example}\n\nУ вас ${credits(available)}. /models покажет, кто рисует, /pricing — сколько это стоит, /help — всё остальное.`,
  acceptedTitle: "Всё готово",
  accepted: (welcome) =>
    [
      welcome === 0 ? "" : `${credits(welcome)} вам в подарок, чтобы попробовать.`,
      `Расскажите, что вы хотите увидеть, например: ${example}`,
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
};

export const consent: Messages["consent"] = {
  title: "Перед первой картинкой",
  titleAgain: "Условия изменились",
  hello:
    "Здравствуйте! Я Easel. Расскажите, что вы хотите увидеть, и выбранная вами модель нарисует это прямо здесь, в чате.",
  before: (command) =>
    `Прежде чем заработает /${command}, мне нужно ваше согласие. Ничего из вашего сообщения не сохранено, и ничего не списано.`,
  ask: (age, updatedAt) =>
    `Вам должно быть не меньше ${plural(age, { one: "года", other: "лет" })} (или больше, если этого требует ваша страна), и нужно принять условия от ${day(updatedAt)}.`,
  gift: (amount, days) =>
    `После этого вы получите на старт ${credits(amount)}, срок действия: ${plural(days, { one: "день", few: "дня", other: "дней" })}.`,
  accept: (age) => `Мне уже есть ${plural(age, { one: "год", few: "года", other: "лет" })}, я принимаю условия`,
  read: "Прочитать условия",
  changed:
    "С тех пор как появилась эта кнопка, условия изменились. Отправьте, пожалуйста, /start, чтобы прочитать и принять новые.",
};

export const help: Messages["help"] = {
  title: "Что я умею",
  hint: "Опции можно ставить в любом месте среди слов: /imagine рыжая лиса --model seedream --ar 16:9 --n 2 --seed 7",
};

export const imagine: Messages["imagine"] = {
  promptExample: example,
  editTitle: "Изменить слова",
  editLabel: "Что вы хотите увидеть?",
  editSubmit: (price) => `Нарисовать · ${credits(price)}`,
  cancelled: "Остановлено. Отложенные на это кредиты снова ваши.",
  tooLate: "Остановить уже нельзя: картинка готова.",
  cancelledMany: (count) =>
    count === 0
      ? "Сейчас для вас ничего не рисуется."
      : `Остановлено: ${plural(count, { one: "картинка", few: "картинки", other: "картинок" })}. Отложенные на это кредиты снова ваши.`,
  deletedTitle: "Удалено",
  originals: (count) => (count === 1 ? "Вот оригинал." : "Вот оригиналы."),
  detailsTitle: "Об этой картинке",
  detail: {
    prompt: "Промпт",
    model: "Модель",
    size: "Размер",
    quality: "Качество",
    style: "Стиль",
    seed: "Сид",
    cost: "Стоимость",
    made: "Сделано",
    references: "Образцы",
    noSeed: "эта модель его не сообщает",
    by: (name, maker) => `${name} от ${maker}`,
    pixels: (width, height, ratio) => `${width} × ${height} (${ratio})`,
    returned: (captured, returned) => `${credits(captured)}, возвращено: ${returned}`,
  },
  policy: "Правила создателя",
};

const endings: Record<EndingReason, string> = {
  "credits-insufficient": "Когда подошла очередь, кредитов уже не хватало. /balance покажет, что у вас есть.",
  "wallet-frozen": `Ваши кредиты заморожены, пока мы проверяем аккаунт, поэтому начать не удалось. Вопросы: ${termsInForce.contact}.`,
  "server-cap":
    "Когда подошла очередь, дневной лимит участника на этом сервере был исчерпан. Он обновится в 00:00 UTC.",
  "too-many-running":
    "Когда подошла очередь, одновременно рисовалось слишком много ваших картинок. Отправьте, пожалуйста, ещё раз.",
  "policy-prompt":
    "Модель отклонила эти слова: их не допускают правила её создателя. Машины иногда понимают неверно: возможно, подойдут другие слова.",
  "policy-reference":
    "Модель отклонила образец: его не допускают правила её создателя. Возможно, подойдёт другая картинка.",
  "policy-image":
    "Проверка безопасности модели скрыла результат, поэтому показать нечего. Возможно, подойдут другие слова.",
  "request-refused":
    "Модель не справилась с этим запросом. Возможно, подойдёт другой размер или другая модель (/models).",
  "provider-failed":
    "Модель прервалась, пока рисовала. Попробуйте, пожалуйста, ещё раз или выберите другую модель (/models).",
  "reference-refused":
    "Модель не справилась с образцом: он слишком мал, слишком велик или такой формы, которую она не принимает. Возможно, подойдёт другая картинка.",
  "reference-lost": "Образца больше нет. Приложите его, пожалуйста, ещё раз.",
  "provider-unreachable":
    "До модели не удалось достучаться. Попробуйте, пожалуйста, через несколько минут или выберите другую модель (/models).",
  "provider-lost": "Запрос потерялся по пути к модели. Попробуйте, пожалуйста, ещё раз.",
  "provider-dropped": "Модель закончила, но забрать картинку уже не удалось. Попробуйте, пожалуйста, ещё раз.",
  "took-too-long":
    "Модель рисовала слишком долго, и ожидание прекращено. Попробуйте, пожалуйста, ещё раз или выберите другую модель (/models).",
  "our-fault": "Закончить эту картинку помешало что-то на нашей стороне. Мы об этом уже знаем.",
  "could-not-store": "Картинка пришла повреждённой, поэтому сохранить её не удалось. Попробуйте, пожалуйста, ещё раз.",
  cancelled: "Остановлено, как вы просили.",
};

function cameBack(returned: number): string {
  if (returned === 0) return "Ничего не списано.";
  if (returned === 1) return "Ваш кредит снова у вас.";
  return `Снова у вас: ${credits(returned)}.`;
}

/** «В очереди, впереди ещё 3»: of pictures, and without a noun, so that nothing has to agree. */
function inLine(ahead: number): string {
  return ahead === 0 ? "Следующая в очереди" : `В очереди, впереди ещё ${ahead}`;
}

export const picture: Messages["picture"] = {
  title: (prompt) => shortened(prompt, 120),
  progress(progress, price, long_ms) {
    const cost = credits(price);
    if (progress.stage === "heard") return `Принято · ${cost}`;
    if (progress.stage === "line") return `${inLine(progress.ahead)} · ${cost}`;
    const seconds = Math.floor(progress.running_ms / 5_000) * 5;
    const since = seconds === 0 ? "" : ` · ${seconds} с`;
    const patience = progress.running_ms < long_ms ? "" : "\nЭто дольше обычного. Работа идёт, но её можно отменить.";
    if (progress.stage === "painting") return `Рисуется${since} · ${cost}${patience}`;
    const { ahead } = progress;
    if (ahead === null) return `Ждёт модель${since} · ${cost}${patience}`;
    const place = ahead === 0 ? "У модели, следующая в очереди" : `У модели, впереди ещё ${ahead}`;
    return `${place}${since} · ${cost}${patience}`;
  },
  result({ settlement, request, images, price }, model) {
    const seeds = [...new Set(images.map((image) => image.seed).filter((seed) => seed !== null))];
    const first = images[0];
    const line = [
      model,
      first === undefined ? "" : `${first.width} × ${first.height}`,
      seeds.length === 0 ? "" : `сид ${list(seeds.map(String))}`,
      credits(settlement?.captured_credits ?? price.total_credits),
    ].filter((part) => part !== "");
    const missing = request.n - images.length;
    if (missing <= 0) return line.join(" · ");
    const returned = cameBack(settlement?.released_credits ?? 0);
    const why =
      settlement?.rule === "flagged-share-returned"
        ? `Скрыто проверкой безопасности модели: ${missing} из ${request.n}.`
        : `Модель прислала не всё, не хватает: ${missing} из ${request.n}.`;
    return `${line.join(" · ")}\n${why} ${returned}`;
  },
  ending: (reason, returned) => `${endings[reason]} ${cameBack(returned)}`,
  alternative: (prompt, index, count) =>
    count === 1 ? shortened(prompt, 400) : `${shortened(prompt, 400)} (${index + 1} из ${count})`,
  cancel: "Отменить",
  waitsInHistory: "Ваша картинка готова, но опубликовать её там, где вы просили, не удалось. Она ждёт вас в /history.",
};
