import type { LinkRefusal } from "../../accounts/link.ts";
import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day, minute, plural } from "./wording.ts";

const platforms: ReadonlyMap<string, string> = new Map([
  ["discord", "Discord"],
  ["telegram", "Telegram"],
  ["playground", "área de testes"],
]);

export const platform = (name: string) => platforms.get(name) ?? name;

interface Person {
  readonly name: string;
  readonly platform: string;
}
const person = ({ name, platform: where }: Person) => `${name} (${platform(where)})`;

const refusals: Readonly<Record<LinkRefusal, string>> = {
  declined: "Um dos dois lados disse não, então as contas continuam separadas. Nada mudou.",
  "both-subscribed":
    "As duas contas têm uma assinatura, e uma conta só pode ter uma. Cancele uma delas primeiro (/subscription), espere que termine e vincule depois, por favor. Nada mudou.",
  "same-platform":
    "Uma conta tem uma só pessoa de cada chat, e estas duas têm o mesmo chat. Desvincule antes uma delas (/unlink), ou vincule outro chat. Nada mudou.",
  "not-in-good-standing": `Uma destas contas não pode ser vinculada no momento. Se for a sua, escreva para ${termsInForce.contact}. Nada mudou.`,
  "to-be-erased":
    "Uma destas contas vai ser excluída, como foi pedido. Se for a sua e você quiser mantê-la, envie antes /privacy keep por lá. Nada mudou.",
  "joined-elsewhere":
    "Uma das duas foi vinculada a outra conta nesse meio-tempo. Envie /link para receber um código novo, por favor.",
};

export const linking: Messages["linking"] = {
  title: "Vincular outro chat",
  code: (code, minutes) =>
    `Seu código é ${code}. Envie /link ${code} para mim no outro chat em até ${plural(minutes, { one: "minuto", other: "minutos" })}; depois pergunto mais uma vez aos dois lados. Juntos, eles viram uma só conta: os mesmos créditos, imagens e configurações. Não passe o código a mais ninguém.`,
  openTelegram: "Abrir no Telegram",
  newCode: "Novo código",
  confirmTitle: "É você?",
  askRedeemer: (issuer) =>
    `O código é de ${person(issuer)}. Se for você, suas duas contas viram uma: os mesmos créditos, imagens e configurações, e qualquer um dos lados pode gastar e ver tudo. Só continue se as duas forem suas. Depois pergunto mais uma vez do outro lado.`,
  askIssuer: (redeemer) =>
    `${person(redeemer)} usou seu código e quer ser uma só conta com você: os mesmos créditos, imagens e configurações, e qualquer um dos lados pode gastar e ver tudo. É você? Se os botões sumiram, envie /link.`,
  yes: "Sim, vincular",
  no: "Não",
  waits: (issuer) =>
    `Quase pronto. Perguntei a ${person(issuer)}: diga sim lá, ou envie /link lá. Até então, nada muda.`,
  joining:
    "Os dois lados disseram sim. As contas estão sendo unidas; leva um momento, e nada pode se perder enquanto isso.",
  joinedTitle: "Agora é uma conta só",
  joined: (other, available) =>
    `De agora em diante, você e ${person(other)} são uma só conta, com ${credits(available)} no total. /account mostra quem faz parte dela.`,
  declined: "Tudo bem, nada foi vinculado.",
  refused: (reason) => refusals[reason],
};

export const unlinking: Messages["unlinking"] = {
  title: "Desvincular um chat",
  onlyOne: "Este chat é o único da sua conta, então não há o que desvincular. /link adiciona outro.",
  which:
    "Qual chat deve sair da sua conta? Acontece um dia depois, e até lá qualquer um dos lados pode impedir. Os créditos e as imagens ficam com a conta; quem sai começa do zero, sem presente de boas-vindas.",
  leave: (who) => `Desvincular ${person(who)}`,
  planned: (who, at) =>
    `${person(who)} sai desta conta em ${minute(at)}. Os créditos e as imagens ficam aqui. Até lá, qualquer um dos lados pode impedir, pelo botão ou com /account.`,
  plannedNotice: (who, at) =>
    `Alguém da sua conta pediu que ${person(who)} saia dela em ${minute(at)}. Os créditos e as imagens ficam com a conta. Se você não quer isso, toque em Impedir, ou envie /account.`,
  stop: "Impedir",
  stopped: (who) => `${person(who)} fica.`,
  stoppedNotice: (who) => `Foi impedido: ${person(who)} fica na sua conta.`,
  stoppedAsLast: (who) =>
    `${person(who)} fica: não há nenhum outro chat na sua conta, e sem ele os créditos e as imagens se perderiam.`,
  tooLate: "Já aconteceu. /link junta os dois de novo.",
  left: (who) => `${person(who)} saiu da sua conta, como foi pedido há um dia.`,
  youLeft:
    "Você saiu da conta que compartilhava, como foi pedido há um dia. De agora em diante você tem a sua própria, que começa vazia. /link junta as duas de novo.",
};

export const account: Messages["account"] = {
  title: "Sua conta",
  chats: "Seus chats",
  chat: person,
  plan: "Plano",
  since: "Desde",
  sinceDay: day,
  limits: "Limites",
  atOnce: (inWorks, atOnce, commandsPerMinute) =>
    `${plural(inWorks, { one: "imagem", other: "imagens" })} em andamento, ${atOnce} sendo pintadas ao mesmo tempo, ${plural(commandsPerMinute, { one: "comando", other: "comandos" })} por minuto`,
  id: "Conta",
  link: "Vincular outro chat",
  unlink: "Desvincular um chat",
  stop: (who) => `Impedir: ${person(who)} fica`,
  plans: { free: "Grátis", starter: "Starter", creator: "Creator", studio: "Studio" },
};

export const linkRefusals = {
  "link-code": () =>
    "Este código não funciona. Talvez tenha um erro de digitação, já tenha sido usado ou tenha mais de 10 minutos. Envie /link no outro chat, por favor, para receber um novo.",
  "link-yourself": () =>
    "Este código é da sua própria conta. Envie-o para mim no outro chat, aquele que você quer vincular.",
  "link-attempts": ({ waitMinutes }) =>
    `Foram muitos códigos. Espere ${plural(waitMinutes, { one: "minuto", other: "minutos" })}, por favor, e tente com um novo de /link.`,
  "link-expired": () =>
    "Demorou demais, então nada foi vinculado. Envie /link, por favor, para receber um código novo.",
  "link-refused": ({ reason }) => refusals[reason],
  "unlink-last": () =>
    "Este chat é o único da sua conta, e sem ele os créditos e as imagens se perderiam. /link adiciona outro antes.",
  "unlink-withheld": () =>
    `Estamos analisando a sua conta, então nenhum chat pode sair dela agora. Perguntas: ${termsInForce.contact}.`,
  "unlink-unknown": () => "Este chat não faz mais parte da sua conta. /account mostra quem faz.",
} satisfies Partial<Messages["refusals"]>;
