import { termsInForce } from "../../accounts/terms.ts";
import type { EndingReason } from "../../generation/generation.ts";
import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, list, plural } from "./wording.ts";

const example = "/imagine um farol na tempestade --ar 16:9";

export const start: Messages["start"] = {
  title: "Que bom ver você de novo",
  ready: (available) =>
    `Diga o que você quer ver, por exemplo: ${example}\n\nVocê tem ${credits(available)}. /models mostra quem pinta, /pricing quanto custa e /help todo o resto.`,
  acceptedTitle: "Tudo pronto",
  accepted: (welcome) =>
    [
      welcome === 0 ? "" : `Você tem ${credits(welcome)} para experimentar.`,
      `Diga o que você quer ver, por exemplo: ${example}`,
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
};

export const consent: Messages["consent"] = {
  title: "Antes da primeira imagem",
  titleAgain: "Os termos mudaram",
  hello:
    "Olá! Eu sou o Easel. Diga o que você quer ver, e o modelo que você escolher pinta para você, aqui mesmo no chat.",
  before: (command) =>
    `Antes de usar /${command}, preciso do seu consentimento. Nada da sua mensagem foi guardado, e nada foi cobrado.`,
  ask: (age, updatedAt) =>
    `Você precisa ter pelo menos ${age} anos (ou mais, se o seu país exigir) e concordar com os termos de ${day(updatedAt)}.`,
  gift: (amount, days) =>
    `Depois, você ganha ${credits(amount)} para começar, com validade de ${plural(days, { one: "dia", other: "dias" })}.`,
  accept: (age) => `Tenho ${age} anos ou mais e concordo`,
  read: "Ler os termos",
  changed: "Os termos mudaram desde que este botão foi criado. Envie /start, por favor, para ler e aceitar os novos.",
};

export const help: Messages["help"] = {
  title: "O que eu sei fazer",
  hint: "As opções vão em qualquer lugar entre as palavras: /imagine uma raposa vermelha --model seedream --ar 16:9 --n 2 --seed 7",
};

export const imagine: Messages["imagine"] = {
  promptExample: example,
  editTitle: "Mude as palavras",
  editLabel: "O que você quer ver?",
  editSubmit: (price) => `Criar · ${credits(price)}`,
  cancelled: "Parada. O que ela teria custado é seu de novo.",
  tooLate: "É tarde demais para parar esta: a imagem já está pronta.",
  cancelledMany: (count) =>
    count === 0
      ? "Você não tem nada em andamento."
      : `${count === 1 ? "Uma imagem parada" : `${count} imagens paradas`}. O que teria sido gasto é seu de novo.`,
  deletedTitle: "Apagado",
  originals: (count) => (count === 1 ? "Aqui está o arquivo original." : "Aqui estão os arquivos originais."),
  detailsTitle: "Sobre esta imagem",
  detail: {
    prompt: "Prompt",
    model: "Modelo",
    size: "Tamanho",
    quality: "Qualidade",
    style: "Estilo",
    seed: "Semente",
    cost: "Custo",
    made: "Criada",
    references: "Referências",
    noSeed: "este modelo não informa",
    by: (name, maker) => `${name} da ${maker}`,
    pixels: (width, height, ratio) => `${width} × ${height} (${ratio})`,
    returned: (captured, returned) => `${credits(captured)}; ${credits(returned)} de volta`,
  },
  policy: "Regras do fabricante",
};

const endings: Record<EndingReason, string> = {
  "credits-insufficient": "Não restavam créditos suficientes quando chegou a vez dela. /balance mostra o que você tem.",
  "wallet-frozen": `Seus créditos estão bloqueados enquanto analisamos sua conta, então ela não pôde começar. Dúvidas: ${termsInForce.contact}.`,
  "server-cap":
    "Quando chegou a vez dela, já tinha sido gasto o que cada membro pode gastar por dia neste servidor. Recomeça às 00:00 UTC.",
  "too-many-running": "Quando chegou a vez dela, você tinha imagens demais em andamento. Envie de novo, por favor.",
  "policy-prompt":
    "O modelo recusou estas palavras, porque as regras do fabricante não as permitem. Às vezes as máquinas entendem mal: outras palavras podem funcionar.",
  "policy-reference":
    "O modelo recusou a imagem de referência, porque as regras do fabricante não a permitem. Outra imagem pode funcionar.",
  "policy-image":
    "A verificação de segurança do modelo ocultou o resultado, então não há nada que eu possa mostrar. Outras palavras podem funcionar.",
  "request-refused":
    "O modelo não conseguiu trabalhar com este pedido. Outro tamanho ou outro modelo pode funcionar (/models).",
  "provider-failed": "O modelo parou no meio da pintura. Tente de novo, por favor, ou escolha outro modelo (/models).",
  "reference-refused":
    "O modelo não conseguiu trabalhar com a imagem de referência: pequena demais, grande demais ou num formato que ele não aceita. Outra imagem pode funcionar.",
  "reference-lost": "A imagem de referência não está mais lá. Anexe-a de novo, por favor.",
  "provider-unreachable":
    "Não foi possível falar com o modelo. Tente de novo em alguns minutos, por favor, ou escolha outro modelo (/models).",
  "provider-lost": "O pedido se perdeu a caminho do modelo. Tente de novo, por favor.",
  "provider-dropped":
    "O modelo terminou, mas a imagem não estava mais lá quando fui buscá-la. Tente de novo, por favor.",
  "took-too-long":
    "O modelo demorou demais, então parei de esperar. Tente de novo, por favor, ou escolha outro modelo (/models).",
  "our-fault": "Algo do nosso lado impediu que esta imagem fosse terminada. Já fomos avisados.",
  "could-not-store": "A imagem chegou danificada, então não pude guardá-la. Tente de novo, por favor.",
  cancelled: "Parada, como você pediu.",
};

function cameBack(returned: number): string {
  if (returned === 0) return "Nada foi cobrado.";
  return returned === 1 ? "Seu crédito está de volta." : `Seus ${credits(returned)} estão de volta.`;
}

export const picture: Messages["picture"] = {
  title: (prompt) => shortened(prompt, 120),
  progress(progress, price, long_ms) {
    const cost = credits(price);
    if (progress.stage === "heard") return `A caminho · ${cost}`;
    if (progress.stage === "line") {
      return progress.ahead === 0 ? `É a próxima · ${cost}` : `${progress.ahead} na frente · ${cost}`;
    }
    const seconds = Math.floor(progress.running_ms / 5_000) * 5;
    const since = seconds === 0 ? "" : ` · ${seconds} s`;
    const patience =
      progress.running_ms < long_ms
        ? ""
        : "\nEstá demorando mais que o normal. Eu continuo tentando, ou você pode cancelar.";
    if (progress.stage === "painting") return `Pintando${since} · ${cost}${patience}`;
    const { ahead } = progress;
    if (ahead === null) return `Esperando o modelo${since} · ${cost}${patience}`;
    const place = ahead === 0 ? "No modelo, é a próxima" : `No modelo, ${ahead} na frente`;
    return `${place}${since} · ${cost}${patience}`;
  },
  result({ settlement, request, images, price }, model) {
    const seeds = [...new Set(images.map((image) => image.seed).filter((seed) => seed !== null))];
    const first = images[0];
    const line = [
      model,
      first === undefined ? "" : `${first.width} × ${first.height}`,
      seeds.length === 0 ? "" : `semente ${list(seeds.map(String))}`,
      credits(settlement?.captured_credits ?? price.total_credits),
    ].filter((part) => part !== "");
    const missing = request.n - images.length;
    if (missing <= 0) return line.join(" · ");
    const returned = cameBack(settlement?.released_credits ?? 0);
    const why =
      settlement?.rule === "flagged-share-returned"
        ? `A verificação de segurança do modelo ocultou ${missing} de ${request.n}.`
        : `${missing === 1 ? "Falta" : "Faltam"} ${missing} de ${request.n} no que o modelo enviou.`;
    return `${line.join(" · ")}\n${why} ${returned}`;
  },
  ending: (reason, returned) => `${endings[reason]} ${cameBack(returned)}`,
  alternative: (prompt, index, count) =>
    count === 1 ? shortened(prompt, 400) : `${shortened(prompt, 400)} (${index + 1} de ${count})`,
  cancel: "Cancelar",
  waitsInHistory:
    "Uma imagem sua está pronta, mas não consegui publicá-la onde você pediu. Ela espera por você em /history.",
};
