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
    sexual: "conteúdo sexual",
    minors: "algo sexual com menores",
    consent: "uma imagem íntima ou degradante de uma pessoa real",
    hate: "ódio",
    violence: "violência cruel",
    selfharm: "automutilação",
    illegal: "algo ilegal",
    deception: "uma imagem feita para enganar",
    profanity: "um palavrão",
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
      ? `O comando /${given} não existe. Envie /help para ver os que existem.`
      : `O comando /${given} não existe. Você quis dizer /${nearest}? Envie /help para ver todos.`,
  "unknown-option": ({ command, given, nearest, allowed: options }) =>
    [
      `/${command} não tem a opção ${given}.`,
      nearest === null ? "" : `Você quis dizer ${nearest}?`,
      options.length === 0 ? "Envie sem opções." : `Aceita ${list(options)}.`,
    ]
      .filter((part) => part !== "")
      .join(" "),
  "missing-option": ({ command, option, example }) =>
    `Falta algo para /${command}: ${option}. Por exemplo: ${exampleOf(commands, command, example)}`,
  "bad-option": ({ option, given, allowed: what }) =>
    given === ""
      ? `A opção ${option} precisa de um valor depois dela. Valores possíveis: ${allowed(what)}.`
      : `“${given}” não serve para ${option}. Valores possíveis: ${allowed(what)}.`,
  "repeated-option": ({ option }) =>
    `A opção ${option} aparece duas vezes. Use-a só uma vez, por favor, para eu saber qual você quer.`,
  "contradicting-options": ({ first, second }) =>
    `Estas duas se contradizem: ${first} e ${second}. Tire uma delas, por favor, ou mude-a.`,
  "button-stale": () => "Este botão é de outro momento e não faz mais nada. Envie o comando de novo, por favor.",
  "prompt-empty": () => "Diga o que você quer ver. Por exemplo: uma raposa vermelha na neve, à luz da manhã",
  "prompt-too-long": ({ length, lengthMax, model }) =>
    `Seu prompt tem ${length} caracteres, e ${model} lê no máximo ${lengthMax}. Encurte-o, por favor. Nada foi cobrado.`,
  "prompt-blocked": ({ category }) =>
    `Esta eu não posso fazer: parece ${categories.get(category) ?? "algo que os termos não permitem"}. Nada foi cobrado. Se entendi mal, diga com outras palavras, por favor. /terms lista o que não é permitido.`,
  "prompt-gravest": ({ category }) =>
    `Isto eu não faço: parece ${categories.get(category) ?? "algo que os termos não permitem"}, que está entre o que os termos proíbem de mais grave (T7). Nada foi cobrado.`,
  unsupported: ({ model, option, given, supported }) =>
    `${model} não aceita ${option} ${given}. Valores possíveis: ${allowed(supported)}. Nada foi cobrado.`,
  "references-too-many": ({ model, given, max }) =>
    max === 0
      ? `${model} não aceita imagens de referência. /models mostra quais aceitam.`
      : `${model} aceita no máximo ${plural(max, { one: "imagem", other: "imagens" })} de referência, e aqui há ${given}. Tire algumas, ou escolha outro modelo (/models).`,
  "references-needed": ({ model }) =>
    `Para isto, ${model} precisa de uma imagem como ponto de partida. Anexe uma à sua mensagem, por favor.`,
  "reference-link": () =>
    "Eu não abro links. Anexe a própria imagem à sua mensagem, por favor, e eu parto dela. Nada foi cobrado.",
  "reference-not-an-image": ({ name, megapixelsMax }) =>
    `“${shortened(name, 40)}” não é uma imagem que eu consiga ler. Aceito PNG, JPEG e WebP de até ${megapixelsMax} megapixels. Nada foi cobrado.`,
  "reference-too-large": ({ name, megabytesMax }) =>
    `“${shortened(name, 40)}” é grande demais: uma referência pode ter até ${megabytesMax} MB. Envie uma versão menor, por favor. Nada foi cobrado.`,
  "reference-too-small": ({ name, width, height, edgeMin, model }) =>
    `“${shortened(name, 40)}” tem ${width} × ${height} pixels: são poucos, ou é estreita demais, para ${model}. Com o lado maior em 2048, o menor precisa ter pelo menos ${edgeMin}. Envie outra versão, por favor. Nada foi cobrado.`,
  "reference-deleted": ({ given }) =>
    `A imagem ${given} foi apagada, então não dá para fazer nada a partir dela. /history mostra o que você tem. Nada foi cobrado.`,
  "reference-unknown": ({ given }) =>
    `Nenhuma das suas imagens tem o id “${shortened(given, 40)}”. O botão Detalhes embaixo de uma imagem mostra o id dela, e “last” é a mais recente. Nada foi cobrado.`,
  "edit-needs-picture": () =>
    "Qual imagem devo mudar? Anexe uma à sua mensagem: /edit deixe com cara de inverno. Depois que você fizer uma aqui, /edit usa a mais recente, ou qualquer outra pelo id: --from e o que Detalhes mostra. Nada foi cobrado.",
  "reference-unavailable": ({ name }) =>
    `Não consegui ler “${shortened(name, 40)}”. Anexe de novo, por favor. Nada foi cobrado.`,
  "credits-insufficient": ({ price, available }) =>
    `Isto custa ${credits(price)}, e você tem ${available}. Um tamanho menor, menos imagens ou outro modelo talvez caiba (/pricing). Nada foi cobrado.`,
  "wallet-frozen": () =>
    `Seus créditos estão bloqueados enquanto analisamos sua conta, então nada novo pode começar. Dúvidas: ${termsInForce.contact}.`,
  "too-many-running": ({ running, max }) =>
    `Você tem ${plural(running, { one: "imagem", other: "imagens" })} em andamento, e o máximo ao mesmo tempo é ${max}. Envie isto de novo quando uma delas estiver pronta, por favor. Nada foi cobrado.`,
  "too-fast": ({ waitSeconds, max }) =>
    `Que rapidez: eu aceito ${plural(max, { one: "comando", other: "comandos" })} por minuto. Tente de novo em ${plural(waitSeconds, { one: "segundo", other: "segundos" })}, por favor.`,
  "already-asked": () => "Já estou cuidando disso, e a cobrança é uma só. Espere um momento pela primeira, por favor.",
  "desk-says": ({ text }) => text,
  "not-yours": () => "Isto é de outra pessoa. Envie /imagine para fazer a sua.",
  "picture-gone": () => "Esta imagem não existe mais. /history mostra o que você tem.",
  "still-running": () => "Esta imagem ainda não está pronta. Tente de novo quando ela chegar, por favor.",
  "model-off": ({ model }) =>
    `${model} está desativado no momento. Escolha outro, por favor (/models). Nada foi cobrado.`,
};
