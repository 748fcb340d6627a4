import { termsInForce } from "../../accounts/terms.ts";
import { exampleOf } from "../../chat/command-example.ts";
import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { allowed } from "./allowed.ts";
import { appealRefusals } from "./appeals.ts";
import { billingRefusals } from "./billing-refusals.ts";
import { commands } from "./commands.ts";
import { linkRefusals } from "./linking.ts";
import { priceRefusals } from "./prices.ts";
import { privacyRefusals } from "./privacy.ts";
import { reportRefusals } from "./reports.ts";
import { sanctionRefusals } from "./sanctions.ts";
import { serverRefusals } from "./servers.ts";
import { supportRefusals } from "./support.ts";
import { switchRefusals } from "./switches.ts";
import { credits, list, plural } from "./wording.ts";

const categories: ReadonlyMap<string, string> = new Map(
  Object.entries({
    sexual: "сексуальный контент",
    minors: "сексуальный контент с несовершеннолетними",
    consent: "интимное или унижающее изображение реального человека",
    hate: "ненависть",
    violence: "жестокое насилие",
    selfharm: "самоповреждение",
    illegal: "что-то незаконное",
    deception: "картинка для обмана",
    profanity: "ругательство",
  }),
);

export const refusals: Messages["refusals"] = {
  ...reportRefusals,
  ...serverRefusals,
  ...billingRefusals,
  ...appealRefusals,
  ...supportRefusals,
  ...switchRefusals,
  ...sanctionRefusals,
  ...priceRefusals,
  ...linkRefusals,
  ...privacyRefusals,
  "unknown-command": ({ given, nearest }) =>
    nearest === null
      ? `Команды /${given} нет. Отправьте /help, чтобы увидеть, что есть.`
      : `Команды /${given} нет. Может быть, /${nearest}? Отправьте /help, чтобы увидеть все.`,
  "unknown-option": ({ command, given, nearest, allowed: options }) =>
    [
      `У /${command} нет опции ${given}.`,
      nearest === null ? "" : `Может быть, ${nearest}?`,
      options.length === 0 ? "Отправьте команду без опций." : `Есть такие: ${list(options)}.`,
    ]
      .filter((part) => part !== "")
      .join(" "),
  "missing-option": ({ command, option, example }) =>
    `Для /${command} кое-чего не хватает: ${option}. Например: ${exampleOf(commands, command, example)}`,
  "bad-option": ({ option, given, allowed: what }) =>
    given === ""
      ? `После опции ${option} нужно значение. Подойдёт: ${allowed(what)}.`
      : `Для ${option} не подходит «${given}». Подойдёт: ${allowed(what)}.`,
  "repeated-option": ({ option }) =>
    `Опция ${option} указана дважды. Оставьте её, пожалуйста, один раз, чтобы было ясно, что вы имеете в виду.`,
  "contradicting-options": ({ first, second }) =>
    `Эти две опции противоречат друг другу: ${first} и ${second}. Уберите, пожалуйста, одну из них или измените её.`,
  "button-stale": () => "Эта кнопка устарела и больше ничего не делает. Отправьте, пожалуйста, команду ещё раз.",
  "prompt-empty": () => "Расскажите, что вы хотите увидеть. Например: рыжая лиса на снегу, утренний свет",
  "prompt-too-long": ({ length, lengthMax, model }) =>
    `В вашем промпте ${plural(length, { one: "знак", few: "знака", other: "знаков" })}, а ${model} читает не больше ${lengthMax}. Сократите его, пожалуйста. Ничего не списано.`,
  "prompt-blocked": ({ category }) =>
    `Это нарисовать нельзя, потому что похоже на: ${categories.get(category) ?? "то, чего не допускают условия"}. Ничего не списано. Если это недоразумение, скажите, пожалуйста, другими словами. /terms перечисляет, что запрещено.`,
  "prompt-gravest": ({ category }) =>
    `Такого я не рисую, потому что похоже на: ${categories.get(category) ?? "то, чего не допускают условия"}. Это одно из самых тяжких нарушений условий (T7). Ничего не списано.`,
  unsupported({ model, option, given, supported }) {
    if (supported.kind === "nothing") {
      return `${model} не поддерживает ${option} ${given}. Уберите, пожалуйста, эту опцию. Ничего не списано.`;
    }
    if (supported.kind === "only-of") {
      return `${model} не поддерживает ${option} ${given}. Это умеют только ${list(supported.models)}. Ничего не списано.`;
    }
    return `${model} не поддерживает ${option} ${given}. Подойдёт: ${allowed(supported)}. Ничего не списано.`;
  },
  "references-too-many": ({ model, given, max }) =>
    max === 0
      ? `${model} не принимает образцы. /models покажет, какие модели принимают.`
      : `${model} принимает не больше ${plural(max, { one: "образца", other: "образцов" })}, а здесь их ${given}. Уберите лишние или выберите другую модель (/models).`,
  "references-needed": ({ model }) =>
    `Для этого ${model} нужна исходная картинка. Приложите её, пожалуйста, к сообщению.`,
  "reference-link": () =>
    "Ссылки я не открываю. Приложите, пожалуйста, к сообщению саму картинку, тогда можно начать с неё. Ничего не списано.",
  "reference-not-an-image": ({ name, megapixelsMax }) =>
    `Файл «${shortened(name, 40)}» не удаётся прочитать как картинку. Подходят PNG, JPEG и WebP до ${megapixelsMax} мегапикселей. Ничего не списано.`,
  "reference-too-large": ({ name, megabytesMax }) =>
    `Файл «${shortened(name, 40)}» слишком велик: образец может занимать до ${megabytesMax} MB. Отправьте, пожалуйста, версию поменьше. Ничего не списано.`,
  "reference-too-small": ({ name, width, height, edgeMin, model }) =>
    `«${shortened(name, 40)}»: ${width} × ${height} пикселей, для ${model} это слишком мало или слишком узко. Если длинную сторону привести к 2048, короткой нужно ${edgeMin}. Отправьте, пожалуйста, другую версию. Ничего не списано.`,
  "reference-deleted": ({ given }) =>
    `Картинка ${given} удалена, поэтому сделать из неё ничего нельзя. /history покажет, что у вас есть. Ничего не списано.`,
  "reference-unknown": ({ given }) =>
    `Среди ваших картинок нет идентификатора «${shortened(given, 40)}». Его показывает кнопка «Подробности» под картинкой, а «last» означает самую новую. Ничего не списано.`,
  "edit-needs-picture": () =>
    "Какую картинку изменить? Приложите её к сообщению: /edit сделай зиму. Если вы здесь уже что-то рисовали, /edit возьмёт самую новую или любую по идентификатору: --from и то, что показывают «Подробности». Ничего не списано.",
  "reference-unavailable": ({ name }) =>
    `Прочитать «${shortened(name, 40)}» не удалось. Приложите, пожалуйста, ещё раз. Ничего не списано.`,
  "credits-insufficient": ({ price, available }) =>
    `Это стоит ${credits(price)}, а у вас ${available}. Возможно, подойдёт меньший размер, меньше картинок или другая модель (/pricing). Ничего не списано.`,
  "wallet-frozen": () =>
    `Ваши кредиты заморожены, пока мы проверяем аккаунт, поэтому начать что-то новое нельзя. Вопросы: ${termsInForce.contact}.`,
  "too-many-running": ({ running, max }) =>
    `У вас в работе ${plural(running, { one: "картинка", few: "картинки", other: "картинок" })}, а одновременно можно ${max}. Отправьте это, пожалуйста, ещё раз, когда одна из них будет готова. Ничего не списано.`,
  "too-fast": ({ waitSeconds, max }) =>
    `Как быстро! Можно до ${plural(max, { one: "команды", other: "команд" })} в минуту. Попробуйте, пожалуйста, через ${plural(waitSeconds, { one: "секунду", few: "секунды", other: "секунд" })}.`,
  "already-asked": () => "Это уже в работе, и списание будет только одно. Подождите, пожалуйста, немного.",
  "desk-says": ({ text }) => text,
  "not-yours": () => "Это принадлежит кому-то другому. Отправьте /imagine, чтобы сделать свою картинку.",
  "picture-gone": () => "Этой картинки больше нет. /history покажет, что у вас есть.",
  "still-running": () => "Эта картинка ещё не готова. Попробуйте, пожалуйста, когда она появится.",
  "model-off": ({ model }) =>
    `${model} сейчас отключена. Выберите, пожалуйста, другую модель (/models). Ничего не списано.`,
};
