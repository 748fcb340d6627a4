import type { Messages } from "../../messages.ts";
import { credits } from "./wording.ts";

export const after: Messages["after"] = {
  firstPicture:
    "Sua primeira imagem! Se ela pode ser protegida por direitos autorais depende do seu país (T12 em /terms).",

  reroll: (price) => `Refazer · ${credits(price)}`,
  vary: (price) => `Variação · ${credits(price)}`,
  upscale: (price) => `Ampliar · ${credits(price)}`,
  editPrompt: "Mudar o prompt",
  reference: "Usar como referência",
  details: "Detalhes",
  original: (count) => (count === 1 ? "Arquivo original" : "Arquivos originais"),
  report: "Denunciar",
  delete: (count) => (count === 1 ? "Apagar" : "Apagar todas"),

  which: "Qual delas?",
  whichText: (action) => `${action}. Escolha a imagem pelo número.`,
  whichButton: (number, price) => (price === null ? String(number) : `${number} · ${credits(price)}`),

  deleted: (count) =>
    count === 1
      ? "A imagem saiu do seu histórico e do nosso armazenamento."
      : `Todas as ${count} imagens saíram do seu histórico e do nosso armazenamento.`,

  priceChanged: (before, now) =>
    `O preço mudou nesse meio-tempo, de ${before} para ${credits(now)}. Nada foi cobrado. Toque no botão se o novo preço estiver bom para você.`,

  referenceTitle: "Faça algo novo a partir dela",
  referenceLabel: "O que deve mudar?",
  referenceWhich: "Qual imagem?",
  referenceSubmit: (price, model) => `Criar com ${model} · ${credits(price)}`,
  referenceNumber: (number) => `Imagem ${number}`,

  reportTitle: "Denunciar esta imagem",
  reportReason: "O que há de errado com ela?",
  reportNote: "Algo mais que devamos saber",
  reportSubmit: "Enviar a denúncia",
  reportReasonNames: {
    minors: "Algo sexual com uma criança ou um adolescente",
    intimate: "Uma imagem íntima ou degradante de uma pessoa real",
    sexual: "Conteúdo sexual",
    hateful: "Ódio, crueldade ou automutilação",
    deceiving: "Uma imagem feita para enganar",
    rights: "Usa minha obra, meu nome ou meu rosto",
    other: "Outra coisa",
  },
  reportThanksTitle: "Obrigado",
  reportThanks: (reference) =>
    `Uma pessoa vai olhar esta imagem, e ela será retirada se violar os termos. Quem a fez não fica sabendo quem denunciou. Sua denúncia é ${reference}.`,
  reportRepeated: (reference) =>
    `Você já denunciou esta imagem, e a denúncia continua valendo: ${reference}. Não é preciso mais nada.`,

  upscaled: (factor) => `Ampliada ×${factor}`,
  id: "Identificador",
  idHint: (id) => `${id} (para /edit --from ${id})`,
  madeFrom: "Feita a partir de",
};
